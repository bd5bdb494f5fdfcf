#include "shared/storage/storage_errors.h"

#include <atomic>
#include <cstdint>

#include "absl/strings/str_cat.h"
#include "shared/base/errors.h"

namespace driehoek::storage {

absl::Status UniqueViolation(absl::string_view detail) {
  return Error(absl::StatusCode::kAlreadyExists, "UNIQUE_VIOLATION", detail);
}

absl::Status ForeignKeyViolation(absl::string_view detail) {
  return Error(absl::StatusCode::kFailedPrecondition, "FOREIGN_KEY_VIOLATION", detail);
}

absl::Status CheckViolation(absl::string_view detail) {
  return Error(absl::StatusCode::kFailedPrecondition, "CHECK_VIOLATION", detail);
}

absl::Status StatementFailed(absl::string_view detail) {
  return Error(absl::StatusCode::kInternal, "STATEMENT_FAILED", detail);
}

absl::Status WriteConflict() {
  return Error(absl::StatusCode::kAborted, "WRITE_CONFLICT",
               "another change was in the way each time; read again and retry");
}

absl::Status DatabaseUnavailable(absl::string_view detail) {
  return RetryableError(absl::StatusCode::kUnavailable, "DATABASE_UNAVAILABLE", detail,
                        absl::Seconds(1));
}

absl::Status DeadlinePassed() {
  return Error(absl::StatusCode::kDeadlineExceeded, "DEADLINE",
               "the deadline passed before the database was done; nothing was changed");
}

absl::Status CommitOutcomeUnknown() {
  return Error(absl::StatusCode::kUnknown, "COMMIT_OUTCOME_UNKNOWN",
               "the answer to the commit was lost; send the same request id again");
}

absl::Status CheckNoNul(absl::Span<const Value> parameters) {
  for (const Value& parameter : parameters) {
    const auto* text = std::get_if<std::string>(&parameter);
    if (text != nullptr && text->find('\0') != std::string::npos) {
      return Error(absl::StatusCode::kInvalidArgument, "TEXT_HAS_NUL",
                   "text may not hold a zero byte");
    }
  }
  return absl::OkStatus();
}

std::string Excerpt(absl::string_view sql) {
  constexpr std::size_t kLimit = 160;
  return sql.size() <= kLimit ? std::string(sql) : absl::StrCat(sql.substr(0, kLimit), "...");
}

absl::Duration Backoff(int attempt) {
  // Jitter needs no good randomness, only that two callers differ: a counter through a hash.
  static std::atomic<std::uint64_t> calls{0};
  std::uint64_t mixed = (calls.fetch_add(1, std::memory_order_relaxed) + 1) * 0x9e3779b97f4a7c15U;
  mixed ^= mixed >> 29;
  const auto base = absl::Milliseconds(10) * (std::int64_t{1} << (attempt - 1));
  return base / 2 + base * (static_cast<double>(mixed % 1000) / 1000.0);
}

}  // namespace driehoek::storage
