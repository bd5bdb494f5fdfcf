// Tells those who watch a tenant's events that there are new ones. Carries a number, not the
// events: these are read from the log (event_log.h), so a lost or doubled signal does no harm.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/time/time.h"
#include "shared/base/strong_id.h"

namespace driehoek::events {

// Thread-safe.
class EventSignal {
 public:
  using Callback = std::function<void()>;
  using SubscriptionId = std::int64_t;

  // The tenant's newest sequence number is at least `sequence`. Called after the commit, and by the
  // poller for what other processes committed.
  void Notify(const TenantId& tenant, std::int64_t sequence);

  // Calls `callback` after each news of `tenant`, on the thread of whoever committed: it must
  // return at once, may not throw, and may neither subscribe nor unsubscribe.
  SubscriptionId Subscribe(const TenantId& tenant, Callback callback);
  // On return the callback does not run any more and never will again.
  void Unsubscribe(SubscriptionId id);

  // Waits until the tenant's newest number is above `after`. False at the deadline.
  bool Wait(const TenantId& tenant, std::int64_t after, absl::Time deadline);

  // The tenants that somebody watches or waits for, for the poller.
  std::vector<TenantId> Watched() const;

 private:
  struct Subscription {
    TenantId tenant;
    Callback callback;
    int running = 0;
  };

  mutable std::mutex mutex_;  // guards the following
  std::condition_variable changed_;
  absl::flat_hash_map<TenantId, std::int64_t> newest_;
  absl::flat_hash_map<TenantId, int> waiting_;
  // Shared with a Notify that is calling out without the lock.
  absl::flat_hash_map<SubscriptionId, std::shared_ptr<Subscription>> subscriptions_;
  SubscriptionId last_id_ = 0;
};

}  // namespace driehoek::events
