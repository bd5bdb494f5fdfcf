// How often this process committed a change, by institution: what was computed from stored rows still
// holds while the number stands still.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <shared_mutex>

#include "absl/container/flat_hash_map.h"
#include "shared/base/strong_id.h"

namespace driehoek::events {

// Thread-safe.
class CommitCount {
 public:
  std::uint64_t Of(const TenantId& tenant) const {
    const std::shared_lock lock(mutex_);
    const auto found = counts_.find(tenant);
    return found == counts_.end() ? 0 : found->second->load(std::memory_order_acquire);
  }

  // To be called after a commit and before anybody is told of it.
  void Raise(const TenantId& tenant) {
    {
      const std::shared_lock lock(mutex_);
      const auto found = counts_.find(tenant);
      if (found != counts_.end()) {
        found->second->fetch_add(1, std::memory_order_acq_rel);
        return;
      }
    }
    const std::unique_lock lock(mutex_);
    auto& count = counts_[tenant];
    if (count == nullptr) count = std::make_unique<std::atomic<std::uint64_t>>(0);
    count->fetch_add(1, std::memory_order_acq_rel);
  }

 private:
  mutable std::shared_mutex mutex_;  // guards the map, not the numbers
  absl::flat_hash_map<TenantId, std::unique_ptr<std::atomic<std::uint64_t>>> counts_;
};

}  // namespace driehoek::events
