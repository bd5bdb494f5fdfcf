// Keeps signals.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "progress/signal/signal.h"
#include "shared/storage/migrate.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::progress::signal {

// The tables of this component.
absl::Span<const storage::Migration> Migrations();

// Whose signals a caller may list: those that meet any of these.
struct SignalReach {
  bool everything = false;                             // of the programmes below
  std::optional<std::vector<std::string>> programmes;  // ids; absent: all
  // Of these students, as their contact person: none that is confidential.
  std::vector<PersonId> students;
  PersonId computed_of;  // computed signals of this student
  PersonId source;       // that this person raised
  PersonId addressee;    // that are for this person
};

// Which signals to list. What is not set does not narrow.
struct SignalQuery {
  PlacementId placement;
  std::vector<State> states;  // empty: all
  std::vector<Kind> kinds;    // empty: all
  SignalReach reach;
  int limit = 50;
  std::string cursor;  // `next_cursor` of the page before, or empty
};

struct ListedSignals {
  std::vector<Signal> items;  // by id, which counts up with time, newest first
  std::string next_cursor;
};

// What was settled of one kind and edge on a placement: the newest fact of the signals that are
// over.
struct Settled {
  PlacementId placement;
  Kind kind = Kind::kSilence;
  std::optional<Edge> edge;
  absl::CivilDay newest_fact;
};

// Thread-safe; the database must outlive it. Ids that are no UUID are found as little as those of
// nobody.
class SqlSignalStore {
 public:
  explicit SqlSignalStore(storage::TenantDatabase& database) : database_(database) {}

  absl::StatusOr<std::optional<Signal>> Find(const TenantId& tenant, const SignalId& id,
                                             absl::Time deadline) const;
  absl::StatusOr<ListedSignals> List(const TenantId& tenant, const SignalQuery& query,
                                     absl::Time deadline) const;
  // Every signal that is not over on any of `placements`, by placement.
  absl::StatusOr<std::vector<Signal>> OpenOn(const TenantId& tenant,
                                             const std::vector<PlacementId>& placements,
                                             absl::Time deadline) const;
  // What was settled of computed signals on any of `placements`.
  absl::StatusOr<std::vector<Settled>> SettledOn(const TenantId& tenant,
                                                 const std::vector<PlacementId>& placements,
                                                 absl::Time deadline) const;
  // Placements of any of `programmes` (ids; absent: all) on which a signal is open.
  absl::StatusOr<std::vector<PlacementId>> PlacementsWithOpen(
      const TenantId& tenant, const std::optional<std::vector<std::string>>& programmes,
      absl::Time deadline) const;
  // The next `limit` signals after `after`, by id, that nobody acknowledged by their day, which was
  // before `today`, and that were not told of yet.
  absl::StatusOr<std::vector<Signal>> Unacknowledged(const TenantId& tenant, absl::CivilDay today,
                                                     const SignalId& after, int limit,
                                                     absl::Time deadline) const;
  // The next `limit` computed signals after `after`, by id, that are open and current.
  absl::StatusOr<std::vector<Signal>> Current(const TenantId& tenant, const SignalId& after,
                                              int limit, absl::Time deadline) const;

  // Inside ChangeLog::Commit, which guards the version. ALREADY_EXISTS / UNIQUE_VIOLATION when the
  // same was raised at the same time.
  static absl::Status Put(storage::TenantTransaction& transaction, const Signal& signal);

 private:
  absl::StatusOr<std::vector<Signal>> Select(const TenantId& tenant, absl::string_view condition,
                                             const std::vector<storage::Value>& parameters,
                                             absl::Time deadline) const;

  storage::TenantDatabase& database_;
};

}  // namespace driehoek::progress::signal
