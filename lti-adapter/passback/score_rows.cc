#include "passback/score_rows.h"

#include "absl/strings/str_cat.h"
#include "shared/base/errors.h"

namespace driehoek::lti {

using storage::Row;
using storage::Rows;
using storage::ToValue;
using storage::Transaction;

Score ToScore(const Row& row) {
  return {.tenant = TenantId(row.Text(0)),
          .id = row.Text(1),
          .assessment_id = row.Text(2),
          .placement_id = row.Text(3),
          .student = PersonId(row.Text(4)),
          .version = static_cast<int>(row.Int(5)),
          .mark_tenths = static_cast<int>(row.Int(6)),
          .publish_time = row.Time(7),
          .submit_time = row.OptionalTime(8),
          .column = {.resource_id = row.Text(9), .tag = row.Text(10), .label = row.Text(11)},
          .state = ParseState(row.Text(12)).value_or(ScoreState::kRefused),
          .registration_id = row.Text(13),
          .deployment_id = row.Text(14),
          .context_id = row.Text(15),
          .subject = row.Text(16),
          .column_key = row.Text(17),
          .given_url = row.Text(18),
          .resource_link_id = row.Text(19),
          .timestamp = row.Time(20),
          .doubt = ParseDoubt(row.Text(21)),
          .failures = static_cast<int>(row.Int(22)),
          .attempts = static_cast<int>(row.Int(23)),
          .next_time = row.Time(24),
          .status = static_cast<int>(row.Int(25)),
          .reason = row.Text(26),
          .sent_time = row.OptionalTime(27)};
}

std::vector<Score> ToScores(const Rows& rows) {
  std::vector<Score> scores;
  scores.reserve(rows.size());
  for (const Row& row : rows) scores.push_back(ToScore(row));
  return scores;
}

absl::StatusOr<bool> InsertScore(Transaction& transaction, const Score& score) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const std::int64_t stored,
      transaction.Change(
          "INSERT INTO score (tenant_id, score_id, assessment_id, placement_id, person_id, "
          "version, "
          "mark_tenths, published_us, submitted_us, resource_id, tag, label, state, "
          "registration_id, deployment_id, context_id, subject, column_key, given_url, "
          "resource_link_id, timestamp_us, doubt, failures, attempts, next_us, status, reason) "
          "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '', $11, 'no_column', '', '', '', '', "
          "'', '', '', 0, 'none', 0, 0, 0, 0, '') "
          "ON CONFLICT (tenant_id, assessment_id, version) DO NOTHING",
          {score.tenant.value(), score.id, score.assessment_id, score.placement_id,
           score.student.value(), std::int64_t{score.version}, std::int64_t{score.mark_tenths},
           ToValue(score.publish_time), ToValue(score.submit_time), score.column.resource_id,
           score.column.label}));
  return stored > 0;
}

absl::StatusOr<std::optional<Score>> SelectScore(Transaction& transaction, const TenantId& tenant,
                                                 const std::string& id) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const Rows rows,
      transaction.Execute(absl::StrCat("SELECT ", kScoreColumns,
                                       " FROM score WHERE tenant_id = $1 AND score_id = $2"),
                          {tenant.value(), id}));
  if (rows.empty()) return std::optional<Score>();
  return ToScore(rows.front());
}

absl::StatusOr<std::vector<Score>> SelectVersions(Transaction& transaction, const TenantId& tenant,
                                                  const std::string& assessment_id) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const Rows rows,
      transaction.Execute(absl::StrCat("SELECT ", kScoreColumns,
                                       " FROM score WHERE tenant_id = $1 AND assessment_id = $2 "
                                       "ORDER BY version DESC"),
                          {tenant.value(), assessment_id}));
  return ToScores(rows);
}

absl::StatusOr<std::optional<absl::Time>> LastTimestamp(Transaction& transaction,
                                                        const Score& score) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const Rows rows,
      transaction.Execute("SELECT max(timestamp_us) FROM score WHERE tenant_id = $1 AND "
                          "registration_id = $2 AND deployment_id = $3 AND context_id = $4 AND "
                          "column_key = $5 AND subject = $6 AND timestamp_us > 0",
                          {score.tenant.value(), score.registration_id, score.deployment_id,
                           score.context_id, score.column_key, score.subject}));
  return rows.front().OptionalTime(0);
}

absl::Status UpdateRoute(Transaction& transaction, const Score& score) {
  return transaction
      .Execute(
          "UPDATE score SET registration_id = $3, deployment_id = $4, context_id = $5, "
          "subject = $6, column_key = $7, given_url = $8, resource_link_id = $9, tag = $10, "
          "label = $11, state = $12, next_us = $13 WHERE tenant_id = $1 AND score_id = $2",
          {score.tenant.value(), score.id, score.registration_id, score.deployment_id,
           score.context_id, score.subject, score.column_key, score.given_url,
           score.resource_link_id, score.column.tag, score.column.label,
           std::string(StateName(score.state)), ToValue(score.next_time)})
      .status();
}

absl::Status UpdateProgress(Transaction& transaction, const Score& score) {
  return transaction
      .Execute(
          "UPDATE score SET timestamp_us = $3, doubt = $4, failures = $5, attempts = $6, "
          "next_us = $7, status = $8, reason = $9, sent_us = $10, "
          "state = CASE WHEN state = 'waiting' THEN $11 ELSE state END "
          "WHERE tenant_id = $1 AND score_id = $2",
          {score.tenant.value(), score.id, ToValue(score.timestamp),
           std::string(DoubtName(score.doubt)), std::int64_t{score.failures},
           std::int64_t{score.attempts}, ToValue(score.next_time), std::int64_t{score.status},
           score.reason, ToValue(score.sent_time), std::string(StateName(score.state))})
      .status();
}

}  // namespace driehoek::lti
