// CalendarService over gRPC.
#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>

#include "calendar/feed_handler.h"
#include "shared/rpc/border.h"

namespace driehoek::calendar {

// Thread-safe. Both must outlive it.
std::unique_ptr<grpc::Service> MakeCalendarService(rpc::Border& border, const FeedHandler& handler);

}  // namespace driehoek::calendar
