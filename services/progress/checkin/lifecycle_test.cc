#include "progress/checkin/lifecycle.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "progress/checkin/check_in_example.h"

namespace driehoek::progress::checkin {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using S = CheckInState;

constexpr S kAllStates[] = {S::kPlanned,     S::kInvited, S::kViewsOpen, S::kHeld,
                            S::kActionsOpen, S::kClosed,  S::kMissed,    S::kCancelled};

std::string Refusal(const absl::StatusOr<CheckInChange>& result) {
  return ReasonOf(result.status());
}

std::optional<CheckInChange> PassedOn(S state, absl::CivilDay today,
                                      const PlacementFact& placement = ExamplePlacement()) {
  return PassTime(ExampleCheckIn(state), placement, today, kNow);
}

TEST(PassTimeTest, GivenAPlannedOne_WhenItsDayComesNear_ThenInvitedAndOpenedOnTheirDays) {
  EXPECT_FALSE(PassedOn(S::kPlanned, kPlannedDay - kInviteDays - 1).has_value());
  const auto invited = PassedOn(S::kPlanned, kPlannedDay - kInviteDays);
  ASSERT_TRUE(invited.has_value());
  EXPECT_EQ(invited->after.state, S::kInvited);
  EXPECT_THAT(invited->told, ElementsAre(Told::kInvited));
  EXPECT_FALSE(PassedOn(S::kInvited, kPlannedDay - kViewDays - 1).has_value());
  const auto open = PassedOn(S::kInvited, kPlannedDay - kViewDays);
  ASSERT_TRUE(open.has_value());
  EXPECT_EQ(open->after.state, S::kViewsOpen);
  const auto both = PassedOn(S::kPlanned, kPlannedDay - kViewDays);
  ASSERT_TRUE(both.has_value());
  EXPECT_THAT(both->told, ElementsAre(Told::kInvited, Told::kViewsOpen)) << "nobody looked before";
}

TEST(PassTimeTest, GivenTheWindowPassed_WhenLookedAt_ThenMissedOnceAndNeverBefore) {
  for (const S state : kAllStates) {
    const auto on_last_day = PassedOn(state, kPlannedDay + 14);
    EXPECT_TRUE(!on_last_day.has_value() || on_last_day->after.state == S::kViewsOpen);
    const auto day_after = PassedOn(state, kPlannedDay + 15);
    EXPECT_EQ(day_after.has_value(), IsAhead(state));
    if (day_after.has_value()) {
      EXPECT_EQ(day_after->after.state, S::kMissed);
      EXPECT_THAT(day_after->told, ElementsAre(Told::kMissed));
    }
  }
}

TEST(PassTimeTest, GivenAPlacementThatEnded_WhenTheWindowWasNotOver_ThenCancelled) {
  PlacementFact over = ExamplePlacement();
  over.is_running = false;
  over.is_final = true;
  over.end_date = kPlannedDay + 13;
  EXPECT_EQ(PassedOn(S::kPlanned, kPlannedDay - 60, over)->after.state, S::kCancelled);
  EXPECT_EQ(PassedOn(S::kViewsOpen, kPlannedDay + 60, over)->after.state, S::kCancelled);
  over.end_date = kPlannedDay + 14;
  EXPECT_EQ(PassedOn(S::kViewsOpen, kPlannedDay + 60, over)->after.state, S::kMissed)
      << "there was time for it";
}

TEST(PassTimeTest, GivenAnyDay_WhenNothingIsToCome_ThenNotLookedAt) {
  for (const S state : kAllStates) {
    const auto next = NextLook(ExampleCheckIn(state));
    EXPECT_EQ(next.has_value(), IsAhead(state));
    if (next.has_value()) {
      EXPECT_TRUE(PassedOn(state, *next).has_value());
      EXPECT_FALSE(PassedOn(state, *next - 1).has_value());
    }
  }
}

CheckIn Wish(absl::CivilDay day, Kind kind = Kind::kExtra) {
  return {.id = CheckInId("new"), .kind = kind, .start_time = Morning(day), .planned_date = day};
}

TEST(CreateTest, GivenADayOfThePlacement_WhenMade_ThenWithAWindowOfTwoWeeks) {
  const auto change =
      Create(Wish(kPlannedDay), ExamplePlacement(), 0, By(Party::kStudent, kPlannedDay - 30));
  ASSERT_TRUE(change.ok());
  EXPECT_EQ(change->after.state, S::kPlanned);
  EXPECT_EQ(change->after.window, (Window{kPlannedDay - 30, kPlannedDay + 14, {}}));
  EXPECT_EQ(change->after.student, kStudent);
  EXPECT_THAT(change->told, ElementsAre(Told::kPlanned));
}

TEST(CreateTest, GivenADayThatHasBeen_WhenMade_ThenItCanBeHeldAtOnce) {
  const auto made =
      Create(Wish(kPlannedDay), ExamplePlacement(), 0, By(Party::kTeacher, kPlannedDay + 3));
  ASSERT_TRUE(made.ok());
  EXPECT_EQ(made->after.state, S::kViewsOpen);
  EXPECT_THAT(made->told, ElementsAre(Told::kPlanned, Told::kInvited, Told::kViewsOpen));
  EXPECT_TRUE(
      Hold(made->after, ExampleMeeting(), ExamplePlacement(), By(Party::kTeacher, kPlannedDay + 3))
          .ok());
}

TEST(CreateTest, GivenDaysOutsideThePlacement_WhenMade_ThenRefusedAtTheBoundary) {
  const Doing doing = By(Party::kTeacher, kFirstDay);
  EXPECT_EQ(Refusal(Create(Wish(kFirstDay - 1), ExamplePlacement(), 0, doing)),
            "TIME_OUTSIDE_PLACEMENT");
  EXPECT_TRUE(Create(Wish(kFirstDay), ExamplePlacement(), 0, doing).ok());
  EXPECT_TRUE(Create(Wish(kLastDay), ExamplePlacement(), 0, doing).ok());
  EXPECT_EQ(Refusal(Create(Wish(kLastDay + 1), ExamplePlacement(), 0, doing)),
            "TIME_OUTSIDE_PLACEMENT");
  EXPECT_EQ(Refusal(Create(Wish(kPlannedDay, Kind::kMidTerm), ExamplePlacement(), 0, doing)),
            "KIND_OF_SYSTEM");
  EXPECT_EQ(Refusal(Create(Wish(kPlannedDay), ExamplePlacement(), kMostCheckIns, doing)),
            "CHECK_INS_TOO_MANY");
  PlacementFact over = ExamplePlacement();
  over.is_final = true;
  EXPECT_EQ(Refusal(Create(Wish(kPlannedDay), over, 0, doing)), "PLACEMENT_FINAL");
}

absl::StatusOr<CheckInChange> MovedTo(absl::CivilDay day, S state = S::kInvited,
                                      absl::CivilDay today = kPlannedDay - 20) {
  return MoveTo(ExampleCheckIn(state), Morning(day), day, "Illness.", ExamplePlacement(),
                By(Party::kStudent, today));
}

TEST(MoveTest, GivenAWindow_WhenMoved_ThenOnlyInsideItAndCounted) {
  EXPECT_EQ(Refusal(MovedTo(kPlannedDay - 15)), "TIME_OUTSIDE_WINDOW");
  EXPECT_TRUE(MovedTo(kPlannedDay - 14).ok());
  EXPECT_EQ(Refusal(MovedTo(kPlannedDay + 15)), "TIME_OUTSIDE_WINDOW");
  const auto moved = MovedTo(kPlannedDay + 14);
  ASSERT_TRUE(moved.ok());
  EXPECT_EQ(moved->after.planned_date, kPlannedDay + 14);
  EXPECT_EQ(moved->after.calendar_sequence, 1);
  ASSERT_THAT(moved->after.moves, SizeIs(1));
  EXPECT_EQ(moved->after.moves[0].mover, kStudent);
  EXPECT_EQ(MoveCount(moved->after), 1);
  EXPECT_THAT(moved->told, ElementsAre(Told::kMoved));
}

TEST(MoveTest, GivenWrongWishes_WhenMoved_ThenRefused) {
  EXPECT_EQ(Refusal(MovedTo(kPlannedDay)), "TIME_UNCHANGED");
  EXPECT_EQ(Refusal(MovedTo(kPlannedDay - 8, S::kViewsOpen, kPlannedDay - 7)), "TIME_IN_PAST");
  EXPECT_TRUE(MovedTo(kPlannedDay - 7, S::kViewsOpen, kPlannedDay - 7).ok());
  EXPECT_EQ(Refusal(MoveTo(ExampleCheckIn(), Morning(kPlannedDay + 1), kPlannedDay + 1, " ",
                           ExamplePlacement(), By(Party::kStudent, kPlannedDay - 3))),
            "TEXT_MISSING");
  for (const S state : {S::kHeld, S::kActionsOpen, S::kClosed, S::kMissed, S::kCancelled}) {
    EXPECT_EQ(Refusal(MovedTo(kPlannedDay + 1, state)), "CHECK_IN_CLOSED");
  }
  CheckIn often = ExampleCheckIn();
  often.moves.assign(kMostMoves, {kNow, kNow, "Again.", kStudent, kNow});
  EXPECT_EQ(Refusal(MoveTo(often, Morning(kPlannedDay + 1), kPlannedDay + 1, "Again.",
                           ExamplePlacement(), By(Party::kStudent, kPlannedDay - 3))),
            "MOVES_TOO_MANY");
}

TEST(ArrangeTest, GivenAnotherPlace_WhenArranged_ThenTheCalendarEntryCountsUp) {
  Arrangement arrangement;
  arrangement.place = "Room 2";
  const Doing doing = By(Party::kTeacher, kPlannedDay - 3);
  const auto placed = Arrange(ExampleCheckIn(), arrangement, ExamplePlacement(), doing);
  ASSERT_TRUE(placed.ok());
  EXPECT_EQ(placed->after.calendar_sequence, 1);
  arrangement.second_teacher = PersonId("second");
  const auto joined = Arrange(placed->after, arrangement, ExamplePlacement(), doing);
  ASSERT_TRUE(joined.ok());
  EXPECT_EQ(joined->after.calendar_sequence, 1) << "moment and place are as before";
  EXPECT_EQ(Refusal(Arrange(ExampleCheckIn(S::kHeld), arrangement, ExamplePlacement(), doing)),
            "CHECK_IN_CLOSED");
}

absl::StatusOr<CheckInChange> Written(const CheckIn& check_in, Party party,
                                      absl::CivilDay today = kPlannedDay) {
  return WriteView(check_in, ExampleView(), ExamplePlacement(), By(party, today));
}

TEST(WriteViewTest, GivenViewsAreOpen_WhenWritten_ThenOnceForEachParty) {
  const auto first = Written(ExampleCheckIn(), Party::kSupervisor);
  ASSERT_TRUE(first.ok());
  const auto second = Written(first->after, Party::kStudent);
  ASSERT_TRUE(second.ok());
  EXPECT_EQ(second->after.views[0].party, Party::kStudent) << "in the order of parties";
  EXPECT_EQ(Refusal(Written(second->after, Party::kStudent)), "VIEW_ALREADY_WRITTEN")
      << "whoever has read another's view may not change an own one";
}

TEST(WriteViewTest, GivenItsDays_WhenWritten_ThenFromAWeekBeforeToTheMeeting) {
  const CheckIn planned = ExampleCheckIn(S::kPlanned);
  EXPECT_EQ(Refusal(Written(planned, Party::kStudent, kPlannedDay - kViewDays - 1)),
            "VIEWS_NOT_OPEN");
  const auto caught = Written(planned, Party::kStudent, kPlannedDay - kViewDays);
  ASSERT_TRUE(caught.ok()) << "also when nobody looked at the clock";
  EXPECT_THAT(caught->told, ElementsAre(Told::kInvited, Told::kViewsOpen, Told::kViewWritten));
  EXPECT_TRUE(Written(planned, Party::kStudent, kPlannedDay + 14).ok());
  EXPECT_EQ(Refusal(Written(planned, Party::kStudent, kPlannedDay + 15)), "CHECK_IN_CLOSED");
  for (const S state : {S::kHeld, S::kActionsOpen, S::kClosed, S::kMissed, S::kCancelled}) {
    EXPECT_EQ(Refusal(Written(ExampleCheckIn(state), Party::kStudent)), "CHECK_IN_CLOSED");
  }
}

absl::StatusOr<CheckInChange> HeldOn(const Meeting& meeting, absl::CivilDay today = kPlannedDay) {
  return Hold(ExampleCheckIn(), meeting, ExamplePlacement(), By(Party::kTeacher, today));
}

TEST(HoldTest, GivenItsDay_WhenHeld_ThenNotBeforeAndNotOutsideTheWindow) {
  EXPECT_EQ(Refusal(HeldOn(ExampleMeeting(), kPlannedDay - 1)), "CHECK_IN_NOT_YET");
  const auto held = HeldOn(ExampleMeeting());
  ASSERT_TRUE(held.ok());
  EXPECT_EQ(held->after.state, S::kHeld);
  EXPECT_THAT(held->after.meeting->present, ElementsAre(Party::kStudent, Party::kTeacher));
  EXPECT_THAT(held->told, ElementsAre(Told::kHeld));
  EXPECT_EQ(Refusal(HeldOn(ExampleMeeting(kPlannedDay - 1))), "DATE_BEFORE_PLANNED");
  EXPECT_EQ(Refusal(HeldOn(ExampleMeeting(kPlannedDay + 1))), "DATE_IN_FUTURE");
  EXPECT_TRUE(HeldOn(ExampleMeeting(kPlannedDay + 14), kPlannedDay + 14).ok());
  EXPECT_EQ(Refusal(HeldOn(ExampleMeeting(kPlannedDay + 14), kPlannedDay + 15)), "CHECK_IN_CLOSED");
}

TEST(HoldTest, GivenTooFewOrTwice_WhenHeld_ThenRefused) {
  Meeting meeting = ExampleMeeting();
  meeting.present = {Party::kTeacher};
  EXPECT_EQ(Refusal(HeldOn(meeting)), "TOO_FEW_PRESENT");
  meeting.present = {Party::kTeacher, Party::kTeacher};
  EXPECT_EQ(Refusal(HeldOn(meeting)), "PARTY_REPEATED");
  meeting = ExampleMeeting();
  meeting.outcome = "";
  EXPECT_EQ(Refusal(HeldOn(meeting)), "TEXT_MISSING");
}

TEST(ActionTest, GivenItWasHeld_WhenAgreed_ThenOpenUntilMarked) {
  const Doing doing = By(Party::kTeacher, kPlannedDay);
  const auto agreed = AddAction(ExampleCheckIn(S::kHeld), ExampleAction(), doing);
  ASSERT_TRUE(agreed.ok());
  EXPECT_EQ(agreed->after.state, S::kActionsOpen);
  EXPECT_EQ(Refusal(Close(agreed->after, "", doing)), "REASON_MISSING");
  EXPECT_EQ(Refusal(MarkAction(agreed->after, 2, true, doing)), "ACTION_UNKNOWN");
  EXPECT_EQ(Refusal(MarkAction(agreed->after, 1, true, By(Party::kSupervisor, kPlannedDay))),
            "NOT_ACTION_OWNER");
  const auto marked = MarkAction(agreed->after, 1, true, By(Party::kStudent, kPlannedDay));
  ASSERT_TRUE(marked.ok());
  EXPECT_EQ(marked->after.actions[0].done_by, kStudent);
  const auto undone = MarkAction(marked->after, 1, false, doing);
  ASSERT_TRUE(undone.ok());
  EXPECT_FALSE(undone->after.actions[0].done_time.has_value());
  const auto closed = Close(marked->after, "", doing);
  ASSERT_TRUE(closed.ok());
  EXPECT_EQ(closed->after.state, S::kClosed);
  EXPECT_TRUE(Close(agreed->after, "The placement goes on elsewhere.", doing).ok());
}

TEST(ActionTest, GivenWrongDaysOrStates_WhenAgreed_ThenRefused) {
  const Doing doing = By(Party::kStudent, kPlannedDay);
  AgreedAction action = ExampleAction();
  action.due_date = kPlannedDay;
  EXPECT_TRUE(AddAction(ExampleCheckIn(S::kHeld), action, doing).ok());
  action.due_date = kPlannedDay - 1;
  EXPECT_EQ(Refusal(AddAction(ExampleCheckIn(S::kHeld), action, doing)), "DATE_BEFORE_HELD");
  action.due_date = kPlannedDay + 366;
  EXPECT_TRUE(AddAction(ExampleCheckIn(S::kHeld), action, doing).ok());
  action.due_date = kPlannedDay + 367;
  EXPECT_EQ(Refusal(AddAction(ExampleCheckIn(S::kHeld), action, doing)), "DATE_TOO_FAR");
  CheckIn full = ExampleCheckIn(S::kActionsOpen);
  full.actions.assign(kMostActions, ExampleAction());
  EXPECT_EQ(Refusal(AddAction(full, ExampleAction(), doing)), "ACTIONS_TOO_MANY");
  for (const S state : {S::kPlanned, S::kInvited, S::kViewsOpen}) {
    EXPECT_EQ(Refusal(AddAction(ExampleCheckIn(state), ExampleAction(), doing)),
              "CHECK_IN_NOT_HELD");
    EXPECT_EQ(Refusal(Close(ExampleCheckIn(state), "", doing)), "CHECK_IN_NOT_HELD");
  }
  for (const S state : {S::kClosed, S::kMissed, S::kCancelled}) {
    EXPECT_EQ(Refusal(AddAction(ExampleCheckIn(state), ExampleAction(), doing)), "CHECK_IN_CLOSED");
    EXPECT_EQ(Refusal(Close(ExampleCheckIn(state), "", doing)), "CHECK_IN_CLOSED");
  }
}

const Involved kInvolved{kStudent, kTeacher, kSupervisor};
const PersonId kManager("manager");

TEST(DisagreementTest, GivenOne_WhenRecorded_ThenOnlyTheNamedPersonSettlesItAndOnce) {
  const Doing by_supervisor = By(Party::kSupervisor, kPlannedDay);
  const auto recorded = Disagree(ExampleCheckIn(S::kHeld), "The hours of the return day.", kManager,
                                 kInvolved, by_supervisor);
  ASSERT_TRUE(recorded.ok());
  EXPECT_EQ(Refusal(Close(recorded->after, "", By(Party::kTeacher, kPlannedDay))),
            "DISAGREEMENT_OPEN");
  EXPECT_EQ(Refusal(Settle(recorded->after, 1, "Tuesday.", by_supervisor)), "NOT_RESOLVER");
  const Doing by_manager{kManager, std::nullopt, kPlannedDay, kNow};
  EXPECT_EQ(Refusal(Settle(recorded->after, 2, "Tuesday.", by_manager)), "DISAGREEMENT_UNKNOWN");
  const auto settled = Settle(recorded->after, 1, "Tuesday.", by_manager);
  ASSERT_TRUE(settled.ok());
  EXPECT_EQ(Refusal(Settle(settled->after, 1, "Friday.", by_manager)), "DISAGREEMENT_RESOLVED");
  EXPECT_TRUE(Close(settled->after, "", By(Party::kTeacher, kPlannedDay)).ok());
}

TEST(DisagreementTest, GivenWhomItIsAbout_WhenNamedToSettleIt_ThenRefused) {
  const Doing doing = By(Party::kTeacher, kPlannedDay);
  CheckIn check_in = ExampleCheckIn();
  check_in.arrangement.second_teacher = PersonId("second");
  for (const PersonId& person : {kStudent, kTeacher, kSupervisor, PersonId("second")}) {
    EXPECT_EQ(Refusal(Disagree(check_in, "Hours.", person, kInvolved, doing)), "SAME_PERSON");
  }
  for (const S state : {S::kClosed, S::kMissed, S::kCancelled}) {
    EXPECT_EQ(Refusal(Disagree(ExampleCheckIn(state), "Hours.", kManager, kInvolved, doing)),
              "CHECK_IN_CLOSED");
  }
}

TEST(CheckTest, GivenWrongViews_WhenChecked_ThenEachFieldIsNamed) {
  const auto reason = [](const ViewText& view) {
    FieldViolations violations;
    Check(view, {"LU1", "LU2"}, violations);
    return ReasonOf(violations.ToStatus());
  };
  EXPECT_EQ(reason(ExampleView()), "");
  ViewText view = ExampleView();
  view.goes_well = "";
  EXPECT_EQ(reason(view), "TEXT_MISSING");
  view = ExampleView();
  view.overall_rating = 6;
  EXPECT_EQ(reason(view), "NUMBER_OUT_OF_RANGE");
  view.overall_rating = 0;
  EXPECT_EQ(reason(view), "NUMBER_OUT_OF_RANGE");
  view = ExampleView();
  view.goal_ratings = {{"LU9", 3, ""}};
  EXPECT_EQ(reason(view), "OUTCOME_UNKNOWN");
  view.goal_ratings = {{"LU1", 3, ""}, {"LU1", 4, ""}};
  EXPECT_EQ(reason(view), "OUTCOME_REPEATED");
  view.goal_ratings.assign(31, {"LU1", 3, ""});
  EXPECT_EQ(reason(view), "RATINGS_TOO_MANY");
}

TEST(CheckTest, GivenWrongArrangements_WhenChecked_ThenEachFieldIsNamed) {
  const auto reason = [](const Arrangement& arrangement) {
    FieldViolations violations;
    Check(arrangement, violations);
    return ReasonOf(violations.ToStatus());
  };
  EXPECT_EQ(reason({}), "");
  EXPECT_EQ(reason({.length_minutes = 9}), "NUMBER_OUT_OF_RANGE");
  EXPECT_EQ(reason({.length_minutes = 481}), "NUMBER_OUT_OF_RANGE");
  EXPECT_EQ(reason({.link = "https://meet.example/x"}), "");
  EXPECT_EQ(reason({.link = "http://meet.example/x"}), "LINK_MALFORMED");
  EXPECT_EQ(reason({.link = "javascript:alert(1)"}), "LINK_MALFORMED");
  EXPECT_EQ(reason({.learning_tasks = {"a", "a"}}), "TASK_REPEATED");
}

}  // namespace
}  // namespace driehoek::progress::checkin
