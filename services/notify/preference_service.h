// NotificationService over gRPC.
#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>

#include "notify/preference_handler.h"
#include "shared/rpc/border.h"

namespace driehoek::notify {

// Both must outlive it.
std::unique_ptr<grpc::Service> MakeNotificationService(rpc::Border& border,
                                                       const PreferenceHandler& handler);

}  // namespace driehoek::notify
