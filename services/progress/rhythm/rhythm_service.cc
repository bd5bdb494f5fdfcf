#include "progress/rhythm/rhythm_service.h"

#include "driehoek/v1/rhythm_service.grpc.pb.h"
#include "progress/rhythm/rhythm_policy.h"
#include "shared/rpc/serve.h"

namespace driehoek::progress::rhythm {
namespace {

class RhythmGrpcService final : public v1::RhythmService::Service {
 public:
  RhythmGrpcService(rpc::Border& border, const PulseHandler& pulses, const HoursHandler& hours,
                    const ShiftHandler& shifts)
      : border_(border), pulses_(pulses), hours_(hours), shifts_(shifts) {}

  DRIEHOEK_SERVE(pulses_, GetPulseDue, v1::PulseDue)
  DRIEHOEK_SERVE(pulses_, AnswerPulse, v1::Pulse)
  DRIEHOEK_SERVE(pulses_, ListPulses, v1::ListPulsesResponse)
  DRIEHOEK_SERVE(hours_, WriteHours, v1::WriteHoursResponse)
  DRIEHOEK_SERVE(hours_, WithdrawHours, v1::HoursEntry)
  DRIEHOEK_SERVE(hours_, ListHours, v1::ListHoursResponse)
  DRIEHOEK_SERVE(hours_, GetHoursSummary, v1::HoursSummary)
  DRIEHOEK_SERVE(hours_, ConfirmHours, v1::ConfirmHoursResponse)
  DRIEHOEK_SERVE(hours_, DisputeHours, v1::DisputeHoursResponse)
  DRIEHOEK_SERVE(shifts_, CreateDeadlineShift, v1::DeadlineShift)
  DRIEHOEK_SERVE(shifts_, ListDeadlineShifts, v1::ListDeadlineShiftsResponse)

 private:
  rpc::Border& border_;
  const PulseHandler& pulses_;
  const HoursHandler& hours_;
  const ShiftHandler& shifts_;
};

}  // namespace

std::unique_ptr<grpc::Service> MakeRhythmService(rpc::Border& border, const PulseHandler& pulses,
                                                 const HoursHandler& hours,
                                                 const ShiftHandler& shifts) {
  return std::make_unique<RhythmGrpcService>(border, pulses, hours, shifts);
}

}  // namespace driehoek::progress::rhythm
