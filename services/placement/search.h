// How a workplace is looked for: proposals, what is said of them, and the clock that runs
// meanwhile (R27, R28, R31). Pure decisions, like lifecycle.h.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "placement/facts.h"
#include "placement/lifecycle.h"
#include "placement/placement.h"
#include "shared/base/errors.h"

namespace driehoek::placement {

// What a student knows of a workplace that the register does not have yet.
struct FoundPlace {
  std::string organisation_display_name;
  std::string kvk_number;  // 8 digits or empty
  std::string city;        // may be empty
  std::string workplace_display_name;
};
// Names what is wrong as fields of `found`: KVK_NUMBER_MALFORMED and those of field_checks.h.
void Check(const FoundPlace& found, FieldViolations& violations);

// A workplace brought for a placement.
struct Proposal {
  OrganisationId organisation;
  WorkplaceId workplace;
  Origin origin = Origin::kStudentProposed;
};

// SEARCHING becomes PROPOSED. FAILED_PRECONDITION / PLACEMENT_NOT_SEARCHING; INVALID_ARGUMENT /
// REFERENCE_NOT_FOUND naming `workplace` when `place` says that it is not there.
absl::StatusOr<PlacementChange> Propose(Placement placement, const Proposal& proposal,
                                        const PlaceFact& place, absl::Time now);

// It will do: PROPOSED becomes SCREENED. FAILED_PRECONDITION / PLACEMENT_NOT_PROPOSED.
absl::StatusOr<PlacementChange> FindSuitable(Placement placement, absl::Time now);

// It will not do: PROPOSED becomes SEARCHING again, without workplace; the refusal is counted and
// `reason` kept (R31). FAILED_PRECONDITION / PLACEMENT_NOT_PROPOSED.
absl::StatusOr<PlacementChange> FindUnsuitable(Placement placement, absl::string_view reason,
                                               absl::Time now);

struct SearchClock {
  absl::CivilDay since_date;
  int weeks_to_start = 0;   // whole weeks; negative once the first day has been
  int escalation_step = 0;  // marks that were passed
};
// Whole weeks from `today` to `day`, rounded towards the past.
int WeeksUntil(absl::CivilDay day, absl::CivilDay today);
// The clock on `today` of a placement that was made on `created`; a mark of n weeks is passed from
// n weeks before the first day on. Nothing once there is a workplace or the placement is over.
std::optional<SearchClock> SearchClockOf(const Placement& placement,
                                         const std::vector<int>& marks_weeks,
                                         absl::CivilDay created, absl::CivilDay today);

struct Escalation {
  Placement after;
  std::vector<int> steps;  // to tell, each once, from 1
  FactVersion relies_on;   // the policy
};
// The marks that were passed by `today` and not told yet, several when nobody looked for a while.
std::optional<Escalation> Escalate(const Placement& placement, const PolicyFact& policy,
                                   absl::CivilDay created, absl::CivilDay today, absl::Time now);

}  // namespace driehoek::placement
