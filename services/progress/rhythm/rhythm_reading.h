// What the handlers of this folder read before they decide, and how they store what they decided.
#pragma once

#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "progress/facts.h"
#include "shared/base/errors.h"
#include "shared/events/change_log.h"
#include "shared/rpc/call.h"

namespace driehoek::progress::rhythm {

// Thread-safe; holds no state. What it refers to must outlive it.
class RhythmReading {
 public:
  RhythmReading(Placements& placements, Directory& directory)
      : placements_(placements), directory_(directory) {}

  absl::StatusOr<absl::CivilDay> Today(const rpc::Call& call) const;
  // The placement with this id, which the caller may do this to.
  absl::StatusOr<PlacementFact> LoadAllowed(const rpc::Call& call, const PlacementId& id) const;
  // The same by a reference in field `field` of a request: REFERENCE_NOT_FOUND, also when the
  // caller may not know of it, FIELD_MISSING and NAME_MALFORMED become a violation.
  absl::StatusOr<PlacementFact> LoadReferred(const rpc::Call& call, const std::string& name,
                                             absl::string_view field,
                                             FieldViolations& violations) const;

 private:
  Placements& placements_;
  Directory& directory_;
};

// Adds one event to `plan`: `type` happened to `resource` of `placement`, by full names.
void AddEvent(absl::string_view type, const std::string& resource, const std::string& placement,
              events::CommitPlan& plan);

// Whether two changes met: the same period, day or number was stored at the same time.
bool IsRace(const absl::Status& status);

// `decide_and_commit`, once more when two changes met, since what is there then was not seen
// before.
template <typename R>
absl::StatusOr<R> AgainAfterRace(absl::FunctionRef<absl::StatusOr<R>()> decide_and_commit) {
  constexpr int kTries = 3;
  absl::StatusOr<R> answer = decide_and_commit();
  for (int i = 1; i < kTries && IsRace(answer.status()); ++i) answer = decide_and_commit();
  return answer;
}

}  // namespace driehoek::progress::rhythm
