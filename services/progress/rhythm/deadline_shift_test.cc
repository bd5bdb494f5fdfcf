#include "progress/rhythm/deadline_shift.h"

#include <gtest/gtest.h>

#include "progress/rhythm/rhythm_example.h"

namespace driehoek::progress::rhythm {
namespace {

DeadlineShift Example() {
  return {.id = ShiftId("shift"),
          .subject = "Module 2",
          .from = kMonday,
          .to = kMonday + 1,
          .reason = ShiftReason::kWorkplace};
}

std::string ReasonFor(const DeadlineShift& shift) {
  FieldViolations violations;
  Check(shift, violations);
  return violations.empty() ? "" : ReasonOf(violations.ToStatus());
}

TEST(DeadlineShiftTest, GivenAShift_WhenAFieldIsWrong_ThenItIsNamed) {
  EXPECT_EQ(ReasonFor(Example()), "");
  DeadlineShift shift = Example();
  shift.to = shift.from;
  EXPECT_EQ(ReasonFor(shift), "NOT_AFTER");
  shift = Example();
  shift.task = TaskId("task");
  EXPECT_EQ(ReasonFor(shift), "EITHER_ONE");
  shift.subject.clear();
  EXPECT_EQ(ReasonFor(shift), "");
  shift.task = TaskId();
  EXPECT_EQ(ReasonFor(shift), "EITHER_ONE");
  shift = Example();
  shift.reason = ShiftReason::kOther;
  EXPECT_EQ(ReasonFor(shift), "TEXT_MISSING");
  shift.note = "Verhuizing van de afdeling.";
  EXPECT_EQ(ReasonFor(shift), "");
}

TEST(DeadlineShiftTest, GivenAPlacement_WhenShiftsAreTold_ThenEachIsCounted) {
  const auto third = Record(Example(), ExamplePlacement(), 2, kStudent, kNow);
  ASSERT_TRUE(third.ok());
  EXPECT_EQ(third->ordinal, 3);
  EXPECT_EQ(third->recorder, kStudent);
  EXPECT_TRUE(Record(Example(), ExamplePlacement(), kMostShifts - 1, kStudent, kNow).ok());
  EXPECT_EQ(ReasonOf(Record(Example(), ExamplePlacement(), kMostShifts, kStudent, kNow).status()),
            "SHIFTS_TOO_MANY");
  PlacementFact over = ExamplePlacement();
  over.is_final = true;
  EXPECT_EQ(ReasonOf(Record(Example(), over, 0, kStudent, kNow).status()), "PLACEMENT_FINAL");
}

}  // namespace
}  // namespace driehoek::progress::rhythm
