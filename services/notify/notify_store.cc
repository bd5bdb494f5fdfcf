#include "notify/notify_store.h"

#include "shared/base/errors.h"

namespace driehoek::notify {
namespace {

using storage::Row;
using storage::Rows;
using storage::TenantTransaction;
using storage::ToValue;
using storage::Value;

constexpr char kCheckpointSql[] = R"(
  SELECT seq FROM notify_checkpoint WHERE tenant_id = $1)";

constexpr char kBeginSql[] = R"(
  INSERT INTO notify_checkpoint (tenant_id, seq) VALUES ($1, $2)
  ON CONFLICT (tenant_id) DO NOTHING)";

constexpr char kAdvanceSql[] = R"(
  UPDATE notify_checkpoint SET seq = $3 WHERE tenant_id = $1 AND seq = $2)";

constexpr char kDaySql[] = R"(
  SELECT day FROM notify_day WHERE tenant_id = $1 AND person_id = $2)";

constexpr char kMarkDaySql[] = R"(
  INSERT INTO notify_day (tenant_id, person_id, day) VALUES ($1, $2, $3)
  ON CONFLICT (tenant_id, person_id) DO UPDATE SET day = excluded.day)";

constexpr char kAddWaitingSql[] = R"(
  INSERT INTO notify_waiting (tenant_id, person_id, item_id, kind, resource, created_us)
  VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (tenant_id, person_id, item_id) DO NOTHING)";

constexpr char kPersonsWaitingSql[] = R"(
  SELECT DISTINCT person_id FROM notify_waiting
  WHERE tenant_id = $1 AND person_id > $2 AND created_us < $3 ORDER BY person_id LIMIT $4)";

// Before every id.
constexpr char kNoId[] = "00000000-0000-0000-0000-000000000000";

constexpr char kWaitingForSql[] = R"(
  SELECT item_id, kind, resource, created_us FROM notify_waiting
  WHERE tenant_id = $1 AND person_id = $2 ORDER BY created_us, item_id LIMIT $3)";

constexpr char kRemoveWaitingSql[] = R"(
  DELETE FROM notify_waiting WHERE tenant_id = $1 AND person_id = $2 AND item_id = $3)";

absl::StatusOr<Rows> ReadRows(storage::TenantDatabase& database, const TenantId& tenant,
                              absl::Time deadline, absl::string_view sql,
                              const std::vector<Value>& parameters) {
  Rows rows;
  const absl::Status read =
      database.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(rows, transaction.Execute(sql, parameters));
        return absl::OkStatus();
      });
  if (!read.ok()) return read;
  return rows;
}

}  // namespace

absl::StatusOr<std::int64_t> NotifyStore::Checkpoint(const TenantId& tenant, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const Rows rows,
                            ReadRows(database_, tenant, deadline, kCheckpointSql, {}));
  return rows.empty() ? 0 : rows.front().Int(0);
}

absl::Status NotifyStore::Advance(TenantTransaction& transaction, std::int64_t before,
                                  std::int64_t after) {
  std::int64_t moved = 0;
  if (before == 0) {
    DRIEHOEK_ASSIGN_OR_RETURN(moved, transaction.Change(kBeginSql, {after}));
  }
  if (moved == 0) {
    DRIEHOEK_ASSIGN_OR_RETURN(moved, transaction.Change(kAdvanceSql, {before, after}));
  }
  if (moved > 0) return absl::OkStatus();
  return Error(absl::StatusCode::kAborted, "CHECKPOINT_MOVED",
               "another process dealt with these events");
}

absl::StatusOr<bool> NotifyStore::GotDigestOn(const TenantId& tenant, const PersonId& person,
                                              absl::CivilDay day, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const Rows rows,
                            ReadRows(database_, tenant, deadline, kDaySql, {person.value()}));
  return !rows.empty() && rows.front().Text(0) == absl::FormatCivilTime(day);
}

absl::Status NotifyStore::MarkDay(TenantTransaction& transaction, const PersonId& person,
                                  absl::CivilDay day) {
  return transaction.Execute(kMarkDaySql, {person.value(), absl::FormatCivilTime(day)}).status();
}

absl::Status NotifyStore::AddWaiting(TenantTransaction& transaction, const WaitingItem& item) {
  return transaction
      .Execute(kAddWaitingSql,
               {item.person.value(), item.id, item.kind, item.resource, ToValue(item.create_time)})
      .status();
}

absl::StatusOr<std::vector<PersonId>> NotifyStore::PersonsWaiting(const TenantId& tenant,
                                                                  const PersonId& after,
                                                                  absl::Time before, int limit,
                                                                  absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const Rows rows,
                            ReadRows(database_, tenant, deadline, kPersonsWaitingSql,
                                     {after.empty() ? std::string(kNoId) : after.value(),
                                      ToValue(before), std::int64_t{limit}}));
  std::vector<PersonId> persons;
  for (const Row& row : rows) persons.emplace_back(row.Text(0));
  return persons;
}

absl::StatusOr<std::vector<WaitingItem>> NotifyStore::WaitingFor(const TenantId& tenant,
                                                                 const PersonId& person, int limit,
                                                                 absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const Rows rows, ReadRows(database_, tenant, deadline, kWaitingForSql,
                                                      {person.value(), std::int64_t{limit}}));
  std::vector<WaitingItem> items;
  for (const Row& row : rows) {
    items.push_back({.person = person,
                     .id = row.Text(0),
                     .kind = row.Text(1),
                     .resource = row.Text(2),
                     .create_time = row.Time(3)});
  }
  return items;
}

absl::Status NotifyStore::RemoveWaiting(TenantTransaction& transaction, const WaitingItem& item) {
  DRIEHOEK_ASSIGN_OR_RETURN(const std::int64_t removed,
                            transaction.Change(kRemoveWaitingSql, {item.person.value(), item.id}));
  if (removed > 0) return absl::OkStatus();
  return Error(absl::StatusCode::kAborted, "WRITE_CONFLICT", "the digest was sent by another");
}

}  // namespace driehoek::notify
