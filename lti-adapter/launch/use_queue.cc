#include "launch/use_queue.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/time/clock.h"
#include "platform/schema.h"
#include "shared/base/errors.h"

namespace driehoek::lti {

UseQueue::UseQueue(storage::Database& database) : database_(database), thread_([this] { Run(); }) {}

void UseQueue::Take(UsedValue used, Done done) {
  std::unique_lock lock(mutex_);
  if (stopping_) {
    lock.unlock();
    done(Error(absl::StatusCode::kUnavailable, "STOPPING", "the program is stopping"));
    return;
  }
  queue_.push_back({std::move(used), std::move(done)});
  if (waiting_) arrived_.notify_one();
}

void UseQueue::Stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  arrived_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void UseQueue::Run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    waiting_ = true;
    arrived_.wait(lock, [&] { return stopping_ || !queue_.empty(); });
    waiting_ = false;
    if (queue_.empty()) return;
    std::vector<Entry> batch = std::exchange(queue_, {});
    lock.unlock();
    Commit(batch);
    lock.lock();
  }
}

void UseQueue::Commit(std::vector<Entry>& batch) {
  // One order for all adapters: two that use the same values up at once must not wait for each
  // other.
  std::sort(batch.begin(), batch.end(), [](const Entry& a, const Entry& b) {
    return std::tie(a.used.expires, a.used.value) < std::tie(b.used.expires, b.used.value);
  });
  const absl::Status done = database_.Write(
      absl::Now() + kStoreTime, [&](storage::Transaction& transaction) -> absl::Status {
        for (Entry& entry : batch) {
          DRIEHOEK_ASSIGN_OR_RETURN(entry.fresh, UseOnce(transaction, entry.used));
        }
        return absl::OkStatus();
      });
  for (Entry& entry : batch) {
    entry.done(done.ok() ? absl::StatusOr<bool>(entry.fresh) : absl::StatusOr<bool>(done));
  }
}

}  // namespace driehoek::lti
