#include "shared/events/event_signal.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/time/clock.h"

namespace driehoek::events {

void EventSignal::Notify(const TenantId& tenant, std::int64_t sequence) {
  std::vector<std::shared_ptr<Subscription>> to_call;
  {
    const std::lock_guard lock(mutex_);
    std::int64_t& newest = newest_[tenant];
    if (sequence <= newest) return;
    newest = sequence;
    for (const auto& [id, subscription] : subscriptions_) {
      if (subscription->tenant != tenant) continue;
      ++subscription->running;
      to_call.push_back(subscription);
    }
  }
  changed_.notify_all();
  for (const auto& subscription : to_call) {
    subscription->callback();
    {
      const std::lock_guard lock(mutex_);
      --subscription->running;
    }
    changed_.notify_all();
  }
}

EventSignal::SubscriptionId EventSignal::Subscribe(const TenantId& tenant, Callback callback) {
  const std::lock_guard lock(mutex_);
  auto subscription = std::make_shared<Subscription>();
  subscription->tenant = tenant;
  subscription->callback = std::move(callback);
  subscriptions_.emplace(++last_id_, std::move(subscription));
  return last_id_;
}

void EventSignal::Unsubscribe(SubscriptionId id) {
  std::unique_lock lock(mutex_);
  const auto found = subscriptions_.find(id);
  if (found == subscriptions_.end()) return;
  const auto subscription = found->second;
  subscriptions_.erase(found);
  changed_.wait(lock, [&] { return subscription->running == 0; });
}

bool EventSignal::Wait(const TenantId& tenant, std::int64_t after, absl::Time deadline) {
  std::unique_lock lock(mutex_);
  ++waiting_[tenant];
  const auto until = absl::ToChronoTime(std::min(deadline, absl::Now() + absl::Hours(24)));
  const bool has_news = changed_.wait_until(lock, until, [&] {
    const auto newest = newest_.find(tenant);
    return newest != newest_.end() && newest->second > after;
  });
  if (--waiting_[tenant] == 0) waiting_.erase(tenant);
  return has_news;
}

std::vector<TenantId> EventSignal::Watched() const {
  absl::flat_hash_set<TenantId> tenants;
  const std::lock_guard lock(mutex_);
  for (const auto& [tenant, count] : waiting_) tenants.insert(tenant);
  for (const auto& [id, subscription] : subscriptions_) tenants.insert(subscription->tenant);
  return {tenants.begin(), tenants.end()};
}

}  // namespace driehoek::events
