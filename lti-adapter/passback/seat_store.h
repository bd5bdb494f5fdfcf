// Students' seats in courses that take grades, kept as launches tell of them.
#pragma once

#include <mutex>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "launch/seats.h"
#include "shared/base/clock.h"
#include "shared/storage/database.h"

namespace driehoek::lti {

// A class that opens Driehoek again within this time writes nothing.
inline constexpr absl::Duration kSeatMemory = absl::Minutes(5);

// Thread-safe. What it refers to must outlive it.
class SeatStore final : public Seats {
 public:
  SeatStore(storage::Database& database, const Clock& clock) : database_(database), clock_(clock) {}

  bool Knows(const GradeSeat& seat) override;
  // Also wakes the student's scores that had no column.
  absl::Status Keep(const GradeSeat& seat) override;

 private:
  struct Known {
    GradeSeat seat;
    absl::Time until;
  };
  storage::Database& database_;
  const Clock& clock_;
  std::mutex mutex_;                               // guards known_
  absl::flat_hash_map<std::string, Known> known_;  // by person and course
};

// The seats of one person, the one of the newest launch first, at most 20.
absl::StatusOr<std::vector<GradeSeat>> SelectSeats(storage::Transaction& transaction,
                                                   const TenantId& tenant, const PersonId& person);

}  // namespace driehoek::lti
