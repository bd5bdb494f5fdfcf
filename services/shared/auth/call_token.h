// The token that the adapter sends with every call: HMAC-SHA256 under a key that both programs read from one file,
// good for 60 seconds. It says who calls; the service keeps no session.
//
// Form: "dh1." + base64url(payload) + "." + base64url(HMAC-SHA256(key, "dh1." + base64url(payload))), payload a
// url-encoded form with the fields t (tenant), p (person), r (role), rs (roles, by commas), s (session), g (guest
// grant), f (factor time, Unix seconds), x (expiry, Unix seconds), a (client address), u (user agent); empty ones
// are left out. Sent as metadata `authorization: Driehoek TOKEN`.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "shared/auth/caller.h"

namespace driehoek::auth {

inline constexpr absl::Duration kCallTokenLifetime = absl::Seconds(60);

// The keys of the file, newest first: the first one signs, all of them verify (two while the key is rotated).
class CallTokenKeys {
 public:
  // Reads lines of 64 hex digits. FAILED_PRECONDITION / CALL_TOKEN_KEY_UNREADABLE or CALL_TOKEN_KEY_MALFORMED.
  static absl::StatusOr<CallTokenKeys> ReadFile(const std::string& path);
  explicit CallTokenKeys(std::vector<std::string> keys) : keys_(std::move(keys)) {}
  const std::vector<std::string>& keys() const { return keys_; }

 private:
  std::vector<std::string> keys_;
};

// Longer tokens are refused unread: gRPC metadata of a call is 8 KiB in all.
inline constexpr std::size_t kMaxCallTokenBytes = 4096;
// Of the browser's name no more than this is passed on: the only part of a caller whose length a stranger chooses.
inline constexpr std::size_t kMaxUserAgentBytes = 256;

// The user agent is cut at kMaxUserAgentBytes, between characters. The caller must hold one key at least.
std::string SignCallToken(const CallTokenKeys& keys, const Caller& caller, absl::Time now);

// UNAUTHENTICATED / CALL_TOKEN_INVALID or CALL_TOKEN_EXPIRED. Compares in constant time; bounds the length first.
absl::StatusOr<Caller> VerifyCallToken(const CallTokenKeys& keys, absl::string_view token, absl::Time now);

}  // namespace driehoek::auth
