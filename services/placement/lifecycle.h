// How a placement comes to be, changes and starts: pure decisions (domain text 6.2); how it ends
// stands in ending.h. A decision returns the placement after, the states it came to on the way, and
// what it relied on.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "placement/facts.h"
#include "placement/placement.h"

namespace driehoek::placement {

struct PlacementChange {
  Placement after;
  std::vector<State> reached;  // one event each; empty when the state stayed as it was
  std::vector<FactVersion> relies_on;
};

// All that the start of a placement hangs on.
struct StartFacts {
  PolicyFact policy;
  AgreementFact agreement;
  ContactFact contact;  // on the first day, or today once that has been
  ScanFact scan;        // of the workplace
};

// A new placement at `now`: SEARCHING without a workplace, PROPOSED without a supervisor, else
// CONFIRMED. Variant, funding and phase come from the enrolment. `draft` has passed Check.
// FAILED_PRECONDITION / NOT_ENROLLED when the enrolment is another student's; INVALID_ARGUMENT
// naming workplace or supervisor (REFERENCE_NOT_FOUND, NOT_ON_THE_FLOOR: R19).
absl::StatusOr<PlacementChange> Create(Placement draft, const EnrolmentFact& enrolment,
                                       const PlaceFact& place, absl::Time now);

// `before` with the changed fields of `draft`. A placement that was ready is confirmed again, and
// becomes ready anew when all is still there; one that was screened stays so at the same workplace
// until a supervisor is fixed. FAILED_PRECONDITION / PLACEMENT_FINAL,
// PLACEMENT_STARTED, AGREEMENT_OFFERED; and those of the place.
absl::StatusOr<PlacementChange> Revise(const Placement& before, Placement draft,
                                       const AgreementFact& agreement, const PlaceFact& place,
                                       absl::Time now);

// What keeps it from starting on `today`. Nothing once it has started or is over, but for a scan
// that says the workplace is not fit: that stops no placement, yet somebody must look (R34). Sorted
// as the contract lists them.
std::vector<Blocker> Blockers(const Placement& placement, const StartFacts& facts,
                              absl::CivilDay today);

// The day whose contact person counts: the first one, or today when that has been.
absl::CivilDay ContactDay(const Placement& placement, absl::CivilDay today);

// Where the placement must move by now, if anywhere: CONFIRMED to READY and ACTIVE when all is
// there, READY back to CONFIRMED when something fell away, ACTIVE to PAUSED while the agreement it
// needs is not in force (invariant I3), PAUSED to ACTIVE when it is again. The change relies on
// what it read, so that a dual placement never becomes ACTIVE on an agreement that ended meanwhile.
std::optional<PlacementChange> Due(const Placement& placement, const StartFacts& facts,
                                   absl::CivilDay today, absl::Time now);

// FAILED_PRECONDITION / CONFLICT_OF_INTEREST when one of `running` keeps the student from where the
// placement is (R22).
absl::Status CheckConflicts(const std::vector<Conflict>& running, const Placement& placement);

// The most hours a week that any day of the period of `added` asks of its student, `others` of the
// same student counted in. Placements one after the other do not add up (R6).
int MostWeeklyHours(const std::vector<Placement>& others, const Placement& added);

// INVALID_ARGUMENT / HOURS_EXCEEDED naming placement.weekly_hours when that is over 60.
absl::Status CheckHours(const std::vector<Placement>& others, const Placement& added);

// The students that one day sees at once.
struct DayLoad {
  int students = 0;   // of all institutions
  int elsewhere = 0;  // of these, those of other institutions
};

// The fullest day in the period of `added`, whose student is counted in: `placements` of this
// institution and those `elsewhere` (R23). Parallel placements of one student are one student.
DayLoad FullestDay(const std::vector<Placement>& placements, const Elsewhere& elsewhere,
                   const Placement& added);

// The students of that day.
int MostAtOnce(const std::vector<Placement>& placements, const Placement& added,
               const Elsewhere& elsewhere = {});

// FAILED_PRECONDITION / ATTENTION_EXCEEDED when `fullest` has more than `limit` students; says how
// many of them are of other institutions, as a number.
absl::Status CheckLoad(const DayLoad& fullest, int limit);

// CheckLoad when `added` comes to its supervisor beside `others`, who take attention of the same
// supervisor at this institution, and those `elsewhere` (I2).
absl::Status CheckAttention(const std::vector<Placement>& others, const Placement& added, int limit,
                            const Elsewhere& elsewhere = {});

}  // namespace driehoek::placement
