#include "placement/scan/lifecycle.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "placement/scan/scan_example.h"

namespace driehoek::placement::scan {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const PlaceFact kOnFloor{
    .has_workplace = true, .supervisor = PersonId("supervisor"), .supervisor_is_on_floor = true};

template <typename T>
std::string Refusal(const absl::StatusOr<T>& result) {
  return ReasonOf(result.status());
}

Judgement Conditional(absl::CivilDay due) {
  return {.verdict = Verdict::kConditional,
          .reason = "No room for the budget task yet.",
          .conditions = {{.id = "c1", .action = "Make room", .owner = "HR", .due_date = due}}};
}

TEST(TakeFromTest, GivenPlacement_WhenTaken_ThenItsPartsAreFilledIn) {
  Scan draft{.id = ScanId("scan"), .placement = PlacementId("p")};
  FieldViolations violations;
  ASSERT_TRUE(TakeFrom({Placed(), 2}, draft, violations).ok());
  EXPECT_TRUE(violations.empty());
  EXPECT_EQ(draft.workplace, WorkplaceId("w"));
  EXPECT_EQ(draft.organisation, OrganisationId("o"));
  EXPECT_EQ(draft.student, PersonId("student"));
  EXPECT_EQ(draft.phase, 2);
}

TEST(TakeFromTest, GivenOtherPartsOrUnfitPlacement_WhenTaken_ThenRefused) {
  Scan draft{.workplace = WorkplaceId("another"), .phase = 2, .placement = PlacementId("p")};
  FieldViolations violations;
  ASSERT_TRUE(TakeFrom({Placed(), 2}, draft, violations).ok());
  EXPECT_EQ(ReasonOf(violations.ToStatus()), "NOT_OF_PLACEMENT");
  Placement placement = Placed();
  placement.supervisor = SupervisorId();
  EXPECT_EQ(ReasonOf(TakeFrom({placement, 1}, draft, violations)), "PLACEMENT_WITHOUT_SUPERVISOR");
  placement.state = State::kEndedEarly;
  EXPECT_EQ(ReasonOf(TakeFrom({placement, 1}, draft, violations)), "PLACEMENT_FINAL");
}

TEST(RequestTest, GivenPlacement_WhenRequested_ThenDueBeforeItsFirstDay) {
  const auto change = Request(Requested(), kOnFloor, Policy(0), Asked(), Placed().start_date, kNow);
  ASSERT_TRUE(change.ok());
  EXPECT_EQ(change->after.state, ScanState::kRequested);
  EXPECT_EQ(change->reached, ScanState::kRequested);
  EXPECT_EQ(change->after.due_date, Placed().start_date - 14);
  EXPECT_EQ(change->after.supervisor_person, PersonId("supervisor"));
}

TEST(RequestTest, GivenWhatIsMissing_WhenRequested_ThenRefused) {
  Scan alone = Requested();
  alone.placement = PlacementId();
  EXPECT_EQ(Refusal(Request(alone, kOnFloor, Policy(0), Asked(), std::nullopt, kNow)),
            "PLACEMENT_NEEDED");
  EXPECT_TRUE(Request(alone, kOnFloor, Policy(1), Asked(), std::nullopt, kNow).ok());
  EXPECT_EQ(Refusal(Request(Requested(), kOnFloor, Policy(0), std::nullopt, kToday, kNow)),
            "SCAN_CRITERIA_MISSING");
  PlaceFact hr = kOnFloor;
  hr.supervisor_is_on_floor = false;
  EXPECT_EQ(Refusal(Request(Requested(), hr, Policy(0), Asked(), kToday, kNow)),
            "NOT_ON_THE_FLOOR");
  EXPECT_EQ(Refusal(Request(Requested(), {}, Policy(0), Asked(), kToday, kNow)), "INVALID_FIELD");
  FieldViolations violations;
  CheckComplete(Scan{}, violations);
  EXPECT_EQ(ReasonOf(violations.ToStatus()), "INVALID_FIELD");
}

TEST(FillTest, GivenSides_WhenFilling_ThenEachReplacesItsOwnOnly) {
  auto change = Fill(Requested(), Asked(), Side::kSupervisor,
                     {Found("T1", Finding::kNotMet), Found("W1", Finding::kMet)}, kNow);
  ASSERT_TRUE(change.ok());
  EXPECT_EQ(change->reached, ScanState::kFilled);
  change = Fill(change->after, Asked(), Side::kPracticeOffice, {Found("T1", Finding::kMet)}, kNow);
  ASSERT_TRUE(change.ok());
  EXPECT_FALSE(change->reached.has_value()) << "it was filled already";
  change = Fill(change->after, Asked(), Side::kSupervisor, {Found("T1", Finding::kPartly)}, kNow);
  ASSERT_TRUE(change.ok());
  // By the order of the criteria, then by side.
  EXPECT_THAT(change->after.answers,
              ElementsAre(Found("W1", Finding::kMet), Found("T1", Finding::kPartly),
                          Found("T1", Finding::kMet, Side::kPracticeOffice)));
}

TEST(FillTest, GivenReopened_WhenFilled_ThenANewSheet) {
  Scan scan = Assessed();
  scan.state = ScanState::kReopened;
  const auto change =
      Fill(scan, Asked(), Side::kPracticeOffice, {Found("S1", Finding::kMet)}, kNow);
  ASSERT_TRUE(change.ok());
  EXPECT_THAT(change->after.answers, SizeIs(1));
  EXPECT_EQ(change->after.verdict, Verdict::kFit) << "the last one is still shown";
}

TEST(FillTest, GivenWrongAnswersOrState_WhenFilled_ThenRefused) {
  const auto fill = [](const Scan& scan, std::vector<Answer> answers) {
    return Refusal(Fill(scan, Asked(), Side::kSupervisor, answers, kNow));
  };
  EXPECT_EQ(fill(Requested(), {}), "ANSWERS_MISSING");
  EXPECT_EQ(fill(Requested(), {Found("X9", Finding::kMet)}), "CRITERION_UNKNOWN");
  EXPECT_EQ(fill(Requested(), {Found("W1", Finding::kMet), Found("W1", Finding::kMet)}),
            "CRITERION_REPEATED");
  Answer wordy = Found("W1", Finding::kMet);
  wordy.remark = std::string(1001, 'x');
  EXPECT_EQ(fill(Requested(), {wordy}), "TEXT_TOO_LONG");
  EXPECT_EQ(fill(Assessed(), {Found("W1", Finding::kMet)}), "SCAN_NOT_OPEN");
  Scan expired = Assessed();
  expired.state = ScanState::kExpired;
  EXPECT_EQ(fill(expired, {Found("W1", Finding::kMet)}), "SCAN_NOT_OPEN");
}

TEST(AssessTest, GivenFilled_WhenFit_ThenValidByThePolicy) {
  auto change = Assess(Filled(), Asked(), {}, Policy(180), Placed().end_date, kToday, kNow);
  ASSERT_TRUE(change.ok());
  EXPECT_EQ(change->after.state, ScanState::kAssessed);
  EXPECT_EQ(change->after.valid_until, kToday + 180);
  EXPECT_THAT(change->relies_on, ElementsAre(Field(&FactVersion::name, "variant")));
  change = Assess(Filled(), Asked(), {}, Policy(0), Placed().end_date, kToday, kNow);
  ASSERT_TRUE(change.ok());
  EXPECT_EQ(change->after.valid_until, Placed().end_date) << "0 days: for one placement";
  EXPECT_EQ(Refusal(Assess(Filled(), Asked(), {}, Policy(0), std::nullopt, kToday, kNow)),
            "SCAN_WITHOUT_PLACEMENT");
}

TEST(AssessTest, GivenEssentials_WhenJudged_ThenTheOfficesAnswerCounts) {
  const auto judge = [](const Scan& scan, const Judgement& judgement) {
    return Refusal(Assess(scan, Asked(), judgement, Policy(180), std::nullopt, kToday, kNow));
  };
  Scan scan = Filled();
  scan.answers[1].finding = Finding::kNotMet;
  EXPECT_EQ(judge(scan, {}), "ESSENTIAL_NOT_MET");
  EXPECT_EQ(judge(scan, Conditional(kToday)), "");
  scan.answers.push_back(Found("T1", Finding::kPartly, Side::kPracticeOffice));
  EXPECT_EQ(judge(scan, {}), "");
  scan.answers = {Found("W1", Finding::kMet), Found("S1", Finding::kMet)};
  EXPECT_EQ(judge(scan, {}), "ESSENTIAL_UNANSWERED");
  EXPECT_EQ(judge(scan, Conditional(kToday)), "ESSENTIAL_UNANSWERED");
  EXPECT_EQ(judge(scan, {.verdict = Verdict::kUnfit, .reason = "No place."}), "");
  scan = Filled();
  scan.answers.push_back(Found("S1", Finding::kNotMet));
  EXPECT_EQ(judge(scan, {}), "") << "a desirable criterion stops nothing";
}

TEST(AssessTest, GivenWrongParts_WhenJudged_ThenEachIsNamed) {
  const auto judge = [](const Judgement& judgement) {
    return Refusal(Assess(Filled(), Asked(), judgement, Policy(180), std::nullopt, kToday, kNow));
  };
  EXPECT_EQ(judge({.verdict = Verdict::kUnfit}), "TEXT_MISSING");
  EXPECT_EQ(judge({.verdict = Verdict::kConditional}), "CONDITIONS_MISSING");
  EXPECT_EQ(judge(Conditional(kToday - 1)), "DATE_IN_PAST");
  Judgement fit = Conditional(kToday);
  fit.verdict = Verdict::kFit;
  EXPECT_EQ(judge(fit), "CONDITIONS_NOT_ALLOWED");
  Judgement many = Conditional(kToday);
  many.conditions.assign(21, many.conditions[0]);
  EXPECT_EQ(judge(many), "CONDITIONS_TOO_MANY");
  EXPECT_EQ(Refusal(Assess(Requested(), Asked(), {}, Policy(1), std::nullopt, kToday, kNow)),
            "SCAN_NOT_FILLED");
}

TEST(AssessTest, GivenUnfit_WhenJudged_ThenItDoesNotExpire) {
  const auto change = Assess(Filled(), Asked(), {.verdict = Verdict::kUnfit, .reason = "No place."},
                             Policy(0), std::nullopt, kToday, kNow);
  ASSERT_TRUE(change.ok());
  EXPECT_FALSE(change->after.valid_until.has_value());
  EXPECT_FALSE(Expire(change->after, kToday + 1000, kNow).has_value());
}

TEST(CompleteConditionTest, GivenConditions_WhenMarked_ThenOnceOnly) {
  auto change =
      Assess(Filled(), Asked(), Conditional(kToday), Policy(9), std::nullopt, kToday, kNow);
  ASSERT_TRUE(change.ok());
  change = CompleteCondition(change->after, "c1", kNow);
  ASSERT_TRUE(change.ok());
  EXPECT_EQ(change->after.conditions[0].done_time, kNow);
  EXPECT_FALSE(change->reached.has_value());
  EXPECT_EQ(Refusal(CompleteCondition(change->after, "c1", kNow)), "CONDITION_DONE");
  EXPECT_EQ(Refusal(CompleteCondition(change->after, "c2", kNow)), "CONDITION_UNKNOWN");
  change->after.state = ScanState::kReopened;
  EXPECT_EQ(Refusal(CompleteCondition(change->after, "c1", kNow)), "SCAN_NOT_ASSESSED");
}

TEST(ReopenTest, GivenStates_WhenReopened_ThenOnlyWhatWasJudged) {
  Criteria newer = Asked();
  newer.id = CriteriaId("newer");
  const auto change = Reopen(Assessed(), Trigger::kSignal, "The team moved.", newer, kNow);
  ASSERT_TRUE(change.ok());
  EXPECT_EQ(change->after.state, ScanState::kReopened);
  EXPECT_EQ(change->after.criteria, CriteriaId("newer"));
  EXPECT_FALSE(change->after.valid_until.has_value());
  const auto reopen = [](const Scan& scan, Trigger trigger, const char* reason) {
    return Refusal(Reopen(scan, trigger, reason, Asked(), kNow));
  };
  EXPECT_EQ(reopen(Filled(), Trigger::kSignal, "x"), "SCAN_NOT_ASSESSED");
  EXPECT_EQ(reopen(change->after, Trigger::kSignal, "x"), "SCAN_NOT_ASSESSED");
  EXPECT_EQ(reopen(Assessed(), Trigger::kFirst, "x"), "TRIGGER_NOT_ALLOWED");
  EXPECT_EQ(reopen(Assessed(), Trigger::kSignal, ""), "TEXT_MISSING");
  EXPECT_EQ(Refusal(Reopen(Assessed(), Trigger::kSignal, "x", std::nullopt, kNow)),
            "SCAN_CRITERIA_MISSING");
}

TEST(ExpireTest, GivenLastDay_WhenDaysPass_ThenExpiredOnTheDayAfter) {
  const Scan scan = Assessed();
  EXPECT_FALSE(Expire(scan, *scan.valid_until, kNow).has_value());
  const auto change = Expire(scan, *scan.valid_until + 1, kNow);
  ASSERT_TRUE(change.has_value());
  EXPECT_EQ(change->reached, ScanState::kExpired);
  EXPECT_FALSE(Expire(change->after, *scan.valid_until + 2, kNow).has_value());
}

TEST(RenewalTest, GivenScanOfAPlacement_WhenPhaseOrSupervisorChanged_ThenItFollows) {
  EXPECT_FALSE(RenewalFor(Assessed(), {{Placed(), 1}}).has_value());
  const auto phase = RenewalFor(Assessed(), {{Placed(), 2}});
  ASSERT_TRUE(phase.has_value());
  EXPECT_EQ(phase->trigger, Trigger::kPhaseChange);
  Placement other = Placed();
  other.supervisor = SupervisorId("s2");
  other.supervisor_person = PersonId("second");
  const auto supervisor = RenewalFor(Assessed(), {{other, 1}});
  ASSERT_TRUE(supervisor.has_value());
  EXPECT_EQ(supervisor->trigger, Trigger::kSupervisorChange);
  const auto change = Renew(Assessed(), *supervisor, Asked(), kNow);
  ASSERT_TRUE(change.has_value());
  EXPECT_EQ(change->after.supervisor_person, PersonId("second"));
  EXPECT_EQ(change->reached, ScanState::kReopened);
  EXPECT_FALSE(Renew(Assessed(), *phase, std::nullopt, kNow).has_value());
}

TEST(RenewalTest, GivenOthersOrOver_WhenChanged_ThenLeft) {
  Placement other = Placed();
  other.id = PlacementId("another");
  EXPECT_FALSE(RenewalFor(Assessed(), {{other, 2}}).has_value()) << "another placement";
  Placement over = Placed();
  over.state = State::kCompleted;
  EXPECT_FALSE(RenewalFor(Assessed(), {{over, 2}}).has_value());
  Placement moved = Placed();
  moved.workplace = WorkplaceId("elsewhere");
  EXPECT_FALSE(RenewalFor(Assessed(), {{moved, 2}}).has_value());
  EXPECT_FALSE(RenewalFor(Filled(), {{Placed(), 2}}).has_value()) << "it is being answered";
}

TEST(RenewalTest, GivenScanForWhoeverComes_WhenSomeoneIsFurther_ThenTheHighestPhaseCounts) {
  Scan shared = Assessed();
  shared.placement = PlacementId();
  shared.phase = 2;
  EXPECT_FALSE(RenewalFor(shared, {{Placed(), 1}}).has_value()) << "a later phase asks more";
  Placement colleague = Placed();
  colleague.supervisor = SupervisorId("s2");
  EXPECT_FALSE(RenewalFor(shared, {{colleague, 3}}).has_value()) << "another supervisor";
  const auto renewal = RenewalFor(shared, {{Placed(), 3}, {Placed(), 4}, {Placed(), 1}});
  ASSERT_TRUE(renewal.has_value());
  EXPECT_EQ(renewal->phase, 4);
}

TEST(ReplacedTest, GivenALaterScan_WhenForTheSame_ThenReplaced) {
  Scan later = Requested();
  later.create_time += absl::Hours(1);
  EXPECT_TRUE(IsReplaced(Assessed(), {Assessed(), later}));
  EXPECT_FALSE(IsReplaced(later, {Assessed(), later}));
  later.placement = PlacementId("another");
  EXPECT_FALSE(IsReplaced(Assessed(), {later}));
}

}  // namespace
}  // namespace driehoek::placement::scan
