// What is due, over all institutions: the clock of the outbox. Plain reads without locks.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "passback/score.h"
#include "shared/storage/database.h"

namespace driehoek::lti {

// Institutions with an active deployment: whose events are followed.
absl::StatusOr<std::vector<TenantId>> SelectTenants(storage::Transaction& transaction);

// Scores without a column that are due to be looked at again, at most 100.
absl::StatusOr<std::vector<Score>> SelectWithoutColumn(storage::Transaction& transaction,
                                                       absl::Time now);

// Registrations to which something is due; whether they are paused their queue knows.
absl::StatusOr<std::vector<std::string>> SelectDuePlatforms(storage::Transaction& transaction,
                                                            absl::Time now);

// The scores of a platform that are due, longest waiting first.
absl::StatusOr<std::vector<Score>> SelectDue(storage::Transaction& transaction,
                                             const std::string& registration_id, absl::Time now,
                                             int limit);

}  // namespace driehoek::lti
