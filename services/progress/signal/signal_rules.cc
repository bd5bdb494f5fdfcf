#include "progress/signal/signal_rules.h"

#include <algorithm>
#include <utility>

namespace driehoek::progress::signal {
namespace {

using Facts = std::vector<Fact>;

int LimitDays(const PolicyFact& policy, Edge edge) { return policy.silence_weeks[edge] * 7; }

bool IsSilent(const PlacementHistory& history, const PolicyFact& policy, Edge edge,
              absl::CivilDay today) {
  const int limit = LimitDays(policy, edge);
  return limit > 0 && SilentDays(history, edge, today) > limit;
}

Fact SilenceFact(const PlacementHistory& history, const PolicyFact& policy, Edge edge,
                 absl::CivilDay today) {
  const auto& last = history.last_contact[edge];
  return {.code = last.has_value() ? FactCode::kSilent : FactCode::kNeverInContact,
          .value = SilentDays(history, edge, today),
          .limit = LimitDays(policy, edge),
          .date = last.value_or(history.start_date),
          .edge = edge};
}

// The day on which the silence last grew by the whole time that the policy allows.
absl::CivilDay NewestOfSilence(const Fact& silence) {
  return *silence.date + (silence.value / silence.limit) * silence.limit;
}

void AddSilences(const PlacementHistory& history, const PolicyFact& policy, absl::CivilDay today,
                 std::vector<Finding>& findings) {
  for (const Edge edge : kEdges) {
    if (!IsSilent(history, policy, edge, today)) continue;
    Fact fact = SilenceFact(history, policy, edge, today);
    const bool is_twice = fact.value >= 2 * fact.limit;
    findings.push_back({.kind = Kind::kSilence,
                        .edge = edge,
                        .severity = is_twice ? Severity::kUrgent : Severity::kWarning,
                        .newest_fact = NewestOfSilence(fact)});
    findings.back().facts.push_back(std::move(fact));
  }
}

// A pulse that lies longer back than the period before this one says nothing of today.
bool IsFresh(const PulseFact& pulse, const PolicyFact& policy, absl::CivilDay today) {
  return pulse.last >= today - policy.pulse_interval_weeks * 7;
}

Fact ShareFact(const PulseFact& pulse, const PolicyFact& policy) {
  return {.code = FactCode::kLowLearningShare,
          .value = pulse.learning_share,
          .limit = policy.learning_share_alert_percent,
          .date = pulse.first};
}

// The low pulses of one party in a row, the newest first; none unless the newest is fresh.
Facts LowSharesInARow(const std::vector<PulseFact>& pulses, const PolicyFact& policy,
                      absl::CivilDay today) {
  Facts low;
  if (pulses.empty() || !IsFresh(pulses.front(), policy, today)) return low;
  for (const PulseFact& pulse : pulses) {
    if (pulse.learning_share >= policy.learning_share_alert_percent) break;
    low.push_back(ShareFact(pulse, policy));
  }
  return low;
}

void AddExtraHands(const PlacementHistory& history, const PolicyFact& policy, absl::CivilDay today,
                   std::vector<Finding>& findings) {
  constexpr std::size_t kInARow = 2;
  constexpr std::size_t kManyInARow = 3;
  Facts low = LowSharesInARow(history.student_pulses, policy, today);
  Facts seen_by_supervisor = LowSharesInARow(history.supervisor_pulses, policy, today);
  if (seen_by_supervisor.size() > low.size()) low = std::move(seen_by_supervisor);
  if (low.size() < kInARow) return;
  findings.push_back(
      {.kind = Kind::kExtraHands,
       .severity = low.size() >= kManyInARow ? Severity::kUrgent : Severity::kWarning,
       .newest_fact = *low.front().date});
  findings.back().facts = std::move(low);
}

// Collects what a drowning signal is made of.
class Drowning {
 public:
  void Add(Fact fact, int points, absl::CivilDay newest) {
    fact.points = points;
    points_ += points;
    newest_ = facts_.empty() ? newest : std::max(newest_, newest);
    facts_.push_back(std::move(fact));
  }
  int points() const { return points_; }
  Finding Take() {
    std::stable_sort(facts_.begin(), facts_.end(),
                     [](const Fact& one, const Fact& other) { return one.points > other.points; });
    Finding finding{.kind = Kind::kDrowning, .severity = Severity::kUrgent, .newest_fact = newest_};
    finding.facts = std::move(facts_);
    return finding;
  }

 private:
  Facts facts_;
  int points_ = 0;
  absl::CivilDay newest_;
};

// Whole periods since the last pulse of the student, or since the placement began.
int UnansweredPulses(const PlacementHistory& history, const PolicyFact& policy,
                     absl::CivilDay today) {
  if (policy.pulse_interval_weeks <= 0) return 0;
  const absl::CivilDay from =
      history.student_pulses.empty() ? history.start_date : history.student_pulses.front().last + 1;
  const auto days = today - from;
  return days <= 0 ? 0 : static_cast<int>(days / (policy.pulse_interval_weeks * 7));
}

void AddPulsePoints(const PlacementHistory& history, const PolicyFact& policy, absl::CivilDay today,
                    Drowning& drowning) {
  constexpr int kManyUnanswered = 2;
  const int unanswered = UnansweredPulses(history, policy, today);
  if (unanswered >= kManyUnanswered) {
    const int days = policy.pulse_interval_weeks * 7;
    const absl::CivilDay from = history.student_pulses.empty()
                                    ? history.start_date
                                    : history.student_pulses.front().last + 1;
    const absl::CivilDay due = from + (unanswered * days - 1);
    drowning.Add({.code = FactCode::kPulsesUnanswered, .value = unanswered, .date = due},
                 kUnansweredPoints, due);
  }
  if (history.student_pulses.empty()) return;
  const PulseFact& newest = history.student_pulses.front();
  if (!IsFresh(newest, policy, today)) return;
  if (newest.learning_share < policy.learning_share_alert_percent) {
    drowning.Add(ShareFact(newest, policy), kLowSharePoints, newest.first);
  }
  if (newest.mood != 0 && newest.mood <= kLowMood) {
    drowning.Add(
        {.code = FactCode::kLowMood, .value = newest.mood, .limit = kLowMood, .date = newest.first},
        kLowMoodPoints, newest.first);
  }
}

void AddDrowning(const PlacementHistory& history, const PolicyFact& policy, absl::CivilDay today,
                 std::vector<Finding>& findings) {
  Drowning drowning;
  if (history.shift_count > 0 && history.last_shift.has_value()) {
    const bool is_many =
        policy.deadline_shift_alert > 0 && history.shift_count >= policy.deadline_shift_alert;
    drowning.Add({.code = FactCode::kDeadlinesShifted,
                  .value = history.shift_count,
                  .limit = policy.deadline_shift_alert,
                  .date = history.last_shift},
                 is_many ? kManyShiftsPoints : kOneShiftPoints, *history.last_shift);
  }
  if (history.missed_check_ins > 0 && history.last_missed.has_value()) {
    drowning.Add({.code = FactCode::kCheckInsMissed,
                  .value = history.missed_check_ins,
                  .date = history.last_missed},
                 history.missed_check_ins > 1 ? kMissedMorePoints : kMissedOnePoints,
                 *history.last_missed);
  }
  for (const Edge edge : {Edge::kProgrammeStudent, Edge::kStudentWorkplace}) {
    if (!IsSilent(history, policy, edge, today)) continue;
    Fact fact = SilenceFact(history, policy, edge, today);
    const absl::CivilDay newest = NewestOfSilence(fact);
    drowning.Add(std::move(fact), kSilentPoints, newest);
  }
  AddPulsePoints(history, policy, today, drowning);
  if (drowning.points() >= kDrowningPoints) findings.push_back(drowning.Take());
}

void AddLateVerdicts(const PlacementHistory& history, const PolicyFact& policy,
                     std::vector<Finding>& findings) {
  Finding finding{.kind = Kind::kLateVerdict};
  for (const VerdictFact& verdict : history.verdicts) {
    if (verdict.late_working_days <= 0) continue;
    if (verdict.late_working_days >= policy.verdict_manager_days) {
      finding.severity = Severity::kUrgent;
    }
    finding.newest_fact =
        finding.facts.empty() ? verdict.due_date : std::max(finding.newest_fact, verdict.due_date);
    finding.facts.push_back({.code = FactCode::kVerdictLate,
                             .value = verdict.late_working_days,
                             .date = verdict.due_date,
                             .resource = verdict.task});
  }
  if (finding.facts.empty()) return;
  std::stable_sort(finding.facts.begin(), finding.facts.end(),
                   [](const Fact& one, const Fact& other) { return one.value > other.value; });
  findings.push_back(std::move(finding));
}

void AddScan(const PlacementHistory& history, absl::CivilDay today,
             std::vector<Finding>& findings) {
  if (history.expired_scan.empty()) return;
  Fact fact{.code = FactCode::kScanNotValid, .resource = history.expired_scan};
  if (history.scan_valid_until.has_value() && *history.scan_valid_until < today) {
    fact.date = history.scan_valid_until;
    fact.value = static_cast<int>(today - *history.scan_valid_until);
  }
  findings.push_back({.kind = Kind::kScanExpired, .newest_fact = history.scan_expired_since});
  findings.back().facts.push_back(std::move(fact));
}

void AddCommitments(const PlacementHistory& history, std::vector<Finding>& findings) {
  if (history.broken_commitments <= 0 || !history.last_broken.has_value()) return;
  findings.push_back(
      {.kind = Kind::kBrokenCommitment,
       .severity = history.broken_commitments > 1 ? Severity::kUrgent : Severity::kWarning,
       .newest_fact = *history.last_broken});
  findings.back().facts.push_back({.code = FactCode::kCommitmentsBroken,
                                   .value = history.broken_commitments,
                                   .date = history.last_broken,
                                   .resource = history.agreement});
}

void AddCapacity(const PlacementHistory& history, const PolicyFact& policy, absl::CivilDay today,
                 std::vector<Finding>& findings) {
  Finding finding{.kind = Kind::kCapacity};
  if (policy.max_students_per_supervisor > 0 &&
      history.supervisor_students > policy.max_students_per_supervisor &&
      history.newest_student_since.has_value()) {
    finding.newest_fact = *history.newest_student_since;
    finding.facts.push_back({.code = FactCode::kTooManyStudents,
                             .value = history.supervisor_students,
                             .limit = policy.max_students_per_supervisor,
                             .date = history.newest_student_since});
  }
  if (!history.supervisor_pulses.empty()) {
    const PulseFact& newest = history.supervisor_pulses.front();
    if (newest.too_little_time && IsFresh(newest, policy, today)) {
      finding.newest_fact =
          finding.facts.empty() ? newest.first : std::max(finding.newest_fact, newest.first);
      finding.facts.push_back({.code = FactCode::kSupervisorWithoutTime, .date = newest.first});
    }
  }
  if (!finding.facts.empty()) findings.push_back(std::move(finding));
}

}  // namespace

int SilentDays(const PlacementHistory& history, Edge edge, absl::CivilDay today) {
  const auto days = today - history.last_contact[edge].value_or(history.start_date);
  return days < 0 ? 0 : static_cast<int>(days);
}

std::vector<Finding> FindingsOf(const PlacementHistory& history, const PolicyFact& policy,
                                absl::CivilDay today) {
  std::vector<Finding> findings;
  AddDrowning(history, policy, today, findings);
  AddSilences(history, policy, today, findings);
  AddExtraHands(history, policy, today, findings);
  AddLateVerdicts(history, policy, findings);
  AddScan(history, today, findings);
  AddCommitments(history, findings);
  AddCapacity(history, policy, today, findings);
  return findings;
}

}  // namespace driehoek::progress::signal
