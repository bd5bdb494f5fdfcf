// Keeps placements.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "placement/axes.h"
#include "placement/forecast.h"
#include "placement/placement.h"
#include "shared/storage/migrate.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::placement {

// The tables of this component.
absl::Span<const storage::Migration> Migrations();

// Which placements to list. What is not set does not narrow; a set of nothing gives nothing.
struct PlacementQuery {
  PersonId student;
  VariantId programme_variant;
  std::vector<State> states;  // empty: all
  // The caller's reach.
  std::optional<std::vector<PersonId>> students;
  PersonId supervisor_person;
  std::optional<std::vector<OrganisationId>> organisations;
  std::optional<std::vector<std::string>> programmes;  // ids
  bool only_shown_to_employer = false;                 // as IsShownToEmployer
  int limit = 50;
  std::string cursor;  // `next_cursor` of the page before, or empty
};

// Which placements to count on the axes. What is not set does not narrow; a set of nothing gives
// nothing.
struct AxesQuery {
  std::optional<absl::CivilDay> first;                 // of the first days that count
  std::optional<absl::CivilDay> last;                  // of the first days that count
  std::optional<std::vector<std::string>> programmes;  // ids
};

struct ListedPlacements {
  std::vector<Placement> items;  // by start date, newest first
  std::string next_cursor;
};

// Thread-safe; the database must outlive it. Ids that are no UUID are found as little as those of
// nobody.
class SqlPlacementStore {
 public:
  explicit SqlPlacementStore(storage::TenantDatabase& database) : database_(database) {}

  absl::StatusOr<std::optional<Placement>> Find(const TenantId& tenant, const PlacementId& id,
                                                absl::Time deadline) const;
  absl::StatusOr<ListedPlacements> List(const TenantId& tenant, const PlacementQuery& query,
                                        absl::Time deadline) const;
  // Placements in which one of `persons` is the student or the supervisor and that are not over,
  // and those that ended on `since` or later.
  absl::StatusOr<std::vector<Placement>> OfPersons(const TenantId& tenant,
                                                   const std::vector<PersonId>& persons,
                                                   absl::CivilDay since, absl::Time deadline) const;
  // Those of `placements` that ended before their time.
  absl::StatusOr<std::vector<PlacementId>> EndedEarly(const TenantId& tenant,
                                                      const std::vector<PlacementId>& placements,
                                                      absl::Time deadline) const;
  // Placements at `workplace` that are confirmed and not over.
  absl::StatusOr<std::vector<Placement>> AtWorkplace(const TenantId& tenant,
                                                     const OrganisationId& organisation,
                                                     const WorkplaceId& workplace,
                                                     absl::Time deadline) const;
  // Those that take attention of one of `supervisors` on a day of [first, last].
  absl::StatusOr<std::vector<Placement>> TakingAttention(
      const TenantId& tenant, const std::vector<SupervisorId>& supervisors, absl::CivilDay first,
      absl::CivilDay last, absl::Time deadline) const;
  // The next `limit` placements after `after`, by id, that the clock or an event may still move.
  absl::StatusOr<std::vector<Placement>> Movable(const TenantId& tenant, const PlacementId& after,
                                                 int limit, absl::Time deadline) const;

  // Who starts on a day of [first, last], by day; of these programmes (ids) when that is set.
  // Placements that ended early, and practice at school, which asks for no seat, are left out.
  absl::StatusOr<std::vector<StartingStudent>> StartingBetween(
      const TenantId& tenant, absl::CivilDay first, absl::CivilDay last,
      const std::optional<std::vector<std::string>>& programmes, absl::Time deadline) const;

  // By variant and level; placements that ended early are left out.
  absl::StatusOr<std::vector<CountedAxes>> CountAxes(const TenantId& tenant, const AxesQuery& query,
                                                     absl::Time deadline) const;

  // Inside ChangeLog::Commit, which guards the version.
  static absl::Status Put(storage::TenantTransaction& transaction, const Placement& placement);
  // As it is now, kept so until the transaction ends.
  static absl::StatusOr<std::optional<Placement>> Lock(storage::TenantTransaction& transaction,
                                                       const PlacementId& id);
  // Waits for others who change the load of this supervisor, then reads the placements that take
  // attention in the period of `placement`, itself left out.
  static absl::StatusOr<std::vector<Placement>> LockLoad(storage::TenantTransaction& transaction,
                                                         const Placement& placement);

  // Waits for others who change the load of this student, then reads the other fixed placements of
  // the student in the period of `placement`. Comes before LockLoad.
  static absl::StatusOr<std::vector<Placement>> LockHours(storage::TenantTransaction& transaction,
                                                          const Placement& placement);

 private:
  absl::StatusOr<std::vector<Placement>> Select(const TenantId& tenant, absl::string_view condition,
                                                const std::vector<storage::Value>& parameters,
                                                absl::Time deadline) const;

  storage::TenantDatabase& database_;
};

}  // namespace driehoek::placement
