// The one writer of a SQLite file. Calls that arrive while another one commits share the next
// commit, a SAVEPOINT each, and are answered after it: at 16 callers one fsync serves them all.
// There is no thread for it: whoever finds the turn free takes it, and passes it on to the first in
// the queue, so a lone caller commits where it stands.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "shared/storage/database.h"
#include "shared/storage/sqlite_connection.h"

namespace driehoek::storage {

// Thread-safe.
class SqliteWriter {
 public:
  explicit SqliteWriter(std::unique_ptr<SqliteConnection> connection)
      : connection_(std::move(connection)) {}

  // Database::Write. After a failed write to disk nothing is written any more: what the operating
  // system holds is no longer known, and trying fsync again would only pretend
  // (UNAVAILABLE / DATABASE_UNAVAILABLE until the program starts anew).
  absl::Status Write(absl::Time deadline, Body body);

 private:
  enum class State { kQueued, kTaken, kLeads, kDone };
  // One call, on its caller's stack.
  struct Pending {
    absl::Time deadline;
    Body body;
    absl::Status status;
    State state = State::kQueued;
    std::condition_variable changed;
  };
  using Batch = std::vector<Pending*>;
  enum class Attempt { kSettled, kConflict };

  // Waits for an answer or for the turn. False when there is nothing left to do.
  bool AwaitTurn(Pending& pending, std::unique_lock<std::mutex>& lock);
  void Lead(Pending& first);
  Attempt TryBatch(Batch& batch);
  Attempt RunAll(Batch& batch, bool& any_ok);
  Attempt RunOne(Pending& pending, bool shares);
  Attempt CommitBatch(Batch& batch);
  bool TakeQueued(Batch& batch, absl::Time window_end);
  void Finish(Batch& batch, const Pending& leader);
  void PassOn();
  void Break(const Batch& batch);
  void CheckpointWhenLong();

  std::unique_ptr<SqliteConnection> connection_;  // held by whoever has the turn
  std::atomic<bool> broken_{false};
  absl::Duration last_commit_;     // held by whoever has the turn
  std::size_t expected_size_ = 1;  // likewise: how many shared the last commit

  std::mutex mutex_;  // guards the following
  bool turn_taken_ = false;
  std::deque<Pending*> queue_;
  std::condition_variable arrived_;
};

}  // namespace driehoek::storage
