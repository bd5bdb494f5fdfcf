// The calls on a round itself: set up, open, freeze, close.
#pragma once

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "driehoek/v1/matching_service.pb.h"
#include "placement/round/facts.h"
#include "placement/round/round_lifecycle.h"
#include "placement/round/round_view.h"
#include "placement/round/seed_seal.h"
#include "placement/round/sql_round_store.h"
#include "shared/base/id_source.h"
#include "shared/events/change_log.h"
#include "shared/rpc/call.h"

namespace driehoek::placement::round {

// Thread-safe; holds no state. What it refers to must outlive it.
class RoundHandler {
 public:
  struct Parts {
    const SqlRoundStore& store;
    events::ChangeLog& change_log;
    IdSource& ids;
    RoundFacts& facts;
    const SeedSeal& seal;
    const RoundView& view;
  };
  explicit RoundHandler(const Parts& parts) : parts_(parts) {}

  absl::StatusOr<v1::MatchingRound> GetMatchingRound(
      const rpc::Call& call, const v1::GetMatchingRoundRequest& request) const;
  absl::StatusOr<v1::ListMatchingRoundsResponse> ListMatchingRounds(
      const rpc::Call& call, const v1::ListMatchingRoundsRequest& request) const;
  absl::StatusOr<v1::MatchingRound> CreateMatchingRound(
      const rpc::Call& call, const v1::CreateMatchingRoundRequest& request) const;
  absl::StatusOr<v1::MatchingRound> UpdateMatchingRound(
      const rpc::Call& call, const v1::UpdateMatchingRoundRequest& request) const;
  absl::StatusOr<v1::MatchingRound> OpenPreferences(
      const rpc::Call& call, const v1::OpenPreferencesRequest& request) const;
  absl::StatusOr<v1::MatchingRound> FreezeMatchingRound(
      const rpc::Call& call, const v1::FreezeMatchingRoundRequest& request) const;
  absl::StatusOr<v1::MatchingRound> CloseMatchingRound(
      const rpc::Call& call, const v1::CloseMatchingRoundRequest& request) const;

 private:
  // Each programme must be there, one at least within the caller's reach.
  absl::Status CheckProgrammes(const rpc::Call& call, const MatchingRound& draft,
                               FieldViolations& violations) const;
  // Stores the change, decided on version `before`; `check` looks at the round's rows inside the
  // transaction.
  absl::StatusOr<v1::MatchingRound> Commit(
      const rpc::Call& call, RoundChange change, std::int64_t before,
      absl::FunctionRef<absl::Status(storage::TenantTransaction&)> check) const;

  const Parts parts_;
};

}  // namespace driehoek::placement::round
