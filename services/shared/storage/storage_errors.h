// The refusals that both drivers give, in one place so that a store sees the same reason whichever
// engine is below it (the table in the rules for transactions).
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "shared/storage/database.h"

namespace driehoek::storage {

// What a failed statement means for the transaction that it belongs to.
enum class Outcome {
  kRefused,   // a rule of the schema or a fault of the statement: the body's own error
  kConflict,  // rolled back by the engine in favour of another: run the body again, 5 times
  kUnique,    // a unique key or a new table that the body did not expect: a race; run it once more
  kLost,      // the connection is gone, nothing was committed: run again until the deadline
  kDeadline,  // out of time, nothing was committed
  kUnknown,   // lost during COMMIT
};

inline constexpr int kMaxTries = 5;

absl::Status UniqueViolation(absl::string_view detail);
absl::Status ForeignKeyViolation(absl::string_view detail);
absl::Status CheckViolation(absl::string_view detail);
absl::Status StatementFailed(absl::string_view detail);
absl::Status WriteConflict();
absl::Status DatabaseUnavailable(absl::string_view detail);
absl::Status DeadlinePassed();
absl::Status CommitOutcomeUnknown();

// OK unless a text among `parameters` has a NUL byte: INVALID_ARGUMENT / TEXT_HAS_NUL. PostgreSQL
// cannot store one and SQLite would cut the text there in some functions.
absl::Status CheckNoNul(absl::Span<const Value> parameters);

// The statement in an error text: statements are literals and hold no data. Cut at 160 bytes.
std::string Excerpt(absl::string_view sql);

// How long to wait before try number `attempt` (1 is the second): 10 ms doubling, with jitter.
absl::Duration Backoff(int attempt);

}  // namespace driehoek::storage
