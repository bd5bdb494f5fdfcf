// Keeps check-ins and what placements were planned on.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "progress/checkin/check_in.h"
#include "progress/checkin/schedule.h"
#include "shared/storage/migrate.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::progress::checkin {

// The tables of this component: check-ins, plans and contact.
absl::Span<const storage::Migration> Migrations();

// Which check-ins to list. What is not set does not narrow; a set of nothing gives nothing.
struct CheckInQuery {
  PlacementId placement;
  std::vector<CheckInState> states;  // empty: all
  std::optional<absl::Time> from;    // that begin at or after this
  std::optional<absl::Time> to;      // that begin before this
  // The caller's reach, and what the caller asked for: both narrow.
  struct OfTeacher {
    std::vector<PersonId> students;  // whose contact person the teacher is
    PersonId second_teacher;         // or with the teacher as second one
  };
  std::vector<OfTeacher> teachers;  // each narrows
  std::optional<std::vector<PersonId>> students;
  std::optional<std::vector<PlacementId>> placements;
  std::optional<std::vector<std::string>> programmes;  // ids
  int limit = 50;
  std::string cursor;  // `next_cursor` of the page before, or empty
};

struct ListedCheckIns {
  std::vector<CheckIn> items;  // by moment, earliest first
  std::string next_cursor;
};

// Thread-safe; the database must outlive it. Ids that are no UUID are found as little as those of
// nobody.
class SqlCheckInStore {
 public:
  explicit SqlCheckInStore(storage::TenantDatabase& database) : database_(database) {}

  absl::StatusOr<std::optional<CheckIn>> Find(const TenantId& tenant, const CheckInId& id,
                                              absl::Time deadline) const;
  // INVALID_ARGUMENT / PAGE_TOKEN_INVALID for a cursor that no page gave.
  absl::StatusOr<ListedCheckIns> List(const TenantId& tenant, const CheckInQuery& query,
                                      absl::Time deadline) const;
  // All of a placement, by moment.
  absl::StatusOr<std::vector<CheckIn>> OfPlacement(const TenantId& tenant,
                                                   const PlacementId& placement,
                                                   absl::Time deadline) const;
  // The next `limit` check-ins after `after`, by id, to which the clock may bring something by
  // `today`.
  absl::StatusOr<std::vector<CheckIn>> ToLookAt(const TenantId& tenant, absl::CivilDay today,
                                                const CheckInId& after, int limit,
                                                absl::Time deadline) const;
  // With version 0 when the placement was never planned.
  absl::StatusOr<Plan> PlanOf(const TenantId& tenant, const PlacementId& placement,
                              absl::Time deadline) const;

  // Inside ChangeLog::Commit, which guards the versions. A check-in that was held also gives its
  // days of contact.
  static absl::Status Put(storage::TenantTransaction& transaction, const CheckIn& check_in);
  static absl::Status Put(storage::TenantTransaction& transaction, const Plan& plan);

 private:
  absl::StatusOr<std::vector<CheckIn>> Select(const TenantId& tenant, absl::string_view condition,
                                              const std::vector<storage::Value>& parameters,
                                              absl::Time deadline) const;

  storage::TenantDatabase& database_;
};

}  // namespace driehoek::progress::checkin
