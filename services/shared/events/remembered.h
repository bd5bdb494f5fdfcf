// Values computed from what an institution has stored, kept until this process commits the next
// change there. Only for a database that no other server writes to; what the administrator's program
// changes meanwhile is seen within a second.
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "shared/base/strong_id.h"
#include "shared/events/commit_count.h"

namespace driehoek::events {

inline constexpr absl::Duration kLongestRemembered = absl::Seconds(1);

// Thread-safe. What it refers to must outlive it.
template <typename Value>
class Remembered {
 public:
  // At most `capacity` values; 0 remembers nothing.
  Remembered(const CommitCount& commits, std::size_t capacity)
      : commits_(commits), capacity_(capacity) {}

  // The value under `name`, a full resource name; else what `compute() -> absl::StatusOr<Value>`
  // says, whose errors are not remembered.
  template <typename Compute>
  absl::StatusOr<std::shared_ptr<const Value>> Get(const TenantId& tenant, const std::string& name,
                                                   absl::Time now, Compute&& compute) {
    // Before the rows are read: a commit in between makes the value too old at once.
    const std::uint64_t commits = commits_.Of(tenant);
    if (std::shared_ptr<const Value> known = Find(name, commits, now)) return known;
    absl::StatusOr<Value> computed = std::forward<Compute>(compute)();
    if (!computed.ok()) return computed.status();
    auto value = std::make_shared<const Value>(*std::move(computed));
    if (capacity_ > 0) Keep(name, Entry{value, commits, now + kLongestRemembered});
    return value;
  }

 private:
  struct Entry {
    std::shared_ptr<const Value> value;
    std::uint64_t commits = 0;
    absl::Time until;
  };

  std::shared_ptr<const Value> Find(const std::string& name, std::uint64_t commits,
                                    absl::Time now) const {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(name);
    if (found == entries_.end()) return nullptr;
    const Entry& entry = found->second;
    return entry.commits == commits && now < entry.until ? entry.value : nullptr;
  }

  void Keep(const std::string& name, Entry entry) {
    const std::lock_guard lock(mutex_);
    // Nearly all are too old when it is full: it starts anew.
    if (entries_.size() >= capacity_) entries_.clear();
    entries_[name] = std::move(entry);
  }

  const CommitCount& commits_;
  const std::size_t capacity_;
  mutable std::mutex mutex_;  // guards the following
  absl::flat_hash_map<std::string, Entry> entries_;
};

}  // namespace driehoek::events
