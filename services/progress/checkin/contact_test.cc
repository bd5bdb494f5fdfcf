#include "progress/checkin/contact.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "progress/checkin/check_in_example.h"

namespace driehoek::progress::checkin {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(EdgesTest, GivenParties_WhenAsked_ThenEachTwoOfThem) {
  EXPECT_THAT(EdgesOf({Party::kStudent, Party::kTeacher}), ElementsAre(Edge::kProgrammeStudent));
  EXPECT_THAT(
      EdgesOf({Party::kStudent, Party::kTeacher, Party::kSupervisor}),
      ElementsAre(Edge::kProgrammeStudent, Edge::kProgrammeWorkplace, Edge::kStudentWorkplace));
  EXPECT_THAT(EdgesOf({Party::kTeacher}), IsEmpty());
}

std::string ReasonFor(const ContactMoment& moment, absl::CivilDay today = kLastDay + 10) {
  FieldViolations violations;
  Check(moment, ExamplePlacement(), today, violations);
  return ReasonOf(violations.ToStatus());
}

TEST(ContactCheckTest, GivenMoments_WhenChecked_ThenRefusedAtTheBoundary) {
  ContactMoment moment{.parties = {Party::kTeacher, Party::kSupervisor}, .date = kPlannedDay};
  EXPECT_EQ(ReasonFor(moment), "");
  EXPECT_EQ(ReasonFor(moment, kPlannedDay), "");
  EXPECT_EQ(ReasonFor(moment, kPlannedDay - 1), "DATE_IN_FUTURE");
  moment.date = kLastDay;
  EXPECT_EQ(ReasonFor(moment), "");
  moment.date = kLastDay + 1;
  EXPECT_EQ(ReasonFor(moment), "DATE_OUTSIDE_PLACEMENT");
  moment.date = kFirstDay - 90;
  EXPECT_EQ(ReasonFor(moment), "");
  moment.date = kFirstDay - 91;
  EXPECT_EQ(ReasonFor(moment), "DATE_OUTSIDE_PLACEMENT");
  moment.date = kPlannedDay;
  moment.parties = {Party::kTeacher};
  EXPECT_EQ(ReasonFor(moment), "TOO_FEW_PARTIES");
  moment.parties = {Party::kTeacher, Party::kTeacher};
  EXPECT_EQ(ReasonFor(moment), "PARTY_REPEATED");
  moment.parties = {Party::kStudent, Party::kSupervisor};
  EXPECT_EQ(ReasonFor(moment), "RECORDER_ABSENT");
}

TEST(OverviewTest, GivenContact_WhenAsked_ThenTheAgeOfEachSide) {
  const std::vector<ContactDay> contacts = {{Edge::kProgrammeStudent, kFirstDay + 5},
                                            {Edge::kProgrammeStudent, kFirstDay + 9},
                                            {Edge::kProgrammeStudent, kFirstDay + 9},
                                            {Edge::kStudentWorkplace, kFirstDay - 20}};
  const auto overview = Overview(ExamplePlacement(), {}, contacts, FullTime(), kFirstDay + 30);
  EXPECT_THAT(overview.edges,
              ElementsAre(EdgeContact{Edge::kProgrammeStudent, 2, kFirstDay + 9, 21, 3},
                          EdgeContact{Edge::kProgrammeWorkplace, 0, std::nullopt, 30, 6},
                          EdgeContact{Edge::kStudentWorkplace, 1, kFirstDay - 20, 30, 2}));
  const auto before = Overview(ExamplePlacement(), {}, {}, FullTime(), kFirstDay - 30);
  EXPECT_EQ(before.edges[0].silent_days, 0);
  const auto after = Overview(ExamplePlacement(), {}, contacts, FullTime(), kLastDay + 300);
  EXPECT_EQ(after.edges[0].silent_days, kLastDay - kFirstDay - 9);
}

TEST(OverviewTest, GivenAnInterval_WhenSomeContactIsMissing_ThenPlannedVersusActual) {
  CheckIn held = ExampleCheckIn(CheckInState::kHeld);
  held.kind = Kind::kKickOff;
  held.window.last = kFirstDay + 13;
  held.meeting->date = kFirstDay + 2;
  CheckIn missed = ExampleCheckIn(CheckInState::kMissed);
  CheckIn last = ExampleCheckIn(CheckInState::kPlanned);
  last.kind = Kind::kFinal;
  last.planned_date = kLastDay - 7;
  last.window.last = kLastDay;
  CheckIn extra = ExampleCheckIn(CheckInState::kHeld);
  extra.kind = Kind::kExtra;
  CheckIn cancelled = ExampleCheckIn(CheckInState::kCancelled);
  const std::vector<ContactDay> contacts = {{Edge::kProgrammeStudent, kFirstDay + 2},
                                            {Edge::kProgrammeWorkplace, kFirstDay + 42},
                                            {Edge::kStudentWorkplace, kFirstDay + 80}};

  const auto overview = Overview(ExamplePlacement(), {held, missed, extra, cancelled, last},
                                 contacts, PartTime(), kFirstDay + 90);

  using Standing = ContactStanding;
  EXPECT_THAT(overview.planned,
              ElementsAre(PlannedContact{ContactCause::kKickOff, kFirstDay + 13, Standing::kMade,
                                         held.id, kFirstDay + 2},
                          PlannedContact{ContactCause::kInterval, kFirstDay + 42, Standing::kMade,
                                         CheckInId(), kFirstDay + 42},
                          PlannedContact{ContactCause::kMidTerm, kPlannedDay + 14,
                                         Standing::kNotMade, missed.id, std::nullopt},
                          PlannedContact{ContactCause::kInterval, kFirstDay + 84,
                                         Standing::kNotMade, CheckInId(), std::nullopt},
                          PlannedContact{ContactCause::kInterval, kFirstDay + 126, Standing::kAhead,
                                         CheckInId(), std::nullopt},
                          PlannedContact{ContactCause::kFinal, kLastDay, Standing::kAhead, last.id,
                                         std::nullopt}));
  EXPECT_EQ(overview.made_count, 2);
  EXPECT_EQ(overview.due_count, 4);
  EXPECT_EQ(overview.missed_check_in_count, 1);
}

TEST(OverviewTest, GivenTheLastDayOfAnInterval_WhenAsked_ThenThereIsTimeLeft) {
  const auto on = Overview(ExamplePlacement(), {}, {}, PartTime(), kFirstDay + 42);
  EXPECT_EQ(on.planned[0].standing, ContactStanding::kAhead);
  const auto after = Overview(ExamplePlacement(), {}, {}, PartTime(), kFirstDay + 43);
  EXPECT_EQ(after.planned[0].standing, ContactStanding::kNotMade);
}

}  // namespace
}  // namespace driehoek::progress::checkin
