#include "notify/preference_store.h"

#include "shared/base/errors.h"

namespace driehoek::notify {
namespace {

using storage::Bytes;
using storage::Rows;
using storage::TenantTransaction;
using storage::ToValue;

constexpr char kFindSql[] = R"(
  SELECT digest, update_us, version FROM notify_preference
  WHERE tenant_id = $1 AND person_id = $2)";

constexpr char kPutSql[] = R"(
  INSERT INTO notify_preference (tenant_id, person_id, digest, update_us, version)
  VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (tenant_id, person_id) DO UPDATE
  SET digest = excluded.digest, update_us = excluded.update_us, version = excluded.version)";

constexpr char kOwnerSql[] = R"(
  SELECT person_id FROM notify_stop_link WHERE tenant_id = $1 AND secret_hash = $2)";

constexpr char kPutLinkSql[] = R"(
  INSERT INTO notify_stop_link (tenant_id, secret_hash, person_id) VALUES ($1, $2, $3)
  ON CONFLICT (tenant_id, secret_hash) DO NOTHING)";

}  // namespace

absl::StatusOr<Preferences> PreferenceStore::Of(const TenantId& tenant, const PersonId& person,
                                                absl::Time deadline) const {
  Preferences preferences{.person = person};
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(const Rows rows, transaction.Execute(kFindSql, {person.value()}));
        if (rows.empty()) return absl::OkStatus();
        const auto digest = EnumFromName<Digest>(rows.front().Text(0));
        if (!digest.has_value()) {
          return Error(absl::StatusCode::kInternal, "STORED_PART_UNREADABLE",
                       "a stored preference is none that is known");
        }
        preferences.digest = *digest;
        preferences.update_time = rows.front().Time(1);
        preferences.version = rows.front().Int(2);
        return absl::OkStatus();
      }));
  return preferences;
}

absl::Status PreferenceStore::Put(TenantTransaction& transaction, const Preferences& preferences) {
  return transaction
      .Execute(kPutSql, {preferences.person.value(), std::string(NameOf(preferences.digest)),
                         ToValue(preferences.update_time), preferences.version})
      .status();
}

absl::StatusOr<std::optional<PersonId>> PreferenceStore::OwnerOfStopLink(
    const TenantId& tenant, const std::string& secret_hash, absl::Time deadline) const {
  std::optional<PersonId> owner;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(const Rows rows,
                                  transaction.Execute(kOwnerSql, {Bytes{secret_hash}}));
        owner.reset();
        if (!rows.empty()) owner = PersonId(rows.front().Text(0));
        return absl::OkStatus();
      }));
  return owner;
}

absl::Status PreferenceStore::PutStopLink(TenantTransaction& transaction,
                                          const std::string& secret_hash, const PersonId& person) {
  return transaction.Execute(kPutLinkSql, {Bytes{secret_hash}, person.value()}).status();
}

}  // namespace driehoek::notify
