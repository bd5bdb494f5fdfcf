#include "placement/continuation/lifecycle.h"

#include <gtest/gtest.h>

namespace driehoek::placement::continuation {
namespace {

constexpr absl::CivilDay kToday(2026, 11, 27);
const absl::Time kNow = absl::FromUnixSeconds(1'796'000'000);
const PolicyFact kPolicy{.continuation_working_days = 10, .programme_variant = {"variant", 3}};

Placement Active() {
  return {.id = PlacementId("p"),
          .student = PersonId("student"),
          .programme = ProgrammeId("programme"),
          .state = State::kActive};
}

OfferedWorkplace At(const char* workplace) { return {.workplace = WorkplaceId(workplace)}; }

Option Another() {
  return {.id = "a", .kind = OptionKind::kAnotherWorkplace, .workplaces = {At("w1")}};
}

Route InState(RouteState state) {
  return {
      .id = RouteId("r"), .placement = PlacementId("p"), .state = state, .options = {Another()}};
}

template <typename T>
std::string Refusal(const absl::StatusOr<T>& result) {
  return ReasonOf(result.status());
}

std::string Fault(const std::vector<Option>& options) {
  FieldViolations violations;
  Check(options, violations);
  return ReasonOf(violations.ToStatus());
}

TEST(OpenTest, GivenPlacement_WhenOpened_ThenDueWithinTheWorkingDays) {
  const auto change = Open({.id = RouteId("r"), .opener = PersonId("teacher")}, Active(), {},
                           kPolicy, kToday, kNow);
  ASSERT_TRUE(change.ok());
  EXPECT_EQ(change->after.state, RouteState::kOpen);
  EXPECT_EQ(change->after.student, PersonId("student"));
  EXPECT_EQ(change->after.due_date, absl::CivilDay(2026, 12, 11));
  EXPECT_EQ(change->relies_on.front().name, "variant");
}

TEST(OpenTest, GivenStates_WhenOpened_ThenOnlyWhereAWayOnIsNeeded) {
  const auto open = [](const Placement& placement, const std::vector<Route>& others) {
    return Refusal(Open({}, placement, others, kPolicy, kToday, kNow));
  };
  Placement over = Active();
  over.state = State::kEndedEarly;
  EXPECT_EQ(open(over, {}), "");
  over.state = State::kCompleted;
  EXPECT_EQ(open(over, {}), "PLACEMENT_COMPLETED");
  EXPECT_EQ(open(Active(), {InState(RouteState::kClosed)}), "");
  EXPECT_EQ(open(Active(), {InState(RouteState::kChosen)}), "ROUTE_UNDER_WAY");
  EXPECT_EQ(Refusal(Open({.reason = std::string(1001, 'x')}, Active(), {}, kPolicy, kToday, kNow)),
            "TEXT_TOO_LONG");
}

TEST(CheckOptionsTest, GivenKinds_WhenChecked_ThenEachNeedsItsParts) {
  EXPECT_EQ(Fault({Another()}), "");
  EXPECT_EQ(Fault({}), "OPTIONS_MISSING");
  EXPECT_EQ(Fault(std::vector<Option>(11, Another())), "OPTIONS_TOO_MANY");
  Option option = Another();
  option.workplaces.push_back(At("w2"));
  EXPECT_EQ(Fault({option}), "WORKPLACES_NOT_OF_KIND");
  option.kind = OptionKind::kShortPlacementsCombined;
  EXPECT_EQ(Fault({option}), "OUTCOMES_MISSING");
  option.outcome_codes = {"LU1", "LU2"};
  EXPECT_EQ(Fault({option}), "");
  option.workplaces[1] = At("w1");
  EXPECT_EQ(Fault({option}), "WORKPLACE_REPEATED");
  option.workplaces.clear();
  EXPECT_EQ(Fault({option}), "WORKPLACES_NOT_OF_KIND");
  option.kind = OptionKind::kSimulatedPractice;
  EXPECT_EQ(Fault({option}), "");
  option.outcome_codes[1] = "LU1";
  EXPECT_EQ(Fault({option}), "OUTCOME_REPEATED");
  option.outcome_codes.assign(51, "LU1");
  EXPECT_EQ(Fault({option}), "OUTCOMES_TOO_MANY");
  EXPECT_EQ(Fault({{.kind = OptionKind::kOther}}), "TEXT_MISSING");
  EXPECT_EQ(Fault({{.kind = OptionKind::kOther, .note = "Work for the city."}}), "");
}

TEST(RouteTest, GivenOptions_WhenOfferedChosenAndClosed_ThenEachOnceInItsState) {
  auto change = Offer(InState(RouteState::kOpen), {Another()}, kNow);
  ASSERT_TRUE(change.ok());
  EXPECT_EQ(change->reached, RouteState::kOffered);
  change = Offer(change->after, {Another()}, kNow);
  ASSERT_TRUE(change.ok());
  EXPECT_FALSE(change->reached.has_value());
  EXPECT_EQ(Refusal(Choose(change->after, "b", kNow)), "OPTION_UNKNOWN");
  EXPECT_EQ(Refusal(Choose(InState(RouteState::kOpen), "a", kNow)), "ROUTE_NOT_OFFERED");
  change = Choose(change->after, "a", kNow);
  ASSERT_TRUE(change.ok());
  EXPECT_EQ(change->reached, RouteState::kChosen);
  EXPECT_EQ(Refusal(Choose(change->after, "a", kNow)), "ROUTE_NOT_OFFERED");
  EXPECT_EQ(Refusal(Offer(change->after, {Another()}, kNow)), "ROUTE_DECIDED");
  EXPECT_EQ(Refusal(Close(change->after, " ", kNow)), "TEXT_MISSING");
  change = Close(change->after, "She starts on Monday.", kNow);
  ASSERT_TRUE(change.ok());
  EXPECT_EQ(change->after.chosen_option, "a");
  EXPECT_EQ(Refusal(Close(change->after, "again", kNow)), "ROUTE_CLOSED");
}

}  // namespace
}  // namespace driehoek::placement::continuation
