#include "shared/events/audit_chain.h"

#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "shared/base/errors.h"
#include "shared/crypto/digest.h"
#include "shared/crypto/encoding.h"
#include "shared/events/head.h"
#include "shared/events/pseudonym.h"

namespace driehoek::events {
namespace {

using storage::Bytes;
using storage::Row;
using storage::Rows;
using storage::TenantTransaction;
using storage::ToValue;

constexpr std::int64_t kVerifyStep = 1000;

absl::string_view KindName(AuditKind kind) {
  switch (kind) {
    case AuditKind::kDecision:
      return "decision";
    case AuditKind::kRead:
      return "read";
  }
  return "";
}

std::string FirstHash() { return std::string(crypto::kSha256Bytes, '\0'); }

// Each field with its length in front, so that no two entries read alike.
void AppendField(std::string& out, absl::string_view field) {
  absl::StrAppend(&out, field.size(), ":", field, ",");
}

// An entry as it is stored: names are pseudonyms.
struct Link {
  std::int64_t sequence = 0;
  std::int64_t at_us = 0;
  std::string kind;
  std::string actor;
  std::string action;
  std::string resource;
  std::string subject;
  std::string reason;
};

std::string HashOf(const std::string& previous, const std::string& tenant, const Link& link) {
  std::string text;
  AppendField(text, "driehoek.audit.1");
  AppendField(text, previous);
  AppendField(text, tenant);
  AppendField(text, absl::StrCat(link.sequence));
  AppendField(text, absl::StrCat(link.at_us));
  AppendField(text, link.kind);
  AppendField(text, link.actor);
  AppendField(text, link.action);
  AppendField(text, link.resource);
  AppendField(text, link.subject);
  AppendField(text, link.reason);
  return crypto::Sha256(text);
}

absl::Status InsertHead(TenantTransaction& transaction) {
  return transaction
      .Execute(
          "INSERT INTO audit_head (tenant_id, seq, hash) VALUES ($1, 0, $2) "
          "ON CONFLICT (tenant_id) DO NOTHING",
          {Bytes{FirstHash()}})
      .status();
}

absl::Status InsertLink(TenantTransaction& transaction, const Link& link, const std::string& hash) {
  return transaction
      .Execute(
          "INSERT INTO audit (tenant_id, seq, at_us, kind, actor, action, resource, subject, "
          "reason, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
          {link.sequence, link.at_us, link.kind, link.actor, link.action, link.resource,
           link.subject, link.reason, Bytes{hash}})
      .status();
}

absl::StatusOr<Link> ToLink(TenantTransaction& transaction, const AuditRecord& record,
                            AuditKind kind, absl::Time now) {
  Link link{.sequence = 0,
            .at_us = absl::ToUnixMicros(now),
            .kind = std::string(KindName(kind)),
            .actor = {},
            .action = record.action,
            .resource = {},
            .subject = {},
            .reason = record.reason};
  DRIEHOEK_ASSIGN_OR_RETURN(link.actor, Pseudonymise(transaction, record.actor));
  DRIEHOEK_ASSIGN_OR_RETURN(link.resource, Pseudonymise(transaction, record.resource));
  DRIEHOEK_ASSIGN_OR_RETURN(link.subject, Pseudonymise(transaction, record.subject));
  return link;
}

// What verification has come to.
struct Walk {
  std::int64_t next = 1;
  std::string hash = FirstHash();
  AuditVerdict verdict;
};

bool Fail(Walk& walk, std::int64_t sequence, absl::string_view fault) {
  walk.verdict.broken_sequence = sequence;
  walk.verdict.fault = std::string(fault);
  return false;
}

// False when the chain is broken at this row.
bool Check(Walk& walk, const Row& row, const std::string& tenant,
           const std::optional<AuditAnchor>& anchor) {
  const Link link{.sequence = row.Int(0),
                  .at_us = row.Int(1),
                  .kind = row.Text(2),
                  .actor = row.Text(3),
                  .action = row.Text(4),
                  .resource = row.Text(5),
                  .subject = row.Text(6),
                  .reason = row.Text(7)};
  if (link.sequence != walk.next) return Fail(walk, walk.next, "GAP");
  walk.hash = HashOf(walk.hash, tenant, link);
  if (walk.hash != row.Blob(8)) return Fail(walk, link.sequence, "HASH_MISMATCH");
  if (anchor && anchor->sequence == link.sequence && anchor->hash != crypto::HexEncode(walk.hash)) {
    return Fail(walk, link.sequence, "ANCHOR_MISMATCH");
  }
  ++walk.next;
  ++walk.verdict.entries;
  return true;
}

absl::StatusOr<Rows> ReadLinks(TenantTransaction& transaction, std::int64_t from, std::int64_t to) {
  return transaction.Execute(
      "SELECT seq, at_us, kind, actor, action, resource, subject, reason, hash FROM audit "
      "WHERE tenant_id = $1 AND seq >= $2 AND seq <= $3 ORDER BY seq LIMIT $4",
      {from, to, kVerifyStep});
}

// The head, and the highest number in the same view: they differ when the end was tampered with.
struct Ends {
  std::int64_t head = 0;
  std::string head_hash = FirstHash();
  std::int64_t last = 0;
};

absl::Status ReadEnds(TenantTransaction& transaction, Ends& ends) {
  ends = {};
  DRIEHOEK_ASSIGN_OR_RETURN(
      const Rows head,
      transaction.Execute("SELECT seq, hash FROM audit_head WHERE tenant_id = $1"));
  if (!head.empty()) {
    ends.head = head[0].Int(0);
    ends.head_hash = head[0].Blob(1);
  }
  DRIEHOEK_ASSIGN_OR_RETURN(
      const Rows last,
      transaction.Execute("SELECT seq FROM audit WHERE tenant_id = $1 ORDER BY seq DESC LIMIT 1"));
  if (!last.empty()) ends.last = last[0].Int(0);
  return absl::OkStatus();
}

// The chain up to the head was in order; is that where it ends?
void CheckEnds(Walk& walk, const Ends& ends, const std::optional<AuditAnchor>& anchor) {
  if (walk.next <= ends.head) {
    const bool is_cut = ends.last < walk.next;
    Fail(walk, walk.next, is_cut ? "HEAD_MISMATCH" : "GAP");
  } else if (ends.last > ends.head) {
    Fail(walk, ends.head + 1, "HEAD_MISMATCH");
  } else if (walk.hash != ends.head_hash) {
    Fail(walk, ends.head, "HEAD_MISMATCH");
  } else if (anchor && anchor->sequence > ends.head) {
    Fail(walk, ends.head + 1, "ANCHOR_MISMATCH");
  }
}

absl::StatusOr<Rows> Select(TenantTransaction& transaction, const AuditFilter& filter,
                            std::int64_t before, int limit) {
  const std::int64_t count = limit;
  if (filter.by == AuditFilter::By::kAll) {
    return transaction.Execute(
        "SELECT seq, at_us, kind, actor, action, resource, subject, reason FROM audit "
        "WHERE tenant_id = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3",
        {before, count});
  }
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string name, FindPseudonym(transaction, filter.name));
  switch (filter.by) {
    case AuditFilter::By::kActor:
      return transaction.Execute(
          "SELECT seq, at_us, kind, actor, action, resource, subject, reason FROM audit "
          "WHERE tenant_id = $1 AND actor = $2 AND seq < $3 ORDER BY seq DESC LIMIT $4",
          {name, before, count});
    case AuditFilter::By::kResource:
      return transaction.Execute(
          "SELECT seq, at_us, kind, actor, action, resource, subject, reason FROM audit "
          "WHERE tenant_id = $1 AND resource = $2 AND seq < $3 ORDER BY seq DESC LIMIT $4",
          {name, before, count});
    case AuditFilter::By::kSubject:
      return transaction.Execute(
          "SELECT seq, at_us, kind, actor, action, resource, subject, reason FROM audit "
          "WHERE tenant_id = $1 AND subject = $2 AND subject <> '' AND seq < $3 "
          "ORDER BY seq DESC LIMIT $4",
          {name, before, count});
    case AuditFilter::By::kAll:
      break;
  }
  return Rows{};
}

// Reveals each name once a page.
class Names {
 public:
  explicit Names(TenantTransaction& transaction) : transaction_(transaction) {}
  absl::StatusOr<std::string> operator()(const std::string& stored) {
    if (const auto found = known_.find(stored); found != known_.end()) return found->second;
    DRIEHOEK_ASSIGN_OR_RETURN(std::string name, Reveal(transaction_, stored));
    known_.emplace(stored, name);
    return name;
  }

 private:
  TenantTransaction& transaction_;
  absl::flat_hash_map<std::string, std::string> known_;
};

}  // namespace

absl::StatusOr<Row> LockChain(TenantTransaction& transaction) {
  return LockHead(transaction, "SELECT seq, hash FROM audit_head WHERE tenant_id = $1", InsertHead);
}

absl::Status AppendToChain(TenantTransaction& transaction, absl::Span<const AuditRecord> records,
                           AuditKind kind, absl::Time now) {
  if (records.empty()) return absl::OkStatus();
  std::vector<Link> links;
  for (const AuditRecord& record : records) {
    DRIEHOEK_ASSIGN_OR_RETURN(Link link, ToLink(transaction, record, kind, now));
    links.push_back(std::move(link));
  }
  DRIEHOEK_ASSIGN_OR_RETURN(const Row head, LockChain(transaction));
  std::int64_t sequence = head.Int(0);
  std::string hash = head.Blob(1);
  for (Link& link : links) {
    link.sequence = ++sequence;
    hash = HashOf(hash, transaction.tenant().value(), link);
    DRIEHOEK_RETURN_IF_ERROR(InsertLink(transaction, link, hash));
  }
  return transaction
      .Execute("UPDATE audit_head SET seq = $2, hash = $3 WHERE tenant_id = $1",
               {sequence, Bytes{std::move(hash)}})
      .status();
}

absl::StatusOr<AuditVerdict> AuditChain::Verify(const TenantId& tenant,
                                                const std::optional<AuditAnchor>& anchor,
                                                absl::Time deadline) {
  Ends ends;
  DRIEHOEK_RETURN_IF_ERROR(database_.Read(tenant, deadline, [&](TenantTransaction& transaction) {
    return ReadEnds(transaction, ends);
  }));
  Walk walk;
  walk.verdict.head = {.sequence = ends.head, .hash = crypto::HexEncode(ends.head_hash)};
  while (walk.next <= ends.head) {
    Rows rows;
    DRIEHOEK_RETURN_IF_ERROR(database_.Read(tenant, deadline, [&](TenantTransaction& transaction) {
      auto read = ReadLinks(transaction, walk.next, ends.head);
      if (!read.ok()) return read.status();
      rows = *std::move(read);
      return absl::OkStatus();
    }));
    for (const Row& row : rows) {
      if (!Check(walk, row, tenant.value(), anchor)) return walk.verdict;
    }
    if (rows.empty()) break;
  }
  CheckEnds(walk, ends, anchor);
  return walk.verdict;
}

absl::StatusOr<std::vector<AuditEntry>> AuditChain::List(const TenantId& tenant,
                                                         const AuditFilter& filter,
                                                         std::int64_t before, int limit,
                                                         absl::Time deadline) {
  std::vector<AuditEntry> entries;
  const std::int64_t end = before > 0 ? before : std::numeric_limits<std::int64_t>::max();
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        entries.clear();
        DRIEHOEK_ASSIGN_OR_RETURN(const Rows rows, Select(transaction, filter, end, limit));
        Names names(transaction);
        for (const Row& row : rows) {
          AuditEntry entry{.sequence = row.Int(0),
                           .time = row.Time(1),
                           .kind = row.Text(2) == "read" ? AuditKind::kRead : AuditKind::kDecision,
                           .actor = {},
                           .action = row.Text(4),
                           .resource = {},
                           .reason = row.Text(7),
                           .subject = {}};
          DRIEHOEK_ASSIGN_OR_RETURN(entry.actor, names(row.Text(3)));
          DRIEHOEK_ASSIGN_OR_RETURN(entry.resource, names(row.Text(5)));
          DRIEHOEK_ASSIGN_OR_RETURN(entry.subject, names(row.Text(6)));
          entries.push_back(std::move(entry));
        }
        return absl::OkStatus();
      }));
  return entries;
}

absl::Status AuditChain::ForgetPerson(const TenantId& tenant, const std::string& person,
                                      absl::Time deadline) {
  return database_.Write(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
    DRIEHOEK_RETURN_IF_ERROR(
        transaction.Execute("DELETE FROM audit_key WHERE tenant_id = $1 AND person = $2", {person})
            .status());
    return transaction.Execute("DELETE FROM idem WHERE tenant_id = $1 AND caller = $2", {person})
        .status();
  });
}

}  // namespace driehoek::events
