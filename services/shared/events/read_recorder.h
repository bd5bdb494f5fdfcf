// Who saw whose data (R87): once per reader, resource and hour, written in batches at most a second
// behind, so that reading stays a read. The entries stand in the audit chain with kind `read`.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/time/time.h"
#include "shared/base/clock.h"
#include "shared/base/strong_id.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::events {

struct ReadRecord {
  std::string reader;    // Caller::Name()
  std::string resource;  // full resource name of what was shown
  std::string subject;   // resource name of the person whose data it is; may be empty
};

// Thread-safe. Has a thread of its own from construction to destruction; the destructor writes what
// is left. The arguments must outlive it.
class ReadRecorder {
 public:
  ReadRecorder(storage::TenantDatabase& database, const Clock& clock);
  ~ReadRecorder();
  ReadRecorder(const ReadRecorder&) = delete;
  ReadRecorder& operator=(const ReadRecorder&) = delete;

  // Notes that `reader` saw `resource`; costs well under a microsecond when that is known for this
  // hour. Call it before the answer goes out and refuse the read when it fails: UNAVAILABLE /
  // READS_NOT_RECORDED while the database has not taken any for so long that the queue is full.
  absl::Status Record(const TenantId& tenant, const ReadRecord& read);

  // Returns when everything noted so far is stored; the error of the last try when it is not by
  // then.
  absl::Status Flush(absl::Time deadline);

 private:
  struct Noted {
    TenantId tenant;
    ReadRecord read;
    absl::Time time;
  };

  void Loop();
  absl::Status Store(const std::vector<Noted>& batch);
  absl::Status StoreTenant(const TenantId& tenant, const std::vector<const Noted*>& reads);

  storage::TenantDatabase& database_;
  const Clock& clock_;

  std::mutex mutex_;  // guards the following
  std::condition_variable wake_;
  std::condition_variable stored_;
  std::int64_t hour_ = 0;  // of seen_
  absl::flat_hash_set<std::string> seen_;
  std::vector<Noted> queue_;
  std::uint64_t noted_count_ = 0;
  std::uint64_t stored_count_ = 0;
  absl::Status last_error_;
  bool flush_asked_ = false;
  bool stopped_ = false;
  std::thread thread_;
};

}  // namespace driehoek::events
