#include "passback/route.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "passback/score_rows.h"
#include "passback/seat_store.h"
#include "shared/base/errors.h"

namespace driehoek::lti {
namespace {

using storage::Row;
using storage::Rows;
using storage::ToValue;
using storage::Transaction;

std::string TagOf(int number) { return number == 1 ? "final" : absl::StrCat("final-", number); }

// The course that got an earlier version of the same assessment, or "".
std::string CourseBefore(const std::vector<Score>& versions) {
  for (const Score& version : versions) {
    if (version.registration_id.empty()) continue;
    return CourseOf({.registration_id = version.registration_id,
                     .deployment_id = version.deployment_id,
                     .context_id = version.context_id});
  }
  return "";
}

// A student may be assessed more than once in one course and programme. Each assessment has a
// column of its own, and keeps it: "final", "final-2", ... A second mark must not hide the first.
absl::StatusOr<int> ColumnNumber(Transaction& transaction, const Score& score,
                                 const GradeSeat& seat) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const Rows rows,
      transaction.Execute(
          "SELECT assessment_id, tag FROM score WHERE tenant_id = $1 AND person_id = $2 AND "
          "registration_id = $3 AND deployment_id = $4 AND context_id = $5 AND resource_id = $6 "
          "AND tag <> ''",
          {score.tenant.value(), score.student.value(), seat.registration_id, seat.deployment_id,
           seat.context_id, score.column.resource_id}));
  std::set<std::string> taken;
  std::string own;
  for (const Row& row : rows) {
    if (row.Text(0) == score.assessment_id) own = row.Text(1);
    taken.insert(row.Text(1));
  }
  int number = 1;
  while (own.empty() ? taken.contains(TagOf(number)) : TagOf(number) != own) ++number;
  return number;
}

void NameColumn(int number, Score& score) {
  // The label of a score that was routed before has its number already.
  if (number > 1 && score.column.tag.empty()) absl::StrAppend(&score.column.label, " ", number);
  score.column.tag = TagOf(number);
}

absl::Status SupersedeVersions(Transaction& transaction, const Score& score) {
  return transaction
      .Execute(
          "UPDATE score SET state = 'superseded' WHERE tenant_id = $1 AND assessment_id = $2 "
          "AND version < $3",
          {score.tenant.value(), score.assessment_id, std::int64_t{score.version}})
      .status();
}

absl::Status SupersedeOlder(Transaction& transaction, const Score& score) {
  return transaction
      .Execute(
          "UPDATE score SET state = 'superseded' WHERE tenant_id = $1 AND registration_id = $2 "
          "AND deployment_id = $3 AND context_id = $4 AND column_key = $5 AND subject = $6 AND "
          "(published_us, score_id) < ($7, $8)",
          {score.tenant.value(), score.registration_id, score.deployment_id, score.context_id,
           score.column_key, score.subject, ToValue(score.publish_time), score.id})
      .status();
}

absl::StatusOr<bool> HasNewer(Transaction& transaction, const Score& score) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const Rows rows,
      transaction.Execute(
          "SELECT score_id FROM score WHERE tenant_id = $1 AND registration_id = $2 AND "
          "deployment_id = $3 AND context_id = $4 AND column_key = $5 AND subject = $6 AND "
          "(published_us, score_id) > ($7, $8) LIMIT 1",
          {score.tenant.value(), score.registration_id, score.deployment_id, score.context_id,
           score.column_key, score.subject, ToValue(score.publish_time), score.id}));
  return !rows.empty();
}

}  // namespace

absl::Status HoldPosition(Transaction& transaction, const TenantId& tenant) {
  return transaction
      .Execute(absl::StrCat("SELECT version FROM event_position WHERE tenant_id = $1",
                            transaction.ForUpdate()),
               {tenant.value()})
      .status();
}

absl::Status RouteScore(Transaction& transaction, Score score, absl::Time now) {
  DRIEHOEK_ASSIGN_OR_RETURN(const std::vector<Score> versions,
                            SelectVersions(transaction, score.tenant, score.assessment_id));
  DRIEHOEK_RETURN_IF_ERROR(SupersedeVersions(transaction, score));
  if (!versions.empty() && versions.front().version > score.version) {
    score.state = ScoreState::kSuperseded;
    return UpdateRoute(transaction, score);
  }
  DRIEHOEK_ASSIGN_OR_RETURN(const std::vector<GradeSeat> seats,
                            SelectSeats(transaction, score.tenant, score.student));
  const GradeSeat* seat = ChooseSeat(seats, CourseBefore(versions));
  if (seat == nullptr) {
    score.state = ScoreState::kNoColumn;
    score.next_time = now + kColumnLookAgain;
    return UpdateRoute(transaction, score);
  }
  const ColumnWay way = WayToColumn(seat->service);
  DRIEHOEK_ASSIGN_OR_RETURN(const int number, ColumnNumber(transaction, score, *seat));
  NameColumn(number, score);
  score.registration_id = seat->registration_id;
  score.deployment_id = seat->deployment_id;
  score.context_id = seat->context_id;
  score.subject = seat->subject;
  score.column_key = ColumnKey(way, seat->service, score.column);
  score.given_url = way == ColumnWay::kGiven ? seat->service.lineitem : "";
  // A link that has a column already loses the `lineitem` of its launches when a second one is tied
  // to it (Moodle).
  score.resource_link_id =
      number == 1 && seat->service.lineitem.empty() ? seat->resource_link_id : "";
  DRIEHOEK_RETURN_IF_ERROR(SupersedeOlder(transaction, score));
  DRIEHOEK_ASSIGN_OR_RETURN(const bool newer, HasNewer(transaction, score));
  score.state = newer ? ScoreState::kSuperseded : ScoreState::kWaiting;
  score.next_time = now;
  return UpdateRoute(transaction, score);
}

}  // namespace driehoek::lti
