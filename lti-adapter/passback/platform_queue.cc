#include "passback/platform_queue.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "passback/attempt_rows.h"
#include "passback/due_reads.h"
#include "passback/score_rows.h"
#include "platform/schema.h"
#include "shared/base/errors.h"

namespace driehoek::lti {
namespace {

using storage::Rows;
using storage::ToValue;
using storage::Transaction;

absl::StatusOr<bool> Holds(Transaction& transaction, const PlatformLease& lease) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const Rows rows,
      transaction.Execute(
          absl::StrCat("SELECT fence FROM platform_queue WHERE registration_id = $1",
                       transaction.ForUpdate()),
          {lease.registration_id}));
  return !rows.empty() && rows[0].Int(0) == lease.fence;
}

absl::Status LeaseLost() {
  return Error(absl::StatusCode::kAborted, "LEASE_LOST", "another adapter sends to this platform");
}

// The timestamp is stored before it is sent: whatever happens, the next attempt carries the same.
absl::Status Date(Transaction& transaction, Score& score) {
  if (score.timestamp != absl::UnixEpoch()) return absl::OkStatus();
  DRIEHOEK_ASSIGN_OR_RETURN(const auto last, LastTimestamp(transaction, score));
  score.timestamp = NextTimestamp(score.publish_time, last);
  return absl::OkStatus();
}

absl::Status BeginOne(Transaction& transaction, BegunScore& begun, absl::Time now) {
  begun.attempt = begun.score.attempts + 1;
  Score under_way = begun.score;
  under_way.attempts = begun.attempt;
  if (under_way.doubt == Doubt::kNone) under_way.doubt = Doubt::kKilled;
  DRIEHOEK_RETURN_IF_ERROR(UpdateProgress(transaction, under_way));
  return InsertAttempt(transaction, begun.score, begun.attempt, now);
}

}  // namespace

absl::StatusOr<std::optional<PlatformLease>> PlatformQueue::Take(const std::string& registration_id,
                                                                 absl::Time now) {
  std::optional<PlatformLease> lease;
  const absl::Status done =
      database_.Write(absl::Now() + kStoreTime, [&](Transaction& transaction) -> absl::Status {
        lease.reset();
        DRIEHOEK_RETURN_IF_ERROR(
            transaction
                .Execute("INSERT INTO platform_queue (registration_id, fence, lease_until_us, "
                         "pause_until_us, failures, reason) VALUES ($1, 0, 0, 0, 0, '') "
                         "ON CONFLICT (registration_id) DO NOTHING",
                         {registration_id})
                .status());
        DRIEHOEK_ASSIGN_OR_RETURN(
            const Rows rows,
            transaction.Execute("UPDATE platform_queue SET fence = fence + 1, lease_until_us = $2 "
                                "WHERE registration_id = $1 AND lease_until_us <= $3 AND "
                                "pause_until_us <= $3 RETURNING fence, failures, reason",
                                {registration_id, ToValue(now + kLeaseTime), ToValue(now)}));
        if (rows.empty()) return absl::OkStatus();
        lease = PlatformLease{.registration_id = registration_id,
                              .fence = static_cast<int>(rows[0].Int(0)),
                              .until = now + kLeaseTime,
                              .failures = static_cast<int>(rows[0].Int(1)),
                              .reason = rows[0].Text(2)};
        return absl::OkStatus();
      });
  if (!done.ok()) return done;
  return lease;
}

absl::StatusOr<std::vector<BegunScore>> PlatformQueue::Begin(const PlatformLease& lease,
                                                             absl::Time now, int limit) {
  std::vector<BegunScore> batch;
  const absl::Status done =
      database_.Write(absl::Now() + kStoreTime, [&](Transaction& transaction) -> absl::Status {
        batch.clear();
        DRIEHOEK_ASSIGN_OR_RETURN(const bool holds, Holds(transaction, lease));
        if (!holds) return LeaseLost();
        DRIEHOEK_ASSIGN_OR_RETURN(auto due,
                                  SelectDue(transaction, lease.registration_id, now, limit));
        for (Score& score : due) {
          DRIEHOEK_RETURN_IF_ERROR(Date(transaction, score));
          if (score.timestamp > now) {
            // A platform takes no score from the future.
            score.next_time = score.timestamp;
            DRIEHOEK_RETURN_IF_ERROR(UpdateProgress(transaction, score));
            continue;
          }
          BegunScore begun{.score = std::move(score)};
          DRIEHOEK_RETURN_IF_ERROR(BeginOne(transaction, begun, now));
          batch.push_back(std::move(begun));
        }
        return absl::OkStatus();
      });
  if (!done.ok()) return done;
  return batch;
}

absl::Status PlatformQueue::End(const PlatformLease& lease, const std::vector<EndedScore>& ended,
                                const std::vector<BegunScore>& untried,
                                const PlatformHealth& health, absl::Time now) {
  return database_.Write(absl::Now() + kStoreTime, [&](Transaction& transaction) -> absl::Status {
    // After the lease only what is final counts: the next holder may be at work on the rest.
    DRIEHOEK_ASSIGN_OR_RETURN(const bool holds, Holds(transaction, lease));
    for (const EndedScore& one : ended) {
      if (holds || one.outcome == Outcome::kSent) {
        DRIEHOEK_RETURN_IF_ERROR(UpdateProgress(transaction, one.score));
      }
      DRIEHOEK_RETURN_IF_ERROR(EndAttempt(transaction, one.score, one.attempt, now, one.outcome,
                                          one.status, one.reason));
    }
    for (const BegunScore& one : untried) {
      if (holds) DRIEHOEK_RETURN_IF_ERROR(UpdateProgress(transaction, one.score));
      DRIEHOEK_RETURN_IF_ERROR(DeleteAttempt(transaction, one.score, one.attempt));
    }
    return transaction
        .Execute(
            "UPDATE platform_queue SET lease_until_us = 0, pause_until_us = $3, "
            "failures = $4, reason = $5 WHERE registration_id = $1 AND fence = $2",
            {lease.registration_id, std::int64_t{lease.fence}, ToValue(health.pause_until),
             std::int64_t{health.failures}, health.reason})
        .status();
  });
}

absl::StatusOr<std::string> PlatformQueue::KnownColumn(const Score& score) {
  std::string url;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(absl::Now() + kStoreTime, [&](Transaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(
            const Rows rows,
            transaction.Execute("SELECT lineitem_url FROM grade_column WHERE tenant_id = $1 AND "
                                "registration_id = $2 AND deployment_id = $3 AND context_id = $4 "
                                "AND resource_id = $5 AND tag = $6",
                                {score.tenant.value(), score.registration_id, score.deployment_id,
                                 score.context_id, score.column.resource_id, score.column.tag}));
        if (!rows.empty()) url = rows[0].Text(0);
        return absl::OkStatus();
      }));
  return url;
}

absl::Status PlatformQueue::KeepColumn(const Score& score, const std::string& url, absl::Time now) {
  return database_.Write(absl::Now() + kStoreTime, [&](Transaction& transaction) {
    return transaction
        .Execute(
            "INSERT INTO grade_column (tenant_id, registration_id, deployment_id, "
            "context_id, resource_id, tag, lineitem_url, found_us) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (tenant_id, "
            "registration_id, deployment_id, context_id, resource_id, tag) DO UPDATE SET "
            "lineitem_url = excluded.lineitem_url, found_us = excluded.found_us",
            {score.tenant.value(), score.registration_id, score.deployment_id, score.context_id,
             score.column.resource_id, score.column.tag, url, ToValue(now)})
        .status();
  });
}

absl::Status PlatformQueue::ForgetColumn(const Score& score) {
  return database_.Write(absl::Now() + kStoreTime, [&](Transaction& transaction) {
    return transaction
        .Execute(
            "DELETE FROM grade_column WHERE tenant_id = $1 AND registration_id = $2 AND "
            "deployment_id = $3 AND context_id = $4 AND resource_id = $5 AND tag = $6",
            {score.tenant.value(), score.registration_id, score.deployment_id, score.context_id,
             score.column.resource_id, score.column.tag})
        .status();
  });
}

}  // namespace driehoek::lti
