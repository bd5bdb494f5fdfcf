#include "passback/attempt_rows.h"

#include "shared/base/errors.h"

namespace driehoek::lti {

using storage::Row;
using storage::Rows;
using storage::ToValue;
using storage::Transaction;

absl::Status InsertAttempt(Transaction& transaction, const Score& score, int number,
                           absl::Time now) {
  return transaction
      .Execute(
          "INSERT INTO score_attempt (tenant_id, score_id, number, begun_us, times, outcome, "
          "status, reason) VALUES ($1, $2, $3, $4, 1, 'unknown', 0, '')",
          {score.tenant.value(), score.id, std::int64_t{number}, ToValue(now)})
      .status();
}

absl::Status EndAttempt(Transaction& transaction, const Score& score, int number, absl::Time now,
                        Outcome outcome, int status, const std::string& reason) {
  if (outcome == Outcome::kRetry) {
    DRIEHOEK_ASSIGN_OR_RETURN(
        const Rows before,
        transaction.Execute("SELECT number, outcome, status, reason FROM score_attempt WHERE "
                            "tenant_id = $1 AND score_id = $2 AND number < $3 "
                            "ORDER BY number DESC LIMIT 1",
                            {score.tenant.value(), score.id, std::int64_t{number}}));
    if (!before.empty() && before[0].Text(1) == OutcomeName(outcome) &&
        before[0].Int(2) == status && before[0].Text(3) == reason) {
      DRIEHOEK_RETURN_IF_ERROR(
          transaction
              .Execute("UPDATE score_attempt SET times = times + 1, ended_us = $4 WHERE "
                       "tenant_id = $1 AND score_id = $2 AND number = $3",
                       {score.tenant.value(), score.id, before[0].Int(0), ToValue(now)})
              .status());
      return DeleteAttempt(transaction, score, number);
    }
  }
  return transaction
      .Execute(
          "UPDATE score_attempt SET ended_us = $4, outcome = $5, status = $6, reason = $7 "
          "WHERE tenant_id = $1 AND score_id = $2 AND number = $3",
          {score.tenant.value(), score.id, std::int64_t{number}, ToValue(now),
           std::string(OutcomeName(outcome)), std::int64_t{status}, reason})
      .status();
}

absl::Status DeleteAttempt(Transaction& transaction, const Score& score, int number) {
  return transaction
      .Execute("DELETE FROM score_attempt WHERE tenant_id = $1 AND score_id = $2 AND number = $3",
               {score.tenant.value(), score.id, std::int64_t{number}})
      .status();
}

absl::StatusOr<std::vector<AttemptEntry>> SelectAttempts(Transaction& transaction,
                                                         const TenantId& tenant,
                                                         const std::string& score_id) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const Rows rows,
      transaction.Execute("SELECT begun_us, ended_us, times, outcome, status, reason FROM "
                          "score_attempt WHERE tenant_id = $1 AND score_id = $2 ORDER BY number",
                          {tenant.value(), score_id}));
  std::vector<AttemptEntry> attempts;
  attempts.reserve(rows.size());
  for (const Row& row : rows) {
    attempts.push_back({.begin_time = row.Time(0),
                        .end_time = row.OptionalTime(1),
                        .count = static_cast<int>(row.Int(2)),
                        .outcome = row.Text(3),
                        .status = static_cast<int>(row.Int(4)),
                        .reason = row.Text(5)});
  }
  return attempts;
}

}  // namespace driehoek::lti
