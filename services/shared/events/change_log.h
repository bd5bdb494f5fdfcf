// The one way in which state changes: rows of a service, resource versions, audit, the stored answer to `request_id`
// and the events, all in one transaction or not at all.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "shared/base/clock.h"
#include "shared/base/strong_id.h"
#include "shared/events/commit_count.h"
#include "shared/storage/migrate.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::events {

class EventSignal;

// The tables of this folder (migrations/): run as component "events" before those of any service.
absl::Span<const storage::Migration> Migrations();

// A resource at the version that the decision was based on. 0: not stored yet (the change creates it).
struct ResourceVersion {
  std::string name;  // full resource name
  std::int64_t version = 0;
};

// What other services are told. `payload` is a serialised driehoek.v1.Event without sequence and time, which the log adds
// when it is read. Resource names and values only, never personal data.
struct EventRecord {
  std::string type;      // "agreement.in_force"
  std::string resource;  // full resource name
  std::string payload;
};

// One decision in the audit chain (R87).
struct AuditRecord {
  std::string actor;     // Caller::Name() or "system"; stored as a keyed pseudonym
  std::string action;    // full method name, or the name of the due step
  std::string resource;  // full resource name
  std::string reason;    // reason code or ground; no free text
  // The person whose data it concerns, for "who saw me": a resource name, or empty. Kept as a pseudonym.
  std::string subject = {};
};

// A retried call: the same id gives the first answer again for 7 days.
struct RequestKey {
  std::string caller;      // Caller::Name()
  std::string request_id;  // UUID4, lower case
  std::string body_hash;   // SHA-256 of method and deterministic request bytes without the id
};

inline constexpr absl::Duration kAnswerKept = absl::Hours(24 * 7);

// What is to be stored beside the rows.
struct CommitPlan {
  // Each is raised by one, compare-and-set; in ascending order of name inside the transaction. Version 0 inserts.
  std::vector<ResourceVersion> writes;
  // Must still have these versions at commit (read under lock), but do not change.
  std::vector<ResourceVersion> relies_on;
  std::vector<EventRecord> events;
  std::vector<AuditRecord> audit;
  std::optional<RequestKey> request;
  // The serialised answer, given again to the same request id.
  std::string response;
};

// Writes the service's own rows. May run several times.
using RowWriter = absl::FunctionRef<absl::Status(storage::TenantTransaction&)>;

// Thread-safe.
class ChangeLog {
 public:
  // `signal`, when given, hears of new events after their commit. All must outlive this.
  ChangeLog(storage::TenantDatabase& database, const Clock& clock, EventSignal* signal = nullptr)
      : database_(database), clock_(clock), signal_(signal) {}

  // Commits all of `plan` and the rows, or nothing. Returns the answer to give: `plan.response`, or the stored one when
  // another call with the same request id was first.
  // Errors: ABORTED / STALE_ETAG when a version in `writes` moved on; ABORTED / RELIED_ON_CHANGED for `relies_on`;
  // ALREADY_EXISTS / RESOURCE_EXISTS when a created name is taken; INVALID_ARGUMENT / REQUEST_ID_REUSED when the id came
  // with another body; whatever `rows` returns; and the errors of Database::Write.
  absl::StatusOr<std::string> Commit(const TenantId& tenant, const CommitPlan& plan, absl::Time deadline,
                                     RowWriter rows);

  // The stored answer to `request`; nullopt when it is new. INVALID_ARGUMENT / REQUEST_ID_REUSED as above.
  absl::StatusOr<std::optional<std::string>> FindAnswer(const TenantId& tenant, const RequestKey& request,
                                                        absl::Time deadline);

  // Deletes at most `limit` answers that have expired; how many it deleted. Call again while it returns `limit`.
  absl::StatusOr<int> DeleteExpiredAnswers(const TenantId& tenant, int limit, absl::Time deadline);

  // Raised by each Commit, whatever became of it.
  const CommitCount& commits() const { return commits_; }

 private:
  storage::TenantDatabase& database_;
  const Clock& clock_;
  EventSignal* const signal_;
  CommitCount commits_;
};

// The present version of a resource, for a store that loads it in the same view; 0 when there is none.
absl::StatusOr<std::int64_t> VersionOf(storage::TenantTransaction& transaction, const std::string& name);

}  // namespace driehoek::events
