#include "shared/storage/sqlite_writer.h"

#include <algorithm>
#include <thread>
#include <utility>

#include "absl/time/clock.h"
#include "shared/storage/storage_errors.h"

namespace driehoek::storage {
namespace {

constexpr std::size_t kMaxBatch = 256;
constexpr int kWalPagesBeforeCheckpoint = 2000;
// The longest that a commit waits for calls that usually come along.
constexpr absl::Duration kLongestWindow = absl::Milliseconds(2);

// absl::InfiniteFuture() has no counterpart in std::chrono; a day is as good.
std::chrono::system_clock::time_point ToChrono(absl::Time time) {
  return absl::ToChronoTime(std::min(time, absl::Now() + absl::Hours(24)));
}

}  // namespace

absl::Status SqliteWriter::Write(absl::Time deadline, Body body) {
  if (broken_.load(std::memory_order_acquire)) {
    return DatabaseUnavailable("writing stopped after a failed write to disk");
  }
  if (absl::Now() > deadline) return DeadlinePassed();
  Pending pending{
      .deadline = deadline, .body = body, .status = {}, .state = State::kLeads, .changed = {}};
  std::unique_lock lock(mutex_);
  if (turn_taken_) {
    pending.state = State::kQueued;
    queue_.push_back(&pending);
    arrived_.notify_one();
    if (!AwaitTurn(pending, lock)) return pending.status;
  }
  turn_taken_ = true;
  lock.unlock();
  Lead(pending);
  return pending.status;
}

bool SqliteWriter::AwaitTurn(Pending& pending, std::unique_lock<std::mutex>& lock) {
  const auto waits = [&] { return pending.state == State::kQueued; };
  if (!pending.changed.wait_until(lock, ToChrono(pending.deadline), [&] { return !waits(); })) {
    queue_.erase(std::find(queue_.begin(), queue_.end(), &pending));
    pending.status = DeadlinePassed();
    return false;
  }
  // Once taken, the answer comes with the commit, whatever the deadline.
  pending.changed.wait(lock, [&] { return pending.state != State::kTaken; });
  return pending.state == State::kLeads;
}

void SqliteWriter::Lead(Pending& first) {
  Batch batch{&first};
  Attempt attempt = Attempt::kConflict;
  for (int tries = 1; attempt == Attempt::kConflict && tries <= kMaxTries; ++tries) {
    if (tries > 1) std::this_thread::sleep_for(absl::ToChronoNanoseconds(Backoff(tries - 1)));
    attempt = TryBatch(batch);
  }
  if (attempt == Attempt::kConflict) {
    for (Pending* pending : batch) pending->status = WriteConflict();
  }
  expected_size_ = batch.size();
  Finish(batch, first);
  CheckpointWhenLong();
  PassOn();
}

SqliteWriter::Attempt SqliteWriter::TryBatch(Batch& batch) {
  if (broken_.load(std::memory_order_acquire)) {
    Break(batch);
    return Attempt::kSettled;
  }
  connection_->SetBusyTimeout(batch.front()->deadline - absl::Now());
  const int begun = connection_->Control("BEGIN IMMEDIATE");
  if ((begun & 0xff) == SQLITE_BUSY) return Attempt::kConflict;
  if (begun != SQLITE_OK) {
    for (Pending* pending : batch) pending->status = DatabaseUnavailable(sqlite3_errstr(begun));
    return Attempt::kSettled;
  }
  bool any_ok = false;
  const Attempt ran = RunAll(batch, any_ok);
  if (!connection_->InTransaction()) return ran;
  if (ran == Attempt::kConflict || !any_ok) {
    connection_->Control("ROLLBACK");
    return ran;
  }
  return CommitBatch(batch);
}

SqliteWriter::Attempt SqliteWriter::RunAll(Batch& batch, bool& any_ok) {
  const absl::Time window_end = absl::Now() + std::min(last_commit_ / 2, kLongestWindow);
  std::size_t next = 0;
  do {
    for (; next < batch.size(); ++next) {
      const bool shares = batch.size() > 1;
      if (RunOne(*batch[next], shares) == Attempt::kConflict) return Attempt::kConflict;
      if (!connection_->InTransaction()) {
        // SQLite gave up the whole transaction (disk full, unreadable): nobody's change is in it.
        Break(batch);
        return Attempt::kSettled;
      }
      any_ok = any_ok || batch[next]->status.ok();
      // Without a SAVEPOINT only a ROLLBACK undoes it, so nobody may join.
      if (!shares && !batch[next]->status.ok()) return Attempt::kSettled;
    }
  } while (TakeQueued(batch, window_end));
  return Attempt::kSettled;
}

SqliteWriter::Attempt SqliteWriter::RunOne(Pending& pending, bool shares) {
  if (absl::Now() > pending.deadline) {
    pending.status = DeadlinePassed();
    return Attempt::kSettled;
  }
  if (shares && connection_->Control("SAVEPOINT call") != SQLITE_OK) {
    pending.status = DatabaseUnavailable("cannot set a savepoint");
    return Attempt::kSettled;
  }
  SqliteTransaction transaction(*connection_);
  pending.status = pending.body(transaction);
  if (!transaction.first_error().ok()) {
    if (transaction.outcome() == Outcome::kConflict) return Attempt::kConflict;
    if (pending.status.ok()) pending.status = transaction.first_error();
  }
  if (shares && connection_->InTransaction()) {
    if (!pending.status.ok()) connection_->Control("ROLLBACK TO call");
    connection_->Control("RELEASE call");
  }
  return Attempt::kSettled;
}

// Takes those who wait into the batch. When more callers shared the last commit than are here now,
// the others are on their way: waiting for them a moment saves a whole fsync.
bool SqliteWriter::TakeQueued(Batch& batch, absl::Time window_end) {
  std::unique_lock lock(mutex_);
  if (queue_.empty() && batch.size() < expected_size_) {
    arrived_.wait_until(lock, ToChrono(window_end), [&] { return !queue_.empty(); });
  }
  bool took = false;
  while (!queue_.empty() && batch.size() < kMaxBatch) {
    queue_.front()->state = State::kTaken;
    batch.push_back(queue_.front());
    queue_.pop_front();
    took = true;
  }
  return took;
}

SqliteWriter::Attempt SqliteWriter::CommitBatch(Batch& batch) {
  const absl::Time start = absl::Now();
  const int code = connection_->Control("COMMIT");
  last_commit_ = absl::Now() - start;
  if (code == SQLITE_OK) return Attempt::kSettled;
  connection_->Control("ROLLBACK");
  if ((code & 0xff) == SQLITE_BUSY) return Attempt::kConflict;
  // The commit record may or may not have reached the disk.
  if ((code & 0xff) == SQLITE_IOERR) broken_.store(true, std::memory_order_release);
  for (Pending* pending : batch) {
    pending->status = pending->status.ok() ? CommitOutcomeUnknown()
                                           : DatabaseUnavailable("the shared commit failed");
  }
  return Attempt::kSettled;
}

void SqliteWriter::Break(const Batch& batch) {
  for (Pending* pending : batch) {
    pending->status = DatabaseUnavailable("the database could not be written to");
  }
}

void SqliteWriter::Finish(Batch& batch, const Pending& leader) {
  const std::lock_guard lock(mutex_);
  for (Pending* pending : batch) {
    if (pending == &leader) continue;
    pending->state = State::kDone;
    // Under the lock: once it sees kDone, the waiting call may be gone.
    pending->changed.notify_one();
  }
}

void SqliteWriter::PassOn() {
  const std::lock_guard lock(mutex_);
  if (queue_.empty()) {
    turn_taken_ = false;
    return;
  }
  Pending* next = queue_.front();
  queue_.pop_front();
  next->state = State::kLeads;
  next->changed.notify_one();
}

void SqliteWriter::CheckpointWhenLong() {
  if (connection_->wal_pages() < kWalPagesBeforeCheckpoint) return;
  const int code = connection_->Checkpoint();
  if ((code & 0xff) == SQLITE_IOERR) broken_.store(true, std::memory_order_release);
}

}  // namespace driehoek::storage
