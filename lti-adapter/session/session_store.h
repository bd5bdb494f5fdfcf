// Sessions and the secrets that open them, which are kept as hashes only.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "platform/secrets.h"
#include "session/session.h"
#include "shared/base/clock.h"
#include "shared/base/id_source.h"
#include "shared/storage/database.h"

namespace driehoek::lti {

// Thread-safe. What it refers to must outlive it.
class SessionStore {
 public:
  struct Parts {
    storage::Database& database;
    storage::Database& uses;  // see platform/used_values.h
    const Secrets& secrets;
    const Clock& clock;
    IdSource& ids;
    absl::Time codes_since = absl::InfinitePast();  // older codes are refused (UsedSince)
  };
  explicit SessionStore(Parts parts) : parts_(std::move(parts)) {}

  struct Opened {
    Session session;
    std::string token;  // the bearer token
  };
  struct OpenedGuest {
    Session session;
    std::string token;
    std::string cookie;  // brings the session back after a reload, but cannot write
  };

  // A code that opens this session once within kCodeLifetime (session_code.h). Stores nothing yet.
  absl::StatusOr<std::string> CodeForLaunch(const Session& session) const;
  // Stores the session of the code, with a new id and a token. UNAUTHENTICATED / CODE_UNKNOWN when
  // unknown, used or too old.
  absl::StatusOr<Opened> Exchange(const std::string& code);
  absl::StatusOr<OpenedGuest> OpenForGuest(Session session);
  // A further token for the session of a guest's cookie. UNAUTHENTICATED / SESSION_UNKNOWN.
  absl::StatusOr<Opened> Resume(const std::string& cookie);

  // The live session behind a bearer token, and notes that it was used. UNAUTHENTICATED /
  // SESSION_UNKNOWN or SESSION_EXPIRED.
  absl::StatusOr<Session> Find(const std::string& token);
  // Where the session's page may be framed; empty when it is not known any more. Needs no secret
  // and tells nothing else.
  std::vector<std::string> EmbeddingOrigins(const std::string& session_id);
  // Replaces identities and factor time. UNAUTHENTICATED / SESSION_UNKNOWN.
  absl::Status Update(const Session& session);
  // Told of every Update, before it is stored. Set before there are requests.
  void OnUpdate(std::function<void(const Session&)> listener) { listener_ = std::move(listener); }
  absl::Time Now() const { return parts_.clock.Now(); }
  // Ends it with all its tokens.
  absl::Status Close(const std::string& session_id);
  // Forgets sessions that ended. Called now and then.
  absl::Status Sweep();

 private:
  absl::StatusOr<Opened> AddToken(Session session);
  absl::Status Touch(const Session& session);
  absl::Status CheckLive(const Session& session) const;

  Parts parts_;
  std::function<void(const Session&)> listener_;
};

}  // namespace driehoek::lti
