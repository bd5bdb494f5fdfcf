#include "access/verification_codes.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "shared/base/errors.h"
#include "shared/base/resource_name.h"
#include "shared/crypto/digest.h"
#include "shared/crypto/encoding.h"

namespace driehoek::access {
namespace {

using storage::Bytes;
using storage::Rows;
using storage::TenantTransaction;
using storage::ToValue;

// The version of the resource stands beside: when it has moved on, the code was used.
constexpr char kGetSql[] = R"(
  SELECT c.code_id, c.code_hash, c.masked_address, c.created_us, c.expires_us, c.tries_left,
         c.window_us, c.sent, c.version, r.version
  FROM verification_code c JOIN resource r ON r.tenant_id = c.tenant_id
  WHERE c.tenant_id = $1 AND r.tenant_id = $1 AND c.person_id = $2 AND c.purpose = $3
    AND r.name = $4)";

constexpr char kLockSql[] = R"(
  SELECT tries_left FROM verification_code
  WHERE tenant_id = $1 AND person_id = $2 AND purpose = $3)";

constexpr char kPutSql[] = R"(
  INSERT INTO verification_code (tenant_id, person_id, purpose, code_id, code_hash, masked_address,
                                 created_us, expires_us, tries_left, window_us, sent, version)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
  ON CONFLICT (tenant_id, person_id, purpose) DO UPDATE SET
    code_id = excluded.code_id, code_hash = excluded.code_hash,
    masked_address = excluded.masked_address, created_us = excluded.created_us,
    expires_us = excluded.expires_us, tries_left = excluded.tries_left,
    window_us = excluded.window_us, sent = excluded.sent, version = excluded.version)";

constexpr char kCountWrongSql[] = R"(
  UPDATE verification_code SET tries_left = tries_left - 1
  WHERE tenant_id = $1 AND person_id = $2 AND purpose = $3 AND code_id = $4 AND tries_left > 0
  RETURNING tries_left)";

struct Found {
  VerificationCode code;
  std::int64_t resource_version = 0;
};

// One resource per person and purpose; the purpose is no part of a name, so its digest is.
std::string CodeName(const TenantId& tenant, const PersonId& person, absl::string_view purpose) {
  constexpr std::size_t kIdLetters = 32;
  const std::string digest =
      crypto::HexEncode(crypto::Sha256(absl::StrCat(person.value(), "\n", purpose)));
  return MakeName(tenant, "verificationCodes", digest.substr(0, kIdLetters));
}

absl::StatusOr<std::optional<Found>> Find(TenantTransaction& transaction, const PersonId& person,
                                          absl::string_view purpose) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const Rows rows,
      transaction.Execute(kGetSql, {person.value(), std::string(purpose),
                                    CodeName(transaction.tenant(), person, purpose)}));
  if (rows.empty()) return std::nullopt;
  const storage::Row& row = rows.front();
  Found found;
  found.code = {.person = person,
                .purpose = std::string(purpose),
                .id = row.Text(0),
                .hash = row.Blob(1),
                .masked_address = row.Text(2),
                .create_time = row.Time(3),
                .expire_time = row.Time(4),
                .tries_left = static_cast<int>(row.Int(5)),
                .window_start = row.Time(6),
                .sent = static_cast<int>(row.Int(7)),
                .version = row.Int(8)};
  found.resource_version = row.Int(9);
  return found;
}

Typed Compare(const AccessKeys& keys, const VerificationCode& code,
              const std::optional<std::string>& digits) {
  if (!digits.has_value()) return Typed::kNoCode;
  return crypto::ConstantTimeEqual(CodeHash(keys, code.id, *digits), code.hash) ? Typed::kRight
                                                                                : Typed::kWrong;
}

}  // namespace

absl::StatusOr<PreparedCode> VerificationCodes::Prepare(const TenantId& tenant,
                                                        const PersonId& person,
                                                        absl::string_view purpose, CodeUse use,
                                                        absl::Time now, absl::Time deadline) {
  if (purpose.empty() || purpose.size() > kMaxPurpose) {
    return Error(absl::StatusCode::kInternal, "PURPOSE_LENGTH", "the purpose is empty or too long");
  }
  DRIEHOEK_ASSIGN_OR_RETURN(PersonFacts to, people_.Person(tenant, person, deadline));
  if (to.email.empty()) {
    return Error(absl::StatusCode::kFailedPrecondition, "ADDRESS_UNKNOWN",
                 "no e-mail address of the person is known");
  }
  std::optional<Found> found;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(found, Find(transaction, person, purpose));
        return absl::OkStatus();
      }));
  DRIEHOEK_ASSIGN_OR_RETURN(
      VerificationCode next,
      NextCode(found ? std::optional<VerificationCode>(found->code) : std::nullopt, now));
  const std::int64_t version = found ? found->resource_version : 0;
  next.person = person;
  next.purpose = std::string(purpose);
  next.id = ids_.NewId();
  next.masked_address = MaskAddress(to.email);
  next.version = version + 1;
  std::string digits = SixDigits();
  next.hash = CodeHash(keys_, next.id, digits);
  return PreparedCode{.masked_address = next.masked_address,
                      .expire_time = next.expire_time,
                      .resend_time = next.create_time + kCodeResend,
                      .write = {CodeName(tenant, person, purpose), version},
                      .row = next,
                      .to = std::move(to),
                      .use = use,
                      .digits = std::move(digits)};
}

absl::Status VerificationCodes::Store(TenantTransaction& transaction,
                                      const PreparedCode& code) const {
  const VerificationCode& row = code.row;
  DRIEHOEK_RETURN_IF_ERROR(
      transaction
          .Execute(kPutSql, {row.person.value(), row.purpose, row.id, Bytes{row.hash},
                             row.masked_address, ToValue(row.create_time), ToValue(row.expire_time),
                             std::int64_t{row.tries_left}, ToValue(row.window_start),
                             std::int64_t{row.sent}, row.version})
          .status());
  return mails_.Code(transaction, code.to, code.use, code.digits, code.expire_time);
}

absl::StatusOr<PreparedCode> VerificationCodes::Send(
    events::ChangeLog& change_log, const TenantId& tenant, const PersonId& person,
    absl::string_view purpose, CodeUse use, events::CommitPlan plan,
    absl::FunctionRef<std::string(const PreparedCode&)> answer, absl::Time now,
    absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(PreparedCode code,
                            Prepare(tenant, person, purpose, use, now, deadline));
  plan.writes.push_back(code.write);
  plan.response = answer(code);
  const auto committed =
      change_log.Commit(tenant, plan, deadline,
                        [&](TenantTransaction& transaction) { return Store(transaction, code); });
  if (!committed.ok()) return committed.status();
  code.digits.clear();
  return code;
}

// What was typed and what became of it.
struct VerificationCodes::Attempt {
  PersonId person;
  std::string purpose;
  std::optional<std::string> digits;
  absl::Time now;
  absl::Status verdict;
  CheckedCode checked;
};

absl::Status VerificationCodes::Try(TenantTransaction& transaction, Attempt& attempt) const {
  const std::string lock = absl::StrCat(kLockSql, transaction.ForUpdate());
  DRIEHOEK_RETURN_IF_ERROR(
      transaction.Execute(lock, {attempt.person.value(), attempt.purpose}).status());
  DRIEHOEK_ASSIGN_OR_RETURN(const std::optional<Found> found,
                            Find(transaction, attempt.person, attempt.purpose));
  attempt.verdict = CodeExpired();
  if (!found.has_value()) return absl::OkStatus();
  const VerificationCode& code = found->code;
  const Typed typed = Compare(keys_, code, attempt.digits);
  attempt.verdict = JudgeCode(code, typed, found->resource_version, attempt.now);
  attempt.checked = {
      {CodeName(transaction.tenant(), attempt.person, attempt.purpose), found->resource_version},
      code.masked_address};
  if (typed != Typed::kWrong) return absl::OkStatus();
  return transaction.Execute(kCountWrongSql, {attempt.person.value(), attempt.purpose, code.id})
      .status();
}

absl::StatusOr<CheckedCode> VerificationCodes::Check(const TenantId& tenant, const PersonId& person,
                                                     absl::string_view purpose,
                                                     absl::string_view typed, absl::Time now,
                                                     absl::Time deadline) {
  Attempt attempt{
      .person = person, .purpose = std::string(purpose), .digits = TypedDigits(typed), .now = now};
  // The verdict travels beside the status of the transaction: a wrong try must be committed.
  DRIEHOEK_RETURN_IF_ERROR(database_.Write(
      tenant, deadline, [&](TenantTransaction& transaction) { return Try(transaction, attempt); }));
  if (!attempt.verdict.ok()) return attempt.verdict;
  return attempt.checked;
}

}  // namespace driehoek::access
