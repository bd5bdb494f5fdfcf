#include "progress/rhythm/hours.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "shared/base/field_checks.h"

namespace driehoek::progress::rhythm {
namespace {

constexpr int kMinutesOfDay = 24 * 60;

void CheckOne(const DayWish& wish, const std::string& path, const PlacementFact& placement,
              absl::CivilDay today, FieldViolations& violations) {
  CheckNumber(violations, path + ".learning_minutes", wish.learning_minutes, 0, kMinutesOfDay);
  CheckNumber(violations, path + ".other_minutes", wish.other_minutes, 0, kMinutesOfDay);
  const std::int64_t both = std::int64_t{wish.learning_minutes} + wish.other_minutes;
  const bool is_each_possible = wish.learning_minutes >= 0 && wish.other_minutes >= 0 &&
                                wish.learning_minutes <= kMinutesOfDay &&
                                wish.other_minutes <= kMinutesOfDay;
  if (is_each_possible && (both < 1 || both > kMinutesOfDay)) {
    violations.Add(path + ".learning_minutes", "HOURS_OUT_OF_RANGE",
                   "with the other minutes of the day must be 1 to 1440 minutes, 24 hours");
  }
  CheckText(violations, path + ".note", wish.note, 0, 500, TextKind::kBlock);
  if (wish.day > today) {
    violations.Add(path + ".work_date", "DATE_IN_FUTURE", "must not be after today");
  } else if (wish.day < placement.start_date || wish.day > placement.end_date) {
    violations.Add(path + ".work_date", "OUTSIDE_PLACEMENT", "must be a day of the placement");
  }
}

bool IsSame(const HoursEntry& entry, const DayWish& wish) {
  return entry.learning_minutes == wish.learning_minutes &&
         entry.other_minutes == wish.other_minutes && entry.note == wish.note;
}

absl::Status NotWritten() {
  return Error(absl::StatusCode::kFailedPrecondition, "HOURS_NOT_WRITTEN",
               "these hours do not wait for this");
}

// Every one of `entries` in `state`, by `confirmer`.
std::vector<HoursEntry> Judged(std::vector<HoursEntry> entries, HoursState state,
                               absl::string_view reason, const PersonId& confirmer,
                               absl::Time now) {
  for (HoursEntry& entry : entries) {
    entry.state = state;
    entry.dispute_reason = std::string(reason);
    entry.confirmer = confirmer;
    entry.confirm_time = now;
    entry.update_time = now;
  }
  return entries;
}

void Add(const HoursEntry& entry, Totals& totals) {
  const int both = entry.learning_minutes + entry.other_minutes;
  totals.learning_minutes += entry.learning_minutes;
  totals.other_minutes += entry.other_minutes;
  if (entry.state == HoursState::kConfirmed) totals.confirmed_minutes += both;
  if (entry.state == HoursState::kDisputed) totals.disputed_minutes += both;
  ++totals.day_count;
  if (entry.state == HoursState::kWritten) ++totals.unconfirmed_day_count;
}

}  // namespace

void Check(const std::vector<DayWish>& wishes, const PlacementFact& placement, absl::CivilDay today,
           FieldViolations& violations) {
  if (wishes.empty() || wishes.size() > kMostDaysAtOnce) {
    violations.Add("days", "DAYS_OUT_OF_RANGE", "must be 1 to 31 days");
    return;
  }
  std::set<absl::CivilDay> days;
  std::set<HoursId> ids;
  for (std::size_t i = 0; i < wishes.size(); ++i) {
    const std::string path = absl::StrCat("days[", i, "]");
    CheckOne(wishes[i], path + ".hours_entry", placement, today, violations);
    if (!days.insert(wishes[i].day).second) {
      violations.Add(path + ".hours_entry.work_date", "DUPLICATE", "is in the request twice");
    }
    if (!ids.insert(wishes[i].id).second) {
      violations.Add(path + ".hours_entry_id", "DUPLICATE", "is in the request twice");
    }
  }
}

absl::StatusOr<std::vector<HoursEntry>> Write(const std::vector<DayWish>& wishes,
                                              const std::vector<HoursEntry>& present,
                                              const PlacementFact& placement, absl::Time now) {
  if (placement.is_final) {
    return Error(absl::StatusCode::kFailedPrecondition, "PLACEMENT_FINAL", "the placement is over");
  }
  if (!placement.is_running) {
    return Error(absl::StatusCode::kFailedPrecondition, "PLACEMENT_NOT_ACTIVE",
                 "hours are of a placement that runs");
  }
  std::vector<HoursEntry> after;
  for (const DayWish& wish : wishes) {
    const auto same_day = [&](const HoursEntry& entry) { return entry.day == wish.day; };
    const auto found = std::find_if(present.begin(), present.end(), same_day);
    HoursEntry entry;
    if (found != present.end()) {
      entry = *found;
      if (entry.state != HoursState::kWithdrawn && IsSame(entry, wish)) {
        after.push_back(std::move(entry));
        continue;
      }
    } else {
      entry = {.id = wish.id,
               .placement = placement.id,
               .student = placement.student,
               .day = wish.day,
               .create_time = now};
    }
    entry.learning_minutes = wish.learning_minutes;
    entry.other_minutes = wish.other_minutes;
    entry.note = wish.note;
    entry.state = HoursState::kWritten;
    entry.dispute_reason.clear();
    entry.confirmer = PersonId();
    entry.confirm_time.reset();
    entry.update_time = now;
    ++entry.version;
    after.push_back(std::move(entry));
  }
  return after;
}

absl::StatusOr<HoursEntry> Withdraw(HoursEntry entry, const PlacementFact& placement,
                                    absl::Time now) {
  if (placement.is_final) {
    return Error(absl::StatusCode::kFailedPrecondition, "PLACEMENT_FINAL", "the placement is over");
  }
  if (entry.state == HoursState::kWithdrawn) {
    return Error(absl::StatusCode::kFailedPrecondition, "HOURS_WITHDRAWN",
                 "these hours were taken back already");
  }
  entry.state = HoursState::kWithdrawn;
  entry.update_time = now;
  ++entry.version;
  return entry;
}

absl::StatusOr<std::vector<HoursEntry>> Confirm(std::vector<HoursEntry> entries,
                                                const PersonId& confirmer, absl::Time now) {
  for (HoursEntry& entry : entries) {
    if (entry.state != HoursState::kWritten && entry.state != HoursState::kDisputed) {
      return NotWritten();
    }
    ++entry.version;
  }
  return Judged(std::move(entries), HoursState::kConfirmed, "", confirmer, now);
}

absl::StatusOr<std::vector<HoursEntry>> Dispute(std::vector<HoursEntry> entries,
                                                absl::string_view reason, const PersonId& confirmer,
                                                absl::Time now) {
  FieldViolations violations;
  CheckText(violations, "reason", reason, 1, 500, TextKind::kBlock);
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  for (HoursEntry& entry : entries) {
    if (entry.state != HoursState::kWritten && entry.state != HoursState::kConfirmed) {
      return NotWritten();
    }
    ++entry.version;
  }
  return Judged(std::move(entries), HoursState::kDisputed, reason, confirmer, now);
}

Summary AddUp(const std::vector<HoursEntry>& entries) {
  Summary summary;
  for (const HoursEntry& entry : entries) {
    if (entry.state == HoursState::kWithdrawn) continue;
    const absl::CivilDay monday = absl::PrevWeekday(entry.day + 1, absl::Weekday::monday);
    Add(entry, summary.weeks[monday]);
    Add(entry, summary.all);
  }
  return summary;
}

}  // namespace driehoek::progress::rhythm
