// The gRPC faces of CheckInService and ContactService: every call passes the border and goes to a
// handler.
#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>

#include "progress/checkin/check_in_handler.h"
#include "progress/checkin/contact_handler.h"
#include "shared/rpc/border.h"

namespace driehoek::progress::checkin {

// Thread-safe. Border and handler must outlive them.
std::unique_ptr<grpc::Service> MakeCheckInService(rpc::Border& border,
                                                  const CheckInHandler& handler);
std::unique_ptr<grpc::Service> MakeContactService(rpc::Border& border,
                                                  const ContactHandler& handler);

}  // namespace driehoek::progress::checkin
