#include "notify/mail_queue.h"

#include "absl/strings/str_cat.h"
#include "notify/sealed_mail.h"
#include "shared/base/errors.h"
#include "shared/base/field_checks.h"

namespace driehoek::notify {
namespace {

using storage::Bytes;
using storage::Row;
using storage::Rows;
using storage::TenantTransaction;
using storage::ToValue;
using storage::Value;

constexpr char kInsertSql[] = R"(
  INSERT INTO mail_outbox (tenant_id, mail_id, dedupe_key, sealed, state, attempts, created_us,
                           next_try_us, useless_us, lease_until_us, fence, last_error)
  VALUES ($1, $2, $3, $4, 'queued', 0, $5, $5, $6, 0, 0, '')
  ON CONFLICT (tenant_id, dedupe_key) DO NOTHING)";

constexpr char kDueSql[] = R"(
  SELECT mail_id, fence FROM mail_outbox
  WHERE tenant_id = $1 AND state = 'queued' AND next_try_us <= $2 AND lease_until_us < $2
  ORDER BY next_try_us, mail_id LIMIT $3)";

constexpr char kClaimSql[] = R"(
  UPDATE mail_outbox SET fence = fence + 1, lease_until_us = $4
  WHERE tenant_id = $1 AND mail_id = $2 AND fence = $3 AND state = 'queued'
    AND lease_until_us < $5
  RETURNING sealed, attempts, created_us, useless_us, fence)";

constexpr char kSentSql[] = R"(
  DELETE FROM mail_outbox WHERE tenant_id = $1 AND mail_id = $2 AND fence = $3)";

constexpr char kPostponeSql[] = R"(
  UPDATE mail_outbox
  SET attempts = attempts + 1, next_try_us = $4, lease_until_us = 0, last_error = $5
  WHERE tenant_id = $1 AND mail_id = $2 AND fence = $3)";

constexpr char kGiveUpSql[] = R"(
  UPDATE mail_outbox
  SET state = 'failed', attempts = attempts + 1, sealed = $4, lease_until_us = 0, last_error = $5
  WHERE tenant_id = $1 AND mail_id = $2 AND fence = $3)";

constexpr char kCountsSql[] = R"(
  SELECT state, count(*) FROM mail_outbox WHERE tenant_id = $1 GROUP BY state)";

// Far enough for "never", and a number that both databases take.
const absl::Time kNever = absl::FromUnixSeconds(253'402'300'799);

std::string RowName(const TenantId& tenant, absl::string_view id) {
  return absl::StrCat("mail_outbox/", tenant.value(), "/", id);
}

}  // namespace

absl::Status MailQueue::Enqueue(TenantTransaction& transaction, const Mail& mail,
                                absl::string_view dedupe_key) {
  if (!IsEmail(mail.to)) return absl::OkStatus();
  const std::string id = ids_.NewId();
  DRIEHOEK_ASSIGN_OR_RETURN(std::string sealed,
                            SealMail(key_, RowName(transaction.tenant(), id), mail));
  const std::string key(dedupe_key.empty() ? absl::string_view(id) : dedupe_key);
  return transaction
      .Execute(kInsertSql, {id, key, Bytes{std::move(sealed)}, ToValue(clock_.Now()),
                            ToValue(mail.useless_after.value_or(kNever))})
      .status();
}

absl::StatusOr<std::vector<ClaimedMail>> MailQueue::Claim(const TenantId& tenant, int limit,
                                                          absl::Time deadline) {
  const absl::Time now = clock_.Now();
  Rows due;
  const absl::Status read =
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(
            due, transaction.Execute(kDueSql, {ToValue(now), std::int64_t{limit}}));
        return absl::OkStatus();
      });
  if (!read.ok()) return read;
  std::vector<ClaimedMail> claimed;
  if (due.empty()) return claimed;
  const absl::Status written =
      database_.Write(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        claimed.clear();
        for (const Row& row : due) {
          const auto rows = transaction.Execute(
              kClaimSql, {row.Text(0), row.Int(1), ToValue(now + kMailLease), ToValue(now)});
          if (!rows.ok()) return rows.status();
          if (rows->empty()) continue;
          const Row& mine = rows->front();
          claimed.push_back({.id = row.Text(0),
                             .sealed = mine.Blob(0),
                             .attempts = static_cast<int>(mine.Int(1)),
                             .created = mine.Time(2),
                             .useless_after = mine.Time(3),
                             .fence = mine.Int(4)});
        }
        return absl::OkStatus();
      });
  if (!written.ok()) return written;
  return claimed;
}

absl::StatusOr<Mail> MailQueue::Open(const TenantId& tenant, const ClaimedMail& mail) const {
  return OpenMail(key_, RowName(tenant, mail.id), mail.sealed);
}

absl::Status MailQueue::Change(const TenantId& tenant, absl::string_view sql,
                               std::vector<Value> parameters, absl::Time deadline) {
  return database_.Write(tenant, deadline, [&](TenantTransaction& transaction) {
    return transaction.Execute(sql, parameters).status();
  });
}

absl::Status MailQueue::Sent(const TenantId& tenant, const ClaimedMail& mail, absl::Time deadline) {
  return Change(tenant, kSentSql, {mail.id, mail.fence}, deadline);
}

absl::Status MailQueue::Postpone(const TenantId& tenant, const ClaimedMail& mail,
                                 absl::string_view reason, absl::Time next_try,
                                 absl::Time deadline) {
  return Change(tenant, kPostponeSql, {mail.id, mail.fence, ToValue(next_try), std::string(reason)},
                deadline);
}

absl::Status MailQueue::GiveUp(const TenantId& tenant, const ClaimedMail& mail,
                               absl::string_view reason, absl::Time deadline) {
  return Change(tenant, kGiveUpSql, {mail.id, mail.fence, Bytes{}, std::string(reason)}, deadline);
}

absl::StatusOr<MailCounts> MailQueue::Counts(const TenantId& tenant, absl::Time deadline) {
  MailCounts counts;
  const absl::Status read =
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(const Rows rows, transaction.Execute(kCountsSql));
        counts = {};
        for (const Row& row : rows) {
          (row.Text(0) == "queued" ? counts.queued : counts.failed) = row.Int(1);
        }
        return absl::OkStatus();
      });
  if (!read.ok()) return read;
  return counts;
}

}  // namespace driehoek::notify
