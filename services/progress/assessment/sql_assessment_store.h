// Keeps assessments.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "progress/assessment/assessment.h"
#include "shared/storage/migrate.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::progress::assessment {

// The tables of this component.
absl::Span<const storage::Migration> Migrations();

// Which assessments to list. What is not set does not narrow; a set of nothing gives nothing.
struct AssessmentQuery {
  PlacementId placement;
  std::vector<State> states;    // empty: all
  bool by_shown_state = false;  // `states` are those that ShownState() gives
  // The caller's reach.
  PersonId examiner;
  std::optional<std::vector<PersonId>> students;
  std::optional<std::vector<PlacementId>> placements;
  std::optional<std::vector<std::string>> programmes;  // ids
  int limit = 50;
  std::string cursor;  // `next_cursor` of the page before, or empty
};

struct ListedAssessments {
  std::vector<Assessment> items;  // by id, which counts up with time, newest first
  std::string next_cursor;
};

// Thread-safe; the database must outlive it. Ids that are no UUID are found as little as those of
// nobody.
class SqlAssessmentStore {
 public:
  explicit SqlAssessmentStore(storage::TenantDatabase& database) : database_(database) {}

  absl::StatusOr<std::optional<Assessment>> Find(const TenantId& tenant, const AssessmentId& id,
                                                 absl::Time deadline) const;
  absl::StatusOr<std::optional<Assessment>> OfPlacement(const TenantId& tenant,
                                                        const PlacementId& placement,
                                                        absl::Time deadline) const;
  absl::StatusOr<ListedAssessments> List(const TenantId& tenant, const AssessmentQuery& query,
                                         absl::Time deadline) const;
  // Placements whose assessment names this examiner.
  absl::StatusOr<std::vector<PlacementId>> PlacementsOf(const TenantId& tenant,
                                                        const PersonId& examiner,
                                                        absl::Time deadline) const;
  // The next `limit` assessments after `after`, by id, to which time brings something by `today`.
  absl::StatusOr<std::vector<Assessment>> ToLookAt(const TenantId& tenant, absl::CivilDay today,
                                                   const AssessmentId& after, int limit,
                                                   absl::Time deadline) const;

  // Inside ChangeLog::Commit, which guards the version. ALREADY_EXISTS / UNIQUE_VIOLATION for a
  // second one of a placement.
  static absl::Status Put(storage::TenantTransaction& transaction, const Assessment& assessment);

 private:
  absl::StatusOr<std::vector<Assessment>> Select(const TenantId& tenant,
                                                 absl::string_view condition,
                                                 const std::vector<storage::Value>& parameters,
                                                 absl::Time deadline) const;

  storage::TenantDatabase& database_;
};

}  // namespace driehoek::progress::assessment
