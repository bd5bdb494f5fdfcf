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

// Assertions on, in tests: see Rehearse.
#ifdef NDEBUG
constexpr bool kRehearses = false;
#else
constexpr bool kRehearses = true;
#endif

// absl::InfiniteFuture() has no counterpart in std::chrono; a day is as good.
std::chrono::system_clock::time_point ToChrono(absl::Time time) {
  return absl::ToChronoTime(std::min(time, absl::Now() + absl::Hours(24)));
}

}  // namespace

void SqliteWriter::Pending::Tell(State news) {
  const std::lock_guard lock(mutex);
  state = news;
  // Under the lock: once it sees the news, the waiting call may be gone.
  changed.notify_one();
}

absl::Status SqliteWriter::Write(absl::Time deadline, Body body) {
  if (broken_.load(std::memory_order_acquire)) {
    return DatabaseUnavailable("writing stopped after a failed write to disk");
  }
  if (absl::Now() > deadline) return DeadlinePassed();
  Pending pending{.deadline = deadline, .body = body};
  std::unique_lock lock(mutex_);
  const bool queues = std::exchange(turn_taken_, true);
  if (queues) {
    queue_.push_back(&pending);
    arrived_.notify_one();
  }
  lock.unlock();
  if (!queues || AwaitTurn(pending)) Lead(pending);
  return pending.status;
}

bool SqliteWriter::AwaitTurn(Pending& pending) {
  const auto is_told = [&] { return pending.state != State::kWaits; };
  std::unique_lock lock(pending.mutex);
  if (!pending.changed.wait_until(lock, ToChrono(pending.deadline), is_told)) {
    lock.unlock();
    if (Withdraw(pending)) {
      pending.status = DeadlinePassed();
      return false;
    }
    // Once taken, the answer comes with the commit, whatever the deadline.
    lock.lock();
    pending.changed.wait(lock, is_told);
  }
  return pending.state == State::kLeads;
}

bool SqliteWriter::Withdraw(const Pending& pending) {
  const std::lock_guard lock(mutex_);
  const auto found = std::find(queue_.begin(), queue_.end(), &pending);
  if (found == queue_.end()) return false;
  queue_.erase(found);
  return true;
}

void SqliteWriter::Lead(Pending& first) {
  if constexpr (kRehearses) Rehearse(first);
  Batch batch{&first};
  Attempt attempt = Attempt::kConflict;
  for (int tries = 1; attempt == Attempt::kConflict && tries <= kMaxTries; ++tries) {
    if (tries > 1) std::this_thread::sleep_for(absl::ToChronoNanoseconds(Backoff(tries - 1)));
    attempt = TryBatch(batch);
    if (attempt == Attempt::kOneFailed) {
      has_savepoints_ = true;
      attempt = TryBatch(batch);
    }
  }
  if (attempt == Attempt::kConflict) {
    for (Pending* pending : batch) pending->status = WriteConflict();
  }
  has_savepoints_ = !std::all_of(batch.begin(), batch.end(), IsOk);
  expected_size_ = batch.size();
  Finish(batch, first);
  CheckpointWhenLong();
  PassOn();
}

// Runs the call and takes it back. One that keeps something of a first run (Database::Write) is
// then found by its own tests, and not by the first batch in which another one fails.
void SqliteWriter::Rehearse(const Pending& call) {
  if (connection_->Control("BEGIN IMMEDIATE") != SQLITE_OK) return;
  SqliteTransaction transaction(*connection_);
  call.body(transaction).IgnoreError();
  if (connection_->InTransaction()) connection_->Control("ROLLBACK");
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
  const Attempt ran = RunAll(batch);
  if (!connection_->InTransaction()) return ran;
  if (ran != Attempt::kSettled || std::none_of(batch.begin(), batch.end(), IsOk)) {
    connection_->Control("ROLLBACK");
    return ran;
  }
  return CommitBatch(batch);
}

SqliteWriter::Attempt SqliteWriter::RunAll(Batch& batch) {
  const absl::Time window_end = absl::Now() + std::min(last_commit_ / 2, kLongestWindow);
  std::size_t next = 0;
  do {
    for (; next < batch.size(); ++next) {
      if (RunOne(*batch[next]) == Attempt::kConflict) return Attempt::kConflict;
      if (!connection_->InTransaction()) {
        // SQLite gave up the whole transaction (disk full, unreadable): nobody's change is in it.
        Break(batch);
        return Attempt::kSettled;
      }
      if (batch[next]->status.ok() || has_savepoints_) continue;
      // Only a ROLLBACK undoes it: who is alone goes with it, others begin again.
      return batch.size() == 1 ? Attempt::kSettled : Attempt::kOneFailed;
    }
  } while (TakeQueued(batch, window_end));
  return Attempt::kSettled;
}

SqliteWriter::Attempt SqliteWriter::RunOne(Pending& pending) {
  if (absl::Now() > pending.deadline) {
    pending.status = DeadlinePassed();
    return Attempt::kSettled;
  }
  if (has_savepoints_ && connection_->Control("SAVEPOINT call") != SQLITE_OK) {
    pending.status = DatabaseUnavailable("cannot set a savepoint");
    return Attempt::kSettled;
  }
  SqliteTransaction transaction(*connection_);
  pending.status = pending.body(transaction);
  if (!transaction.first_error().ok()) {
    if (transaction.outcome() == Outcome::kConflict) return Attempt::kConflict;
    if (pending.status.ok()) pending.status = transaction.first_error();
  }
  if (has_savepoints_ && connection_->InTransaction()) {
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

void SqliteWriter::Finish(const Batch& batch, const Pending& leader) {
  for (Pending* pending : batch) {
    if (pending != &leader) pending->Tell(State::kDone);
  }
}

void SqliteWriter::PassOn() {
  std::unique_lock lock(mutex_);
  turn_taken_ = !queue_.empty();
  if (!turn_taken_) return;
  Pending* const next = queue_.front();
  queue_.pop_front();
  lock.unlock();
  next->Tell(State::kLeads);
}

void SqliteWriter::CheckpointWhenLong() {
  if (connection_->wal_pages() < kWalPagesBeforeCheckpoint) return;
  const int code = connection_->Checkpoint();
  if ((code & 0xff) == SQLITE_IOERR) broken_.store(true, std::memory_order_release);
}

}  // namespace driehoek::storage
