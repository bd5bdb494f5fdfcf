#include "progress/checkin/schedule.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "shared/base/working_days.h"

namespace driehoek::progress::checkin {
namespace {

// At which a meeting is proposed, the best first: working hours, and nobody's lunch.
constexpr std::array kHours = {10, 11, 13, 14, 15, 9, 16};

absl::Time At(absl::CivilDay day, int hour, int minute, absl::TimeZone zone) {
  return absl::FromCivil(absl::CivilMinute(day.year(), day.month(), day.day(), hour, minute), zone);
}

// The same time of day on another day.
absl::Time OnDay(absl::Time time, absl::CivilDay day, absl::TimeZone zone) {
  const absl::CivilMinute minute = absl::ToCivilMinute(time, zone);
  return At(day, minute.hour(), minute.minute(), zone);
}

// What moments are chosen by.
struct Choice {
  std::vector<Taken> taken;
  absl::CivilDay today;
  absl::TimeZone zone;

  bool IsFree(absl::Time from, int minutes) const {
    const absl::Time to = from + absl::Minutes(minutes);
    return std::none_of(taken.begin(), taken.end(),
                        [&](const Taken& other) { return from < other.to && other.from < to; });
  }
  void Take(const CheckIn& check_in) {
    taken.push_back({check_in.start_time,
                     check_in.start_time + absl::Minutes(check_in.arrangement.length_minutes)});
  }
};

std::optional<absl::Time> FreeOn(absl::CivilDay day, int minutes, const Choice& choice) {
  for (const int hour : kHours) {
    const absl::Time time = At(day, hour, 0, choice.zone);
    if (choice.IsFree(time, minutes)) return time;
  }
  return std::nullopt;
}

// `wanted` if that is free, else the best hour of that day, else of the nearest day that has one.
absl::Time FreeMoment(const Proposal& proposal, absl::Time wanted, int minutes,
                      const Choice& choice) {
  if (choice.IsFree(wanted, minutes)) return wanted;
  const absl::CivilDay first = std::max(proposal.window.first, choice.today);
  const absl::CivilDay last = proposal.window.last;
  const auto reach = std::max(last - proposal.date, proposal.date - first);
  for (absl::civil_diff_t away = 0; away <= reach; ++away) {
    for (const absl::CivilDay day : {proposal.date + away, proposal.date - away}) {
      if (day < first || day > last || !IsWorkingDay(day)) continue;
      if (const auto time = FreeOn(day, minutes, choice)) return *time;
    }
  }
  return wanted;
}

CheckInChange Made(const Proposal& proposal, const PlacementFact& placement, const Choice& choice,
                   absl::Time now, const std::string& id) {
  CheckIn made{.id = CheckInId(id),
               .placement = placement.id,
               .student = placement.student,
               .programme = placement.programme,
               .kind = proposal.kind,
               .ordinal = proposal.ordinal,
               .window = proposal.window,
               .create_time = now,
               .update_time = now};
  made.start_time = FreeMoment(proposal, At(proposal.date, kHours.front(), 0, choice.zone),
                               made.arrangement.length_minutes, choice);
  made.planned_date = absl::ToCivilDay(made.start_time, choice.zone);
  CheckInChange change{.after = std::move(made), .told = {Told::kPlanned}};
  if (auto passed = PassTime(change.after, placement, choice.today, now)) {
    change.after = std::move(passed->after);
    change.told.insert(change.told.end(), passed->told.begin(), passed->told.end());
  }
  return change;
}

// `check_in` as `proposal` has it; nothing when it is so already.
std::optional<CheckInChange> Fitted(const CheckIn& check_in, const Proposal& proposal,
                                    const Choice& choice, absl::Time now) {
  const bool stays = (MoveCount(check_in) > 0 || check_in.window == proposal.window) &&
                     Holds(proposal.window, check_in.planned_date);
  const bool moves = !stays && check_in.planned_date != proposal.date;
  if (!moves && check_in.window == proposal.window) return std::nullopt;
  CheckInChange change{.after = check_in, .told = {moves ? Told::kMoved : Told::kChanged}};
  CheckIn& after = change.after;
  after.window = proposal.window;
  after.update_time = now;
  if (moves) {
    const absl::Time start_time =
        FreeMoment(proposal, OnDay(check_in.start_time, proposal.date, choice.zone),
                   check_in.arrangement.length_minutes, choice);
    after.moves.push_back({check_in.start_time, start_time, "", PersonId(), now});
    after.start_time = start_time;
    after.planned_date = absl::ToCivilDay(start_time, choice.zone);
    ++after.calendar_sequence;
  }
  return change;
}

const Proposal* FindProposal(const std::vector<Proposal>& proposals, const CheckIn& check_in) {
  const auto found =
      std::find_if(proposals.begin(), proposals.end(), [&](const Proposal& proposal) {
        return proposal.kind == check_in.kind && proposal.ordinal == check_in.ordinal;
      });
  return found == proposals.end() ? nullptr : &*found;
}

bool IsThere(const std::vector<CheckIn>& existing, const Proposal& proposal) {
  return std::any_of(existing.begin(), existing.end(), [&](const CheckIn& check_in) {
    return check_in.kind == proposal.kind && check_in.ordinal == proposal.ordinal &&
           check_in.state != CheckInState::kCancelled;
  });
}

}  // namespace

std::string SummaryOf(const Period& period, const PolicyFact& policy) {
  return absl::StrCat(
      absl::FormatCivilTime(period.start_date), " ", absl::FormatCivilTime(period.end_date), " ",
      period.agreement_date.has_value() ? absl::FormatCivilTime(*period.agreement_date) : "-", " ",
      policy.mid_term_interval_weeks, " ", policy.mid_term_from_percent, " ",
      policy.mid_term_to_percent);
}

std::vector<PlannedChange> Replan(const std::vector<CheckIn>& existing,
                                  const std::vector<Proposal>& proposals,
                                  const PlacementFact& placement, std::vector<Taken> taken,
                                  absl::CivilDay today, absl::Time now, absl::TimeZone zone,
                                  const std::function<std::string()>& new_id) {
  std::vector<PlannedChange> changes;
  Choice choice{.taken = std::move(taken), .today = today, .zone = zone};
  for (const CheckIn& check_in : existing) {
    // What the clock owes it comes first: a window that has passed gets no other one.
    if (auto passed = PassTime(check_in, placement, today, now);
        passed.has_value() && !IsAhead(passed->after.state)) {
      changes.push_back({*std::move(passed), check_in.version});
      continue;
    }
    if (!IsOfSystem(check_in.kind) || !IsAhead(check_in.state)) continue;
    const Proposal* const proposal = FindProposal(proposals, check_in);
    if (proposal == nullptr) {
      if (check_in.window.last <= placement.end_date) continue;
      CheckInChange change{.after = check_in, .told = {Told::kCancelled}};
      change.after.state = CheckInState::kCancelled;
      change.after.update_time = now;
      changes.push_back({std::move(change), check_in.version});
    } else if (auto fitted = Fitted(check_in, *proposal, choice, now)) {
      choice.Take(fitted->after);
      changes.push_back({*std::move(fitted), check_in.version});
    }
  }
  for (const Proposal& proposal : proposals) {
    if (IsThere(existing, proposal)) continue;
    changes.push_back({Made(proposal, placement, choice, now, new_id()), 0});
    choice.Take(changes.back().change.after);
  }
  return changes;
}

}  // namespace driehoek::progress::checkin
