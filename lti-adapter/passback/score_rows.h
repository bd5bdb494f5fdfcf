// Scores as rows, and the statements on one score, inside a transaction of a store.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "passback/score.h"
#include "shared/storage/database.h"

namespace driehoek::lti {

// In the order that ToScore reads.
inline constexpr absl::string_view kScoreColumns =
    "tenant_id, score_id, assessment_id, placement_id, person_id, version, mark_tenths, "
    "published_us, submitted_us, resource_id, tag, label, state, registration_id, deployment_id, "
    "context_id, subject, column_key, given_url, resource_link_id, timestamp_us, doubt, failures, "
    "attempts, next_us, status, reason, sent_us";

Score ToScore(const storage::Row& row);
std::vector<Score> ToScores(const storage::Rows& rows);

// False when this version of the assessment is there already.
absl::StatusOr<bool> InsertScore(storage::Transaction& transaction, const Score& score);
absl::StatusOr<std::optional<Score>> SelectScore(storage::Transaction& transaction,
                                                 const TenantId& tenant, const std::string& id);
// All versions of an assessment, newest first.
absl::StatusOr<std::vector<Score>> SelectVersions(storage::Transaction& transaction,
                                                  const TenantId& tenant,
                                                  const std::string& assessment_id);
// The latest timestamp that was given to a score of this student in this column.
absl::StatusOr<std::optional<absl::Time>> LastTimestamp(storage::Transaction& transaction,
                                                        const Score& score);
// Where it goes, when it goes and its state: what routing decides.
absl::Status UpdateRoute(storage::Transaction& transaction, const Score& score);
// What the attempts change. Nothing happens to its state when it is `waiting` no longer: a newer
// version took its place meanwhile.
absl::Status UpdateProgress(storage::Transaction& transaction, const Score& score);

}  // namespace driehoek::lti
