#include "calendar/feed_service.h"

#include "calendar/feed_policy.h"
#include "driehoek/v1/calendar_service.grpc.pb.h"
#include "shared/rpc/serve.h"

namespace driehoek::calendar {
namespace {

class CalendarGrpcService final : public v1::CalendarService::Service {
 public:
  CalendarGrpcService(rpc::Border& border, const FeedHandler& handler)
      : border_(border), handler_(handler) {}

  DRIEHOEK_SERVE(handler_, GetCalendarFeed, v1::CalendarFeed)
  DRIEHOEK_SERVE(handler_, CreateCalendarFeed, v1::CreateCalendarFeedResponse)
  DRIEHOEK_SERVE(handler_, RevokeCalendarFeed, v1::CalendarFeed)
  DRIEHOEK_SERVE(handler_, OpenCalendarFeed, v1::OpenCalendarFeedResponse)

 private:
  rpc::Border& border_;
  const FeedHandler& handler_;
};

}  // namespace

std::unique_ptr<grpc::Service> MakeCalendarService(rpc::Border& border,
                                                   const FeedHandler& handler) {
  return std::make_unique<CalendarGrpcService>(border, handler);
}

}  // namespace driehoek::calendar
