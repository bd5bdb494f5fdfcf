// Keeps the check-ins of a placement as the system proposes them: made once, moved when what they
// hang on changes, cancelled when there is no room for them any more. Pure (R49, R52).
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "progress/checkin/lifecycle.h"
#include "progress/checkin/proposal.h"

namespace driehoek::progress::checkin {

// What a placement was planned on last. Its check-ins are looked at again when `made_for` differs.
struct Plan {
  PlacementId placement;
  absl::CivilDay first_plan_date;
  std::string made_for;      // SummaryOf what the plan hangs on
  std::int64_t version = 0;  // 0: not stored yet
};

// Alike for periods and policies that give the same proposals, whatever today is.
std::string SummaryOf(const Period& period, const PolicyFact& policy);

// One check-in that changes, and the version that it was decided on; 0: it is new.
struct PlannedChange {
  CheckInChange change;
  std::int64_t before = 0;
};

// When the teacher of a placement meets somebody else.
struct Taken {
  absl::Time from;
  absl::Time to;  // exclusive
};

// `existing` are the check-ins of the placement. Those of the system that are ahead get the window
// of their proposal. They keep their moment when their window stays as it was, and when people
// moved it and it is still inside the window; else they move to the day of the proposal, at the
// same time of day. Without a proposal they stay while their window lies in the period, else they
// are cancelled. `new_id` gives ids.
//
// A proposal begins on the hour in working hours, at 10 if that is free for the teacher, and on
// another working day of its window when that day is full. So no two proposals of one teacher
// overlap unless the window is full; then it is proposed at 10 all the same, and people move it.
std::vector<PlannedChange> Replan(const std::vector<CheckIn>& existing,
                                  const std::vector<Proposal>& proposals,
                                  const PlacementFact& placement, std::vector<Taken> taken,
                                  absl::CivilDay today, absl::Time now, absl::TimeZone zone,
                                  const std::function<std::string()>& new_id);

}  // namespace driehoek::progress::checkin
