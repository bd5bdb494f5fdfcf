// Strings that may not be mixed up: StrongId<struct PersonTag> is not StrongId<struct PlacementTag>.
#pragma once

#include <compare>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"

namespace driehoek {

// An identifier with a type. Holds the last segment of a resource name, never the whole name. Empty means none.
template <typename Tag>
class StrongId {
 public:
  StrongId() = default;
  explicit StrongId(std::string value) : value_(std::move(value)) {}
  explicit StrongId(absl::string_view value) : value_(value) {}
  explicit StrongId(const char* value) : value_(value) {}

  const std::string& value() const { return value_; }
  bool empty() const { return value_.empty(); }

  friend auto operator<=>(const StrongId&, const StrongId&) = default;
  friend bool operator==(const StrongId&, const StrongId&) = default;
  template <typename H>
  friend H AbslHashValue(H h, const StrongId& id) {
    return H::combine(std::move(h), id.value_);
  }

 private:
  std::string value_;
};

// The tenant: an institution's id as it stands in resource names, `[a-z][a-z0-9-]{1,39}`.
using TenantId = StrongId<struct TenantTag>;
// A person of one institution (a supervisor of two institutions is two persons).
using PersonId = StrongId<struct PersonTag>;

}  // namespace driehoek
