#include "calendar/entries.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace driehoek::calendar {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

const absl::Time kNow = absl::FromUnixSeconds(1'790'000'000);

Agenda OfDaan() {
  return {.placements = {{.id = "0197c000-0000-7000-8000-000000004f2a",
                          .student_name = "Daan de Vries",
                          .first_day = absl::CivilDay(2026, 9, 1),
                          .last_day = absl::CivilDay(2027, 1, 29),
                          .submit_by = absl::CivilDay(2026, 9, 16),
                          .verdicts = {{"t1", "Een betere intake", absl::CivilDay(2026, 9, 30)}},
                          .meetings = {{.id = "c1",
                                        .sequence = 3,
                                        .start = kNow,
                                        .length = absl::Minutes(45),
                                        .place = "Van Leeuwen, hal 2"},
                                       {.id = "c2", .start = kNow, .is_off = true}}}}};
}

const ics::Event& WithUid(const ics::Calendar& calendar, const std::string& uid) {
  return *std::find_if(calendar.events.begin(), calendar.events.end(),
                       [&](const ics::Event& event) { return event.uid == uid; });
}

TEST(CalendarOfTest, GivenPlacement_WhenWritten_ThenEveryDateIsThereOnItsDay) {
  const ics::Calendar calendar = CalendarOf(OfDaan(), Titles::kCodesOnly, kNow);

  ASSERT_THAT(calendar.events, SizeIs(5)) << "a meeting that is off is not there";
  const auto day = [&](const char* start) {
    const auto& event = WithUid(calendar, std::string(start) + "@driehoek");
    return std::get<ics::Days>(event.when).first;
  };
  const std::string id = OfDaan().placements[0].id;
  EXPECT_EQ(day(("first-" + id).c_str()), absl::CivilDay(2026, 9, 1));
  EXPECT_EQ(day(("last-" + id).c_str()), absl::CivilDay(2027, 1, 29));
  EXPECT_EQ(day(("submit-" + id).c_str()), absl::CivilDay(2026, 9, 16));
  EXPECT_EQ(day("verdict-t1"), absl::CivilDay(2026, 9, 30));
  const ics::Event& meeting = WithUid(calendar, "checkin-c1@driehoek");
  EXPECT_EQ(meeting.sequence, 3);
  EXPECT_EQ(std::get<ics::Period>(meeting.when).end, kNow + absl::Minutes(45));
}

TEST(CalendarOfTest, GivenCodesOnly_WhenWritten_ThenNoNameStandsInIt) {
  const std::string text = ics::Write(CalendarOf(OfDaan(), Titles::kCodesOnly, kNow));

  EXPECT_THAT(text,
              AllOf(Not(HasSubstr("Daan")), Not(HasSubstr("intake")), Not(HasSubstr("Leeuwen"))));
  EXPECT_THAT(text, HasSubstr("SUMMARY:Driehoek: check-in (4f2a)"));
}

TEST(CalendarOfTest, GivenNamesAskedFor_WhenWritten_ThenTheyStandInIt) {
  Agenda agenda = OfDaan();
  agenda.language = Language::kEnglish;

  const ics::Calendar calendar = CalendarOf(agenda, Titles::kWithNames, kNow);

  EXPECT_EQ(WithUid(calendar, "verdict-t1@driehoek").summary,
            "Driehoek: verdict due: Daan de Vries, Een betere intake");
  EXPECT_EQ(WithUid(calendar, "checkin-c1@driehoek").summary, "Driehoek: check-in: Daan de Vries");
  EXPECT_EQ(WithUid(calendar, "checkin-c1@driehoek").description, "Van Leeuwen, hal 2");
}

TEST(CalendarOfTest, GivenNothing_WhenWritten_ThenStillACalendar) {
  EXPECT_THAT(ics::Write(CalendarOf({}, Titles::kCodesOnly, kNow)),
              AllOf(HasSubstr("BEGIN:VCALENDAR"), HasSubstr("METHOD:PUBLISH")));
}

}  // namespace
}  // namespace driehoek::calendar
