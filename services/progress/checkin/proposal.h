// On which days the three of a placement meet: what the system proposes by itself (R49, R50, R52).
// Pure. All days are those of the institution.
#pragma once

#include <optional>
#include <vector>

#include "absl/time/civil_time.h"
#include "progress/checkin/check_in.h"
#include "progress/checkin/facts.h"

namespace driehoek::progress::checkin {

// What the proposal hangs on.
struct Period {
  absl::CivilDay start_date;
  absl::CivilDay end_date;  // inclusive
  // Day on which the agreement came in force first; nullopt: none is, and none is waited for.
  std::optional<absl::CivilDay> agreement_date;
  absl::CivilDay first_plan_date;  // on which the placement was planned first
  absl::CivilDay today;            // nothing is proposed before it
};

struct Proposal {
  Kind kind = Kind::kKickOff;
  int ordinal = 0;
  absl::CivilDay date;
  Window window;
  friend bool operator==(const Proposal&, const Proposal&) = default;
};

// Days between the agreement and the mid-term, and between the mid-term and the final (R49).
inline constexpr int kDaysAfterAgreement = 10;
inline constexpr int kDaysBeforeFinal = 28;
// Where in the period the mid-term is best, in per cent; later after a late kick-off.
inline constexpr int kMidTermPercent = 45;
inline constexpr int kDaysAfterKickOff = 14;

// Kick-off, mid-terms and final, in the order of their days, on working days.
//
// The mid-term with ordinal 0 is the one in the policy's window, as near to 45 % of the period, or
// to two weeks after a late kick-off, as the guards let it be. When no day between kick-off and
// final keeps all guards it is proposed on the day that misses them by the fewest days together,
// the nearest of these to 45 %; its window says which, and lasts a week. Further mid-terms leave at
// most the policy's weeks between two meetings. A period too short for three days has fewer.
std::vector<Proposal> Propose(const Period& period, const PolicyFact& policy);

// The last days for the contacts that the policy asks for between the meetings: each
// `contact_interval_weeks` from the start on, before `final_date` (R50).
std::vector<absl::CivilDay> ContactDates(absl::CivilDay start_date, absl::CivilDay final_date,
                                         const PolicyFact& policy);

}  // namespace driehoek::progress::checkin
