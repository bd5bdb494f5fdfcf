// Follows the events of one institution and takes up the marks that are published.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "absl/time/time.h"
#include "gateway/event_feed.h"
#include "passback/marks.h"
#include "passback/outbox.h"
#include "shared/base/strong_id.h"

namespace driehoek::lti {

// Has a thread from construction to destruction. What it refers to must outlive it.
class Follower {
 public:
  struct Parts {
    EventFeeds& feeds;
    Marks& marks;
    Outbox& outbox;
    // Called when a mark was taken up; returns at once.
    std::function<void()> taken;
  };
  Follower(Parts parts, TenantId tenant);
  ~Follower() { Stop(); }
  Follower(const Follower&) = delete;
  Follower& operator=(const Follower&) = delete;

  // Begins to end, without waiting; the destructor waits.
  void BeginStop();

 private:
  void Stop();
  void Run();
  // Until the stream ends; why it did.
  absl::Status Follow();
  absl::Status Take(const FeedEvent& event, FeedPosition& position);
  // False when stopping.
  bool Sleep(absl::Duration time);

  Parts parts_;
  const TenantId tenant_;
  std::mutex mutex_;  // guards the following
  std::condition_variable wake_;
  std::shared_ptr<EventFeed> feed_;  // shared: Next runs outside the lock while another cancels it
  bool stopping_ = false;
  // Of the thread alone: whether the stream told something since it was opened.
  bool told_ = false;
  std::thread thread_;
};

}  // namespace driehoek::lti
