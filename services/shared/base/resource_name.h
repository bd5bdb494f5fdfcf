// Resource names: paths such as institutions/demo/agreements/0190….
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "shared/base/strong_id.h"

namespace driehoek {

// A name taken apart. `ids` holds the variable segments in order; the first one is the institution.
class ResourceName {
 public:
  // `pattern` as in the proto: "institutions/{institution}/agreements/{agreement}". Institution ids match
  // `[a-z][a-z0-9-]{1,39}`, every other id `[a-z0-9-]{1,64}`.
  // INVALID_ARGUMENT / NAME_MALFORMED naming `field` when `name` is not of that form.
  static absl::StatusOr<ResourceName> Parse(absl::string_view name, absl::string_view pattern,
                                            absl::string_view field = "name");

  TenantId tenant() const { return TenantId(ids_.front()); }
  // The last variable segment.
  const std::string& id() const { return ids_.back(); }
  const std::string& id(std::size_t index) const { return ids_.at(index); }
  const std::string& full() const { return full_; }

 private:
  ResourceName(std::string full, std::vector<std::string> ids) : full_(std::move(full)), ids_(std::move(ids)) {}
  std::string full_;
  std::vector<std::string> ids_;
};

bool IsInstitutionId(absl::string_view text);

// "institutions/{tenant}/{collection}/{id}".
std::string MakeName(const TenantId& tenant, absl::string_view collection, absl::string_view id);
// "institutions/{tenant}/persons/{person}".
std::string PersonName(const TenantId& tenant, const PersonId& person);

}  // namespace driehoek
