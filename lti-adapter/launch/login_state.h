// The `state` of a login: what we must know again when the platform sends the browser back. It is
// sealed and handed out instead of stored, so that logins of strangers fill no table; a used one is
// remembered until it would have expired.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "platform/secrets.h"

namespace driehoek::lti {

inline constexpr absl::Duration kLoginLifetime = absl::Minutes(10);
// More would make addresses that some server on the way does not take.
inline constexpr std::size_t kMaxAgainBytes = 600;

struct LoginState {
  std::string id;               // 16 random bytes; the nonce and the storage proof follow from it
  std::string registration_id;  // a UUID
  std::string binding_hash;     // SHA-256 of the browser-binding cookie
  absl::Time issued;            // whole seconds
  // Frame of the platform's storage when the proof was put there, else "".
  std::string storage_frame;
  // For a browser that brought no cookie: the login's parameters, a form, to begin it again in a
  // new window. "" when there is no need or no room.
  std::string again;

  absl::Time Expires() const { return issued + kLoginLifetime; }
};

// Immutable, thread-safe. The secrets must outlive it.
class LoginStateCodec {
 public:
  // States from before `since` are refused: whether they were used is not known (UsedSince).
  explicit LoginStateCodec(const Secrets& secrets, absl::Time since = absl::InfinitePast())
      : secrets_(secrets), since_(since) {}

  static std::string NewId();
  // Only A-Z a-z 0-9 - _: some platforms filter other characters out.
  absl::StatusOr<std::string> Seal(const LoginState& state) const;
  // FAILED_PRECONDITION / STATE_UNKNOWN for what Seal did not make, STATE_EXPIRED after
  // kLoginLifetime or when it is older than what we remember.
  absl::StatusOr<LoginState> Open(absl::string_view sealed, absl::Time now) const;

  // The nonce of the same login: unguessable, separate from the state, good for this state only.
  std::string Nonce(const LoginState& state) const;
  // What the browser keeps in the platform's storage to prove that it began this login.
  std::string StorageProof(const LoginState& state) const;
  // Under which key it keeps it.
  static std::string StorageKey(const LoginState& state);

 private:
  const Secrets& secrets_;
  const absl::Time since_;
};

}  // namespace driehoek::lti
