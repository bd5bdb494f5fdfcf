// Looks for events that other processes committed (a second server, the command line tool) and
// passes them on to the signal. What this process commits is signalled at once and needs no poller.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "absl/time/time.h"
#include "shared/events/event_log.h"
#include "shared/events/event_signal.h"

namespace driehoek::events {

// Has a thread of its own from construction to destruction; both arguments must outlive it.
class EventPoller {
 public:
  EventPoller(EventLog& log, EventSignal& signal,
              absl::Duration interval = absl::Milliseconds(500));
  ~EventPoller();
  EventPoller(const EventPoller&) = delete;
  EventPoller& operator=(const EventPoller&) = delete;

 private:
  void Loop();

  EventLog& log_;
  EventSignal& signal_;
  const absl::Duration interval_;
  std::mutex mutex_;  // guards stopped_
  std::condition_variable stop_;
  bool stopped_ = false;
  std::thread thread_;
};

}  // namespace driehoek::events
