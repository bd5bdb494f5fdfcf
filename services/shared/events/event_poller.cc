#include "shared/events/event_poller.h"

#include "absl/time/clock.h"

namespace driehoek::events {

EventPoller::EventPoller(EventLog& log, EventSignal& signal, absl::Duration interval)
    : log_(log), signal_(signal), interval_(interval), thread_([this] { Loop(); }) {}

EventPoller::~EventPoller() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  stop_.notify_all();
  thread_.join();
}

void EventPoller::Loop() {
  std::unique_lock lock(mutex_);
  while (!stopped_) {
    lock.unlock();
    for (const TenantId& tenant : signal_.Watched()) {
      // An outage shows elsewhere; here it only means no news.
      const auto newest = log_.Newest(tenant, absl::Now() + absl::Seconds(5));
      if (newest.ok()) signal_.Notify(tenant, newest->sequence);
    }
    lock.lock();
    const auto until = absl::ToChronoTime(absl::Now() + interval_);
    stop_.wait_until(lock, until, [this] { return stopped_; });
  }
}

}  // namespace driehoek::events
