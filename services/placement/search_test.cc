#include "placement/search.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace driehoek::placement {
namespace {

using ::testing::ElementsAre;

constexpr absl::CivilDay kStart(2026, 9, 1);
constexpr absl::CivilDay kCreated(2026, 5, 4);
const absl::Time kNow = absl::FromUnixSeconds(1'780'000'000);

// A placement without a workplace; tests say what differs.
Placement Searching() {
  return {.id = PlacementId("p"),
          .student = PersonId("student"),
          .start_date = kStart,
          .end_date = kStart + 100,
          .weekly_hours = 24,
          .state = State::kSearching,
          .version = 1};
}

Placement Proposed() {
  Placement placement = Searching();
  placement.organisation = OrganisationId("o");
  placement.workplace = WorkplaceId("w");
  placement.origin = Origin::kFellowStudent;
  placement.capacity_offer = CapacityOfferId("offer");
  placement.state = State::kProposed;
  return placement;
}

PolicyFact Clock(std::vector<int> weeks) {
  return {.search_clock_weeks = std::move(weeks), .programme_variant = {"variant", 7}};
}

template <typename T>
std::string Refusal(const absl::StatusOr<T>& result) {
  return ReasonOf(result.status());
}

TEST(ProposeTest, GivenSearch_WhenAWorkplaceIsProposed_ThenProposedWithWhoBroughtIt) {
  const auto change =
      Propose(Searching(), {OrganisationId("o"), WorkplaceId("w"), Origin::kTeacherNetwork},
              {.has_workplace = true}, kNow);
  ASSERT_TRUE(change.ok());
  EXPECT_EQ(change->after.state, State::kProposed);
  EXPECT_EQ(change->after.organisation, OrganisationId("o"));
  EXPECT_EQ(change->after.workplace, WorkplaceId("w"));
  EXPECT_EQ(change->after.origin, Origin::kTeacherNetwork);
  EXPECT_EQ(change->after.update_time, kNow);
  EXPECT_THAT(change->reached, ElementsAre(State::kProposed));
}

TEST(ProposeTest, GivenOtherStateOrNoSuchWorkplace_WhenProposed_ThenRefused) {
  const Proposal proposal{OrganisationId("o"), WorkplaceId("w")};
  EXPECT_EQ(Refusal(Propose(Searching(), proposal, {}, kNow)), "REFERENCE_NOT_FOUND");
  for (const State state : {State::kProposed, State::kScreened, State::kConfirmed, State::kActive,
                            State::kCompleted, State::kEndedEarly}) {
    Placement placement = Searching();
    placement.state = state;
    EXPECT_EQ(Refusal(Propose(placement, proposal, {.has_workplace = true}, kNow)),
              "PLACEMENT_NOT_SEARCHING")
        << NameOf(state);
  }
}

TEST(ScreenTest, GivenProposal_WhenSuitable_ThenScreenedAtTheSameWorkplace) {
  const auto change = FindSuitable(Proposed(), kNow);
  ASSERT_TRUE(change.ok());
  EXPECT_EQ(change->after.state, State::kScreened);
  EXPECT_EQ(change->after.workplace, WorkplaceId("w"));
  EXPECT_EQ(change->after.origin, Origin::kFellowStudent);
  EXPECT_THAT(change->reached, ElementsAre(State::kScreened));
}

TEST(ScreenTest, GivenProposal_WhenUnsuitable_ThenSearchingAgainAndTheRefusalIsCounted) {
  Placement before = Proposed();
  before.refusal_count = 1;
  before.refusal_reason = "The first reason.";
  const auto change = FindUnsuitable(before, "No level-5 work.", kNow);
  ASSERT_TRUE(change.ok());
  EXPECT_EQ(change->after.state, State::kSearching);
  EXPECT_TRUE(change->after.workplace.empty());
  EXPECT_TRUE(change->after.organisation.empty());
  EXPECT_TRUE(change->after.capacity_offer.empty());
  EXPECT_FALSE(change->after.origin.has_value());
  EXPECT_EQ(change->after.refusal_count, 2);
  EXPECT_EQ(change->after.refusal_reason, "No level-5 work.");
  EXPECT_THAT(change->reached, ElementsAre(State::kSearching));
}

TEST(ScreenTest, GivenNoProposal_WhenScreened_ThenRefused) {
  for (const State state : {State::kSearching, State::kScreened, State::kConfirmed, State::kActive,
                            State::kEndedEarly}) {
    Placement placement = Proposed();
    placement.state = state;
    EXPECT_EQ(Refusal(FindSuitable(placement, kNow)), "PLACEMENT_NOT_PROPOSED") << NameOf(state);
    EXPECT_EQ(Refusal(FindUnsuitable(placement, "x", kNow)), "PLACEMENT_NOT_PROPOSED")
        << NameOf(state);
  }
}

TEST(ReviseScreenedTest, GivenScreened_WhenRevised_ThenConfirmedOnceASupervisorIsFixed) {
  Placement screened = Proposed();
  screened.state = State::kScreened;
  const PlaceFact place{.has_workplace = true};

  Placement draft = screened;
  draft.weekly_hours = 32;
  EXPECT_EQ(Revise(screened, draft, {}, place, kNow)->after.state, State::kScreened);

  draft.supervisor = SupervisorId("s");
  const auto fixed = Revise(
      screened, draft, {},
      {.has_workplace = true, .supervisor = PersonId("supervisor"), .supervisor_is_on_floor = true},
      kNow);
  ASSERT_TRUE(fixed.ok());
  EXPECT_EQ(fixed->after.state, State::kConfirmed);
  EXPECT_THAT(fixed->reached, ElementsAre(State::kConfirmed));

  draft = screened;
  draft.workplace = WorkplaceId("another");
  EXPECT_EQ(Revise(screened, draft, {}, place, kNow)->after.state, State::kProposed);
}

TEST(WeeksUntilTest, GivenDays_WhenCounted_ThenWholeWeeksAndNegativeOnceItHasBeen) {
  EXPECT_EQ(WeeksUntil(kStart, kStart - 14), 2);
  EXPECT_EQ(WeeksUntil(kStart, kStart - 13), 1);
  EXPECT_EQ(WeeksUntil(kStart, kStart - 6), 0);
  EXPECT_EQ(WeeksUntil(kStart, kStart), 0);
  EXPECT_EQ(WeeksUntil(kStart, kStart + 1), -1);
  EXPECT_EQ(WeeksUntil(kStart, kStart + 7), -1);
  EXPECT_EQ(WeeksUntil(kStart, kStart + 8), -2);
}

TEST(SearchClockTest, GivenMarks_WhenTheirDayComes_ThenPassed) {
  const std::vector<int> marks = {8, 4, 2};
  const auto step = [&](absl::CivilDay today) {
    return SearchClockOf(Searching(), marks, kCreated, today)->escalation_step;
  };
  EXPECT_EQ(step(kStart - 8 * 7 - 1), 0);
  EXPECT_EQ(step(kStart - 8 * 7), 1);
  EXPECT_EQ(step(kStart - 4 * 7 - 1), 1);
  EXPECT_EQ(step(kStart - 4 * 7), 2);
  EXPECT_EQ(step(kStart - 2 * 7), 3);
  EXPECT_EQ(step(kStart + 30), 3);
  EXPECT_EQ(SearchClockOf(Searching(), marks, kCreated, kStart)->since_date, kCreated);
  EXPECT_EQ(SearchClockOf(Searching(), marks, kCreated, kStart + 10)->weeks_to_start, -2);
}

TEST(SearchClockTest, GivenAWorkplaceOrTheEnd_WhenAsked_ThenNoClock) {
  for (const State state : {State::kProposed, State::kScreened, State::kConfirmed, State::kActive,
                            State::kCompleted, State::kEndedEarly}) {
    Placement placement = Searching();
    placement.state = state;
    EXPECT_FALSE(SearchClockOf(placement, {8, 4, 2}, kCreated, kStart).has_value())
        << NameOf(state);
  }
}

TEST(EscalateTest, GivenPassedMarks_WhenLookedAt_ThenEachIsToldOnce) {
  const PolicyFact policy = Clock({8, 4, 2});
  Placement placement = Searching();
  EXPECT_FALSE(Escalate(placement, policy, kCreated, kStart - 57, kNow).has_value());

  auto escalation = Escalate(placement, policy, kCreated, kStart - 56, kNow);
  ASSERT_TRUE(escalation.has_value());
  EXPECT_THAT(escalation->steps, ElementsAre(1));
  EXPECT_EQ(escalation->after.escalation_step, 1);
  EXPECT_EQ(escalation->relies_on.version, 7);

  placement = escalation->after;
  EXPECT_FALSE(Escalate(placement, policy, kCreated, kStart - 29, kNow).has_value());
  // Nobody looked while two marks were passed.
  escalation = Escalate(placement, policy, kCreated, kStart, kNow);
  ASSERT_TRUE(escalation.has_value());
  EXPECT_THAT(escalation->steps, ElementsAre(2, 3));
  EXPECT_FALSE(Escalate(escalation->after, policy, kCreated, kStart + 50, kNow).has_value());
}

TEST(EscalateTest, GivenAPolicyWithFewerMarks_WhenLookedAt_ThenNothingIsToldAgain) {
  Placement placement = Searching();
  placement.escalation_step = 2;
  EXPECT_FALSE(Escalate(placement, Clock({6}), kCreated, kStart, kNow).has_value());
}

TEST(FoundPlaceTest, GivenWrongFields_WhenChecked_ThenEachIsNamed) {
  const auto reason = [](const FoundPlace& found) {
    FieldViolations violations;
    Check(found, violations);
    return ReasonOf(violations.ToStatus());
  };
  const FoundPlace good{.organisation_display_name = "Van Leeuwen",
                        .workplace_display_name = "Ontwerp"};
  EXPECT_EQ(reason(good), "");
  FoundPlace found = good;
  found.kvk_number = "1234567";
  EXPECT_EQ(reason(found), "KVK_NUMBER_MALFORMED");
  found = good;
  found.organisation_display_name.clear();
  EXPECT_EQ(reason(found), "TEXT_MISSING");
  found = good;
  found.city = std::string(101, 'a');
  EXPECT_EQ(reason(found), "TEXT_TOO_LONG");
  found = good;
  found.workplace_display_name = std::string(201, 'a');
  found.kvk_number = "x";
  EXPECT_EQ(reason(found), "INVALID_FIELD");
}

// R3, R27: practice at school has no workplace and looks for none.
TEST(SearchClockTest, GivenSchoolProject_WhenMarksPass_ThenItHasNoClock) {
  Placement at_school = Searching();
  EXPECT_TRUE(SearchClockOf(at_school, {8, 4, 2}, kCreated, kStart).has_value());
  at_school.form = Form::kSchoolProject;
  EXPECT_FALSE(SearchClockOf(at_school, {8, 4, 2}, kCreated, kStart).has_value());
}

}  // namespace
}  // namespace driehoek::placement
