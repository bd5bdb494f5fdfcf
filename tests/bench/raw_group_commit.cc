#include "bench/raw_group_commit.h"

#include <initializer_list>
#include <variant>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "bench/support/comparison.h"

namespace driehoek::bench {
namespace {

constexpr const char* kStatements[] = {
    "INSERT INTO idem (tenant_id, caller, key, hash, response, expires_us) VALUES (?1, ?2, ?3, ?4, "
    "?5, ?6)",
    "INSERT INTO resource (tenant_id, name, version) VALUES (?1, ?2, 1)",
    "INSERT INTO note (tenant_id, id, body) VALUES (?1, ?2, ?3)",
    "INSERT INTO audit_head (tenant_id, seq, hash) VALUES (?1, ?2, ?3) "
    "ON CONFLICT (tenant_id) DO UPDATE SET seq = excluded.seq, hash = excluded.hash",
    "INSERT INTO audit (tenant_id, seq, at_us, kind, actor, action, resource, subject, reason, "
    "hash) "
    "VALUES (?1, ?2, ?3, 'decision', ?4, ?5, ?6, '', '', ?7)",
    "INSERT INTO feed_head (tenant_id, seq, epoch) VALUES (?1, ?2, 1) "
    "ON CONFLICT (tenant_id) DO UPDATE SET seq = excluded.seq",
    "INSERT INTO feed (tenant_id, seq, at_us, type, resource, payload) VALUES (?1, ?2, ?3, ?4, ?5, "
    "?6)"};
// A pseudonym has this length; the chain holds it instead of the caller's name.
constexpr char kPseudonym[] = "person:0123456789abcdef0123456789abcdef";

struct Blob {
  const std::string& bytes;
};
using Bound = std::variant<std::int64_t, const char*, Blob>;

bool Execute(sqlite3_stmt* statement, std::initializer_list<Bound> values) {
  int index = 0;
  for (const Bound& value : values) {
    ++index;
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
      sqlite3_bind_int64(statement, index, *number);
    } else if (const auto* text = std::get_if<const char*>(&value)) {
      sqlite3_bind_text(statement, index, *text, -1, SQLITE_STATIC);
    } else {
      const std::string& bytes = std::get<Blob>(value).bytes;
      sqlite3_bind_blob64(statement, index, bytes.data(), bytes.size(), SQLITE_STATIC);
    }
  }
  const int code = sqlite3_step(statement);
  sqlite3_reset(statement);
  return code == SQLITE_DONE;
}

}  // namespace

RawGroupCommit::RawGroupCommit(const std::string& path) {
  if (sqlite3_open_v2(path.c_str(), &db_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr) !=
          SQLITE_OK ||
      !Run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON")) {
    Fail(absl::StrCat("cannot open ", path));
  }
  for (const char* sql : kStatements) statements_.push_back(Prepare(sql));
  for (const char* sql : {"BEGIN IMMEDIATE", "COMMIT"}) statements_.push_back(Prepare(sql));
  thread_ = std::thread([this] { Loop(); });
}

RawGroupCommit::~RawGroupCommit() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  arrived_.notify_all();
  thread_.join();
  for (sqlite3_stmt* statement : statements_) sqlite3_finalize(statement);
  sqlite3_close(db_);
}

sqlite3_stmt* RawGroupCommit::Prepare(const char* sql) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v3(db_, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) !=
      SQLITE_OK) {
    Fail(absl::StrCat(sqlite3_errmsg(db_), " in: ", sql));
  }
  return statement;
}

bool RawGroupCommit::Run(const char* sql) {
  return sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) == SQLITE_OK;
}

bool RawGroupCommit::Write(const WriteRows& rows) {
  Waiting waiting{.rows = &rows};
  {
    const std::lock_guard lock(mutex_);
    queue_.push_back(&waiting);
  }
  arrived_.notify_one();
  waiting.done.acquire();
  return waiting.ok;
}

bool RawGroupCommit::WriteAlone(const WriteRows& rows) {
  Waiting waiting{.rows = &rows};
  return Commit({&waiting});
}

void RawGroupCommit::Loop() {
  std::unique_lock lock(mutex_);
  for (;;) {
    arrived_.wait(lock, [this] { return stopped_ || !queue_.empty(); });
    if (queue_.empty()) return;
    std::vector<Waiting*> batch;
    batch.swap(queue_);
    lock.unlock();
    const bool ok = Commit(batch);
    for (Waiting* waiting : batch) {
      waiting->ok = ok;
      waiting->done.release();
    }
    lock.lock();
  }
}

bool RawGroupCommit::Commit(const std::vector<Waiting*>& batch) {
  bool ok = Execute(statements_[7], {});
  for (const Waiting* waiting : batch) ok = ok && Insert(*waiting->rows);
  return ok && Execute(statements_[8], {});
}

bool RawGroupCommit::Insert(const WriteRows& rows) {
  const std::int64_t now = absl::GetCurrentTimeNanos() / 1000;
  ++sequence_;
  return Execute(statements_[0], {kTenant, kCaller, rows.request_id.c_str(), Blob{rows.body_hash},
                                  Blob{rows.answer}, now + 604'800'000'000}) &&
         Execute(statements_[1], {kTenant, rows.name.c_str()}) &&
         Execute(statements_[2], {kTenant, rows.id.c_str(), rows.text.c_str()}) &&
         Execute(statements_[3], {kTenant, sequence_, Blob{rows.body_hash}}) &&
         Execute(statements_[4], {kTenant, sequence_, now, kPseudonym, kMethod, rows.name.c_str(),
                                  Blob{rows.body_hash}}) &&
         Execute(statements_[5], {kTenant, sequence_}) &&
         Execute(statements_[6],
                 {kTenant, sequence_, now, kEvent, rows.name.c_str(), Blob{rows.payload}});
}

}  // namespace driehoek::bench
