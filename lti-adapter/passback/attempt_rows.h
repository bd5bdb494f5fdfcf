// The history of a score as rows, inside a transaction of a store.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "passback/score.h"
#include "shared/storage/database.h"

namespace driehoek::lti {

// An attempt that is under way: its outcome is unknown until EndAttempt.
absl::Status InsertAttempt(storage::Transaction& transaction, const Score& score, int number,
                           absl::Time now);
// One that went the same way as the one before it becomes one entry with it.
absl::Status EndAttempt(storage::Transaction& transaction, const Score& score, int number,
                        absl::Time now, Outcome outcome, int status, const std::string& reason);
// An attempt that was not made after all.
absl::Status DeleteAttempt(storage::Transaction& transaction, const Score& score, int number);
// Oldest first.
absl::StatusOr<std::vector<AttemptEntry>> SelectAttempts(storage::Transaction& transaction,
                                                         const TenantId& tenant,
                                                         const std::string& score_id);

}  // namespace driehoek::lti
