// The public keys of platforms, by the address of their key set. Kept as the platform's
// Cache-Control says, within 5 minutes and 24 hours. A key that is not there is looked for at once,
// because platforms rotate; but no more than once in 30 seconds, because anybody can send tokens
// that name keys that never were.
#pragma once

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "platform/http_client.h"
#include "shared/base/clock.h"
#include "shared/crypto/rsa_key.h"

namespace driehoek::lti {

inline constexpr absl::Duration kShortestKeyCache = absl::Minutes(5);
inline constexpr absl::Duration kLongestKeyCache = absl::Hours(24);
inline constexpr absl::Duration kForcedFetchPause = absl::Seconds(30);

using KeysById = std::map<std::string, crypto::RsaPublicKey>;

// The usable keys of a JSON Web Key Set: RSA of at least 2048 bits with a kid, `use` absent or
// `sig`, `alg` absent or RS256. Others are skipped without a word. DATA_LOSS /
// PLATFORM_ANSWER_UNUSABLE when it is no key set at all.
absl::StatusOr<KeysById> ReadKeySet(absl::string_view json);

// Thread-safe; one fetch at a time for each address. What it refers to must outlive it.
class KeySets {
 public:
  KeySets(HttpClient& client, const Clock& clock) : client_(client), clock_(clock) {}

  // UNAUTHENTICATED / KEY_UNKNOWN when the platform has no such key; DATA_LOSS /
  // PLATFORM_UNREACHABLE or PLATFORM_ANSWER_UNUSABLE when its set could not be had and nothing is
  // kept.
  absl::StatusOr<crypto::RsaPublicKey> Find(const std::string& jwks_uri, const std::string& kid);
  // The key when it is at hand and need not be fetched again. Never waits.
  std::optional<crypto::RsaPublicKey> FindAtHand(const std::string& jwks_uri,
                                                 const std::string& kid);

 private:
  struct Entry {
    KeysById keys;
    bool fetched = false;  // ever, with success
    bool fetching = false;
    absl::Time expires;
    absl::Time last_try = absl::InfinitePast();
    absl::Status last_error;
  };
  // Fetches with the lock released; others wait for the outcome.
  void Fetch(const std::string& jwks_uri, std::unique_lock<std::mutex>& lock);

  HttpClient& client_;
  const Clock& clock_;
  std::mutex mutex_;  // guards entries_
  std::condition_variable done_;
  std::map<std::string, Entry> entries_;
};

}  // namespace driehoek::lti
