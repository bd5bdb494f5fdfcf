#include "session/session_store.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "platform/schema.h"
#include "platform/used_values.h"
#include "session/session_code.h"
#include "session/session_rows.h"
#include "shared/base/errors.h"
#include "shared/crypto/digest.h"

namespace driehoek::lti {
namespace {

using storage::Bytes;
using storage::Rows;
using storage::ToValue;
using storage::Transaction;
using storage::Value;

// Being used is noted once a minute at most: reading stays a read.
constexpr absl::Duration kTouchEvery = absl::Minutes(1);

Value HashOf(const std::string& secret) { return Bytes{crypto::Sha256(secret)}; }

absl::Status Unknown(absl::string_view reason) {
  return Error(absl::StatusCode::kUnauthenticated, reason, "no live session");
}

absl::Status Insert(Transaction& transaction, const Session& session, absl::Time code_expires,
                    const Value& cookie_hash) {
  return transaction
      .Execute(
          "INSERT INTO session (session_id, kind, identities, course, course_title, "
          "registration_id, language, "
          "embedding_origins, factor_us, code_expires_us, cookie_hash, created_us, "
          "used_us, "
          "expires_us) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12, $13)",
          {session.id, std::string(session.kind == SessionKind::kGuest ? "guest" : "lms"),
           WriteIdentities(session.identities), session.course, session.course_title,
           session.registration_id, session.language, absl::StrJoin(session.embedding_origins, " "),
           ToValue(session.factor_time), ToValue(code_expires), cookie_hash,
           ToValue(session.create_time), ToValue(session.expire_time)})
      .status();
}

absl::Status InsertToken(Transaction& transaction, const std::string& token,
                         const std::string& session_id, absl::Time now) {
  return transaction
      .Execute("INSERT INTO session_token (token_hash, session_id, created_us) VALUES ($1, $2, $3)",
               {HashOf(token), session_id, ToValue(now)})
      .status();
}

}  // namespace

absl::StatusOr<std::string> SessionStore::CodeForLaunch(const Session& session) const {
  return SealCode(parts_.secrets, session, parts_.clock.Now());
}

absl::StatusOr<SessionStore::Opened> SessionStore::Exchange(const std::string& code) {
  const absl::Time now = parts_.clock.Now();
  auto opened = OpenCode(parts_.secrets, code);
  if (!opened.ok() || now >= opened->used.expires ||
      opened->used.expires - kCodeLifetime < parts_.codes_since) {
    return Unknown("CODE_UNKNOWN");
  }
  Session& session = opened->session;
  session.id = parts_.ids.NewId();
  session.create_time = session.use_time = now;
  session.expire_time = now + kSessionLifetime;
  const std::string token = NewSecret();
  bool fresh = false;
  const absl::Status done =
      parts_.uses.Write(absl::Now() + kStoreTime, [&](Transaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(fresh, UseOnce(transaction, opened->used));
        if (!fresh) return absl::OkStatus();
        DRIEHOEK_RETURN_IF_ERROR(
            Insert(transaction, session, opened->used.expires, std::monostate{}));
        return InsertToken(transaction, token, session.id, now);
      });
  if (!done.ok()) return done;
  if (!fresh) return Unknown("CODE_UNKNOWN");
  return Opened{std::move(session), token};
}

absl::StatusOr<SessionStore::OpenedGuest> SessionStore::OpenForGuest(Session session) {
  const absl::Time now = parts_.clock.Now();
  session.id = parts_.ids.NewId();
  session.kind = SessionKind::kGuest;
  session.create_time = session.use_time = now;
  session.expire_time = now + kSessionLifetime;
  const std::string cookie = NewSecret();
  const std::string token = NewSecret();
  const absl::Status done = parts_.database.Write(
      absl::Now() + kStoreTime, [&](Transaction& transaction) -> absl::Status {
        DRIEHOEK_RETURN_IF_ERROR(Insert(transaction, session, now, HashOf(cookie)));
        return InsertToken(transaction, token, session.id, now);
      });
  if (!done.ok()) return done;
  return OpenedGuest{std::move(session), token, cookie};
}

absl::Status SessionStore::CheckLive(const Session& session) const {
  const absl::Time now = parts_.clock.Now();
  if (now >= session.expire_time || now >= session.use_time + kSessionIdle)
    return Unknown("SESSION_EXPIRED");
  return absl::OkStatus();
}

absl::StatusOr<SessionStore::Opened> SessionStore::Resume(const std::string& cookie) {
  std::optional<Session> found;
  const absl::Status done =
      parts_.database.Read(absl::Now() + kStoreTime, [&](Transaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(
            const Rows rows,
            transaction.Execute(absl::StrCat("SELECT ", kSessionColumns,
                                             " FROM session s WHERE s.cookie_hash = $1"),
                                {HashOf(cookie)}));
        if (rows.empty()) return absl::OkStatus();
        DRIEHOEK_ASSIGN_OR_RETURN(found, ReadSession(rows[0]));
        return absl::OkStatus();
      });
  if (!done.ok()) return done;
  if (!found) return Unknown("SESSION_UNKNOWN");
  DRIEHOEK_RETURN_IF_ERROR(CheckLive(*found));
  const std::string token = NewSecret();
  const absl::Status added =
      parts_.database.Write(absl::Now() + kStoreTime, [&](Transaction& transaction) {
        return InsertToken(transaction, token, found->id, parts_.clock.Now());
      });
  if (!added.ok()) return added;
  return Opened{*std::move(found), token};
}

absl::StatusOr<Session> SessionStore::Find(const std::string& token) {
  std::optional<Session> found;
  const absl::Status done =
      parts_.database.Read(absl::Now() + kStoreTime, [&](Transaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(
            const Rows rows,
            transaction.Execute(
                absl::StrCat(
                    "SELECT ", kSessionColumns,
                    " FROM session_token t JOIN session s ON s.session_id = t.session_id WHERE "
                    "t.token_hash = $1"),
                {HashOf(token)}));
        if (rows.empty()) return absl::OkStatus();
        DRIEHOEK_ASSIGN_OR_RETURN(found, ReadSession(rows[0]));
        return absl::OkStatus();
      });
  if (!done.ok()) return done;
  if (!found) return Unknown("SESSION_UNKNOWN");
  DRIEHOEK_RETURN_IF_ERROR(CheckLive(*found));
  DRIEHOEK_RETURN_IF_ERROR(Touch(*found));
  return *std::move(found);
}

absl::Status SessionStore::Touch(const Session& session) {
  const absl::Time now = parts_.clock.Now();
  if (now - session.use_time < kTouchEvery) return absl::OkStatus();
  return parts_.uses.Write(absl::Now() + kStoreTime, [&](Transaction& transaction) {
    return transaction
        .Execute("UPDATE session SET used_us = $1 WHERE session_id = $2 AND used_us < $1",
                 {ToValue(now), session.id})
        .status();
  });
}

std::vector<std::string> SessionStore::EmbeddingOrigins(const std::string& session_id) {
  std::vector<std::string> origins;
  if (!IsUuid(session_id)) return origins;
  const absl::Status status =
      parts_.database.Read(absl::Now() + kStoreTime, [&](Transaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(
            const Rows rows,
            transaction.Execute("SELECT embedding_origins FROM session WHERE session_id = $1",
                                {session_id}));
        if (!rows.empty()) origins = absl::StrSplit(rows[0].Text(0), ' ', absl::SkipEmpty());
        return absl::OkStatus();
      });
  return status.ok() ? origins : std::vector<std::string>();
}

absl::Status SessionStore::Update(const Session& session) {
  if (listener_) listener_(session);
  bool found = false;
  const absl::Status done = parts_.database.Write(
      absl::Now() + kStoreTime, [&](Transaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(
            const std::int64_t updated,
            transaction.Change(
                "UPDATE session SET identities = $1, factor_us = "
                "$2 WHERE session_id = $3",
                {WriteIdentities(session.identities), ToValue(session.factor_time), session.id}));
        found = updated > 0;
        return absl::OkStatus();
      });
  if (!done.ok()) return done;
  return found ? absl::OkStatus() : Unknown("SESSION_UNKNOWN");
}

absl::Status SessionStore::Close(const std::string& session_id) {
  return parts_.database.Write(
      absl::Now() + kStoreTime, [&](Transaction& transaction) -> absl::Status {
        DRIEHOEK_RETURN_IF_ERROR(
            transaction.Execute("DELETE FROM session_token WHERE session_id = $1", {session_id})
                .status());
        return transaction.Execute("DELETE FROM session WHERE session_id = $1", {session_id})
            .status();
      });
}

absl::Status SessionStore::Sweep() {
  const absl::Time now = parts_.clock.Now();
  return parts_.database.Write(
      absl::Now() + kStoreTime, [&](Transaction& transaction) -> absl::Status {
        DRIEHOEK_RETURN_IF_ERROR(
            transaction
                .Execute("DELETE FROM session_token WHERE session_id IN (SELECT "
                         "session_id FROM session WHERE "
                         "expires_us < $1 OR used_us < $2)",
                         {ToValue(now), ToValue(now - kSessionIdle)})
                .status());
        return transaction
            .Execute("DELETE FROM session WHERE expires_us < $1 OR used_us < $2",
                     {ToValue(now), ToValue(now - kSessionIdle)})
            .status();
      });
}

}  // namespace driehoek::lti
