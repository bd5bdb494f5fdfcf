#include "progress/rhythm/pulse.h"

#include <algorithm>

#include "shared/base/field_checks.h"

namespace driehoek::progress::rhythm {
namespace {

const Pulse* CoveringOf(const std::vector<Pulse>& pulses, absl::CivilDay day) {
  for (const Pulse& pulse : pulses) {
    if (Contains(pulse.period, day)) return &pulse;
  }
  return nullptr;
}

bool IsInside(const PlacementFact& placement, absl::CivilDay day) {
  return placement.start_date <= day && day <= placement.end_date;
}

}  // namespace

bool Contains(const Period& period, absl::CivilDay day) {
  return period.first <= day && day <= period.last;
}

bool Overlap(const Period& one, const Period& other) {
  return one.first <= other.last && other.first <= one.last;
}

Period PeriodOf(const PlacementFact& placement, int weeks, absl::CivilDay day) {
  const int days = weeks * 7;
  const auto before = (day - placement.start_date) / days;
  const absl::CivilDay first = placement.start_date + before * days;
  return {first, std::min(first + (days - 1), placement.end_date)};
}

void Check(const Answer& answer, Party party, const PlacementFact& placement, absl::CivilDay today,
           FieldViolations& violations) {
  if (answer.learning_share.has_value()) {
    CheckNumber(violations, "learning_share_percent", *answer.learning_share, 0, 100);
  } else {
    violations.Add("learning_share_percent", "FIELD_MISSING", "must be given");
  }
  CheckText(violations, "word", answer.word, 0, 60);
  CheckNumber(violations, "mood", answer.mood, 0, 5);
  if (party == Party::kSupervisor && answer.mood != 0) {
    violations.Add("mood", "NOT_FOR_PARTY", "is asked of the student only");
  }
  if (party == Party::kStudent && answer.too_little_time) {
    violations.Add("too_little_time", "NOT_FOR_PARTY", "is asked of the supervisor only");
  }
  const absl::CivilDay day = answer.day.value_or(today);
  if (day > today) {
    violations.Add("answer_date", "DATE_IN_FUTURE", "must not be after today");
  } else if (!IsInside(placement, day)) {
    violations.Add("answer_date", "OUTSIDE_PLACEMENT", "must be a day of the placement");
  } else if (day < today - kLateAnswerDays) {
    violations.Add("answer_date", "DATE_TOO_OLD", "must be at most 14 days ago");
  }
}

absl::StatusOr<Pulse> Say(const Answer& answer, Party party, const PersonId& person,
                          const PlacementFact& placement, const std::vector<Pulse>& own, int weeks,
                          absl::CivilDay today, absl::Time now) {
  if (!placement.is_running) {
    return Error(absl::StatusCode::kFailedPrecondition, "PLACEMENT_NOT_ACTIVE",
                 "a pulse is of a placement that runs");
  }
  const absl::CivilDay day = answer.day.value_or(today);
  const Pulse* const covering = CoveringOf(own, day);
  if (covering == nullptr && weeks <= 0) {
    return Error(absl::StatusCode::kFailedPrecondition, "PULSE_NOT_ASKED",
                 "the policy asks for no pulses");
  }
  Pulse pulse;
  if (covering != nullptr) {
    pulse = *covering;
  } else {
    pulse = {.id = answer.id,
             .placement = placement.id,
             .party = party,
             .period = PeriodOf(placement, weeks, day),
             .create_time = now};
    // When the policy changed its weeks, the days that an older pulse speaks for are not this
    // one's.
    for (const Pulse& other : own) {
      if (!Overlap(other.period, pulse.period)) continue;
      if (other.period.last < day) pulse.period.first = other.period.last + 1;
      if (other.period.first > day) pulse.period.last = other.period.first - 1;
    }
  }
  pulse.person = person;
  pulse.learning_share = answer.learning_share.value_or(0);
  pulse.mood = answer.mood;
  pulse.word = answer.word;
  pulse.too_little_time = answer.too_little_time;
  pulse.answer_date = day;
  pulse.update_time = now;
  return pulse;
}

std::optional<Asked> AskedToday(const PlacementFact& placement, const std::vector<Pulse>& own,
                                int weeks, absl::CivilDay today) {
  if (!placement.is_running || !IsInside(placement, today)) return std::nullopt;
  if (const Pulse* const covering = CoveringOf(own, today)) {
    return Asked{covering->period, covering};
  }
  if (weeks <= 0) return std::nullopt;
  return Asked{PeriodOf(placement, weeks, today)};
}

bool IsOpenTo(Party party, const Pulse& pulse, const std::vector<Pulse>& all) {
  if (pulse.party == party) return true;
  return std::any_of(all.begin(), all.end(), [&](const Pulse& other) {
    return other.party == party && Overlap(other.period, pulse.period);
  });
}

}  // namespace driehoek::progress::rhythm
