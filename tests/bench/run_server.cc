// Works out a run behind gRPC: what driehoekd does between the stored input and the stored result,
// without the storing.
#include "absl/strings/str_cat.h"
#include "bench/bare_server.h"
#include "bench/large_round.h"
#include "echo.grpc.pb.h"
#include "placement/round/run/run_input.h"
#include "placement/round/run/run_result.h"

namespace {

using driehoek::bench::EchoMessage;
namespace run = driehoek::placement::round::run;

class BareRuns final : public driehoek::bench::RunService::CallbackService {
  grpc::ServerUnaryReactor* WorkOut(grpc::CallbackServerContext* context,
                                    const EchoMessage* request, EchoMessage* response) override {
    grpc::ServerUnaryReactor* const reactor = context->DefaultReactor();
    reactor->Finish(Answer(*request, *response));
    return reactor;
  }

  static grpc::Status Answer(const EchoMessage& request, EchoMessage& response) {
    const auto input = run::ParseInput(request.payload());
    if (!input.ok()) return {grpc::StatusCode::INVALID_ARGUMENT, "no input"};
    const auto result = run::Solve(*input, driehoek::bench::RoundSeed());
    if (!result.ok() || result->verification.faults > 0) {
      return {grpc::StatusCode::INTERNAL, "not solved"};
    }
    response.set_payload(absl::StrCat(run::HashOf(result->allocations), result->allocations));
    return grpc::Status::OK;
  }
};

}  // namespace

int main() {
  BareRuns runs;
  return driehoek::bench::Serve(runs, grpc::InsecureServerCredentials());
}
