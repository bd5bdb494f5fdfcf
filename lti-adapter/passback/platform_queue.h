// The scores that wait for one platform: one adapter at a time sends them, by a lease with a fence,
// and begins them in the database before anything goes out. So a platform that is slow or away
// holds up no other, and an adapter that is killed leaves behind what it was doing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "passback/score.h"
#include "shared/storage/database.h"

namespace driehoek::lti {

// Longer than a batch takes; after a kill the platform waits for it to run out.
inline constexpr absl::Duration kLeaseTime = absl::Seconds(20);

struct PlatformLease {
  std::string registration_id;
  int fence = 0;
  absl::Time until;
  int failures = 0;    // calls in a row that the platform failed
  std::string reason;  // of the last of them
};

// A score whose attempt is under way. `score` is as it was before, but dated.
struct BegunScore {
  Score score;
  int attempt = 0;  // its number
};

// How an attempt ended: the score as it is to be, and what the history says.
struct EndedScore {
  Score score;
  int attempt = 0;
  Outcome outcome = Outcome::kRetry;
  int status = 0;
  std::string reason;
};

// Whether the platform is left alone, as the batch leaves it.
struct PlatformHealth {
  int failures = 0;
  absl::Time pause_until;  // in the past: not paused
  std::string reason;      // "" when it works
};

// Thread-safe. The database must outlive it.
class PlatformQueue {
 public:
  explicit PlatformQueue(storage::Database& database) : database_(database) {}

  // Nothing when another adapter has it or it is paused.
  absl::StatusOr<std::optional<PlatformLease>> Take(const std::string& registration_id,
                                                    absl::Time now);
  // Begins the attempts of what is due, at most `limit`. Each score that has no timestamp gets one.
  // ABORTED / LEASE_LOST when the lease is another's by now.
  absl::StatusOr<std::vector<BegunScore>> Begin(const PlatformLease& lease, absl::Time now,
                                                int limit);
  // Stores how they ended, takes back those that were begun and not tried, and gives the lease up.
  // What was sent is noted even when the lease was lost meanwhile.
  absl::Status End(const PlatformLease& lease, const std::vector<EndedScore>& ended,
                   const std::vector<BegunScore>& untried, const PlatformHealth& health,
                   absl::Time now);

  // The address of a column that was found before, or "".
  absl::StatusOr<std::string> KnownColumn(const Score& score);
  absl::Status KeepColumn(const Score& score, const std::string& url, absl::Time now);
  absl::Status ForgetColumn(const Score& score);

 private:
  storage::Database& database_;
};

}  // namespace driehoek::lti
