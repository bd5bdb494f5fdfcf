#include "progress/checkin/check_in_json.h"

#include <gtest/gtest.h>

#include "progress/checkin/check_in_example.h"

namespace driehoek::progress::checkin {
namespace {

TEST(CheckInJsonTest, GivenAFullOne_WhenWrittenAndRead_ThenTheSame) {
  CheckIn check_in = ExampleCheckIn(CheckInState::kActionsOpen);
  check_in.window.unmet_guards = {{Guard::kBeforeFinal, kPlannedDay - 3, 3}};
  check_in.arrangement = {60, "Room \"2\"", "https://meet.example/x", PersonId(), {"t1", "t2"}};
  check_in.calendar_sequence = 3;
  check_in.moves = {{kNow, kNow + absl::Hours(24), "Illness.", kStudent, kNow},
                    {kNow, kNow + absl::Hours(48), "", PersonId(), kNow}};
  check_in.views = {{Party::kStudent, kStudent, kNow, ExampleView()},
                    {Party::kSupervisor, kSupervisor, kNow, ExampleView(2)}};
  check_in.actions = {ExampleAction(), ExampleAction(Party::kTeacher)};
  check_in.actions[1].done_time = kNow;
  check_in.actions[1].done_by = kTeacher;
  check_in.close_reason = "Elsewhere.";
  check_in.disagreements = {
      {"Hours.", Party::kSupervisor, kSupervisor, kNow, PersonId("manager"), "", std::nullopt},
      {"Place.", Party::kTeacher, kTeacher, kNow, PersonId("manager"), "Here.", kNow}};

  CheckIn read;
  ASSERT_TRUE(ReadContent(ContentJson(check_in), read).ok());

  EXPECT_EQ(read.window, check_in.window);
  EXPECT_EQ(read.arrangement, check_in.arrangement);
  EXPECT_EQ(read.calendar_sequence, 3);
  EXPECT_EQ(read.moves, check_in.moves);
  EXPECT_EQ(read.views, check_in.views);
  EXPECT_EQ(read.meeting, check_in.meeting);
  EXPECT_EQ(read.actions, check_in.actions);
  EXPECT_EQ(read.close_reason, check_in.close_reason);
  EXPECT_EQ(read.disagreements, check_in.disagreements);
}

TEST(CheckInJsonTest, GivenOneThatIsAhead_WhenRead_ThenNoMeeting) {
  CheckIn read;
  ASSERT_TRUE(ReadContent(ContentJson(ExampleCheckIn()), read).ok());
  EXPECT_FALSE(read.meeting.has_value());
}

TEST(CheckInJsonTest, GivenBrokenParts_WhenRead_ThenAnError) {
  CheckIn read;
  for (const char* json : {"", "null", "{}", R"({"first":"2026-09-01","last":"x"})"}) {
    EXPECT_EQ(ReasonOf(ReadContent(json, read)), "STORED_PART_UNREADABLE") << json;
  }
}

}  // namespace
}  // namespace driehoek::progress::checkin
