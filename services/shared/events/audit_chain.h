// The audit trail (R87): who decided and who saw what, one chain a tenant, each entry bound to the
// one before by its hash. Changing, removing or inserting an entry breaks every hash after it;
// cutting off the end no longer meets the head; an anchor kept elsewhere also finds a chain that
// was rewritten whole.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "shared/base/strong_id.h"
#include "shared/events/change_log.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::events {

enum class AuditKind { kDecision, kRead };

// The head of the chain (number and hash of its last entry), locked until the commit. Whoever looks
// at the chain to decide what to append locks it first, else two servers append the same.
absl::StatusOr<storage::Row> LockChain(storage::TenantTransaction& transaction);

// Appends to the chain inside the caller's transaction, which then holds the tenant's audit head
// until it ends: call it after all rows and before the feed. ChangeLog and ReadRecorder do; nobody
// else needs to.
absl::Status AppendToChain(storage::TenantTransaction& transaction,
                           absl::Span<const AuditRecord> records, AuditKind kind, absl::Time now);

struct AuditEntry {
  std::int64_t sequence = 0;
  absl::Time time;
  AuditKind kind = AuditKind::kDecision;
  // Names; of a forgotten person the pseudonym.
  std::string actor;
  std::string action;
  std::string resource;
  std::string reason;
  std::string subject;
};

// A point of the chain, to be kept where the database's owner cannot write.
struct AuditAnchor {
  std::int64_t sequence = 0;
  std::string hash;  // 64 hex digits
};

struct AuditVerdict {
  std::int64_t entries = 0;  // that were found in order
  AuditAnchor head;
  // Where it is broken and how; nothing when the chain is whole.
  std::optional<std::int64_t> broken_sequence;
  // "HASH_MISMATCH" the entry or one before it was changed; "GAP" it is missing; "HEAD_MISMATCH"
  // the end was cut off or added to; "ANCHOR_MISMATCH" the chain is not the one that the anchor was
  // taken from.
  std::string fault;
};

// One of these at a time, the name as the API has it.
struct AuditFilter {
  enum class By { kAll, kActor, kResource, kSubject };
  By by = By::kAll;
  std::string name = {};
};

// Thread-safe; the database must outlive it.
class AuditChain {
 public:
  explicit AuditChain(storage::TenantDatabase& database) : database_(database) {}

  // Walks the whole chain as it stood when the call began. Reads in steps, so a long chain holds
  // nobody up. Errors are those of reading; what is found is in the verdict.
  absl::StatusOr<AuditVerdict> Verify(const TenantId& tenant,
                                      const std::optional<AuditAnchor>& anchor,
                                      absl::Time deadline);

  // Newest first, at most `limit` entries before number `before` (0: from the end).
  absl::StatusOr<std::vector<AuditEntry>> List(const TenantId& tenant, const AuditFilter& filter,
                                               std::int64_t before, int limit, absl::Time deadline);

  // Deletes the person's key and stored answers: entries stay and verify, but are nobody's any
  // more. `person` is the resource name. OK when there was nothing to forget.
  absl::Status ForgetPerson(const TenantId& tenant, const std::string& person, absl::Time deadline);

 private:
  storage::TenantDatabase& database_;
};

}  // namespace driehoek::events
