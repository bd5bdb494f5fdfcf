// CheckInService over gRPC, on every engine.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

#include "check_in_world.h"
#include "support/violations.h"

namespace driehoek::test {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;
using Code = absl::StatusCode;

class CheckInRpcTest : public CheckInTest {};
DRIEHOEK_ON_EVERY_ENGINE(CheckInRpcTest);

// Journey 6 of the requirements: the system proposes a day at about 45 % of the period; the three
// write their own view first, then see each other's; the differences become the agenda.
TEST_P(CheckInRpcTest, GivenAMidTerm_WhenTheThreeWroteBlind_ThenTheDifferencesAreTheAgenda) {
  const v1::Placement placement = Running();
  const CheckIn planned = Of(placement, CheckIn::MID_TERM);
  EXPECT_EQ(planned.state(), CheckIn::PLANNED);
  EXPECT_NEAR(static_cast<double>(PlannedDay(planned) - Day(placement.start_date())), 67, 4)
      << "45 % of 150 days, on a working day";
  EXPECT_THAT(planned.window().unmet_guards(), IsEmpty());
  EXPECT_THAT(Write(planned, Student(), 4), StatusIs(Code::kFailedPrecondition, "VIEWS_NOT_OPEN"));
  EXPECT_EQ(planned.labels().teacher(), "Karin Postma");

  GoTo(PlannedDay(planned) - 7);
  const auto by_supervisor = Write(planned, Supervisor(), 2, "Meer tijd voor de taken.");
  ASSERT_THAT(by_supervisor, IsOk());
  EXPECT_EQ(by_supervisor->state(), CheckIn::VIEWS_OPEN);
  for (const Who& who : {Student(), Teacher(), kOffice}) {
    const auto hidden = Get(planned.name(), who);
    ASSERT_THAT(hidden, IsOk());
    ASSERT_THAT(hidden->views(), SizeIs(1));
    EXPECT_TRUE(hidden->views(0).hidden());
    EXPECT_EQ(hidden->views(0).party(), CheckIn::SUPERVISOR) << "that it was written may be known";
    EXPECT_EQ(hidden->views(0).goes_well(), "");
    EXPECT_EQ(hidden->views(0).must_change(), "");
    EXPECT_EQ(hidden->views(0).overall_rating(), 0);
    EXPECT_THAT(hidden->views(0).goal_ratings(), IsEmpty());
    EXPECT_THAT(hidden->agenda_items(), IsEmpty());
  }
  const auto by_student = Write(planned, Student(), 4);
  ASSERT_THAT(by_student, IsOk());
  EXPECT_EQ(by_student->views(1).must_change(), "Meer tijd voor de taken.");
  ASSERT_THAT(by_student->agenda_items(), SizeIs(3));
  EXPECT_EQ(by_student->agenda_items(0).cause(), CheckIn::AgendaItem::RATINGS_DIFFER);
  EXPECT_EQ(by_student->agenda_items(1).outcome_code(), "LU1");
  EXPECT_EQ(by_student->agenda_items(2).cause(), CheckIn::AgendaItem::MUST_CHANGE);
  EXPECT_TRUE(Get(planned.name(), Teacher())->views(0).hidden()) << "who did not write yet";
  ASSERT_THAT(Write(planned, Teacher(), 3), IsOk());
  EXPECT_THAT(Write(planned, Teacher(), 5),
              StatusIs(Code::kFailedPrecondition, "VIEW_ALREADY_WRITTEN"));

  GoTo(PlannedDay(planned));
  const auto held =
      Ask(&CheckIns::HoldCheckIn, Teacher(), Held(*Get(planned.name()), world().Today()));
  ASSERT_THAT(held, IsOk());
  EXPECT_EQ(held->state(), CheckIn::HELD);
  EXPECT_FALSE(Get(planned.name(), kOffice)->views(0).hidden()) << "once it was held";
  const auto agreed = Ask(&CheckIns::AddAgreedAction, Supervisor(),
                          Action(*held, CheckIn::STUDENT, world().Today() + 14));
  ASSERT_THAT(agreed, IsOk());
  EXPECT_EQ(agreed->state(), CheckIn::ACTIONS_OPEN);
  EXPECT_THAT(Close(*agreed, Teacher()), StatusIs(Code::kInvalidArgument, "REASON_MISSING"));
  v1::MarkAgreedActionRequest mark;
  mark.set_name(agreed->name());
  mark.set_etag(agreed->etag());
  mark.set_number(1);
  mark.set_done(true);
  EXPECT_THAT(Ask(&CheckIns::MarkAgreedAction, Supervisor(), mark),
              StatusIs(Code::kPermissionDenied, "NOT_ACTION_OWNER"));
  const auto marked = Ask(&CheckIns::MarkAgreedAction, Student(), mark);
  ASSERT_THAT(marked, IsOk());
  EXPECT_EQ(marked->agreed_actions(0).done_by(), triangle().student);
  const auto closed = Close(*marked, Teacher());
  ASSERT_THAT(closed, IsOk());
  EXPECT_EQ(closed->state(), CheckIn::CLOSED);
  EXPECT_EQ(Get(closed->name(), Teacher())->SerializeAsString(), closed->SerializeAsString());
  EXPECT_THAT(Told(), Contains("checkin.view_written").Times(3));
  EXPECT_THAT(Told(), Contains("checkin.held").Times(1));
  EXPECT_THAT(Told(), Contains("checkin.closed").Times(1));
}

TEST_P(CheckInRpcTest, GivenItWasHeld_WhenAViewComesLate_ThenRefused) {
  const v1::Placement placement = Running();
  const CheckIn kick_off = Of(placement, CheckIn::KICK_OFF);
  EXPECT_EQ(kick_off.state(), CheckIn::VIEWS_OPEN) << "it is near";
  GoTo(PlannedDay(kick_off));
  ASSERT_THAT(Ask(&CheckIns::HoldCheckIn, Teacher(), Held(*Get(kick_off.name()), world().Today())),
              IsOk());
  EXPECT_THAT(Write(kick_off, Student(), 4),
              StatusIs(Code::kFailedPrecondition, "CHECK_IN_CLOSED"));
  EXPECT_THAT(
      Ask(&CheckIns::MoveCheckIn, Student(), MoveTo(*Get(kick_off.name()), world().Today() + 1)),
      StatusIs(Code::kFailedPrecondition, "CHECK_IN_CLOSED"));
}

TEST_P(CheckInRpcTest, GivenAWindow_WhenMoved_ThenOnlyInsideItAndOnTheVersionSeen) {
  const v1::Placement placement = Running();
  const CheckIn planned = Of(placement, CheckIn::MID_TERM);
  const absl::CivilDay last = Day(planned.window().last_date());
  EXPECT_THAT(Ask(&CheckIns::MoveCheckIn, Student(), MoveTo(planned, last + 1)),
              StatusIs(Code::kInvalidArgument, "TIME_OUTSIDE_WINDOW"));
  EXPECT_THAT(Ask(&CheckIns::MoveCheckIn, Student(),
                  MoveTo(planned, Day(planned.window().first_date()) - 1)),
              StatusIs(Code::kInvalidArgument, "TIME_OUTSIDE_WINDOW"));
  const auto moved = Ask(&CheckIns::MoveCheckIn, Student(), MoveTo(planned, last));
  ASSERT_THAT(moved, IsOk());
  EXPECT_EQ(moved->calendar_sequence(), 1);
  ASSERT_THAT(moved->moves(), SizeIs(1));
  EXPECT_EQ(moved->moves(0).mover(), triangle().student);
  EXPECT_EQ(moved->moves(0).reason(), "Ziek.");
  EXPECT_THAT(Ask(&CheckIns::MoveCheckIn, Teacher(), MoveTo(planned, last - 1)),
              StatusIs(Code::kAborted, "STALE_ETAG"));
  v1::MoveCheckInRequest bad = MoveTo(*moved, last + 1);
  bad.set_reason(" ");
  EXPECT_THAT(ViolationsOf(Ask(&CheckIns::MoveCheckIn, Teacher(), bad).status()),
              UnorderedElementsAre("reason TEXT_MISSING", "start_time TIME_OUTSIDE_WINDOW"));
  EXPECT_THAT(Ask(&CheckIns::HoldCheckIn, Teacher(), Held(*moved, last)),
              StatusIs(Code::kFailedPrecondition, "CHECK_IN_NOT_YET"));
}

TEST_P(CheckInRpcTest, GivenAnExtraOne_WhenArranged_ThenWithASecondTeacherWhoReachesIt) {
  Steps steps(world());
  const std::string second = steps.Person("Joost Kok");
  const v1::Placement placement = Running();
  const absl::CivilDay day = world().Today() + 20;
  v1::CreateCheckInRequest wish = Wish(placement, day, CheckIn::RETURN_DAY);
  wish.mutable_check_in()->set_link("https://meet.example/x");
  const auto made = Ask(&CheckIns::CreateCheckIn, Student(), wish);
  ASSERT_THAT(made, IsOk());
  EXPECT_EQ(made->length_minutes(), 45);
  EXPECT_EQ(Day(made->window().last_date()), day + 14);
  EXPECT_THAT(Get(made->name(), As(Role::kTeacher, second)),
              StatusIs(Code::kNotFound, "RESOURCE_NOT_FOUND"));

  v1::UpdateCheckInRequest update;
  update.mutable_check_in()->set_name(made->name());
  update.mutable_check_in()->set_etag(made->etag());
  update.mutable_check_in()->set_second_teacher(triangle().teacher);
  EXPECT_THAT(Ask(&CheckIns::UpdateCheckIn, Teacher(), update),
              StatusIs(Code::kInvalidArgument, "SAME_PERSON"));
  update.mutable_check_in()->set_second_teacher(second);
  const auto updated = Ask(&CheckIns::UpdateCheckIn, Teacher(), update);
  ASSERT_THAT(updated, IsOk());
  EXPECT_EQ(updated->labels().second_teacher(), "Joost Kok");
  EXPECT_EQ(updated->link(), "https://meet.example/x");
  EXPECT_THAT(Get(made->name(), As(Role::kTeacher, second)), IsOk());
  v1::ListCheckInsRequest list;
  list.set_parent(kDemo);
  EXPECT_THAT(Ask(&CheckIns::ListCheckIns, As(Role::kTeacher, second), list)->check_ins(),
              SizeIs(1));
  EXPECT_THAT(Get(Of(placement, CheckIn::FINAL).name(), As(Role::kTeacher, second)),
              StatusIs(Code::kNotFound, "RESOURCE_NOT_FOUND"));

  v1::CreateCheckInRequest wrong = Wish(placement, Day(placement.end_date()) + 1);
  EXPECT_THAT(Ask(&CheckIns::CreateCheckIn, Teacher(), wrong),
              StatusIs(Code::kInvalidArgument, "TIME_OUTSIDE_PLACEMENT"));
  wrong = Wish(placement, day, CheckIn::MID_TERM);
  EXPECT_THAT(Ask(&CheckIns::CreateCheckIn, Teacher(), wrong),
              StatusIs(Code::kInvalidArgument, "KIND_OF_SYSTEM"));
  wrong = Wish(placement, day);
  wrong.mutable_check_in()->set_link("http://x");
  wrong.mutable_check_in()->add_learning_tasks(
      std::string(kDemo) + "/learningTasks/0197c000-0000-7000-8000-000000000999");
  EXPECT_THAT(ViolationsOf(Ask(&CheckIns::CreateCheckIn, Teacher(), wrong).status()),
              UnorderedElementsAre("check_in.link LINK_MALFORMED",
                                   "check_in.learning_tasks[0] REFERENCE_NOT_FOUND"));
}

TEST_P(CheckInRpcTest, GivenADisagreement_WhenRecorded_ThenTheNamedPersonSettlesIt) {
  const v1::Placement placement = Running();
  const CheckIn kick_off = Of(placement, CheckIn::KICK_OFF);
  Steps steps(world());
  const std::string resolver = steps.Person("Mia Smit");
  EXPECT_THAT(Get(kick_off.name(), As(Role::kTeacher, resolver)),
              StatusIs(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  v1::RecordDisagreementRequest record;
  record.set_name(kick_off.name());
  record.set_etag(kick_off.etag());
  record.set_text("De student kan niet op de terugkomdag.");
  record.set_resolver(triangle().supervisor_person);
  EXPECT_THAT(Ask(&CheckIns::RecordDisagreement, Supervisor(), record),
              StatusIs(Code::kInvalidArgument, "SAME_PERSON"));
  record.set_resolver(resolver);
  const auto recorded = Ask(&CheckIns::RecordDisagreement, Supervisor(), record);
  ASSERT_THAT(recorded, IsOk());
  EXPECT_EQ(recorded->disagreements(0).resolver_label(), "Mia Smit");
  EXPECT_EQ(recorded->disagreements(0).recorder_party(), CheckIn::SUPERVISOR);
  v1::ResolveDisagreementRequest resolve;
  resolve.set_name(kick_off.name());
  resolve.set_etag(recorded->etag());
  resolve.set_number(1);
  resolve.set_resolution("De terugkomdag gaat voor.");
  EXPECT_THAT(Ask(&CheckIns::ResolveDisagreement, Teacher(), resolve),
              StatusIs(Code::kPermissionDenied, "RELATION_NOT_ALLOWED"));
  const auto seen = Get(kick_off.name(), As(Role::kTeacher, resolver));
  ASSERT_THAT(seen, IsOk());
  EXPECT_THAT(Ask(&CheckIns::WriteCheckInView, As(Role::kTeacher, resolver), View(*seen, 3)),
              StatusIs(Code::kPermissionDenied, "RELATION_NOT_ALLOWED"));
  const auto settled = Ask(&CheckIns::ResolveDisagreement, As(Role::kTeacher, resolver), resolve);
  ASSERT_THAT(settled, IsOk());
  EXPECT_EQ(settled->disagreements(0).resolution(), "De terugkomdag gaat voor.");
}

TEST_P(CheckInRpcTest, GivenSeveral_WhenListed_ThenByMomentInPagesAndOnlyWithinReach) {
  const v1::Placement placement = Running();
  ASSERT_THAT(Ask(&CheckIns::CreateCheckIn, Student(), Wish(placement, world().Today() + 30)),
              IsOk());
  std::vector<std::string> names;
  for (const CheckIn& check_in : ListOf(placement)) names.push_back(check_in.name());
  ASSERT_THAT(names, SizeIs(4));
  v1::ListCheckInsRequest list;
  list.set_parent(kDemo);
  list.set_page_size(1);
  std::vector<std::string> listed;
  std::vector<std::int64_t> seconds;
  do {
    const auto page = Ask(&CheckIns::ListCheckIns, Teacher(), list);
    ASSERT_THAT(page, IsOk());
    for (const CheckIn& check_in : page->check_ins()) {
      listed.push_back(check_in.name());
      seconds.push_back(check_in.start_time().seconds());
    }
    list.set_page_token(page->next_page_token());
  } while (!list.page_token().empty());
  EXPECT_EQ(listed, names);
  EXPECT_TRUE(std::is_sorted(seconds.begin(), seconds.end()));
  list.clear_page_size();
  list.set_teacher(triangle().teacher);
  EXPECT_THAT(Ask(&CheckIns::ListCheckIns, kOffice, list)->check_ins(), SizeIs(4));
  list.set_teacher(triangle().student);
  EXPECT_THAT(Ask(&CheckIns::ListCheckIns, kOffice, list)->check_ins(), IsEmpty());
  list.clear_teacher();
  list.add_states(CheckIn::PLANNED);
  *list.mutable_start_time_from() = rpc::ToProto(At(world().Today() + 31, 0));
  EXPECT_THAT(Ask(&CheckIns::ListCheckIns, Student(), list)->check_ins(), SizeIs(2));
  Steps steps(world());
  const std::string stranger = steps.Person("Stranger");
  list.clear_start_time_from();
  for (const Role role : {Role::kStudent, Role::kTeacher, Role::kWorkplaceSupervisor}) {
    EXPECT_THAT(Ask(&CheckIns::ListCheckIns, As(role, stranger), list)->check_ins(), IsEmpty());
    EXPECT_THAT(Get(names.front(), As(role, stranger)),
                StatusIs(Code::kNotFound, "RESOURCE_NOT_FOUND"));
    EXPECT_THAT(
        Ask(&CheckIns::CreateCheckIn, As(role, stranger), Wish(placement, world().Today() + 3)),
        StatusIs(Code::kInvalidArgument, "REFERENCE_NOT_FOUND"));
  }
  EXPECT_TRUE(world().reads.Has(triangle().teacher, names.front()));
}

TEST_P(CheckInRpcTest, GivenTheThreeWriteAtOnce_WhenAllTryUntilDone_ThenThreeViews) {
  const CheckIn kick_off = Of(Running(), CheckIn::KICK_OFF);
  std::vector<std::thread> threads;
  for (const Who& who : {Student(), Teacher(), Supervisor()}) {
    threads.emplace_back([&, who] {
      absl::StatusOr<CheckIn> answer = absl::AbortedError("");
      for (int i = 0; i < 10 && answer.status().code() == Code::kAborted; ++i) {
        answer = Write(kick_off, who, 3);
      }
      EXPECT_THAT(answer, IsOk());
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(Get(kick_off.name())->views(), SizeIs(3));
}

TEST_P(CheckInRpcTest, GivenARepeatedRequest_WhenWritten_ThenTheFirstAnswerAgain) {
  const CheckIn kick_off = Of(Running(), CheckIn::KICK_OFF);
  v1::WriteCheckInViewRequest request = View(kick_off, 3);
  request.set_request_id("2b7f7e9c-4c55-4a57-9d2d-0d8f4c1c9b08");
  const auto written = Ask(&CheckIns::WriteCheckInView, Supervisor(), request);
  ASSERT_THAT(written, IsOk());
  EXPECT_EQ(Ask(&CheckIns::WriteCheckInView, Supervisor(), request)->SerializeAsString(),
            written->SerializeAsString());
  EXPECT_THAT(Told(), Contains("checkin.view_written").Times(1));
}

TEST_P(CheckInRpcTest, GivenAWrongView_WhenWritten_ThenEachFieldIsNamedAndNothingIsStored) {
  const CheckIn kick_off = Of(Running(), CheckIn::KICK_OFF);
  v1::WriteCheckInViewRequest request = View(kick_off, 6);
  request.mutable_view()->set_goes_well(" ");
  request.mutable_view()->mutable_goal_ratings(0)->set_outcome_code("LU9");
  EXPECT_THAT(
      ViolationsOf(Ask(&CheckIns::WriteCheckInView, Student(), request).status()),
      UnorderedElementsAre("view.goes_well TEXT_MISSING", "view.overall_rating NUMBER_OUT_OF_RANGE",
                           "view.goal_ratings[0].outcome_code OUTCOME_UNKNOWN",
                           "view.goal_ratings[0].rating NUMBER_OUT_OF_RANGE"));
  EXPECT_THAT(Get(kick_off.name())->views(), IsEmpty());
}

}  // namespace
}  // namespace driehoek::test
