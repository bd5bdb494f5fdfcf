// What time brings to assessments: for the server's deadline runner.
#pragma once

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "progress/assessment/sql_assessment_store.h"
#include "progress/facts.h"
#include "shared/events/change_log.h"

namespace driehoek::progress::assessment {

// Thread-safe; holds no state. What it refers to must outlive it.
class AssessmentDue {
 public:
  AssessmentDue(const SqlAssessmentStore& store, events::ChangeLog& change_log,
                Directory& directory)
      : store_(store), change_log_(change_log), directory_(directory) {}

  // Closes assessments whose window for an appeal is over; how many. Cheap when there is nothing to
  // do. Several processes may run it at once: each assessment is closed by one of them.
  absl::StatusOr<int> Run(const TenantId& tenant, absl::Time now, absl::Time deadline) const;

 private:
  absl::StatusOr<bool> Move(const TenantId& tenant, const Assessment& assessment,
                            absl::CivilDay today, absl::Time now, absl::Time deadline) const;

  const SqlAssessmentStore& store_;
  events::ChangeLog& change_log_;
  Directory& directory_;
};

}  // namespace driehoek::progress::assessment
