// Using values up without a caller that waits: one thread commits, and what comes meanwhile shares
// the next commit.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "absl/status/statusor.h"
#include "platform/used_values.h"
#include "shared/storage/database.h"

namespace driehoek::lti {

// Thread-safe. The database must outlive it.
class UseQueue {
 public:
  // False: used before.
  using Done = std::function<void(absl::StatusOr<bool> fresh)>;

  explicit UseQueue(storage::Database& database);
  ~UseQueue() { Stop(); }

  // Never waits. `done` is called once, on the queue's thread, after the commit; after Stop with
  // UNAVAILABLE / STOPPING.
  void Take(UsedValue used, Done done);
  // Takes what is queued, then ends.
  void Stop();

 private:
  struct Entry {
    UsedValue used;
    Done done;
    bool fresh = false;
  };
  void Run();
  void Commit(std::vector<Entry>& batch);

  storage::Database& database_;
  std::mutex mutex_;  // guards the following
  std::condition_variable arrived_;
  std::vector<Entry> queue_;
  bool waiting_ = false;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace driehoek::lti
