#include "progress/signal/signal_service.h"

#include "driehoek/v1/signal_service.grpc.pb.h"
#include "progress/signal/signal_policy.h"
#include "shared/rpc/serve.h"

namespace driehoek::progress::signal {
namespace {

class SignalGrpcService final : public v1::SignalService::Service {
 public:
  SignalGrpcService(rpc::Border& border, const SignalHandler& signals,
                    const TriangleHandler& triangles)
      : border_(border), signals_(signals), triangles_(triangles) {}

  DRIEHOEK_SERVE(signals_, RaiseSignal, v1::Signal)
  DRIEHOEK_SERVE(signals_, GetSignal, v1::Signal)
  DRIEHOEK_SERVE(signals_, ListSignals, v1::ListSignalsResponse)
  DRIEHOEK_SERVE(signals_, AcknowledgeSignal, v1::Signal)
  DRIEHOEK_SERVE(signals_, OpenIntervention, v1::Signal)
  DRIEHOEK_SERVE(signals_, CloseIntervention, v1::Signal)
  DRIEHOEK_SERVE(signals_, ResolveSignal, v1::Signal)
  DRIEHOEK_SERVE(signals_, EscalateSignal, v1::Signal)
  DRIEHOEK_SERVE(signals_, ContinueSignal, v1::Signal)
  DRIEHOEK_SERVE(triangles_, ListTriangles, v1::ListTrianglesResponse)

 private:
  rpc::Border& border_;
  const SignalHandler& signals_;
  const TriangleHandler& triangles_;
};

}  // namespace

std::unique_ptr<grpc::Service> MakeSignalService(rpc::Border& border, const SignalHandler& signals,
                                                 const TriangleHandler& triangles) {
  return std::make_unique<SignalGrpcService>(border, signals, triangles);
}

}  // namespace driehoek::progress::signal
