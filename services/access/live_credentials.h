// The three live questions of the border (auth/credentials.h): whose credential is this, does
// this guest grant still give access, and does this person still hold the role. Answers are remembered for half a second, so that a
// revocation counts within a second on every server.
#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "access/client_store.h"
#include "access/guest_store.h"
#include "access/ports.h"
#include "access/role_store.h"
#include "shared/auth/wrong_secrets.h"
#include "shared/auth/credentials.h"
#include "shared/base/clock.h"

namespace driehoek::access {

inline constexpr absl::Duration kCredentialMemory = absl::Milliseconds(500);

// Remembers for kCredentialMemory, at most 4,096 keys; when full it forgets all. Thread-safe: one
// mutex guards the map, and nothing is called while it is held.
template <typename V>
class ShortMemory {
 public:
  bool Find(const std::string& key, absl::Time now, V& value) {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(key);
    if (found == entries_.end() || found->second.until <= now ||
        found->second.until > now + kCredentialMemory) {
      return false;
    }
    value = found->second.value;
    return true;
  }
  // `asked` is the time before the database was asked: the answer may be that old already.
  void Remember(const std::string& key, absl::Time asked, V value) {
    constexpr std::size_t kMostKeys = 4096;
    const std::lock_guard lock(mutex_);
    if (entries_.size() >= kMostKeys) entries_.clear();
    entries_.insert_or_assign(key, Entry{std::move(value), asked + kCredentialMemory});
  }

 private:
  struct Entry {
    V value;
    absl::Time until;
  };
  std::mutex mutex_;
  absl::flat_hash_map<std::string, Entry> entries_;
};

// Whether grants give access; asked by the border on each call of a guest. Thread-safe. What they
// refer to must outlive it.
class LiveCredentials final : public auth::Credentials {
 public:
  struct Parts {
    GuestStore& guests;
    ClientStore& clients;
    RoleStore& roles;
    People& people;
    Supervision& supervision;
    auth::WrongSecrets& wrong_secrets;
    const Clock& clock;
  };
  explicit LiveCredentials(const Parts& parts) : parts_(parts) {}

  // Also RESOURCE_EXHAUSTED / TOO_MANY_WRONG_SECRETS.
  absl::StatusOr<auth::Caller> ApiClient(absl::string_view credential,
                                         absl::Time deadline) override;
  absl::Status GuestGrantLive(const TenantId& tenant, absl::string_view grant, absl::Time now,
                              absl::Time deadline) override;
  absl::StatusOr<std::vector<std::string>> GrantedReach(const TenantId& tenant,
                                                        const PersonId& person, auth::Role role,
                                                        absl::Time now,
                                                        absl::Time deadline) override;

 private:
  absl::StatusOr<bool> IsLiveNow(const TenantId& tenant, const GuestGrantId& id, absl::Time now,
                                 absl::Time deadline);

  Parts parts_;
  ShortMemory<auth::Caller> callers_;
  ShortMemory<bool> grants_;
  ShortMemory<std::optional<std::vector<std::string>>> reaches_;
};

}  // namespace driehoek::access
