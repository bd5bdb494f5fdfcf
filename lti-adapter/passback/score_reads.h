// Reading scores for people.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "passback/score.h"
#include "shared/storage/database.h"

namespace driehoek::lti {

// After which score of a list to go on.
struct ScorePlace {
  absl::Time publish_time;
  std::string id;
};

struct ScoreHistory {
  Score score;
  std::vector<AttemptEntry> attempts;  // oldest first
  std::vector<Score> versions;         // of the same assessment, newest first
};

// How a platform stands with an institution's scores.
struct PlatformStanding {
  std::string registration_id;
  int waiting = 0;
  int failures = 0;
  absl::Time pause_until;
  std::string reason;
};

// Thread-safe. The database must outlive it.
class ScoreReads {
 public:
  explicit ScoreReads(storage::Database& database) : database_(database) {}

  // Newest publication first, after `after` if given. `states` empty: all.
  absl::StatusOr<std::vector<Score>> List(const TenantId& tenant,
                                          const std::vector<ScoreState>& states,
                                          const std::optional<ScorePlace>& after, int limit);
  // NOT_FOUND / SCORE_UNKNOWN.
  absl::StatusOr<ScoreHistory> History(const TenantId& tenant, const std::string& id);
  // Platforms to which something waits.
  absl::StatusOr<std::vector<PlatformStanding>> Platforms(const TenantId& tenant);
  // The issuer of a registration, "" when there is none.
  absl::StatusOr<std::string> IssuerOf(const std::string& registration_id);

 private:
  storage::Database& database_;
};

}  // namespace driehoek::lti
