#include "placement/lifecycle.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace driehoek::placement {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;

constexpr absl::CivilDay kStart(2026, 9, 1);
constexpr absl::CivilDay kEnd(2027, 1, 31);
const absl::Time kNow = absl::FromUnixSeconds(1'780'000'000);

// A dual placement that was confirmed; tests say what differs.
Placement Confirmed() {
  return {.id = PlacementId("p"),
          .student = PersonId("student"),
          .variant = Variant::kDual,
          .form = Form::kDualPost,
          .organisation = OrganisationId("o"),
          .workplace = WorkplaceId("w"),
          .supervisor = SupervisorId("s"),
          .supervisor_person = PersonId("supervisor"),
          .start_date = kStart,
          .end_date = kEnd,
          .weekly_hours = 24,
          .state = State::kConfirmed,
          .version = 3};
}

// Everything that the start hangs on is there.
StartFacts AllThere() {
  return {.policy = {.agreement_rule = AgreementRule::kThreePartyLegal,
                     .max_students_per_supervisor = 3,
                     .programme_variant = {"variant", 2}},
          .agreement = {.is_offered = true,
                        .is_in_force = true,
                        .responsibilities_accepted = true,
                        .agreement = FactVersion{"agreement", 9}},
          .contact = {.teacher = PersonId("teacher"), .assignment = FactVersion{"contact", 4}}};
}

EnrolmentFact Enrolled() {
  return {.student = PersonId("student"),
          .programme = ProgrammeId("programme"),
          .programme_variant = VariantId("variant"),
          .variant = Variant::kDual,
          .funding = Funding::kNonFunded,
          .phase = 2,
          .enrolment = {"enrolment", 1}};
}

PlaceFact OnFloor() {
  return {
      .has_workplace = true, .supervisor = PersonId("supervisor"), .supervisor_is_on_floor = true};
}

template <typename T>
std::string Refusal(const absl::StatusOr<T>& result) {
  return ReasonOf(result.status());
}

TEST(CreateTest, GivenWorkplaceAndSupervisor_WhenMade_ThenConfirmedWithVariantOfTheEnrolment) {
  const auto change = Create(Confirmed(), Enrolled(), OnFloor(), kNow);
  ASSERT_TRUE(change.ok());
  EXPECT_EQ(change->after.state, State::kConfirmed);
  EXPECT_EQ(change->after.variant, Variant::kDual);
  EXPECT_EQ(change->after.funding, Funding::kNonFunded);
  EXPECT_EQ(change->after.phase, 2);
  EXPECT_EQ(change->after.supervisor_person, PersonId("supervisor"));
  EXPECT_THAT(change->reached, ElementsAre(State::kConfirmed));
}

TEST(CreateTest, GivenPartsMissing_WhenMade_ThenSearchingOrProposed) {
  Placement draft = Confirmed();
  draft.supervisor = SupervisorId();
  EXPECT_EQ(Create(draft, Enrolled(), {.has_workplace = true}, kNow)->after.state,
            State::kProposed);
  draft.workplace = WorkplaceId();
  EXPECT_EQ(Create(draft, Enrolled(), {}, kNow)->after.state, State::kSearching);
}

TEST(CreateTest, GivenForeignEnrolmentOrWrongSupervisor_WhenMade_ThenRefused) {
  EnrolmentFact other = Enrolled();
  other.student = PersonId("another");
  EXPECT_EQ(Refusal(Create(Confirmed(), other, OnFloor(), kNow)), "NOT_ENROLLED");
  PlaceFact place = OnFloor();
  place.supervisor_is_on_floor = false;
  EXPECT_EQ(Refusal(Create(Confirmed(), Enrolled(), place, kNow)), "NOT_ON_THE_FLOOR");
  place.supervisor.reset();
  EXPECT_EQ(Refusal(Create(Confirmed(), Enrolled(), place, kNow)), "REFERENCE_NOT_FOUND");
}

TEST(CheckTest, GivenAxesCodesAndOffer_WhenOutOfBounds_ThenRefused) {
  const auto refusal = [](auto change) {
    Placement placement = Confirmed();
    change(placement);
    FieldViolations violations("placement");
    Check(placement, violations);
    return ReasonOf(violations.ToStatus());
  };
  EXPECT_EQ(refusal([](Placement& p) {
              p.collaboration_level = 5;
              p.authenticity_level = 1;
              p.outcome_codes = {"A1", "A2"};
              p.capacity_offer = CapacityOfferId("offer");
            }),
            "");
  EXPECT_EQ(refusal([](Placement& p) { p.collaboration_level = 6; }), "NUMBER_OUT_OF_RANGE");
  EXPECT_EQ(refusal([](Placement& p) { p.authenticity_level = -1; }), "NUMBER_OUT_OF_RANGE");
  EXPECT_EQ(refusal([](Placement& p) {
              p.outcome_codes = {"A1", "A2", "A1"};
            }),
            "OUTCOME_CODE_REPEATED");
  EXPECT_EQ(refusal([](Placement& p) { p.outcome_codes = {""}; }), "TEXT_MISSING");
  EXPECT_EQ(refusal([](Placement& p) { p.outcome_codes = {"A\nB"}; }), "TEXT_UNPRINTABLE");
  EXPECT_EQ(refusal([](Placement& p) {
              for (int i = 0; i < 51; ++i) p.outcome_codes.push_back(std::to_string(i));
            }),
            "OUTCOMES_TOO_MANY");
  EXPECT_EQ(refusal([](Placement& p) {
              p.supervisor = SupervisorId();
              p.workplace = WorkplaceId();
              p.capacity_offer = CapacityOfferId("offer");
            }),
            "OFFER_WITHOUT_WORKPLACE");
}

TEST(CheckHoursTest, GivenPlacementsOfOneStudent_WhenAddedUp_ThenAtMostSixtyOnAnyDay) {
  const auto hours = [](int weekly_hours, absl::CivilDay first, absl::CivilDay last) {
    Placement placement = Confirmed();
    placement.weekly_hours = weekly_hours;
    placement.start_date = first;
    placement.end_date = last;
    return placement;
  };
  const Placement added = hours(24, kStart, kEnd);
  // Parallel, up to the bound and one beyond it.
  EXPECT_EQ(CheckHours({hours(36, kStart, kEnd)}, added), absl::OkStatus());
  EXPECT_EQ(ReasonOf(CheckHours({hours(37, kStart, kEnd)}, added)), "HOURS_EXCEEDED");
  // One after the other, even within one week.
  EXPECT_EQ(CheckHours({hours(60, kEnd + 1, kEnd + 50), hours(60, kStart - 50, kStart - 1)}, added),
            absl::OkStatus());
  EXPECT_EQ(ReasonOf(CheckHours({hours(60, kEnd, kEnd + 50)}, added)), "HOURS_EXCEEDED");
  // Two others that never meet each other.
  EXPECT_EQ(CheckHours({hours(36, kStart, kStart + 9), hours(36, kStart + 10, kEnd)}, added),
            absl::OkStatus());
  EXPECT_EQ(MostWeeklyHours({hours(30, kStart + 5, kStart + 9), hours(6, kStart, kEnd)}, added),
            60);
}

TEST(IsShownToEmployerTest, GivenASearch_WhenAsked_ThenHiddenUntilItIsScreened) {
  Placement placement = Confirmed();
  EXPECT_TRUE(IsShownToEmployer(placement));
  placement.supervisor = SupervisorId();
  placement.state = State::kScreened;
  EXPECT_TRUE(IsShownToEmployer(placement));
  // Ended before anybody at the organisation was involved.
  for (const State state : {State::kSearching, State::kProposed, State::kEndedEarly}) {
    placement.state = state;
    placement.origin = Origin::kStudentProposed;
    EXPECT_FALSE(IsShownToEmployer(placement)) << NameOf(state);
    placement.origin = Origin::kOwnEmployer;
    EXPECT_TRUE(IsShownToEmployer(placement)) << NameOf(state);
  }
}

TEST(CheckTest, GivenDates_WhenOutOfOrder_ThenRefused) {
  const auto refusal = [](absl::CivilDay end) {
    Placement placement = Confirmed();
    placement.end_date = end;
    FieldViolations violations("placement");
    Check(placement, violations);
    return ReasonOf(violations.ToStatus());
  };
  EXPECT_EQ(refusal(kStart), "");
  EXPECT_EQ(refusal(kStart - 1), "END_BEFORE_START");
  EXPECT_EQ(refusal(absl::CivilDay(2031, 9, 1)), "");
  EXPECT_EQ(refusal(absl::CivilDay(2031, 9, 2)), "PERIOD_TOO_LONG");
}

TEST(ReviseTest, GivenStates_WhenRevised_ThenOnlyBeforeOfferAndStart) {
  const Placement confirmed = Confirmed();
  EXPECT_TRUE(Revise(confirmed, confirmed, {}, OnFloor(), kNow).ok());
  EXPECT_EQ(Refusal(Revise(confirmed, confirmed, {.is_offered = true}, OnFloor(), kNow)),
            "AGREEMENT_OFFERED");
  for (const auto& [state, reason] : {std::pair{State::kActive, "PLACEMENT_STARTED"},
                                      {State::kPaused, "PLACEMENT_STARTED"},
                                      {State::kCompleted, "PLACEMENT_FINAL"},
                                      {State::kEndedEarly, "PLACEMENT_FINAL"}}) {
    Placement before = confirmed;
    before.state = state;
    EXPECT_EQ(Refusal(Revise(before, before, {}, OnFloor(), kNow)), reason) << NameOf(state);
  }
}

TEST(ReviseTest, GivenDraftAgreement_WhenRevised_ThenReliesOnIt) {
  const auto change =
      Revise(Confirmed(), Confirmed(), {.agreement = FactVersion{"agreement", 2}}, OnFloor(), kNow);
  ASSERT_TRUE(change.ok());
  EXPECT_THAT(change->relies_on, ElementsAre(Field(&FactVersion::version, 2)));
  EXPECT_THAT(change->reached, IsEmpty());
}

TEST(BlockersTest, GivenNothingThere_WhenAsked_ThenEachIsNamed) {
  Placement placement = Confirmed();
  placement.supervisor = SupervisorId();
  const StartFacts facts{.policy = {.agreement_rule = AgreementRule::kThreeParty},
                         .agreement = {.missing_clauses = {"supervision", "termination"}}};
  EXPECT_THAT(Blockers(placement, facts, kStart - 1),
              ElementsAre(Blocker{BlockerKind::kAgreementNotInForce, ""},
                          Blocker{BlockerKind::kClauseMissing, "supervision"},
                          Blocker{BlockerKind::kClauseMissing, "termination"},
                          Blocker{BlockerKind::kContactPersonMissing, ""},
                          Blocker{BlockerKind::kResponsibilitiesNotAccepted, ""},
                          Blocker{BlockerKind::kNotStartedYet, ""},
                          Blocker{BlockerKind::kSupervisorMissing, ""}));
}

TEST(BlockersTest, GivenScan_WhenItDoesNotHold_ThenItBlocksUntilTheStart) {
  StartFacts facts = AllThere();
  facts.scan = {.standing = ScanStanding::kHolds, .scan = FactVersion{"scan", 5}};
  EXPECT_THAT(Blockers(Confirmed(), facts, kStart), IsEmpty());
  const auto change = Due(Confirmed(), facts, kStart, kNow);
  ASSERT_TRUE(change.has_value());
  EXPECT_THAT(change->relies_on, ::testing::Contains(Field(&FactVersion::name, "scan")));

  const std::pair<ScanStanding, BlockerKind> cases[] = {
      {ScanStanding::kMissing, BlockerKind::kScanMissing},
      {ScanStanding::kUnfit, BlockerKind::kScanUnfit},
      {ScanStanding::kExpired, BlockerKind::kScanExpired}};
  for (const auto& [standing, kind] : cases) {
    facts.scan.standing = standing;
    EXPECT_THAT(Blockers(Confirmed(), facts, kStart), ElementsAre(Blocker{kind, ""}));
    EXPECT_FALSE(Due(Confirmed(), facts, kStart, kNow).has_value());
    Placement ready = Confirmed();
    ready.state = State::kReady;
    EXPECT_EQ(Due(ready, facts, kStart, kNow)->after.state, State::kConfirmed);
  }
}

TEST(BlockersTest, GivenRunningPlacement_WhenItsScanFallsAway_ThenOnlyUnfitIsTold) {
  StartFacts facts = AllThere();
  for (const State state : {State::kActive, State::kFinishing, State::kPaused}) {
    Placement running = Confirmed();
    running.state = state;
    for (const ScanStanding standing : {ScanStanding::kMissing, ScanStanding::kExpired}) {
      facts.scan.standing = standing;
      EXPECT_THAT(Blockers(running, facts, kStart), IsEmpty());
    }
    facts.scan.standing = ScanStanding::kUnfit;
    EXPECT_THAT(Blockers(running, facts, kStart),
                ElementsAre(Blocker{BlockerKind::kScanUnfit, ""}));
    if (state != State::kPaused) {
      EXPECT_FALSE(Due(running, facts, kStart, kNow).has_value()) << "a scan stops nothing";
    }
  }
}

TEST(BlockersTest, GivenEverything_WhenAsked_ThenOnlyTheDayAndNothingOnIt) {
  EXPECT_THAT(Blockers(Confirmed(), AllThere(), kStart - 1),
              ElementsAre(Blocker{BlockerKind::kNotStartedYet, ""}));
  EXPECT_THAT(Blockers(Confirmed(), AllThere(), kStart), IsEmpty());
  Placement active = Confirmed();
  active.state = State::kActive;
  EXPECT_THAT(Blockers(active, StartFacts{}, kStart), IsEmpty());
}

TEST(BlockersTest, GivenDesirableAgreement_WhenAbsent_ThenBlocksPartTimeButNeverDual) {
  StartFacts facts = AllThere();
  facts.policy.agreement_rule = AgreementRule::kDesirable;
  facts.agreement = {};
  Placement placement = Confirmed();
  EXPECT_THAT(Blockers(placement, facts, kStart),
              ElementsAre(Blocker{BlockerKind::kAgreementNotInForce, ""},
                          Blocker{BlockerKind::kResponsibilitiesNotAccepted, ""}));
  placement.variant = Variant::kPartTime;
  EXPECT_THAT(Blockers(placement, facts, kStart), IsEmpty());
}

TEST(DueTest, GivenAllThere_WhenDaysPass_ThenReadyBeforeAndActiveFromTheFirstDay) {
  const auto before = Due(Confirmed(), AllThere(), kStart - 1, kNow);
  ASSERT_TRUE(before.has_value());
  EXPECT_THAT(before->reached, ElementsAre(State::kReady));
  EXPECT_FALSE(Due(before->after, AllThere(), kStart - 1, kNow).has_value());
  const auto on_day = Due(before->after, AllThere(), kStart, kNow);
  ASSERT_TRUE(on_day.has_value());
  EXPECT_THAT(on_day->reached, ElementsAre(State::kActive));
  EXPECT_THAT(Due(Confirmed(), AllThere(), kEnd, kNow)->reached,
              ElementsAre(State::kReady, State::kActive));
  EXPECT_FALSE(Due(Confirmed(), AllThere(), kEnd + 1, kNow).has_value());
}

TEST(DueTest, GivenReadyOrPaused_WhenTheLastDayComes_ThenActiveOnItAndNotTheDayAfter) {
  for (const State state : {State::kReady, State::kPaused}) {
    Placement waiting = Confirmed();
    waiting.state = state;
    const auto on_day = Due(waiting, AllThere(), kEnd, kNow);
    ASSERT_TRUE(on_day.has_value()) << NameOf(state);
    EXPECT_THAT(on_day->reached, ElementsAre(State::kActive));
    EXPECT_FALSE(Due(waiting, AllThere(), kEnd + 1, kNow).has_value()) << NameOf(state);
  }
}

TEST(DueTest, GivenMove_WhenDecided_ThenReliesOnAgreementContactAndPolicy) {
  const auto change = Due(Confirmed(), AllThere(), kStart, kNow);
  ASSERT_TRUE(change.has_value());
  EXPECT_THAT(change->relies_on, ElementsAre(Field(&FactVersion::name, "variant"),
                                             Field(&FactVersion::name, "agreement"),
                                             Field(&FactVersion::name, "contact")));
}

TEST(DueTest, GivenOneThingMissing_WhenDue_ThenStaysConfirmed) {
  StartFacts facts = AllThere();
  facts.agreement.is_in_force = false;
  EXPECT_FALSE(Due(Confirmed(), facts, kStart, kNow).has_value());
  facts = AllThere();
  facts.agreement.responsibilities_accepted = false;
  EXPECT_FALSE(Due(Confirmed(), facts, kStart, kNow).has_value());
  facts = AllThere();
  facts.contact = {};
  EXPECT_FALSE(Due(Confirmed(), facts, kStart, kNow).has_value());
}

TEST(DueTest, GivenReady_WhenSomethingFallsAway_ThenConfirmedAgain) {
  Placement ready = Confirmed();
  ready.state = State::kReady;
  StartFacts facts = AllThere();
  facts.contact = {};
  const auto change = Due(ready, facts, kStart, kNow);
  ASSERT_TRUE(change.has_value());
  EXPECT_THAT(change->reached, ElementsAre(State::kConfirmed));
}

TEST(DueTest, GivenActive_WhenItsAgreementEnds_ThenPausedAndActiveWhenItIsBack) {
  Placement active = Confirmed();
  active.state = State::kActive;
  EXPECT_FALSE(Due(active, AllThere(), kStart + 10, kNow).has_value());
  StartFacts facts = AllThere();
  facts.agreement.is_in_force = false;
  const auto paused = Due(active, facts, kStart + 10, kNow);
  ASSERT_TRUE(paused.has_value());
  EXPECT_EQ(paused->after.state, State::kPaused);
  EXPECT_EQ(Due(paused->after, AllThere(), kStart + 11, kNow)->after.state, State::kActive);
}

// Invariant I3 over every state, policy and set of facts.
TEST(DueTest, GivenAnyDualPlacement_WhenNoAgreementIsInForce_ThenNeverActive) {
  for (int state = 0; state < 10; ++state) {
    for (int rule = 0; rule < 3; ++rule) {
      for (const absl::CivilDay today : {kStart - 1, kStart, kEnd, kEnd + 1}) {
        Placement placement = Confirmed();
        placement.state = static_cast<State>(state);
        StartFacts facts = AllThere();
        facts.policy.agreement_rule = static_cast<AgreementRule>(rule);
        facts.agreement.is_in_force = false;
        const auto change = Due(placement, facts, today, kNow);
        const State after = change ? change->after.state : placement.state;
        EXPECT_NE(after, State::kActive) << state << " " << rule;
      }
    }
  }
}

}  // namespace
}  // namespace driehoek::placement
