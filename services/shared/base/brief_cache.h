// Remembers values for a moment, so that what every call asks (a time zone, a registration) costs no
// query each time.
#pragma once

#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace driehoek {

// Thread-safe. A value is given for at most `lifetime` after it was put; when full, everything is
// forgotten.
template <typename V>
class BriefCache {
 public:
  explicit BriefCache(absl::Duration lifetime, std::size_t capacity = 4096)
      : lifetime_(lifetime), capacity_(capacity) {}

  std::optional<V> Get(absl::string_view key, absl::Time now) const {
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto found = entries_.find(key);
    if (found == entries_.end() || now >= found->second.first) return std::nullopt;
    return found->second.second;
  }
  void Put(absl::string_view key, V value, absl::Time now) {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (entries_.size() >= capacity_) entries_.clear();
    entries_[key] = {now + lifetime_, std::move(value)};
  }

 private:
  const absl::Duration lifetime_;
  const std::size_t capacity_;
  mutable std::mutex mutex_;  // guards entries_
  absl::flat_hash_map<std::string, std::pair<absl::Time, V>> entries_;
};

}  // namespace driehoek
