// What one party says of one period of a placement (R54): values and pure rules.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "progress/facts.h"
#include "shared/base/enum_names.h"
#include "shared/base/errors.h"

namespace driehoek::progress::rhythm {

using PulseId = StrongId<struct PulseTag>;

// In the order of the contract.
enum class Party { kStudent, kSupervisor };

// Both days inclusive.
struct Period {
  absl::CivilDay first;
  absl::CivilDay last;
  friend bool operator==(const Period&, const Period&) = default;
};
bool Contains(const Period& period, absl::CivilDay day);
bool Overlap(const Period& one, const Period& other);

struct Pulse {
  PulseId id;
  PlacementId placement;
  Party party = Party::kStudent;
  PersonId person;  // who answered last
  Period period;
  int learning_share = 0;  // per cent
  int mood = 0;            // 1 to 5; 0: not said
  std::string word;
  bool too_little_time = false;
  absl::CivilDay answer_date;
  absl::Time create_time;
  absl::Time update_time;
  std::int64_t version = 0;  // 0: not stored yet
};

// How far back an answer that waited without a network may lie.
inline constexpr int kLateAnswerDays = 14;

// The period of `weeks` weeks, counted from the first day of the placement, that `day` lies in; the
// last one ends with the placement. `day` is inside the placement, `weeks` above 0.
Period PeriodOf(const PlacementFact& placement, int weeks, absl::CivilDay day);

// What somebody says; nothing of it is checked yet.
struct Answer {
  PulseId id;  // from the client, or new
  std::optional<int> learning_share;
  int mood = 0;
  std::string word;
  bool too_little_time = false;
  std::optional<absl::CivilDay> day;  // absent: today
};

// Names every field of `answer` that is wrong for `party`: FIELD_MISSING, NUMBER_OUT_OF_RANGE,
// NOT_FOR_PARTY, OUTSIDE_PLACEMENT, DATE_IN_FUTURE, DATE_TOO_OLD, and those of field_checks.h.
void Check(const Answer& answer, Party party, const PlacementFact& placement, absl::CivilDay today,
           FieldViolations& violations);

// The pulse after `answer`, which passed Check. `own` are the pulses of this party on the
// placement: when one covers the day it is corrected and keeps its id and period, also when the
// weeks of the policy have changed since. FAILED_PRECONDITION / PLACEMENT_NOT_ACTIVE,
// PULSE_NOT_ASKED.
absl::StatusOr<Pulse> Say(const Answer& answer, Party party, const PersonId& person,
                          const PlacementFact& placement, const std::vector<Pulse>& own, int weeks,
                          absl::CivilDay today, absl::Time now);

// What is asked of `party` today; nothing when no pulse is asked.
struct Asked {
  Period period;
  const Pulse* answered = nullptr;  // of `own`
};
std::optional<Asked> AskedToday(const PlacementFact& placement, const std::vector<Pulse>& own,
                                int weeks, absl::CivilDay today);

// Whether who answers as `party` may see `pulse`: its own, and another's once it answered for the
// same days (domain text 6.4).
bool IsOpenTo(Party party, const Pulse& pulse, const std::vector<Pulse>& all);

}  // namespace driehoek::progress::rhythm

template <>
struct driehoek::EnumNames<driehoek::progress::rhythm::Party> {
  static constexpr std::array<absl::string_view, 2> kNames = {"student", "supervisor"};
};
