#include "progress/checkin/proposal.h"

#include <algorithm>
#include <cstdlib>

#include "shared/base/working_days.h"

namespace driehoek::progress::checkin {
namespace {

using absl::CivilDay;

// The kick-off is best on the third day, and held within two weeks.
constexpr int kKickOffAfterDays = 2;
constexpr int kKickOffDays = 14;
// The final is best a week before the last day, and held in the last three weeks.
constexpr int kFinalBeforeEnd = 7;
constexpr int kFinalDays = 21;
// Around a mid-term that only keeps the interval, to both sides.
constexpr int kIntervalSlack = 7;
constexpr int kUnmetWindowDays = 7;

// The working day of [first, last] nearest to `wanted`, the later of two.
std::optional<CivilDay> NearestWorkingDay(CivilDay wanted, CivilDay first, CivilDay last) {
  if (first > last) return std::nullopt;
  const CivilDay middle = std::clamp(wanted, first, last);
  const auto reach = std::max(last - middle, middle - first);
  for (absl::civil_diff_t away = 0; away <= reach; ++away) {
    for (const CivilDay day : {middle + away, middle - away}) {
      if (first <= day && day <= last && IsWorkingDay(day)) return day;
    }
  }
  return std::nullopt;
}

// A guard and how many days a day misses it; 0 and less: it is kept.
struct Limit {
  Guard guard;
  CivilDay day;
  bool is_lower;
  int MissedBy(CivilDay other) const {
    return static_cast<int>(is_lower ? day - other : other - day);
  }
};

std::vector<Limit> Limits(const Period& period, const PolicyFact& policy, CivilDay final_date) {
  const auto length = period.end_date - period.start_date + 1;
  std::vector<Limit> limits;
  if (period.agreement_date.has_value()) {
    limits.push_back({Guard::kAfterAgreement, *period.agreement_date + kDaysAfterAgreement, true});
  }
  limits.push_back(
      {Guard::kAfterShare, period.start_date + length * policy.mid_term_from_percent / 100, true});
  limits.push_back(
      {Guard::kBeforeShare, period.start_date + length * policy.mid_term_to_percent / 100, false});
  limits.push_back({Guard::kBeforeFinal, final_date - kDaysBeforeFinal, false});
  return limits;
}

// The mid-term that the guards are for, on a working day of [first, last].
std::optional<Proposal> MidTermInWindow(const Period& period, const std::vector<Limit>& limits,
                                        CivilDay first, CivilDay last) {
  const auto length = period.end_date - period.start_date + 1;
  const CivilDay wanted = period.start_date + length * kMidTermPercent / 100;
  CivilDay lower = first;
  CivilDay upper = last;
  for (const Limit& limit : limits) {
    if (limit.is_lower) lower = std::max(lower, limit.day);
    if (!limit.is_lower) upper = std::min(upper, limit.day);
  }
  if (const auto day = NearestWorkingDay(std::max(wanted, first + kDaysAfterKickOff),
                                         std::max(lower, period.today), upper)) {
    return Proposal{Kind::kMidTerm, 0, *day, {lower, upper, {}}};
  }
  std::optional<CivilDay> best;
  int best_missed = 0;
  for (CivilDay day = std::max(first, period.today); day <= last; ++day) {
    if (!IsWorkingDay(day)) continue;
    int missed = 0;
    for (const Limit& limit : limits) missed += std::max(limit.MissedBy(day), 0);
    const bool is_better =
        !best.has_value() || missed < best_missed ||
        (missed == best_missed && std::abs(day - wanted) < std::abs(*best - wanted));
    if (is_better) {
      best = day;
      best_missed = missed;
    }
  }
  if (!best.has_value()) return std::nullopt;
  Proposal proposal{Kind::kMidTerm, 0, *best, {*best, {}, {}}};
  proposal.window.last = std::min(*best + kUnmetWindowDays - 1, last);
  for (const Limit& limit : limits) {
    if (limit.MissedBy(*best) > 0) {
      proposal.window.unmet_guards.push_back({limit.guard, limit.day, limit.MissedBy(*best)});
    }
  }
  return proposal;
}

// Mid-terms that leave at most `weeks` between two of `meetings`, which are in order.
std::vector<Proposal> Between(const std::vector<CivilDay>& meetings, int weeks, CivilDay today) {
  std::vector<Proposal> proposals;
  int ordinal = 0;
  for (std::size_t i = 1; i < meetings.size(); ++i) {
    const CivilDay from = meetings[i - 1];
    const auto gap = meetings[i] - from;
    const auto parts = (gap + 7 * weeks - 1) / (7 * weeks);
    for (absl::civil_diff_t part = 1; part < parts; ++part) {
      ++ordinal;
      const CivilDay wanted = from + gap * part / parts;
      const CivilDay first = std::max(from + 1, wanted - kIntervalSlack);
      const CivilDay last = std::min(meetings[i] - 1, wanted + kIntervalSlack);
      if (const auto day = NearestWorkingDay(wanted, std::max(first, today), last)) {
        proposals.push_back({Kind::kMidTerm, ordinal, *day, {first, last, {}}});
      }
    }
  }
  return proposals;
}

}  // namespace

std::vector<Proposal> Propose(const Period& period, const PolicyFact& policy) {
  std::vector<Proposal> proposals;
  const CivilDay opening = std::max(period.start_date, period.first_plan_date);
  const CivilDay kick_off_last = std::min(opening + kKickOffDays - 1, period.end_date);
  const auto kick_off = NearestWorkingDay(opening + kKickOffAfterDays,
                                          std::max(opening, period.today), kick_off_last);
  if (kick_off.has_value()) {
    proposals.push_back({Kind::kKickOff, 0, *kick_off, {opening, kick_off_last, {}}});
  }
  const CivilDay after_kick_off = kick_off.value_or(opening) + 1;
  const CivilDay final_first = std::max(period.end_date - kFinalDays + 1, after_kick_off);
  const auto final_day = NearestWorkingDay(period.end_date - kFinalBeforeEnd,
                                           std::max(final_first, period.today), period.end_date);
  if (!final_day.has_value()) return proposals;
  const auto mid_term =
      MidTermInWindow(period, Limits(period, policy, *final_day), after_kick_off, *final_day - 1);
  if (mid_term.has_value()) proposals.push_back(*mid_term);
  if (policy.mid_term_interval_weeks > 0) {
    std::vector<CivilDay> meetings = {period.start_date};
    if (mid_term.has_value()) meetings.push_back(mid_term->date);
    meetings.push_back(*final_day);
    for (const Proposal& more : Between(meetings, policy.mid_term_interval_weeks, period.today)) {
      proposals.push_back(more);
    }
  }
  proposals.push_back({Kind::kFinal, 0, *final_day, {final_first, period.end_date, {}}});
  std::sort(proposals.begin(), proposals.end(),
            [](const Proposal& a, const Proposal& b) { return a.date < b.date; });
  return proposals;
}

std::vector<CivilDay> ContactDates(CivilDay start_date, CivilDay final_date,
                                   const PolicyFact& policy) {
  std::vector<CivilDay> dates;
  if (policy.contact_interval_weeks <= 0) return dates;
  const int days = 7 * policy.contact_interval_weeks;
  for (CivilDay date = start_date + days; date < final_date; date += days) dates.push_back(date);
  return dates;
}

}  // namespace driehoek::progress::checkin
