#include "shared/events/change_log.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "shared/base/errors.h"
#include "shared/events/audit_chain.h"
#include "shared/events/event_signal.h"
#include "shared/events/head.h"

namespace driehoek::events {
namespace {

using storage::Bytes;
using storage::Row;
using storage::Rows;
using storage::TenantTransaction;
using storage::ToValue;

absl::Status RequestIdReused() {
  return Error(absl::StatusCode::kInvalidArgument, "REQUEST_ID_REUSED",
               "this request_id came before with another request");
}

// The stored answer to `request` that has not expired; nothing when there is none.
absl::StatusOr<std::optional<std::string>> StoredAnswer(TenantTransaction& transaction,
                                                        const RequestKey& request, absl::Time now) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const Rows rows,
      transaction.Execute("SELECT hash, response FROM idem WHERE tenant_id = $1 AND caller = $2 "
                          "AND key = $3 AND expires_us > $4",
                          {request.caller, request.request_id, ToValue(now)}));
  if (rows.empty()) return std::nullopt;
  if (rows[0].Blob(0) != request.body_hash) return RequestIdReused();
  return rows[0].Blob(1);
}

// Stores the answer. The other call's answer when one with this id was first: on PostgreSQL the
// insert waits for that call's commit at the primary key.
absl::StatusOr<std::optional<std::string>> ClaimRequest(TenantTransaction& transaction,
                                                        const RequestKey& request,
                                                        const std::string& response,
                                                        absl::Time now) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const std::int64_t stored,
      transaction.Change(
          "INSERT INTO idem (tenant_id, caller, key, hash, response, expires_us) "
          "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (tenant_id, caller, key) DO UPDATE SET "
          "hash = excluded.hash, response = excluded.response, expires_us = excluded.expires_us "
          "WHERE idem.expires_us <= $7",
          {request.caller, request.request_id, Bytes{request.body_hash}, Bytes{response},
           ToValue(now + kAnswerKept), ToValue(now)}));
  if (stored > 0) return std::nullopt;
  DRIEHOEK_ASSIGN_OR_RETURN(auto answer, StoredAnswer(transaction, request, now));
  if (answer) return answer;
  return Error(absl::StatusCode::kInternal, "ANSWER_VANISHED",
               "an answer was neither stored nor found");
}

absl::Status Stale(const std::string& name) {
  return Error(absl::StatusCode::kAborted, "STALE_ETAG",
               "the resource has changed since it was read", {{"resource", name}});
}

absl::Status Raise(TenantTransaction& transaction, const ResourceVersion& resource) {
  if (resource.version == 0) {
    DRIEHOEK_ASSIGN_OR_RETURN(
        const std::int64_t made,
        transaction.Change("INSERT INTO resource (tenant_id, name, version) VALUES ($1, $2, 1) "
                           "ON CONFLICT (tenant_id, name) DO NOTHING",
                           {resource.name}));
    if (made > 0) return absl::OkStatus();
    return Error(absl::StatusCode::kAlreadyExists, "RESOURCE_EXISTS",
                 "a resource of this name exists", {{"resource", resource.name}});
  }
  DRIEHOEK_ASSIGN_OR_RETURN(
      const std::int64_t raised,
      transaction.Change("UPDATE resource SET version = version + 1 "
                         "WHERE tenant_id = $1 AND name = $2 AND version = $3",
                         {resource.name, resource.version}));
  return raised > 0 ? absl::OkStatus() : Stale(resource.name);
}

absl::Status CheckUnchanged(TenantTransaction& transaction, const ResourceVersion& resource) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const Rows rows,
      transaction.Execute(
          absl::StrCat("SELECT version FROM resource WHERE tenant_id = $1 AND name = $2",
                       transaction.ForUpdate()),
          {resource.name}));
  const std::int64_t version = rows.empty() ? 0 : rows[0].Int(0);
  if (version == resource.version) return absl::OkStatus();
  return Error(absl::StatusCode::kAborted, "RELIED_ON_CHANGED",
               "something that this decision rests on has changed", {{"resource", resource.name}});
}

// One resource of the plan, in the order of names: so two commits never wait for each other in a
// ring.
struct Touch {
  const ResourceVersion* resource;
  bool writes;
};

absl::Status SettleVersions(TenantTransaction& transaction, const CommitPlan& plan) {
  std::vector<Touch> touches;
  touches.reserve(plan.writes.size() + plan.relies_on.size());
  // The check stands before the raise of the same resource.
  for (const auto& resource : plan.relies_on) touches.push_back({&resource, false});
  for (const auto& resource : plan.writes) touches.push_back({&resource, true});
  std::stable_sort(touches.begin(), touches.end(), [](const Touch& a, const Touch& b) {
    return a.resource->name < b.resource->name;
  });
  for (const Touch& touch : touches) {
    DRIEHOEK_RETURN_IF_ERROR(touch.writes ? Raise(transaction, *touch.resource)
                                          : CheckUnchanged(transaction, *touch.resource));
  }
  return absl::OkStatus();
}

absl::Status InsertFeedHead(TenantTransaction& transaction) {
  return transaction
      .Execute(
          "INSERT INTO feed_head (tenant_id, seq, epoch) VALUES ($1, 0, 1) "
          "ON CONFLICT (tenant_id) DO NOTHING")
      .status();
}

// The number of the last event. The head is the last lock of the transaction.
absl::StatusOr<std::int64_t> AppendEvents(TenantTransaction& transaction,
                                          const std::vector<EventRecord>& events, absl::Time now) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const Row head,
      LockHead(transaction, "SELECT seq FROM feed_head WHERE tenant_id = $1", InsertFeedHead));
  std::int64_t sequence = head.Int(0);
  for (const EventRecord& event : events) {
    DRIEHOEK_RETURN_IF_ERROR(
        transaction
            .Execute("INSERT INTO feed (tenant_id, seq, at_us, type, resource, payload) "
                     "VALUES ($1, $2, $3, $4, $5, $6)",
                     {++sequence, ToValue(now), event.type, event.resource, Bytes{event.payload}})
            .status());
  }
  DRIEHOEK_RETURN_IF_ERROR(
      transaction.Execute("UPDATE feed_head SET seq = $2 WHERE tenant_id = $1", {sequence})
          .status());
  return sequence;
}

struct Committed {
  std::string answer;
  std::int64_t last_event = 0;  // 0: none
};

absl::StatusOr<Committed> CommitIn(TenantTransaction& transaction, const CommitPlan& plan,
                                   absl::Time now, RowWriter rows) {
  if (plan.request) {
    DRIEHOEK_ASSIGN_OR_RETURN(auto earlier,
                              ClaimRequest(transaction, *plan.request, plan.response, now));
    if (earlier) return Committed{.answer = *std::move(earlier)};
  }
  DRIEHOEK_RETURN_IF_ERROR(SettleVersions(transaction, plan));
  DRIEHOEK_RETURN_IF_ERROR(rows(transaction));
  DRIEHOEK_RETURN_IF_ERROR(AppendToChain(transaction, plan.audit, AuditKind::kDecision, now));
  Committed committed{.answer = plan.response};
  if (!plan.events.empty()) {
    DRIEHOEK_ASSIGN_OR_RETURN(committed.last_event, AppendEvents(transaction, plan.events, now));
  }
  return committed;
}

}  // namespace

absl::StatusOr<std::string> ChangeLog::Commit(const TenantId& tenant, const CommitPlan& plan,
                                              absl::Time deadline, RowWriter rows) {
  const absl::Time now = clock_.Now();
  Committed committed;
  const absl::Status status =
      database_.Write(tenant, deadline, [&](TenantTransaction& transaction) {
        auto result = CommitIn(transaction, plan, now, rows);
        if (!result.ok()) return result.status();
        committed = *std::move(result);
        return absl::OkStatus();
      });
  commits_.Raise(tenant);
  if (status.code() == absl::StatusCode::kUnknown && plan.request) {
    // The request id settles it: its answer is there exactly when the change is. When it is not
    // (yet), the caller hears that the outcome is unknown and may ask again with the same id.
    auto answer = FindAnswer(tenant, *plan.request, deadline);
    if (answer.ok() && answer->has_value()) return **std::move(answer);
  }
  if (!status.ok()) return status;
  if (signal_ != nullptr && committed.last_event > 0) signal_->Notify(tenant, committed.last_event);
  return std::move(committed.answer);
}

absl::StatusOr<std::optional<std::string>> ChangeLog::FindAnswer(const TenantId& tenant,
                                                                 const RequestKey& request,
                                                                 absl::Time deadline) {
  std::optional<std::string> answer;
  DRIEHOEK_RETURN_IF_ERROR(database_.Read(tenant, deadline, [&](TenantTransaction& transaction) {
    auto found = StoredAnswer(transaction, request, clock_.Now());
    if (!found.ok()) return found.status();
    answer = *std::move(found);
    return absl::OkStatus();
  }));
  return answer;
}

absl::StatusOr<int> ChangeLog::DeleteExpiredAnswers(const TenantId& tenant, int limit,
                                                    absl::Time deadline) {
  std::int64_t deleted = 0;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Write(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(
            deleted, transaction.Change(
                         "DELETE FROM idem WHERE tenant_id = $1 AND (caller, key) IN "
                         "(SELECT caller, key FROM idem WHERE tenant_id = $1 AND expires_us <= $2 "
                         "ORDER BY expires_us LIMIT $3)",
                         {ToValue(clock_.Now()), std::int64_t{limit}}));
        return absl::OkStatus();
      }));
  return static_cast<int>(deleted);
}

absl::StatusOr<std::int64_t> VersionOf(TenantTransaction& transaction, const std::string& name) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const Rows rows,
      transaction.Execute("SELECT version FROM resource WHERE tenant_id = $1 AND name = $2",
                          {name}));
  return rows.empty() ? 0 : rows[0].Int(0);
}

}  // namespace driehoek::events
