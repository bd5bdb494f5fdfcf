#include "progress/checkin/schedule.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"

namespace driehoek::progress::checkin {
namespace {

constexpr int kFirstHour = 10;

absl::Time At(absl::CivilDay day, int hour, int minute, absl::TimeZone zone) {
  return absl::FromCivil(absl::CivilMinute(day.year(), day.month(), day.day(), hour, minute), zone);
}

// The same time of day on another day.
absl::Time OnDay(absl::Time time, absl::CivilDay day, absl::TimeZone zone) {
  const absl::CivilMinute minute = absl::ToCivilMinute(time, zone);
  return At(day, minute.hour(), minute.minute(), zone);
}

CheckInChange Made(const Proposal& proposal, const PlacementFact& placement, absl::CivilDay today,
                   absl::Time now, absl::TimeZone zone, const std::string& id) {
  CheckIn made{.id = CheckInId(id),
               .placement = placement.id,
               .student = placement.student,
               .programme = placement.programme,
               .kind = proposal.kind,
               .ordinal = proposal.ordinal,
               .window = proposal.window,
               .start_time = At(proposal.date, kFirstHour, 0, zone),
               .planned_date = proposal.date,
               .create_time = now,
               .update_time = now};
  CheckInChange change{.after = std::move(made), .told = {Told::kPlanned}};
  if (auto passed = PassTime(change.after, placement, today, now)) {
    change.after = std::move(passed->after);
    change.told.insert(change.told.end(), passed->told.begin(), passed->told.end());
  }
  return change;
}

// `check_in` as `proposal` has it; nothing when it is so already.
std::optional<CheckInChange> Fitted(const CheckIn& check_in, const Proposal& proposal,
                                    absl::Time now, absl::TimeZone zone) {
  const bool stays = MoveCount(check_in) > 0 && Holds(proposal.window, check_in.planned_date);
  const bool moves = !stays && check_in.planned_date != proposal.date;
  if (!moves && check_in.window == proposal.window) return std::nullopt;
  CheckInChange change{.after = check_in, .told = {moves ? Told::kMoved : Told::kChanged}};
  CheckIn& after = change.after;
  after.window = proposal.window;
  after.update_time = now;
  if (moves) {
    const absl::Time start_time = OnDay(check_in.start_time, proposal.date, zone);
    after.moves.push_back({check_in.start_time, start_time, "", PersonId(), now});
    after.start_time = start_time;
    after.planned_date = proposal.date;
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
                                  const PlacementFact& placement, absl::CivilDay today,
                                  absl::Time now, absl::TimeZone zone,
                                  const std::function<std::string()>& new_id) {
  std::vector<PlannedChange> changes;
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
    } else if (auto fitted = Fitted(check_in, *proposal, now, zone)) {
      changes.push_back({*std::move(fitted), check_in.version});
    }
  }
  for (const Proposal& proposal : proposals) {
    if (IsThere(existing, proposal)) continue;
    changes.push_back({Made(proposal, placement, today, now, zone, new_id()), 0});
  }
  return changes;
}

}  // namespace driehoek::progress::checkin
