// Moves placements that must move by now: READY, ACTIVE, and back when something fell away
// (lifecycle.h, Due), FINISHING and COMPLETED (ending.h, Finish), and tells of searches that came
// to a mark of their clock (search.h, Escalate). Asked by the clock for a whole institution, and by
// an event for one placement or one student.
#pragma once

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "placement/ending.h"
#include "placement/facts.h"
#include "placement/lifecycle.h"
#include "placement/sql_placement_store.h"
#include "shared/events/change_log.h"

namespace driehoek::placement {

// All that the start of `placement` hangs on, on `today`.
absl::StatusOr<StartFacts> ReadStartFacts(const TenantId& tenant, const Placement& placement,
                                          absl::CivilDay today, DirectoryFacts& directory,
                                          AgreementFacts& agreements, ScanFacts& scans,
                                          absl::Time deadline);

// Thread-safe. What it refers to must outlive it.
class PlacementDue {
 public:
  PlacementDue(const SqlPlacementStore& store, events::ChangeLog& change_log,
               DirectoryFacts& directory, AgreementFacts& agreements, ScanFacts& scans,
               JudgementFacts* judgements = nullptr)
      : store_(store),
        change_log_(change_log),
        directory_(directory),
        agreements_(agreements),
        scans_(scans),
        judgements_(judgements) {}

  // Moves `id` when it must move at `now`; true when it did. A placement that is not there or that
  // somebody changed meanwhile stays for the next time.
  absl::StatusOr<bool> MoveOne(const TenantId& tenant, const PlacementId& id, absl::Time now,
                               absl::Time deadline);
  // Every placement of `student`: for events of a contact assignment.
  absl::StatusOr<int> MoveOfStudent(const TenantId& tenant, const PersonId& student, absl::Time now,
                                    absl::Time deadline);
  // Every placement of the institution that may move; how many did. Stops at `deadline`.
  absl::StatusOr<int> MoveAll(const TenantId& tenant, absl::Time now, absl::Time deadline);

 private:
  absl::StatusOr<bool> Move(const TenantId& tenant, const Placement& placement,
                            absl::CivilDay today, absl::Time now, absl::Time deadline);
  // What the end of the period, or a judgement after it, does.
  absl::StatusOr<std::optional<PlacementChange>> Ending(const TenantId& tenant,
                                                        const Placement& placement,
                                                        absl::CivilDay today, absl::Time now,
                                                        absl::Time deadline);
  absl::StatusOr<bool> EscalateSearch(const TenantId& tenant, const Placement& placement,
                                      absl::CivilDay today, absl::Time now, absl::Time deadline);
  // False when somebody was first, or a fact moved on: the next round decides anew.
  absl::StatusOr<bool> Store(const TenantId& tenant, const events::CommitPlan& plan,
                             const Placement& after, absl::Time deadline);

  const SqlPlacementStore& store_;
  events::ChangeLog& change_log_;
  DirectoryFacts& directory_;
  AgreementFacts& agreements_;
  ScanFacts& scans_;
  JudgementFacts* const judgements_;  // null: nothing is judged
};

}  // namespace driehoek::placement
