#include "placement/round/run/sql_run_store.h"

#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "shared/base/errors.h"
#include "shared/base/id_source.h"
#include "shared/storage/columns.h"

namespace driehoek::placement::round::run {
namespace {

using storage::Bytes;
using storage::Row;
using storage::Rows;
using storage::TenantTransaction;
using storage::ToValue;
using storage::Value;

constexpr char kInput[] = "input";
constexpr char kResult[] = "result";

constexpr absl::string_view kSelect =
    "SELECT id, version, round_id, display_name, trial, state, rule, rule_version, input_hash, "
    "result_hash, summary, failure, created_by, create_time, finish_time "
    "FROM match_run WHERE tenant_id = $1";

absl::StatusOr<MatchRun> FromRow(const Row& row) {
  MatchRun run{.id = RunId(row.Text(0)),
               .round = RoundId(row.Text(2)),
               .display_name = row.Text(3),
               .state = EnumFromName<RunState>(row.Text(5)).value_or(RunState::kFailed),
               .rule = EnumFromName<Rule>(row.Text(6)).value_or(Rule::kStable),
               .rule_version = static_cast<int>(row.Int(7)),
               .input_hash = row.Text(8),
               .result_hash = row.Text(9),
               .failure = row.Text(11),
               .created_by = PersonId(row.OptionalText(12).value_or("")),
               .create_time = row.Time(13),
               .finish_time = row.OptionalTime(14),
               .version = row.Int(1)};
  DRIEHOEK_RETURN_IF_ERROR(ParseTrial(row.Blob(4), run));
  DRIEHOEK_RETURN_IF_ERROR(ParseSummary(row.Blob(10), run));
  return run;
}

absl::Status PutContent(TenantTransaction& transaction, const RunId& run, const char* part,
                        const std::string& content) {
  return transaction
      .Execute(
          "INSERT INTO match_run_content (tenant_id, run_id, part, content) "
          "VALUES ($1, $2, $3, $4)",
          {run.value(), std::string(part), Bytes{content}})
      .status();
}

}  // namespace

absl::StatusOr<std::vector<MatchRun>> SqlRunStore::Select(const TenantId& tenant,
                                                          absl::string_view condition,
                                                          const std::vector<Value>& parameters,
                                                          absl::Time deadline) const {
  std::vector<MatchRun> runs;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(
            const Rows rows, transaction.Execute(absl::StrCat(kSelect, condition), parameters));
        runs.clear();
        for (const Row& row : rows) {
          DRIEHOEK_ASSIGN_OR_RETURN(MatchRun run, FromRow(row));
          runs.push_back(std::move(run));
        }
        return absl::OkStatus();
      }));
  return runs;
}

absl::StatusOr<std::optional<MatchRun>> SqlRunStore::Find(const TenantId& tenant, const RunId& id,
                                                          absl::Time deadline) const {
  if (!IsUuid(id.value())) return std::nullopt;
  DRIEHOEK_ASSIGN_OR_RETURN(auto found, Select(tenant, " AND id = $2", {id.value()}, deadline));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

absl::StatusOr<Listed<MatchRun>> SqlRunStore::List(const TenantId& tenant, const RoundId& round,
                                                   int limit, const std::string& cursor,
                                                   absl::Time deadline) const {
  Listed<MatchRun> listed;
  const std::pair<std::string, std::string> last = absl::StrSplit(cursor, absl::MaxSplits(' ', 1));
  std::int64_t after = -1;
  std::string after_id = "00000000-0000-0000-0000-000000000000";
  if (!cursor.empty()) {
    if (!absl::SimpleAtoi(last.first, &after) || !IsUuid(last.second)) return listed;
    after_id = last.second;
  }
  DRIEHOEK_ASSIGN_OR_RETURN(
      listed.items, Select(tenant,
                           " AND round_id = $2 AND (create_time, id) > ($3, $4) "
                           "ORDER BY create_time, id LIMIT $5",
                           {round.value(), after, after_id, std::int64_t{limit} + 1}, deadline));
  if (listed.items.size() > static_cast<std::size_t>(limit)) {
    listed.items.pop_back();
    const MatchRun& end = listed.items.back();
    listed.next_cursor = absl::StrCat(absl::ToUnixMicros(end.create_time), " ", end.id.value());
  }
  return listed;
}

absl::StatusOr<std::string> SqlRunStore::ContentOf(const TenantId& tenant, const RunId& run,
                                                   const std::string& part, const std::string& hash,
                                                   absl::Time deadline) const {
  std::string content;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(
            const Rows rows,
            transaction.Execute("SELECT content FROM match_run_content "
                                "WHERE tenant_id = $1 AND run_id = $2 AND part = $3",
                                {run.value(), part}));
        if (rows.empty()) {
          return Error(absl::StatusCode::kNotFound, "RUN_CONTENT_MISSING",
                       "nothing is stored of this part of the run");
        }
        content = rows[0].Blob(0);
        return absl::OkStatus();
      }));
  if (HashOf(content) == hash) return content;
  return Error(absl::StatusCode::kDataLoss, "RUN_UNREADABLE",
               "what is stored of a run does not have its hash");
}

absl::StatusOr<RunInput> SqlRunStore::InputOf(const TenantId& tenant, const MatchRun& run,
                                              absl::Time deadline) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string bytes,
                            ContentOf(tenant, run.id, kInput, run.input_hash, deadline));
  return ParseInput(bytes);
}

absl::StatusOr<std::vector<Allocation>> SqlRunStore::AllocationsOf(const TenantId& tenant,
                                                                   const MatchRun& run,
                                                                   absl::Time deadline) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string bytes,
                            ContentOf(tenant, run.id, kResult, run.result_hash, deadline));
  return ParseAllocations(bytes);
}

absl::StatusOr<std::vector<WaitingRun>> SqlRunStore::Waiting(const TenantId& tenant, absl::Time now,
                                                             int limit, absl::Time deadline) const {
  std::vector<WaitingRun> waiting;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(
            const Rows rows,
            transaction.Execute("SELECT id, fence FROM match_run WHERE tenant_id = $1 "
                                "AND state = 'running' AND lease_until_us < $2 "
                                "ORDER BY lease_until_us, id LIMIT $3",
                                {ToValue(now), std::int64_t{limit}}));
        waiting.clear();
        for (const Row& row : rows) waiting.push_back({RunId(row.Text(0)), row.Int(1)});
        return absl::OkStatus();
      }));
  return waiting;
}

absl::StatusOr<std::optional<std::int64_t>> SqlRunStore::Claim(const TenantId& tenant,
                                                               const WaitingRun& run,
                                                               absl::Time now,
                                                               absl::Time lease_until,
                                                               absl::Time deadline) {
  std::optional<std::int64_t> fence;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Write(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(
            const Rows rows,
            transaction.Execute("UPDATE match_run SET fence = fence + 1, lease_until_us = $4 "
                                "WHERE tenant_id = $1 AND id = $2 AND fence = $3 "
                                "AND state = 'running' AND lease_until_us < $5 RETURNING fence",
                                {run.id.value(), run.fence, ToValue(lease_until), ToValue(now)}));
        fence = rows.empty() ? std::nullopt : std::optional(rows[0].Int(0));
        return absl::OkStatus();
      }));
  return fence;
}

absl::StatusOr<bool> SqlRunStore::Renew(const TenantId& tenant, const RunId& run,
                                        std::int64_t fence, absl::Time lease_until,
                                        absl::Time deadline) {
  bool is_mine = false;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Write(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(
            const std::int64_t renewed,
            transaction.Change("UPDATE match_run SET lease_until_us = $4 WHERE tenant_id = $1 "
                               "AND id = $2 AND fence = $3 AND state = 'running'",
                               {run.value(), fence, ToValue(lease_until)}));
        is_mine = renewed > 0;
        return absl::OkStatus();
      }));
  return is_mine;
}

absl::Status SqlRunStore::Insert(TenantTransaction& transaction, const MatchRun& run,
                                 const std::string& input) {
  DRIEHOEK_RETURN_IF_ERROR(
      transaction
          .Execute("INSERT INTO match_run (tenant_id, id, round_id, version, display_name, trial, "
                   "state, rule, rule_version, input_hash, result_hash, summary, failure, "
                   "created_by, create_time, finish_time, fence, lease_until_us) VALUES ($1, $2, "
                   "$3, $4, $5, $6, $7, $8, $9, $10, '', $11, '', $12, $13, NULL, 0, 0)",
                   {run.id.value(), run.round.value(), run.version, run.display_name,
                    Bytes{TrialBytes(run)}, std::string(NameOf(run.state)),
                    std::string(NameOf(run.rule)), std::int64_t{run.rule_version}, run.input_hash,
                    Bytes{SummaryBytes(run)}, storage::IdOrNull(run.created_by.value()),
                    ToValue(run.create_time)})
          .status());
  return PutContent(transaction, run.id, kInput, input);
}

absl::Status SqlRunStore::Finish(TenantTransaction& transaction, const MatchRun& run,
                                 std::int64_t fence, const std::string& result) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const std::int64_t finished,
      transaction.Change(
          "UPDATE match_run SET version = $4, state = $5, result_hash = $6, "
          "summary = $7, failure = $8, finish_time = $9 WHERE tenant_id = $1 "
          "AND id = $2 AND fence = $3 AND state = 'running'",
          {run.id.value(), fence, run.version, std::string(NameOf(run.state)), run.result_hash,
           Bytes{SummaryBytes(run)}, run.failure, ToValue(run.finish_time)}));
  if (finished == 0) {
    return Error(absl::StatusCode::kAborted, "LEASE_LOST", "another server works on this run");
  }
  if (run.state != RunState::kSucceeded) return absl::OkStatus();
  return PutContent(transaction, run.id, kResult, result);
}

}  // namespace driehoek::placement::round::run
