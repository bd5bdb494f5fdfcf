// The one writer of a SQLite file. Calls that arrive while another one commits share the next
// commit and are answered after it: at 16 callers one fsync serves them all. When one of them fails
// they begin again with a SAVEPOINT each, so that it fails alone; a SAVEPOINT copies every page
// that its call changes, which is too dear for the many that do not fail. There is no thread for
// it: whoever finds the turn free takes it, and passes it on to the first in the queue, so a lone
// caller commits where it stands.
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
  enum class State { kWaits, kLeads, kDone };
  // One call, on its caller's stack. The lock is its own: those who are told at the end of a commit
  // do not queue for one that they have in common.
  struct Pending {
    void Tell(State news);

    absl::Time deadline;
    Body body;
    absl::Status status;
    std::mutex mutex;  // guards the following
    State state = State::kWaits;
    std::condition_variable changed;
  };
  using Batch = std::vector<Pending*>;
  static bool IsOk(const Pending* call) { return call->status.ok(); }
  enum class Attempt { kSettled, kConflict, kOneFailed };

  // Waits for an answer or for the turn. False when there is nothing left to do.
  bool AwaitTurn(Pending& pending);
  // False when somebody took it into a batch.
  bool Withdraw(const Pending& pending);
  void Lead(Pending& first);
  void Rehearse(const Pending& call);
  Attempt TryBatch(Batch& batch);
  Attempt RunAll(Batch& batch);
  Attempt RunOne(Pending& pending);
  Attempt CommitBatch(Batch& batch);
  bool TakeQueued(Batch& batch, absl::Time window_end);
  void Finish(const Batch& batch, const Pending& leader);
  void PassOn();
  void Break(const Batch& batch);
  void CheckpointWhenLong();

  std::unique_ptr<SqliteConnection> connection_;  // held by whoever has the turn
  std::atomic<bool> broken_{false};
  // Held by whoever has the turn, likewise.
  absl::Duration last_commit_;
  std::size_t expected_size_ = 1;  // how many shared the last commit
  bool has_savepoints_ = false;    // a call of this batch or of the last one failed

  std::mutex mutex_;  // guards the following
  bool turn_taken_ = false;
  std::deque<Pending*> queue_;
  std::condition_variable arrived_;
};

}  // namespace driehoek::storage
