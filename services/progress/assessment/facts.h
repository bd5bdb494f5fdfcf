// What assessments ask of evidence: a port that the wiring fills in. Read-only, thread-safe.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "progress/facts.h"
#include "shared/base/enum_names.h"

namespace driehoek::progress::assessment {

using EvidenceId = StrongId<struct AssessedEvidenceTag>;

// Why an item does not count (R67).
enum class Exclusion { kUnverified, kDisputed, kNotConfirmed, kNotLinked };

// An item that is not archived, as it stands.
struct EvidenceFact {
  EvidenceId id;
  int version = 0;  // number of its newest version
  std::string title;
  std::vector<std::string> outcome_codes;
  std::optional<Exclusion> exclusion;  // absent: it counts
  FactVersion item;
};

class Evidence {
 public:
  virtual ~Evidence() = default;
  virtual absl::StatusOr<std::vector<EvidenceFact>> Of(const TenantId& tenant,
                                                       const PlacementId& placement,
                                                       absl::Time deadline) = 0;
};

}  // namespace driehoek::progress::assessment

template <>
struct driehoek::EnumNames<driehoek::progress::assessment::Exclusion> {
  static constexpr std::array<absl::string_view, 4> kNames = {"unverified", "disputed",
                                                              "not_confirmed", "not_linked"};
};
