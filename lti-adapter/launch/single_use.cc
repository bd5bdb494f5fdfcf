#include "launch/single_use.h"

#include "absl/strings/str_cat.h"
#include "platform/schema.h"
#include "shared/base/errors.h"
#include "shared/crypto/aead.h"
#include "shared/crypto/digest.h"
#include "shared/crypto/encoding.h"

namespace driehoek::lti {
namespace {

using storage::Bytes;
using storage::Rows;
using storage::ToValue;
using storage::Transaction;

std::string Context(const std::string& hash) {
  return absl::StrCat("kept ", crypto::HexEncode(hash));
}

}  // namespace

absl::StatusOr<bool> SingleUse::Take(const UsedValue& used) {
  bool fresh = false;
  DRIEHOEK_RETURN_IF_ERROR(
      uses_.Write(absl::Now() + kStoreTime, [&](Transaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(fresh, UseOnce(transaction, used));
        return absl::OkStatus();
      }));
  return fresh;
}

absl::Status SingleUse::Keep(const std::string& key, const std::string& content,
                             absl::Time expires) {
  const std::string hash = crypto::Sha256(key);
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string sealed,
                            crypto::AeadSeal(secrets_.rest_key(), content, Context(hash)));
  return database_.Write(absl::Now() + kStoreTime, [&](Transaction& transaction) {
    return transaction
        .Execute("INSERT INTO kept_value (key_hash, sealed, expires_us) VALUES ($1, $2, $3)",
                 {Bytes{hash}, Bytes{sealed}, ToValue(expires)})
        .status();
  });
}

absl::StatusOr<std::optional<std::string>> SingleUse::TakeKept(const std::string& key) {
  const std::string hash = crypto::Sha256(key);
  std::optional<std::string> sealed;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Write(absl::Now() + kStoreTime, [&](Transaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(
            const Rows rows,
            transaction.Execute(
                "DELETE FROM kept_value WHERE key_hash = $1 RETURNING sealed, expires_us",
                {Bytes{hash}}));
        sealed.reset();
        if (!rows.empty() && rows[0].Time(1) > clock_.Now()) sealed = rows[0].Blob(0);
        return absl::OkStatus();
      }));
  if (!sealed) return std::optional<std::string>();
  DRIEHOEK_ASSIGN_OR_RETURN(std::string content,
                            crypto::AeadOpen(secrets_.rest_key(), *sealed, Context(hash)));
  return std::optional<std::string>(std::move(content));
}

absl::Status SingleUse::Sweep() {
  const absl::Time now = clock_.Now();
  DRIEHOEK_RETURN_IF_ERROR(uses_.Write(absl::Now() + kStoreTime, [&](Transaction& transaction) {
    return ForgetUsed(transaction, now);
  }));
  return database_.Write(absl::Now() + kStoreTime, [&](Transaction& transaction) {
    return transaction.Execute("DELETE FROM kept_value WHERE expires_us < $1", {ToValue(now)})
        .status();
  });
}

}  // namespace driehoek::lti
