// EventService: the only long-lived call, so the only one on gRPC's callback API. One thread of ours reads events for all
// watchers; a watcher that reads slowly holds up nobody else.
#pragma once

#include <grpcpp/grpcpp.h>

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "driehoek/v1/event_service.grpc.pb.h"
#include "server/resume_token.h"
#include "shared/base/clock.h"
#include "shared/events/event_log.h"
#include "shared/events/event_signal.h"
#include "shared/rpc/border.h"

namespace driehoek::server {

class EventHandler final : public v1::EventService::WithCallbackMethod_WatchEvents<v1::EventService::Service> {
 public:
  // All must outlive it.
  EventHandler(const rpc::Border& border, events::EventLog& log, events::EventSignal& signal, ResumeTokens tokens,
               const Clock& clock);
  ~EventHandler() override;

  grpc::ServerWriteReactor<v1::WatchEventsResponse>* WatchEvents(grpc::CallbackServerContext* context,
                                                                 const v1::WatchEventsRequest* request) override;
  // Ends all watches with UNAVAILABLE, so that clients go on elsewhere; for the drain.
  void Stop();

 private:
  class Watch;
  void Run();
  void Wake();

  const rpc::Border& border_;
  events::EventLog& log_;
  events::EventSignal& signal_;
  const ResumeTokens tokens_;
  const Clock& clock_;
  // Guards watches_, news_ and stopping_.
  std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<std::shared_ptr<Watch>> watches_;
  bool news_ = false;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace driehoek::server
