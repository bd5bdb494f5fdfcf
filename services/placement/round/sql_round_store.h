// Keeps rounds, their places and their participants.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "placement/round/matching_round.h"
#include "placement/round/participant.h"
#include "placement/round/round_place.h"
#include "shared/storage/migrate.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::placement::round {

// The tables of this component, "round".
absl::Span<const storage::Migration> Migrations();

// Which rounds to list. What is not set does not narrow.
struct RoundQuery {
  // Rounds with one of these programmes in a group, and those without groups.
  std::optional<std::vector<std::string>> programmes;
  // Rounds that this student is in and that are not in SETUP any more.
  PersonId student;
  int limit = 50;
  std::string cursor;  // `next_cursor` of the page before, or empty
};

template <typename T>
struct Listed {
  std::vector<T> items;
  std::string next_cursor;  // empty on the last page
};

// Which participants of a round to list.
struct ParticipantQuery {
  PersonId student;                                    // empty: all
  std::optional<std::vector<std::string>> programmes;  // not set: all
  int limit = 50;
  std::string cursor;
};

// Thread-safe; the database must outlive it. Ids that are no UUID are found as little as those of
// nobody.
class SqlRoundStore {
 public:
  explicit SqlRoundStore(storage::TenantDatabase& database) : database_(database) {}

  absl::StatusOr<std::optional<MatchingRound>> Find(const TenantId& tenant, const RoundId& id,
                                                    absl::Time deadline) const;
  // By start date, newest first.
  absl::StatusOr<Listed<MatchingRound>> List(const TenantId& tenant, const RoundQuery& query,
                                             absl::Time deadline) const;
  // By id.
  absl::StatusOr<std::vector<MatchingRound>> InState(const TenantId& tenant, State state,
                                                     absl::Time deadline) const;
  absl::StatusOr<Counts> CountsOf(const TenantId& tenant, const RoundId& round,
                                  absl::Time deadline) const;

  absl::StatusOr<std::optional<RoundPlace>> FindPlace(const TenantId& tenant, const RoundId& round,
                                                      const RoundPlaceId& id,
                                                      absl::Time deadline) const;
  // All of them, by id.
  absl::StatusOr<std::vector<RoundPlace>> Places(const TenantId& tenant, const RoundId& round,
                                                 absl::Time deadline) const;
  // By organisation, then workplace.
  absl::StatusOr<Listed<RoundPlace>> ListPlaces(const TenantId& tenant, const RoundId& round,
                                                int limit, const std::string& cursor,
                                                absl::Time deadline) const;

  absl::StatusOr<std::optional<Participant>> FindParticipant(const TenantId& tenant,
                                                             const RoundId& round,
                                                             const ParticipantId& id,
                                                             absl::Time deadline) const;
  // The student's own entry in the round.
  absl::StatusOr<std::optional<Participant>> ParticipantOf(const TenantId& tenant,
                                                           const RoundId& round,
                                                           const PersonId& student,
                                                           absl::Time deadline) const;
  // All of them, by student.
  absl::StatusOr<std::vector<Participant>> Participants(const TenantId& tenant,
                                                        const RoundId& round,
                                                        absl::Time deadline) const;
  // By name of the student.
  absl::StatusOr<Listed<Participant>> ListParticipants(const TenantId& tenant, const RoundId& round,
                                                       const ParticipantQuery& query,
                                                       absl::Time deadline) const;

  // Inside ChangeLog::Commit, which guards the versions.
  static absl::Status Put(storage::TenantTransaction& transaction, const MatchingRound& round);
  static absl::Status Put(storage::TenantTransaction& transaction, const RoundPlace& place);
  static absl::Status Put(storage::TenantTransaction& transaction, const Participant& participant);
  static absl::Status Delete(storage::TenantTransaction& transaction, const RoundPlace& place);
  static absl::Status Delete(storage::TenantTransaction& transaction,
                             const Participant& participant);
  // As seen by the transaction. By id.
  static absl::StatusOr<std::vector<RoundPlace>> PlacesIn(storage::TenantTransaction& transaction,
                                                          const RoundId& round);
  // As seen by the transaction. By student.
  static absl::StatusOr<std::vector<Participant>> ParticipantsIn(
      storage::TenantTransaction& transaction, const RoundId& round);
  static absl::StatusOr<Counts> CountsIn(storage::TenantTransaction& transaction,
                                         const RoundId& round);

 private:
  absl::StatusOr<std::vector<MatchingRound>> Select(const TenantId& tenant,
                                                    absl::string_view condition,
                                                    const std::vector<storage::Value>& parameters,
                                                    absl::Time deadline) const;

  storage::TenantDatabase& database_;
};

}  // namespace driehoek::placement::round
