#include "passback/due_reads.h"

#include "absl/strings/str_cat.h"
#include "passback/score_rows.h"
#include "shared/base/errors.h"

namespace driehoek::lti {

using storage::Row;
using storage::Rows;
using storage::ToValue;
using storage::Transaction;

absl::StatusOr<std::vector<TenantId>> SelectTenants(Transaction& transaction) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const Rows rows,
      transaction.Execute("SELECT DISTINCT tenant_id FROM deployment WHERE status = 'active' "
                          "ORDER BY tenant_id",
                          {}));
  std::vector<TenantId> tenants;
  tenants.reserve(rows.size());
  for (const Row& row : rows) tenants.emplace_back(row.Text(0));
  return tenants;
}

absl::StatusOr<std::vector<Score>> SelectWithoutColumn(Transaction& transaction, absl::Time now) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const Rows rows,
      transaction.Execute(absl::StrCat("SELECT ", kScoreColumns,
                                       " FROM score WHERE state = 'no_column' AND next_us <= $1 "
                                       "ORDER BY next_us LIMIT 100"),
                          {ToValue(now)}));
  return ToScores(rows);
}

absl::StatusOr<std::vector<std::string>> SelectDuePlatforms(Transaction& transaction,
                                                            absl::Time now) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const Rows rows,
      transaction.Execute("SELECT registration_id FROM score WHERE state = 'waiting' "
                          "GROUP BY registration_id HAVING min(next_us) <= $1",
                          {ToValue(now)}));
  std::vector<std::string> registrations;
  registrations.reserve(rows.size());
  for (const Row& row : rows) registrations.push_back(row.Text(0));
  return registrations;
}

absl::StatusOr<std::vector<Score>> SelectDue(Transaction& transaction,
                                             const std::string& registration_id, absl::Time now,
                                             int limit) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const Rows rows,
      transaction.Execute(
          absl::StrCat("SELECT ", kScoreColumns,
                       " FROM score WHERE registration_id = $1 AND state = 'waiting' AND "
                       "next_us <= $2 ORDER BY next_us, score_id LIMIT $3"),
          {registration_id, ToValue(now), std::int64_t{limit}}));
  return ToScores(rows);
}

}  // namespace driehoek::lti
