// The seats of a published round while somebody decides on them: read together, changed together.
// Every change of a seat raises one version, "{round}/seats", so that two decisions that were made
// on the same state cannot both hold: whoever is second reads again.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "placement/round/matching_round.h"
#include "placement/round/participant.h"
#include "placement/round/run/offers.h"
#include "placement/round/run/run_input.h"
#include "placement/round/run/sql_run_store.h"
#include "placement/round/seed_seal.h"
#include "placement/round/sql_round_store.h"
#include "shared/events/change_log.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::placement::round::run {

// What is read for a decision.
struct SeatsNow {
  MatchingRound round;  // published
  RunInput input;       // of the published run
  std::string seed;
  std::vector<Participant> participants;  // all of the round, by student
  std::int64_t version = 0;               // of the seats
};

// The name of the seats in the table of versions.
std::string SeatsName(const TenantId& tenant, const RoundId& round);

// Thread-safe. What it refers to must outlive it.
class SeatsReader {
 public:
  SeatsReader(storage::TenantDatabase& database, const SqlRoundStore& rounds,
              const SqlRunStore& runs, const SeedSeal& seal)
      : database_(database), rounds_(rounds), runs_(runs), seal_(seal) {}

  // `round` is published or closed.
  absl::StatusOr<SeatsNow> Of(const TenantId& tenant, const MatchingRound& round,
                              absl::Time deadline) const;

 private:
  storage::TenantDatabase& database_;
  const SqlRoundStore& rounds_;
  const SqlRunStore& runs_;
  const SeedSeal& seal_;
};

// The participants in `all` with those of `changed` in their stead.
std::vector<Participant> Merge(std::vector<Participant> all,
                               const std::vector<Participant>& changed);

// What `changed` leaves free is offered to the next in line at `now`: `changed` and those with a
// new offer, each once, as they are in the end.
std::vector<Participant> WithNextInLine(const SeatsNow& seats, std::vector<Participant> changed,
                                        absl::Time now);

// Adds to `plan` the versions and events of `changed`, whose versions are those read, and raises
// theirs by one. An event "round.place_offered" for each who has an offer now and had not, or
// another.
void AddSeatChanges(const TenantId& tenant, const SeatsNow& seats,
                    std::vector<Participant>& changed, events::CommitPlan& plan);
// Inside ChangeLog::Commit.
absl::Status PutAll(storage::TenantTransaction& transaction,
                    const std::vector<Participant>& participants);

// Calls `attempt` again while somebody else's decision was first, at most five times.
absl::Status Repeat(absl::FunctionRef<absl::Status()> attempt);

}  // namespace driehoek::placement::round::run
