// The keys that we sign with towards platforms. Three at a time: `next` is published a good while
// before it is used (platforms cache our key set), `current` signs, `previous` stays published for
// what was signed just before.
#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "platform/secrets.h"
#include "shared/base/clock.h"
#include "shared/crypto/rsa_key.h"
#include "shared/storage/database.h"

namespace driehoek::lti {

inline constexpr absl::Duration kKeyUse = absl::Hours(24 * 90);
// How long a key stays published after it signed for the last time.
inline constexpr absl::Duration kKeyAfterUse = absl::Hours(24 * 7);

// Thread-safe. What it refers to must outlive it.
class OwnKeys {
 public:
  OwnKeys(storage::Database& database, const Secrets& secrets, const Clock& clock)
      : database_(database), secrets_(secrets), clock_(clock) {}

  // Makes the first two keys when there are none, and moves on when `current` has been in use for
  // kKeyUse. Called at the start and once an hour; when two adapters do so at once one of them
  // wins.
  absl::Status RotateIfDue();
  // The same at once, for an administrator who thinks a key was seen by others.
  absl::Status Rotate();

  // A JWT with these claims, signed by `current`, with its kid in the header.
  absl::StatusOr<std::string> Sign(const std::string& payload_json);
  // The public keys as a JSON Web Key Set: RSA with alg, use and kid, no private members.
  absl::StatusOr<std::string> KeySetJson();

 private:
  struct Key {
    std::string kid;
    std::string status;
    absl::Time since;
    crypto::RsaKeyPair pair;
  };
  absl::StatusOr<std::vector<Key>> Load();
  absl::StatusOr<std::vector<Key>> Cached();
  absl::Status MoveOn(const std::vector<Key>& keys);
  absl::StatusOr<Key> NewKey(const std::string& status) const;
  void Forget();

  storage::Database& database_;
  const Secrets& secrets_;
  const Clock& clock_;
  std::mutex mutex_;         // guards the two below
  std::vector<Key> cached_;  // parsed once: parsing costs a thousand times more than finding
  absl::Time cached_until_;
};

}  // namespace driehoek::lti
