#include "placement/round/round_access.h"

#include <utility>

#include "placement/round/policy.h"
#include "placement/round/round_proto.h"
#include "shared/base/errors.h"
#include "shared/base/resource_name.h"

namespace driehoek::placement::round {

absl::StatusOr<SeenRound> SeeRound(const rpc::Call& call, const SqlRoundStore& store,
                                   const RoundId& id) {
  DRIEHOEK_ASSIGN_OR_RETURN(auto round, store.Find(call.tenant(), id, call.deadline()));
  if (!round.has_value()) return auth::NotFound();
  SeenRound seen{.round = *std::move(round), .own = std::nullopt};
  if (call.caller().role == auth::Role::kStudent) {
    DRIEHOEK_ASSIGN_OR_RETURN(
        seen.own, store.ParticipantOf(call.tenant(), id, call.caller().person, call.deadline()));
  }
  DRIEHOEK_RETURN_IF_ERROR(
      call.MayDo(kGetMatchingRound, RelationsTo(seen.round, seen.own, call.caller())));
  return seen;
}

absl::StatusOr<SeenRound> SeeRound(const rpc::Call& call, const SqlRoundStore& store,
                                   const std::string& name, absl::string_view field) {
  DRIEHOEK_ASSIGN_OR_RETURN(const ResourceName parsed,
                            ResourceName::Parse(name, kRoundPattern, field));
  return SeeRound(call, store, RoundId(parsed.id()));
}

absl::StatusOr<SeenParticipant> SeeParticipant(const rpc::Call& call, const SqlRoundStore& store,
                                               const std::string& name) {
  DRIEHOEK_ASSIGN_OR_RETURN(const ResourceName parsed,
                            ResourceName::Parse(name, kParticipantPattern));
  const RoundId id(parsed.id(1));
  DRIEHOEK_ASSIGN_OR_RETURN(auto round, store.Find(call.tenant(), id, call.deadline()));
  if (!round.has_value()) return auth::NotFound();
  DRIEHOEK_ASSIGN_OR_RETURN(
      auto participant,
      store.FindParticipant(call.tenant(), id, ParticipantId(parsed.id()), call.deadline()));
  if (!participant.has_value()) return auth::NotFound();
  DRIEHOEK_RETURN_IF_ERROR(
      call.MayDo(kGetParticipant, RelationsTo(*round, *participant, call.caller())));
  return SeenParticipant{*std::move(round), *std::move(participant)};
}

}  // namespace driehoek::placement::round
