#include "placement/round/matching_service.h"

#include "driehoek/v1/matching_service.grpc.pb.h"
#include "placement/round/policy.h"
#include "shared/rpc/serve.h"

namespace driehoek::placement::round {
namespace {

using google::protobuf::Empty;

class MatchingGrpcService final : public v1::MatchingService::Service {
 public:
  MatchingGrpcService(rpc::Border& border, const MatchingHandlers& handlers)
      : border_(border), handlers_(handlers) {}

  DRIEHOEK_SERVE(handlers_.rounds, GetMatchingRound, v1::MatchingRound)
  DRIEHOEK_SERVE(handlers_.rounds, ListMatchingRounds, v1::ListMatchingRoundsResponse)
  DRIEHOEK_SERVE(handlers_.rounds, CreateMatchingRound, v1::MatchingRound)
  DRIEHOEK_SERVE(handlers_.rounds, UpdateMatchingRound, v1::MatchingRound)
  DRIEHOEK_SERVE(handlers_.rounds, OpenPreferences, v1::MatchingRound)
  DRIEHOEK_SERVE(handlers_.rounds, FreezeMatchingRound, v1::MatchingRound)
  DRIEHOEK_SERVE(handlers_.rounds, CloseMatchingRound, v1::MatchingRound)
  DRIEHOEK_SERVE(handlers_.places, GetRoundPlace, v1::RoundPlace)
  DRIEHOEK_SERVE(handlers_.places, ListRoundPlaces, v1::ListRoundPlacesResponse)
  DRIEHOEK_SERVE(handlers_.places, CreateRoundPlace, v1::RoundPlace)
  DRIEHOEK_SERVE(handlers_.places, UpdateRoundPlace, v1::RoundPlace)
  DRIEHOEK_SERVE(handlers_.places, DeleteRoundPlace, Empty)
  DRIEHOEK_SERVE(handlers_.participants, GetParticipant, v1::Participant)
  DRIEHOEK_SERVE(handlers_.participants, ListParticipants, v1::ListParticipantsResponse)
  DRIEHOEK_SERVE(handlers_.participants, AddParticipants, v1::AddParticipantsResponse)
  DRIEHOEK_SERVE(handlers_.participants, RemoveParticipant, Empty)
  DRIEHOEK_SERVE(handlers_.participants, SubmitPreferences, v1::Participant)
  DRIEHOEK_SERVE(handlers_.runs, CreateMatchRun, v1::MatchRun)
  DRIEHOEK_SERVE(handlers_.runs, GetMatchRun, v1::MatchRun)
  DRIEHOEK_SERVE(handlers_.runs, ListMatchRuns, v1::ListMatchRunsResponse)
  DRIEHOEK_SERVE(handlers_.runs, ListAllocations, v1::ListAllocationsResponse)
  DRIEHOEK_SERVE(handlers_.publication, ProposePublication, v1::MatchingRound)
  DRIEHOEK_SERVE(handlers_.publication, PublishMatchingRound, v1::MatchingRound)
  DRIEHOEK_SERVE(handlers_.offers, AnswerPlace, v1::Participant)
  DRIEHOEK_SERVE(handlers_.offers, MoveParticipant, v1::Participant)

 private:
  rpc::Border& border_;
  const MatchingHandlers handlers_;
};

}  // namespace

std::unique_ptr<grpc::Service> MakeMatchingService(rpc::Border& border,
                                                   const MatchingHandlers& handlers) {
  return std::make_unique<MatchingGrpcService>(border, handlers);
}

}  // namespace driehoek::placement::round
