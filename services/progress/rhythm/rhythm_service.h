// The gRPC face of RhythmService: every call passes the border and goes to a handler.
#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>

#include "progress/rhythm/hours_handler.h"
#include "progress/rhythm/pulse_handler.h"
#include "progress/rhythm/shift_handler.h"
#include "shared/rpc/border.h"

namespace driehoek::progress::rhythm {

// Thread-safe. Border and handlers must outlive it.
std::unique_ptr<grpc::Service> MakeRhythmService(rpc::Border& border, const PulseHandler& pulses,
                                                 const HoursHandler& hours,
                                                 const ShiftHandler& shifts);

}  // namespace driehoek::progress::rhythm
