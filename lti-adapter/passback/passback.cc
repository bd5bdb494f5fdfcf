#include "passback/passback.h"

#include "absl/time/clock.h"
#include "passback/due_reads.h"
#include "platform/schema.h"
#include "shared/base/errors.h"
#include "shared/log/log.h"

namespace driehoek::lti {
namespace {

// Each is at one platform at a time and leaves it when it is slow, so a few slow ones hold up no
// other.
constexpr int kWorkers = 8;
// Real time: what is due is judged by the clock of the stores.
constexpr absl::Duration kLookEvery = absl::Milliseconds(500);
constexpr int kLooksToColumns = 10;
constexpr int kLooksToInstitutions = 20;

}  // namespace

void Passback::Start() {
  for (int i = 0; i < kWorkers; ++i) workers_.emplace_back([this] { Work(); });
  watcher_ = std::thread([this] { Watch(); });
}

void Passback::Stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  work_.notify_all();
  if (watcher_.joinable()) watcher_.join();
  for (const auto& [tenant, follower] : followers_) follower->BeginStop();
  followers_.clear();
  for (std::thread& worker : workers_) worker.join();
  workers_.clear();
}

void Passback::Nudge() {
  {
    const std::lock_guard lock(mutex_);
    nudged_ = true;
  }
  wake_.notify_one();
}

void Passback::Watch() {
  for (int look = 0;; ++look) {
    if (look % kLooksToInstitutions == 0) FollowInstitutions();
    Look(look % kLooksToColumns == 0);
    std::unique_lock lock(mutex_);
    wake_.wait_for(lock, absl::ToChronoMilliseconds(kLookEvery),
                   [this] { return stopping_ || nudged_; });
    nudged_ = false;
    if (stopping_) return;
  }
}

void Passback::FollowInstitutions() {
  std::vector<TenantId> tenants;
  const absl::Status read = parts_.database.Read(
      absl::Now() + kStoreTime, [&](storage::Transaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(tenants, SelectTenants(transaction));
        return absl::OkStatus();
      });
  if (!read.ok()) log::Warning("institutions_unread", {{"reason", ReasonOf(read)}});
  for (const TenantId& tenant : tenants) {
    std::unique_ptr<Follower>& follower = followers_[tenant.value()];
    if (follower) continue;
    follower = std::make_unique<Follower>(
        Follower::Parts{parts_.feeds, parts_.marks, parts_.outbox, [this] { Nudge(); }}, tenant);
  }
}

void Passback::Look(bool find_columns) {
  if (find_columns) {
    const auto routed = parts_.outbox.RouteDue();
    if (!routed.ok()) log::Warning("columns_unread", {{"reason", ReasonOf(routed.status())}});
  }
  std::vector<std::string> due;
  const absl::Status read = parts_.database.Read(
      absl::Now() + kStoreTime, [&](storage::Transaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(due, SelectDuePlatforms(transaction, parts_.outbox.Now()));
        return absl::OkStatus();
      });
  if (!read.ok()) log::Warning("scores_unread", {{"reason", ReasonOf(read)}});
  {
    const std::lock_guard lock(mutex_);
    for (std::string& registration : due) {
      if (busy_.insert(registration).second) queue_.push_back(std::move(registration));
    }
  }
  work_.notify_all();
}

void Passback::Work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    work_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
    if (stopping_) return;
    const std::string registration = std::move(queue_.front());
    queue_.pop_front();
    lock.unlock();
    const auto tried = parts_.courier.Deliver(registration);
    if (!tried.ok()) {
      log::Warning("scores_not_sent",
                   {{"registration", registration}, {"reason", ReasonOf(tried.status())}});
    }
    lock.lock();
    if (tried.ok() && *tried > 0) {
      // Behind the others, so that a long queue for one platform keeps none of them waiting.
      queue_.push_back(registration);
      work_.notify_one();
    } else {
      busy_.erase(registration);
    }
  }
}

}  // namespace driehoek::lti
