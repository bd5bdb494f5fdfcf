#include "two_years_expectation.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"

namespace driehoek::test {
namespace {

using absl::CivilDay;
using Rules = PartTimeRules;
using v1::CheckIn;
using v1::Signal;

constexpr int kWeek = 7;
// Of the full-time programme, whose rules are those that are shipped (domain text 6.3).
constexpr int kSearchMarkWeeks[] = {8, 4, 2};
constexpr int kFullTimeVerdictDays = 10;
constexpr int kFullTimeLeadDays = 3;
constexpr int kFullTimeManagerDays = 5;
// Of every check-in (contract of CheckInService).
constexpr int kInviteDays = 14;
constexpr int kViewDays = 7;
constexpr int kExtraDays = 14;

class Expectation {
 public:
  Expectation(const Found& found, const Looks& looks, absl::TimeZone zone)
      : found_(found), looks_(looks), zone_(zone) {}

  void Add(const Searcher& searcher) {
    int step = 0;
    for (const int weeks : kSearchMarkWeeks) {
      On(searcher.start - weeks * kWeek, "placement.search_escalated", searcher.search).step =
          ++step;
    }
  }

  void Add(const Unsigned& made) {
    On(made.start + 1, "agreement.overdue", made.agreement);
    AddVerdict(made.task, made.submitted, kFullTimeVerdictDays, kFullTimeLeadDays,
               kFullTimeManagerDays);
  }

  void Add(const InForce& made) { On(made.end + 1, "agreement.expired", made.agreement); }

  void Add(const OpenRound& made) { At(made.due, "round.frozen", made.round); }

  void Add(const Trainee& trainee) {
    At(trainee.made + absl::Microseconds(1), "placement.ready", trainee.placement);
    On(trainee.start, "placement.active", trainee.placement);
    On(trainee.end + 1, "placement.finishing", trainee.placement);
    if (trainee.is_judged && trainee.has_begun) {
      On(trainee.end + 1, "placement.completed", trainee.placement);
      On(trainee.begun + (Rules::kAppealWeeks * kWeek + 1), "assessment.final", trainee.assessment);
    }
    AddScan(trainee);
    if (!trainee.has_begun) return;
    On(trainee.end + (Rules::kAnswerDaysAfterEnd - Rules::kReminderDays),
       "evidence.confirmation_due", trainee.evidence);
    On(trainee.end + (Rules::kAnswerDaysAfterEnd + 1), "evidence.unverified", trainee.evidence);
    AddVerdict(trainee.task, trainee.begun, Rules::kVerdictWorkingDays, Rules::kVerdictLeadDays,
               Rules::kVerdictManagerDays);
    AddCheckIn(trainee.check_in, trainee.check_in_day,
               std::min(trainee.check_in_day + kExtraDays, trainee.end));
    AddOwnCheckIns(trainee);
    AddSignals(trainee);
  }

  std::vector<Due> Take() { return std::move(dues_); }

 private:
  Due& At(absl::Time from, std::string type, std::string resource) {
    dues_.push_back({.type = std::move(type), .resource = std::move(resource), .from = from});
    return dues_.back();
  }
  absl::Time Midnight(CivilDay day) const { return absl::FromCivil(day, zone_); }
  Due& On(CivilDay day, std::string type, std::string resource) {
    return At(Midnight(day), std::move(type), std::move(resource));
  }

  // The day on which it was first seen that `day` had come; none when nobody looked any more.
  std::optional<CivilDay> Seen(CivilDay day) const {
    const absl::Time look = looks_.On(day);
    if (look == absl::InfiniteFuture()) return std::nullopt;
    return looks_.DayOf(look);
  }

  static CivilDay VerdictDue(CivilDay submitted, int days) {
    return StepWorkingDays(submitted, days);
  }
  void AddVerdict(const std::string& task, CivilDay submitted, int days, int lead, int manager) {
    const CivilDay due = VerdictDue(submitted, days);
    On(StepWorkingDays(due, -2), "task.verdict_due_soon", task).overtaken = Midnight(due + 1);
    On(due + 1, "task.verdict_overdue", task);
    On(StepWorkingDays(due, lead), "task.verdict_told_lead", task);
    On(StepWorkingDays(due, manager), "task.verdict_told_manager", task);
  }

  // A conditional verdict is given up some working days after its condition was due; another one
  // runs out.
  void AddScan(const Trainee& trainee) {
    if (!trainee.condition_due.has_value()) {
      On(trainee.assessed + (Rules::kScanValidDays + 1), "scan.expired", trainee.scan);
      return;
    }
    On(*trainee.condition_due + 1, "scan.condition_overdue", trainee.scan);
    On(GivenUp(trainee), "scan.reopened", trainee.scan).latest = LatestReopening(trainee);
  }
  static CivilDay GivenUp(const Trainee& trainee) {
    return StepWorkingDays(*trainee.condition_due, Rules::kSignalWorkingDays) + 1;
  }
  // The look after, when the one that gives it up must first tell that the condition is overdue.
  std::optional<absl::Time> LatestReopening(const Trainee& trainee) const {
    const absl::Time told = looks_.On(*trainee.condition_due + 1);
    if (told == absl::InfiniteFuture() || looks_.On(GivenUp(trainee)) != told) return std::nullopt;
    return looks_.After(told);
  }

  void AddCheckIn(const std::string& name, CivilDay planned, CivilDay last) {
    const absl::Time missed = Midnight(last + 1);
    On(planned - kInviteDays, "checkin.invited", name).overtaken = missed;
    On(planned - kViewDays, "checkin.views_open", name).overtaken = missed;
    At(missed, "checkin.missed", name);
  }

  std::string CheckInOf(const Trainee& trainee, CheckIn::Kind kind) const {
    const auto found = found_.check_ins.find({trainee.placement, kind});
    return found == found_.check_ins.end() ? "none" : found->second;
  }

  // The three that the server plans once it sees that the placement runs. The first is so near that
  // it is told of at once.
  void AddOwnCheckIns(const Trainee& trainee) {
    const std::optional<CivilDay> opening = Seen(trainee.start);
    if (!opening.has_value()) return;
    const std::string kick_off = CheckInOf(trainee, CheckIn::KICK_OFF);
    const CivilDay kick_off_last = KickOffLast(*opening);
    const CivilDay kick_off_day = NearestWorked(*opening + 2, *opening, kick_off_last);
    for (const char* type : {"checkin.planned", "checkin.invited", "checkin.views_open"}) {
      On(*opening, type, kick_off);
    }
    On(kick_off_last + 1, "checkin.missed", kick_off);

    const CivilDay final_first = std::max(trainee.end - 20, kick_off_day + 1);
    const CivilDay final_day = NearestWorked(trainee.end - kWeek, final_first, trainee.end);
    const std::string last = CheckInOf(trainee, CheckIn::FINAL);
    On(*opening, "checkin.planned", last);
    AddCheckIn(last, final_day, trainee.end);

    const auto length = trainee.end - trainee.start + 1;
    const CivilDay from =
        std::max(kick_off_day + 1, trainee.start + length * Rules::kMidTermFromPercent / 100);
    const CivilDay to =
        std::min(trainee.start + length * Rules::kMidTermToPercent / 100, final_day - 4 * kWeek);
    const CivilDay mid_term_day = NearestWorked(trainee.start + length * 45 / 100, from, to);
    const std::string mid_term = CheckInOf(trainee, CheckIn::MID_TERM);
    On(*opening, "checkin.planned", mid_term);
    AddCheckIn(mid_term, mid_term_day, to);
  }
  static CivilDay KickOffLast(CivilDay opening) { return opening + 13; }

  void AddSignal(const Trainee& trainee, Signal::Kind kind, v1::TriangleEdge edge, CivilDay day,
                 std::optional<absl::Time> latest = std::nullopt) {
    const auto known = found_.signals.find({trainee.placement, kind, edge});
    const std::string name = known == found_.signals.end()
                                 ? absl::StrCat(Signal::Kind_Name(kind), " ", edge, " of ",
                                                trainee.placement, " which was never raised")
                                 : known->second;
    On(day, "signal.raised", name).latest = latest;
    // Nobody says to have seen it.
    const std::optional<CivilDay> raised = Seen(day);
    if (!raised.has_value()) return;
    Due& escalated = On(Escalation(*raised), "signal.escalated", name);
    if (latest.has_value()) escalated.latest = looks_.On(Escalation(looks_.DayOf(*latest)));
  }
  static CivilDay Escalation(CivilDay raised) {
    return StepWorkingDays(raised, Rules::kSignalWorkingDays) + 1;
  }

  void AddSignals(const Trainee& trainee) {
    const auto silent = [&](int weeks) { return trainee.start + (weeks * kWeek + 1); };
    const CivilDay from_programme = silent(Rules::kSilentProgrammeStudentWeeks);
    const CivilDay from_workplace = silent(Rules::kSilentStudentWorkplaceWeeks);
    AddSignal(trainee, Signal::SILENCE, v1::PROGRAMME_WORKPLACE,
              silent(Rules::kSilentProgrammeWorkplaceWeeks));
    AddSignal(trainee, Signal::SILENCE, v1::PROGRAMME_STUDENT, from_programme);
    AddSignal(trainee, Signal::SILENCE, v1::STUDENT_WORKPLACE, from_workplace);
    // Silence on both sides of the student, two points each, and the kick-off missed, two more:
    // six.
    if (const auto opening = Seen(trainee.start)) {
      AddSignal(trainee, Signal::DROWNING, v1::TRIANGLE_EDGE_UNSPECIFIED,
                std::max({from_programme, from_workplace, KickOffLast(*opening) + 1}));
    }
    const CivilDay due = VerdictDue(trainee.begun, Rules::kVerdictWorkingDays);
    AddSignal(trainee, Signal::LATE_VERDICT, v1::TRIANGLE_EDGE_UNSPECIFIED,
              StepWorkingDays(due, 1));
    if (!trainee.condition_due.has_value()) {
      AddSignal(trainee, Signal::SCAN_EXPIRED, v1::TRIANGLE_EDGE_UNSPECIFIED,
                trainee.assessed + (Rules::kScanValidDays + 1));
    } else {
      AddSignal(trainee, Signal::SCAN_EXPIRED, v1::TRIANGLE_EDGE_UNSPECIFIED, GivenUp(trainee),
                LatestReopening(trainee));
    }
  }

  const Found& found_;
  const Looks& looks_;
  const absl::TimeZone zone_;
  std::vector<Due> dues_;
};

}  // namespace

std::vector<Due> ExpectedOf(const TwoYearsWorld& world, const Found& found, const Looks& looks) {
  Expectation expectation(found, looks, world.zone());
  for (const Searcher& one : world.searchers()) expectation.Add(one);
  for (const Unsigned& one : world.unsigned_ones()) expectation.Add(one);
  for (const InForce& one : world.in_force()) expectation.Add(one);
  for (const OpenRound& one : world.rounds()) expectation.Add(one);
  for (const Trainee& one : world.trainees()) expectation.Add(one);
  return expectation.Take();
}

bool IsOfClock(const std::string& type) {
  static const std::set<std::string> kTypes = {"placement.search_escalated",
                                               "placement.ready",
                                               "placement.active",
                                               "placement.paused",
                                               "placement.finishing",
                                               "placement.completed",
                                               "agreement.overdue",
                                               "agreement.expired",
                                               "task.verdict_due_soon",
                                               "task.verdict_overdue",
                                               "task.verdict_told_lead",
                                               "task.verdict_told_manager",
                                               "checkin.invited",
                                               "checkin.views_open",
                                               "checkin.missed",
                                               "checkin.cancelled",
                                               "checkin.moved",
                                               "checkin.changed",
                                               "scan.expired",
                                               "scan.reopened",
                                               "scan.condition_overdue",
                                               "signal.raised",
                                               "signal.escalated",
                                               "evidence.confirmation_due",
                                               "evidence.unverified",
                                               "assessment.final",
                                               "round.frozen"};
  return kTypes.contains(type);
}

}  // namespace driehoek::test
