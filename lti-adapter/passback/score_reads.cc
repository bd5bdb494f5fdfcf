#include "passback/score_reads.h"

#include <algorithm>
#include <limits>

#include "absl/strings/str_cat.h"
#include "passback/attempt_rows.h"
#include "passback/score_rows.h"
#include "platform/registration_rows.h"
#include "platform/schema.h"
#include "shared/base/errors.h"

namespace driehoek::lti {
namespace {

using storage::Row;
using storage::Rows;
using storage::ToValue;
using storage::Transaction;
using storage::Value;

// Above every id and time there is.
constexpr const char* kLastId = "ffffffff-ffff-ffff-ffff-ffffffffffff";
constexpr std::int64_t kLastTime = std::numeric_limits<std::int64_t>::max();
constexpr std::size_t kStates = 5;

}  // namespace

absl::StatusOr<std::vector<Score>> ScoreReads::List(const TenantId& tenant,
                                                    const std::vector<ScoreState>& states,
                                                    const std::optional<ScorePlace>& after,
                                                    int limit) {
  std::vector<Value> parameters = {tenant.value(), after ? ToValue(after->publish_time) : kLastTime,
                                   after ? after->id : std::string(kLastId), std::int64_t{limit}};
  for (std::size_t i = 0; i < kStates; ++i) {
    // All states, or those wanted, the last of them as often as it takes.
    const ScoreState state =
        states.empty() ? static_cast<ScoreState>(i) : states[std::min(i, states.size() - 1)];
    parameters.emplace_back(std::string(StateName(state)));
  }
  std::vector<Score> scores;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(absl::Now() + kStoreTime, [&](Transaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(
            const Rows rows,
            transaction.Execute(
                absl::StrCat("SELECT ", kScoreColumns,
                             " FROM score WHERE tenant_id = $1 AND (published_us, score_id) < "
                             "($2, $3) AND state IN ($5, $6, $7, $8, $9) "
                             "ORDER BY published_us DESC, score_id DESC LIMIT $4"),
                parameters));
        scores = ToScores(rows);
        return absl::OkStatus();
      }));
  return scores;
}

absl::StatusOr<ScoreHistory> ScoreReads::History(const TenantId& tenant, const std::string& id) {
  ScoreHistory history;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(absl::Now() + kStoreTime, [&](Transaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(auto score, SelectScore(transaction, tenant, id));
        if (!score) return Error(absl::StatusCode::kNotFound, "SCORE_UNKNOWN", "no such score");
        history.score = *std::move(score);
        DRIEHOEK_ASSIGN_OR_RETURN(history.attempts, SelectAttempts(transaction, tenant, id));
        DRIEHOEK_ASSIGN_OR_RETURN(history.versions,
                                  SelectVersions(transaction, tenant, history.score.assessment_id));
        return absl::OkStatus();
      }));
  return history;
}

absl::StatusOr<std::vector<PlatformStanding>> ScoreReads::Platforms(const TenantId& tenant) {
  std::vector<PlatformStanding> standings;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(absl::Now() + kStoreTime, [&](Transaction& transaction) -> absl::Status {
        standings.clear();
        DRIEHOEK_ASSIGN_OR_RETURN(
            const Rows counts,
            transaction.Execute("SELECT registration_id, count(*) FROM score WHERE tenant_id = $1 "
                                "AND state = 'waiting' GROUP BY registration_id "
                                "ORDER BY registration_id",
                                {tenant.value()}));
        for (const Row& count : counts) {
          PlatformStanding standing{.registration_id = count.Text(0),
                                    .waiting = static_cast<int>(count.Int(1))};
          DRIEHOEK_ASSIGN_OR_RETURN(
              const Rows queue,
              transaction.Execute("SELECT failures, pause_until_us, reason FROM platform_queue "
                                  "WHERE registration_id = $1",
                                  {standing.registration_id}));
          if (!queue.empty()) {
            standing.failures = static_cast<int>(queue[0].Int(0));
            standing.pause_until = queue[0].Time(1);
            standing.reason = queue[0].Text(2);
          }
          standings.push_back(std::move(standing));
        }
        return absl::OkStatus();
      }));
  return standings;
}

absl::StatusOr<std::string> ScoreReads::IssuerOf(const std::string& registration_id) {
  if (registration_id.empty()) return std::string();
  std::string issuer;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(absl::Now() + kStoreTime, [&](Transaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(const auto registration,
                                  SelectById(transaction, registration_id));
        if (registration) issuer = registration->issuer;
        return absl::OkStatus();
      }));
  return issuer;
}

}  // namespace driehoek::lti
