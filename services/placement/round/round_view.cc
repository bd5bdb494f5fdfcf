#include "placement/round/round_view.h"

#include "placement/round/round_proto.h"
#include "shared/auth/programme_roles.h"
#include "shared/base/errors.h"
#include "shared/crypto/encoding.h"

namespace driehoek::placement::round {

absl::StatusOr<v1::MatchingRound> RoundView::Of(const rpc::Call& call,
                                                const MatchingRound& round) const {
  Counts counts;
  if (auth::WorksForProgrammes(call.caller().role)) {
    DRIEHOEK_ASSIGN_OR_RETURN(counts, store_.CountsOf(call.tenant(), round.id, call.deadline()));
  }
  return Of(call, round, counts);
}

absl::StatusOr<v1::MatchingRound> RoundView::Of(const rpc::Call& call, const MatchingRound& round,
                                                const Counts& counts) const {
  v1::MatchingRound proto = ToProto(call.tenant(), round);
  if (auth::WorksForProgrammes(call.caller().role)) SetCounts(round, counts, proto);
  if (call.caller().role == auth::Role::kStudent) {
    proto.clear_proposed_run();
    proto.clear_proposed_by();
  }
  if (IsPublished(round)) {
    DRIEHOEK_ASSIGN_OR_RETURN(const std::string seed, seal_.Open(call.tenant(), round));
    proto.set_seed(crypto::HexEncode(seed));
  }
  return proto;
}

}  // namespace driehoek::placement::round
