#include "passback/outbox.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "passback/due_reads.h"
#include "passback/route.h"
#include "passback/score_rows.h"
#include "platform/schema.h"
#include "shared/base/errors.h"

namespace driehoek::lti {
namespace {

using storage::Rows;
using storage::ToValue;
using storage::Transaction;

absl::Status Moved() {
  return Error(absl::StatusCode::kAborted, "POSITION_MOVED", "another adapter was first");
}

absl::Status Move(Transaction& transaction, const TenantId& tenant, const FeedPosition& position,
                  const std::string& resume_token, absl::Time now) {
  if (position.version == 0) {
    DRIEHOEK_ASSIGN_OR_RETURN(
        const std::int64_t stored,
        transaction.Change("INSERT INTO event_position (tenant_id, resume_token, version, "
                           "updated_us) VALUES ($1, $2, 1, $3) ON CONFLICT (tenant_id) DO NOTHING",
                           {tenant.value(), resume_token, ToValue(now)}));
    return stored == 0 ? Moved() : absl::OkStatus();
  }
  DRIEHOEK_ASSIGN_OR_RETURN(
      const std::int64_t updated,
      transaction.Change(
          "UPDATE event_position SET resume_token = $2, version = version + 1, "
          "updated_us = $3 WHERE tenant_id = $1 AND version = $4",
          {tenant.value(), resume_token, ToValue(now), std::int64_t{position.version}}));
  return updated == 0 ? Moved() : absl::OkStatus();
}

Score NewScore(const PublishedMark& mark, std::string id) {
  return {.tenant = mark.tenant,
          .id = std::move(id),
          .assessment_id = mark.assessment_id,
          .placement_id = mark.placement_id,
          .student = mark.student,
          .version = mark.version,
          .mark_tenths = mark.mark_tenths,
          .publish_time = mark.publish_time,
          .submit_time = mark.submit_time,
          // One column for all students of a programme in a course: a column for each student would
          // make a grade book that nobody can read.
          .column = {.resource_id = absl::StrCat("driehoek:programme:", mark.programme_id),
                     .label = mark.label}};
}

}  // namespace

absl::StatusOr<FeedPosition> Outbox::PositionOf(const TenantId& tenant) {
  FeedPosition position;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(absl::Now() + kStoreTime, [&](Transaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(
            const Rows rows,
            transaction.Execute(
                "SELECT resume_token, version FROM event_position WHERE tenant_id = $1",
                {tenant.value()}));
        if (!rows.empty()) position = {rows[0].Text(0), static_cast<int>(rows[0].Int(1))};
        return absl::OkStatus();
      }));
  return position;
}

absl::StatusOr<FeedPosition> Outbox::Advance(const TenantId& tenant, const FeedPosition& position,
                                             const std::string& resume_token,
                                             const std::optional<PublishedMark>& mark) {
  const absl::Time now = clock_.Now();
  std::optional<Score> score;
  if (mark) score = NewScore(*mark, ids_.NewId());
  const absl::Status done =
      database_.Write(absl::Now() + kStoreTime, [&](Transaction& transaction) -> absl::Status {
        DRIEHOEK_RETURN_IF_ERROR(Move(transaction, tenant, position, resume_token, now));
        if (!score) return absl::OkStatus();
        DRIEHOEK_ASSIGN_OR_RETURN(const bool is_new, InsertScore(transaction, *score));
        return is_new ? RouteScore(transaction, *score, now) : absl::OkStatus();
      });
  if (!done.ok()) return done;
  return FeedPosition{resume_token, position.version + 1};
}

absl::StatusOr<int> Outbox::RouteDue() {
  const absl::Time now = clock_.Now();
  std::vector<Score> due;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(absl::Now() + kStoreTime, [&](Transaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(due, SelectWithoutColumn(transaction, now));
        return absl::OkStatus();
      }));
  int routed = 0;
  for (const Score& candidate : due) {
    bool found = false;
    const absl::Status done =
        database_.Write(absl::Now() + kStoreTime, [&](Transaction& transaction) -> absl::Status {
          DRIEHOEK_RETURN_IF_ERROR(HoldPosition(transaction, candidate.tenant));
          DRIEHOEK_ASSIGN_OR_RETURN(const auto score,
                                    SelectScore(transaction, candidate.tenant, candidate.id));
          found = false;
          if (!score || score->state != ScoreState::kNoColumn) return absl::OkStatus();
          DRIEHOEK_RETURN_IF_ERROR(RouteScore(transaction, *score, now));
          DRIEHOEK_ASSIGN_OR_RETURN(const auto after,
                                    SelectScore(transaction, candidate.tenant, candidate.id));
          found = after && after->state == ScoreState::kWaiting;
          return absl::OkStatus();
        });
    if (!done.ok()) return done;
    routed += found ? 1 : 0;
  }
  return routed;
}

absl::StatusOr<Score> Outbox::Resend(const TenantId& tenant, const std::string& id) {
  const absl::Time now = clock_.Now();
  std::optional<Score> after;
  const absl::Status done =
      database_.Write(absl::Now() + kStoreTime, [&](Transaction& transaction) -> absl::Status {
        DRIEHOEK_RETURN_IF_ERROR(HoldPosition(transaction, tenant));
        DRIEHOEK_ASSIGN_OR_RETURN(auto score, SelectScore(transaction, tenant, id));
        if (!score) return Error(absl::StatusCode::kNotFound, "SCORE_UNKNOWN", "no such score");
        if (score->state == ScoreState::kSuperseded) {
          return Error(absl::StatusCode::kFailedPrecondition, "SCORE_SUPERSEDED",
                       "a newer score took its place");
        }
        DRIEHOEK_RETURN_IF_ERROR(
            transaction
                .Execute("UPDATE score SET state = 'no_column', failures = 0, status = 0, "
                         "reason = '' WHERE tenant_id = $1 AND score_id = $2",
                         {tenant.value(), id})
                .status());
        // Once more from the start: the course or its rights may have changed since.
        score->failures = score->status = 0;
        score->reason = "";
        DRIEHOEK_RETURN_IF_ERROR(RouteScore(transaction, *score, now));
        DRIEHOEK_ASSIGN_OR_RETURN(after, SelectScore(transaction, tenant, id));
        if (after->state != ScoreState::kWaiting || after->timestamp == absl::UnixEpoch())
          return absl::OkStatus();
        // What was sent under the old time may be there; only a later one is taken.
        DRIEHOEK_ASSIGN_OR_RETURN(const auto last, LastTimestamp(transaction, *after));
        after->timestamp = NextTimestamp(now, last);
        after->next_time = std::max(now, after->timestamp);
        after->doubt = Doubt::kNone;
        return UpdateProgress(transaction, *after);
      });
  if (!done.ok()) return done;
  return *std::move(after);
}

}  // namespace driehoek::lti
