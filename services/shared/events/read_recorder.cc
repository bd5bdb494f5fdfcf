#include "shared/events/read_recorder.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "shared/base/errors.h"
#include "shared/events/audit_chain.h"
#include "shared/events/pseudonym.h"

namespace driehoek::events {
namespace {

using storage::TenantTransaction;
using storage::ToValue;

constexpr auto kInterval = std::chrono::milliseconds(500);
constexpr absl::Duration kStoreTime = absl::Seconds(10);
constexpr std::size_t kMaxQueue = 100'000;
constexpr std::size_t kMaxSeen = 500'000;
// The action of every read: which method showed it does not matter to who was seen.
constexpr absl::string_view kAction = "read";
// One transaction's share: ten thousand entries at once would keep other writers waiting.
constexpr std::size_t kMaxBatch = 200;

std::int64_t HourOf(absl::Time time) { return absl::ToUnixSeconds(time) / 3600; }

absl::Time HourStart(absl::Time time) { return absl::FromUnixSeconds(HourOf(time) * 3600); }

// Another server, or this one before it started anew, may have written it already.
absl::StatusOr<bool> IsStored(TenantTransaction& transaction, const ReadRecord& read,
                              absl::Time time) {
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string actor, FindPseudonym(transaction, read.reader));
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string resource, FindPseudonym(transaction, read.resource));
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto rows,
      transaction.Execute("SELECT seq FROM audit WHERE tenant_id = $1 AND resource = $2 "
                          "AND actor = $3 AND kind = 'read' AND at_us >= $4 LIMIT 1",
                          {resource, actor, ToValue(HourStart(time))}));
  return !rows.empty();
}

}  // namespace

ReadRecorder::ReadRecorder(storage::TenantDatabase& database, const Clock& clock)
    : database_(database), clock_(clock), thread_([this] { Loop(); }) {}

ReadRecorder::~ReadRecorder() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

absl::Status ReadRecorder::Record(const TenantId& tenant, const ReadRecord& read) {
  const absl::Time now = clock_.Now();
  std::string key = absl::StrCat(tenant.value(), "\n", read.reader, "\n", read.resource);
  const std::lock_guard lock(mutex_);
  if (HourOf(now) != hour_ || seen_.size() >= kMaxSeen) {
    hour_ = HourOf(now);
    seen_.clear();  // what is written twice by this is found out by IsStored
  }
  if (seen_.contains(key)) return absl::OkStatus();
  if (queue_.size() >= kMaxQueue) {
    return RetryableError(absl::StatusCode::kUnavailable, "READS_NOT_RECORDED",
                          "who reads cannot be recorded at present", absl::Seconds(5));
  }
  seen_.insert(std::move(key));
  queue_.push_back({.tenant = tenant, .read = read, .time = now});
  ++noted_count_;
  return absl::OkStatus();
}

absl::Status ReadRecorder::Flush(absl::Time deadline) {
  std::unique_lock lock(mutex_);
  const std::uint64_t wanted = noted_count_;
  flush_asked_ = true;
  wake_.notify_all();
  const auto until = absl::ToChronoTime(std::min(deadline, absl::Now() + absl::Hours(1)));
  if (stored_.wait_until(lock, until, [&] { return stored_count_ >= wanted; })) {
    return absl::OkStatus();
  }
  return last_error_.ok() ? Error(absl::StatusCode::kDeadlineExceeded, "DEADLINE",
                                  "the deadline passed before all reads were recorded")
                          : last_error_;
}

void ReadRecorder::Loop() {
  std::unique_lock lock(mutex_);
  bool is_last_round = false;
  while (!is_last_round) {
    wake_.wait_until(lock, std::chrono::system_clock::now() + kInterval,
                     [this] { return stopped_ || flush_asked_; });
    flush_asked_ = false;
    is_last_round = stopped_;
    while (!queue_.empty()) {
      const auto count = static_cast<std::ptrdiff_t>(std::min(queue_.size(), kMaxBatch));
      const std::vector<Noted> batch(queue_.begin(), queue_.begin() + count);
      lock.unlock();
      const absl::Status status = Store(batch);
      lock.lock();
      last_error_ = status;
      if (!status.ok()) break;  // stays in the queue for the next round
      queue_.erase(queue_.begin(), queue_.begin() + count);
      stored_count_ += batch.size();
      stored_.notify_all();
    }
  }
}

absl::Status ReadRecorder::Store(const std::vector<Noted>& batch) {
  std::map<TenantId, std::vector<const Noted*>> by_tenant;
  for (const Noted& noted : batch) by_tenant[noted.tenant].push_back(&noted);
  // A tenant whose part was stored before another one's failed is found stored in the next round.
  for (const auto& [tenant, reads] : by_tenant) {
    DRIEHOEK_RETURN_IF_ERROR(StoreTenant(tenant, reads));
  }
  return absl::OkStatus();
}

absl::Status ReadRecorder::StoreTenant(const TenantId& tenant,
                                       const std::vector<const Noted*>& reads) {
  return database_.Write(
      tenant, absl::Now() + kStoreTime, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_RETURN_IF_ERROR(LockChain(transaction).status());
        for (const Noted* noted : reads) {
          const ReadRecord& read = noted->read;
          DRIEHOEK_ASSIGN_OR_RETURN(const bool is_stored, IsStored(transaction, read, noted->time));
          if (is_stored) continue;
          const AuditRecord record{.actor = read.reader,
                                   .action = std::string(kAction),
                                   .resource = read.resource,
                                   .reason = "",
                                   .subject = read.subject};
          DRIEHOEK_RETURN_IF_ERROR(
              AppendToChain(transaction, {&record, 1}, AuditKind::kRead, noted->time));
        }
        return absl::OkStatus();
      });
}

}  // namespace driehoek::events
