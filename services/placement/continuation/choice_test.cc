#include "placement/continuation/choice.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace driehoek::placement::continuation {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const absl::CivilDay kToday(2026, 11, 28);
const std::vector<std::string> kKnown = {"LU1", "LU2", "LU3"};

Placement Before() {
  return {.student = PersonId("student"),
          .enrolment = EnrolmentId("enrolment"),
          .form = Form::kDualPost,
          .organisation = OrganisationId("present"),
          .workplace = WorkplaceId("desk"),
          .start_date = absl::CivilDay(2026, 9, 1),
          .end_date = absl::CivilDay(2027, 6, 30),
          .weekly_hours = 24,
          .load_hours = 840,
          .state = State::kActive,
          .outcome_codes = {"LU1"}};
}

Option At(OptionKind kind, const std::vector<std::string>& workplaces,
          std::vector<std::string> codes = {}) {
  Option option{.kind = kind, .outcome_codes = std::move(codes)};
  for (const std::string& id : workplaces) {
    option.workplaces.push_back(
        {.organisation = OrganisationId("of-" + id), .workplace = WorkplaceId(id)});
  }
  return option;
}

TEST(ChoiceTest, GivenAnotherWorkplace_WhenChosen_ThenTheRestOfThePeriodIsThere) {
  const auto made =
      PlacementsOf(At(OptionKind::kAnotherWorkplace, {"a"}), Before(), kKnown, kToday);
  ASSERT_THAT(made, SizeIs(1));
  EXPECT_EQ(made[0].student, PersonId("student"));
  EXPECT_EQ(made[0].enrolment, EnrolmentId("enrolment"));
  EXPECT_EQ(made[0].organisation, OrganisationId("of-a"));
  EXPECT_EQ(made[0].workplace, WorkplaceId("a"));
  EXPECT_EQ(made[0].form, Form::kDualPost);
  EXPECT_EQ(made[0].origin, Origin::kContinuation);
  EXPECT_EQ(made[0].start_date, kToday);
  EXPECT_EQ(made[0].end_date, absl::CivilDay(2027, 6, 30));
  EXPECT_EQ(made[0].weekly_hours, 24);
  EXPECT_EQ(made[0].load_hours, 840);
  EXPECT_THAT(made[0].outcome_codes, ElementsAre("LU1"));
  EXPECT_TRUE(made[0].supervisor.empty());
}

TEST(ChoiceTest, GivenShortOnesCombined_WhenChosen_ThenTheyShareTheHours) {
  const auto made =
      PlacementsOf(At(OptionKind::kShortPlacementsCombined, {"a", "b", "c"}, {"LU2", "LU9", "LU3"}),
                   Before(), kKnown, kToday);
  ASSERT_THAT(made, SizeIs(3));
  for (const Placement& one : made) {
    EXPECT_EQ(one.form, Form::kShortAssignment);
    EXPECT_EQ(one.weekly_hours, 8);
    EXPECT_EQ(one.load_hours, 280);
    EXPECT_THAT(one.outcome_codes, ElementsAre("LU2", "LU3"))
        << "what the set does not know is out";
  }
  EXPECT_EQ(made[2].workplace, WorkplaceId("c"));
}

TEST(ChoiceTest, GivenFewHours_WhenShared_ThenEachHasOneAtLeast) {
  Placement before = Before();
  before.weekly_hours = 2;
  const auto made = PlacementsOf(At(OptionKind::kFellowStudentOrganisation, {"a", "b", "c"}),
                                 before, kKnown, kToday);
  ASSERT_THAT(made, SizeIs(3));
  EXPECT_EQ(made[0].weekly_hours, 1);
  EXPECT_EQ(made[0].form, Form::kShortAssignment);
}

TEST(ChoiceTest, GivenPracticeAtSchool_WhenChosen_ThenOneProjectWithoutWorkplace) {
  const auto made =
      PlacementsOf(At(OptionKind::kSimulatedPractice, {}, {"LU2"}), Before(), kKnown, kToday);
  ASSERT_THAT(made, SizeIs(1));
  EXPECT_EQ(made[0].form, Form::kSchoolProject);
  EXPECT_TRUE(made[0].workplace.empty());
  EXPECT_THAT(made[0].outcome_codes, ElementsAre("LU2"));
}

TEST(ChoiceTest, GivenOther_WhenItNamesNoWorkplace_ThenNothingIsMade) {
  EXPECT_THAT(PlacementsOf(At(OptionKind::kOther, {}), Before(), kKnown, kToday), IsEmpty());
  EXPECT_THAT(PlacementsOf(At(OptionKind::kOther, {"a"}), Before(), kKnown, kToday), SizeIs(1));
}

TEST(ChoiceTest, GivenPeriodThatIsOverOrToCome_WhenChosen_ThenAsLongOrFromItsFirstDay) {
  Placement over = Before();
  over.end_date = kToday - 1;
  const auto later = PlacementsOf(At(OptionKind::kAnotherWorkplace, {"a"}), over, kKnown, kToday);
  EXPECT_EQ(later[0].start_date, kToday);
  EXPECT_EQ(later[0].end_date - later[0].start_date, over.end_date - over.start_date);
  Placement last_day = Before();
  last_day.end_date = kToday;
  EXPECT_EQ(
      PlacementsOf(At(OptionKind::kAnotherWorkplace, {"a"}), last_day, kKnown, kToday)[0].end_date,
      kToday);
  Placement to_come = Before();
  to_come.start_date = kToday + 20;
  EXPECT_EQ(
      PlacementsOf(At(OptionKind::kAnotherWorkplace, {"a"}), to_come, kKnown, kToday)[0].start_date,
      kToday + 20);
}

}  // namespace
}  // namespace driehoek::placement::continuation
