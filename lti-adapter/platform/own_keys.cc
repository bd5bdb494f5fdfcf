#include "platform/own_keys.h"

#include "absl/strings/str_cat.h"
#include "json/json_writer.h"
#include "platform/schema.h"
#include "shared/base/errors.h"
#include "shared/crypto/aead.h"
#include "shared/crypto/jwk.h"
#include "shared/crypto/jwt.h"

namespace driehoek::lti {
namespace {

using storage::Bytes;
using storage::Row;
using storage::Rows;
using storage::ToValue;
using storage::Transaction;

constexpr int kBits = 2048;
// Another adapter of the same database may rotate: look again now and then.
constexpr absl::Duration kCacheTime = absl::Minutes(1);

std::string SealContext(const std::string& kid) { return absl::StrCat("own_key ", kid); }

absl::Status InsertKey(Transaction& transaction, const std::string& kid, const std::string& sealed,
                       const std::string& status, absl::Time now) {
  return transaction
      .Execute("INSERT INTO own_key (kid, sealed_pem, status, since_us) VALUES ($1, $2, $3, $4)",
               {kid, Bytes{sealed}, status, ToValue(now)})
      .status();
}

absl::Status SetStatus(Transaction& transaction, const std::string& kid, const std::string& status,
                       absl::Time now) {
  return transaction
      .Execute("UPDATE own_key SET status = $1, since_us = $2 WHERE kid = $3",
               {status, ToValue(now), kid})
      .status();
}

}  // namespace

absl::StatusOr<OwnKeys::Key> OwnKeys::NewKey(const std::string& status) const {
  DRIEHOEK_ASSIGN_OR_RETURN(crypto::RsaKeyPair pair, crypto::RsaKeyPair::Generate(kBits));
  const std::string kid = crypto::JwkThumbprint(pair.PublicKey());
  return Key{kid, status, clock_.Now(), std::move(pair)};
}

absl::StatusOr<std::vector<OwnKeys::Key>> OwnKeys::Load() {
  Rows rows;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(absl::Now() + kStoreTime, [&](Transaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(
            rows,
            transaction.Execute(
                "SELECT kid, sealed_pem, status, since_us FROM own_key ORDER BY since_us, kid",
                {}));
        return absl::OkStatus();
      }));
  std::vector<Key> keys;
  for (const Row& row : rows) {
    DRIEHOEK_ASSIGN_OR_RETURN(
        const std::string pem,
        crypto::AeadOpen(secrets_.rest_key(), row.Blob(1), SealContext(row.Text(0))));
    DRIEHOEK_ASSIGN_OR_RETURN(crypto::RsaKeyPair pair, crypto::RsaKeyPair::FromPem(pem));
    keys.push_back({row.Text(0), row.Text(2), row.Time(3), std::move(pair)});
  }
  return keys;
}

absl::StatusOr<std::vector<OwnKeys::Key>> OwnKeys::Cached() {
  const absl::Time now = clock_.Now();
  {
    const std::lock_guard lock(mutex_);
    if (!cached_.empty() && now < cached_until_) return cached_;
  }
  DRIEHOEK_ASSIGN_OR_RETURN(std::vector<Key> keys, Load());
  const std::lock_guard lock(mutex_);
  cached_ = keys;
  cached_until_ = now + kCacheTime;
  return keys;
}

void OwnKeys::Forget() {
  const std::lock_guard lock(mutex_);
  cached_.clear();
}

absl::Status OwnKeys::RotateIfDue() {
  DRIEHOEK_ASSIGN_OR_RETURN(const std::vector<Key> keys, Load());
  for (const Key& key : keys) {
    if (key.status == "current" && clock_.Now() < key.since + kKeyUse) return absl::OkStatus();
  }
  return MoveOn(keys);
}

absl::Status OwnKeys::Rotate() {
  DRIEHOEK_ASSIGN_OR_RETURN(const std::vector<Key> keys, Load());
  return MoveOn(keys);
}

absl::Status OwnKeys::MoveOn(const std::vector<Key>& keys) {
  const absl::Time now = clock_.Now();
  const bool first = keys.empty();
  std::vector<Key> made;
  if (first) {
    DRIEHOEK_ASSIGN_OR_RETURN(Key current, NewKey("current"));
    made.push_back(std::move(current));
  }
  DRIEHOEK_ASSIGN_OR_RETURN(Key next, NewKey("next"));
  made.push_back(std::move(next));
  std::vector<std::string> sealed;
  for (const Key& key : made) {
    DRIEHOEK_ASSIGN_OR_RETURN(
        std::string text,
        crypto::AeadSeal(secrets_.rest_key(), key.pair.ToPem(), SealContext(key.kid)));
    sealed.push_back(std::move(text));
  }
  const absl::Status stored =
      database_.Write(absl::Now() + kStoreTime, [&](Transaction& transaction) -> absl::Status {
        DRIEHOEK_RETURN_IF_ERROR(
            transaction
                .Execute("DELETE FROM own_key WHERE status = 'previous' AND since_us < $1",
                         {ToValue(now - kKeyAfterUse)})
                .status());
        for (const Key& key : keys) {
          if (key.status == "current")
            DRIEHOEK_RETURN_IF_ERROR(SetStatus(transaction, key.kid, "previous", now));
        }
        for (const Key& key : keys) {
          if (key.status == "next")
            DRIEHOEK_RETURN_IF_ERROR(SetStatus(transaction, key.kid, "current", now));
        }
        for (std::size_t i = 0; i < made.size(); ++i) {
          DRIEHOEK_RETURN_IF_ERROR(
              InsertKey(transaction, made[i].kid, sealed[i], made[i].status, now));
        }
        return absl::OkStatus();
      });
  Forget();
  // Another adapter was first: its keys are as good.
  return stored.code() == absl::StatusCode::kAlreadyExists ? absl::OkStatus() : stored;
}

absl::StatusOr<std::string> OwnKeys::Sign(const std::string& payload_json) {
  DRIEHOEK_ASSIGN_OR_RETURN(const std::vector<Key> keys, Cached());
  for (const Key& key : keys) {
    if (key.status != "current") continue;
    const std::string header = JsonObjectWriter()
                                   .String("alg", "RS256")
                                   .String("typ", "JWT")
                                   .String("kid", key.kid)
                                   .Done();
    return crypto::SignJwt(key.pair, header, payload_json);
  }
  return Error(absl::StatusCode::kInternal, "OWN_KEY_MISSING", "there is no key to sign with");
}

absl::StatusOr<std::string> OwnKeys::KeySetJson() {
  DRIEHOEK_ASSIGN_OR_RETURN(const std::vector<Key> keys, Cached());
  std::string list;
  for (const Key& key : keys) {
    const crypto::RsaJwk jwk = crypto::ToJwk(key.pair.PublicKey());
    absl::StrAppend(&list, list.empty() ? "" : ",",
                    JsonObjectWriter()
                        .String("kty", "RSA")
                        .String("alg", "RS256")
                        .String("use", "sig")
                        .String("kid", key.kid)
                        .String("n", jwk.n)
                        .String("e", jwk.e)
                        .Done());
  }
  return absl::StrCat("{\"keys\":[", list, "]}");
}

}  // namespace driehoek::lti
