#include "placement/round/matching_service.h"

#include "driehoek/v1/matching_service.grpc.pb.h"
#include "placement/round/policy.h"

namespace driehoek::placement::round {
namespace {

using google::protobuf::Empty;

// One override: through the border to the function of the same name of the subject's handler.
#define DRIEHOEK_SERVE(Method, Response, subject)                                       \
  grpc::Status Method(grpc::ServerContext* context, const v1::Method##Request* request, \
                      Response* response) override {                                    \
    return border_.Handle(context, k##Method, request, response,                        \
                          [this](const rpc::Call& call, const v1::Method##Request& q) { \
                            return handlers_.subject.Method(call, q);                   \
                          });                                                           \
  }

class MatchingGrpcService final : public v1::MatchingService::Service {
 public:
  MatchingGrpcService(rpc::Border& border, const MatchingHandlers& handlers)
      : border_(border), handlers_(handlers) {}

  DRIEHOEK_SERVE(GetMatchingRound, v1::MatchingRound, rounds)
  DRIEHOEK_SERVE(ListMatchingRounds, v1::ListMatchingRoundsResponse, rounds)
  DRIEHOEK_SERVE(CreateMatchingRound, v1::MatchingRound, rounds)
  DRIEHOEK_SERVE(UpdateMatchingRound, v1::MatchingRound, rounds)
  DRIEHOEK_SERVE(OpenPreferences, v1::MatchingRound, rounds)
  DRIEHOEK_SERVE(FreezeMatchingRound, v1::MatchingRound, rounds)
  DRIEHOEK_SERVE(CloseMatchingRound, v1::MatchingRound, rounds)
  DRIEHOEK_SERVE(GetRoundPlace, v1::RoundPlace, places)
  DRIEHOEK_SERVE(ListRoundPlaces, v1::ListRoundPlacesResponse, places)
  DRIEHOEK_SERVE(CreateRoundPlace, v1::RoundPlace, places)
  DRIEHOEK_SERVE(UpdateRoundPlace, v1::RoundPlace, places)
  DRIEHOEK_SERVE(DeleteRoundPlace, Empty, places)
  DRIEHOEK_SERVE(GetParticipant, v1::Participant, participants)
  DRIEHOEK_SERVE(ListParticipants, v1::ListParticipantsResponse, participants)
  DRIEHOEK_SERVE(AddParticipants, v1::AddParticipantsResponse, participants)
  DRIEHOEK_SERVE(RemoveParticipant, Empty, participants)
  DRIEHOEK_SERVE(SubmitPreferences, v1::Participant, participants)
  DRIEHOEK_SERVE(CreateMatchRun, v1::MatchRun, runs)
  DRIEHOEK_SERVE(GetMatchRun, v1::MatchRun, runs)
  DRIEHOEK_SERVE(ListMatchRuns, v1::ListMatchRunsResponse, runs)
  DRIEHOEK_SERVE(ListAllocations, v1::ListAllocationsResponse, runs)
  DRIEHOEK_SERVE(ProposePublication, v1::MatchingRound, publication)
  DRIEHOEK_SERVE(PublishMatchingRound, v1::MatchingRound, publication)
  DRIEHOEK_SERVE(AnswerPlace, v1::Participant, offers)
  DRIEHOEK_SERVE(MoveParticipant, v1::Participant, offers)

 private:
  rpc::Border& border_;
  const MatchingHandlers handlers_;
};

#undef DRIEHOEK_SERVE

}  // namespace

std::unique_ptr<grpc::Service> MakeMatchingService(rpc::Border& border,
                                                   const MatchingHandlers& handlers) {
  return std::make_unique<MatchingGrpcService>(border, handlers);
}

}  // namespace driehoek::placement::round
