// Sessions and the secrets that open them, which are kept as hashes only.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "session/session.h"
#include "shared/base/clock.h"
#include "shared/base/id_source.h"
#include "shared/storage/database.h"

namespace driehoek::lti {

// Thread-safe. What it refers to must outlive it.
class SessionStore {
 public:
  SessionStore(storage::Database& database, const Clock& clock, IdSource& ids)
      : database_(database), clock_(clock), ids_(ids) {}

  struct Opened {
    Session session;
    std::string token;  // the bearer token
  };
  struct OpenedGuest {
    Session session;
    std::string token;
    std::string cookie;  // brings the session back after a reload, but cannot write
  };

  // Stores a new session (`id` and times are filled in); the code opens it once within
  // kCodeLifetime.
  absl::StatusOr<std::string> OpenForLaunch(Session session);
  // UNAUTHENTICATED / CODE_UNKNOWN when unknown, used or too old.
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
  absl::Time Now() const { return clock_.Now(); }
  // Ends it with all its tokens.
  absl::Status Close(const std::string& session_id);
  // Forgets sessions that ended. Called now and then.
  absl::Status Sweep();

 private:
  absl::StatusOr<Opened> AddToken(Session session);
  absl::Status Touch(const Session& session);
  absl::Status CheckLive(const Session& session) const;

  storage::Database& database_;
  const Clock& clock_;
  IdSource& ids_;
};

}  // namespace driehoek::lti
