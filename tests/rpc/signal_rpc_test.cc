// SignalService and what the runner raises, over gRPC, on every engine.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <thread>

#include "signal_world.h"
#include "support/violations.h"

namespace driehoek::test {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using Code = absl::StatusCode;

class SignalRpcTest : public SignalWorldTest {};
DRIEHOEK_ON_EVERY_ENGINE(SignalRpcTest);

std::vector<v1::Signal::Kind> Kinds(const std::vector<v1::Signal>& signals) {
  std::vector<v1::Signal::Kind> kinds;
  for (const v1::Signal& signal : signals) kinds.push_back(signal.kind());
  return kinds;
}

// Journey 7 of the requirements: two shifted deadlines, no supervisor contact in 5 weeks, pulse of
// 15 per cent; the contact person gets a signal with its reasons, acts, and the outcome is kept.
TEST_P(SignalRpcTest, GivenADrowningPartTimer_WhenTheDayBegins_ThenASignalThatExplainsItself) {
  const v1::Placement placement = Run();
  const absl::CivilDay first = world().Today();
  Meet(placement, first);
  GoTo(first + 35);
  ASSERT_THAT(Shift(placement, Student()), IsOk());
  ASSERT_THAT(Shift(placement, Student()), IsOk());
  v1::AnswerPulseRequest pulse = Says(placement, 15, 2);
  ASSERT_THAT(Ask(&Rhythm::AnswerPulse, Student(), pulse), IsOk());
  ASSERT_THAT(Follow(), IsOk());

  const auto listed = List(Teacher());
  EXPECT_THAT(Kinds(listed), Contains(v1::Signal::DROWNING));
  const auto drowning = std::find_if(listed.begin(), listed.end(), [](const v1::Signal& one) {
    return one.kind() == v1::Signal::DROWNING;
  });
  ASSERT_NE(drowning, listed.end());
  EXPECT_EQ(drowning->severity(), v1::Signal::URGENT);
  EXPECT_EQ(drowning->addressee(), triangle().teacher);
  EXPECT_EQ(drowning->labels().student(), "Daan Verhoeven");
  std::map<v1::Signal::Fact::Code, int> values;
  for (const auto& fact : drowning->facts()) values[fact.code()] = fact.value();
  EXPECT_EQ(values[v1::Signal::Fact::DEADLINES_SHIFTED], 2);
  EXPECT_EQ(values[v1::Signal::Fact::SILENT], 35);
  EXPECT_EQ(values[v1::Signal::Fact::LOW_LEARNING_SHARE], 15);
  EXPECT_EQ(values[v1::Signal::Fact::LOW_MOOD], 2);

  EXPECT_THAT(LookAtAll(), IsOkAndHolds(0)) << "not raised again while it is open";
  const v1::Signal settled = Settle(*drowning);
  EXPECT_EQ(settled.state(), v1::Signal::RESOLVED);
  EXPECT_EQ(settled.interventions(0).outcome(), "Donderdag is leerdag.");
  EXPECT_EQ(settled.interventions(0).owner_display_name(), "Karin Postma");
  EXPECT_THAT(LookAtAll(), IsOkAndHolds(0)) << "nor on the same facts afterwards";
  GoTo(first + 36);
  ASSERT_THAT(Shift(placement, Student()), IsOk());
  EXPECT_THAT(LookAtAll(), IsOk());
  EXPECT_THAT(Kinds(List(Teacher())), Contains(v1::Signal::DROWNING).Times(2))
      << "something new happened";
}

TEST_P(SignalRpcTest, GivenAComputedSignal_WhenListed_ThenNotForTheEmployersSide) {
  const v1::Placement placement = Run();
  const absl::CivilDay first = world().Today();
  Meet(placement, first);
  GoTo(first + 14);
  EXPECT_THAT(LookAtAll(), IsOkAndHolds(0)) << "the last day that the policy allows";
  GoTo(first + 15);
  EXPECT_THAT(LookAtAll(), IsOkAndHolds(2)) << "two edges with the student on them";
  const auto listed = List(Teacher());
  EXPECT_THAT(listed, SizeIs(2));
  EXPECT_THAT(List(Student()), SizeIs(2));
  EXPECT_THAT(List(kOffice), SizeIs(2));
  EXPECT_THAT(List(Supervisor()), IsEmpty());
  EXPECT_THAT(Get(listed[0].name(), Supervisor()), StatusIs(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  const Triangle other(world(), v1::ProgrammeVariant::PART_TIME);
  EXPECT_THAT(List(As(Role::kTeacher, other.teacher)), IsEmpty());
  EXPECT_THAT(Acknowledge(listed[0], Student()),
              StatusIs(Code::kPermissionDenied, "ROLE_NOT_ALLOWED"));

  Meet(placement, first + 15);
  EXPECT_THAT(LookAtAll(), IsOkAndHolds(2));
  for (const v1::Signal& signal : List(Teacher())) {
    EXPECT_FALSE(signal.is_current());
    EXPECT_EQ(signal.state(), v1::Signal::RAISED) << "a person resolves it, not time";
  }
}

TEST_P(SignalRpcTest, GivenAConfidentialSignal_WhenRead_ThenItsSourceIsForTheAddresseeAlone) {
  const v1::Placement placement = Run();
  const std::string confidant = Steps(world()).Person("Bram de Wit");
  v1::RaiseSignalRequest request = Raises(placement, true);
  request.mutable_signal()->set_addressee(confidant);
  const auto raised = Ask(&Signals::RaiseSignal, Student(), request);
  ASSERT_THAT(raised, IsOk());
  EXPECT_EQ(raised->source(), "");
  const auto for_addressee = Get(raised->name(), As(Role::kPracticeOffice, confidant));
  ASSERT_THAT(for_addressee, IsOk());
  EXPECT_EQ(for_addressee->source(), triangle().student);
  EXPECT_EQ(for_addressee->source_display_name(), "Daan Verhoeven");

  EXPECT_THAT(Get(raised->name(), Teacher()), StatusIs(Code::kNotFound, "RESOURCE_NOT_FOUND"))
      << "the contact person was not told";
  EXPECT_THAT(List(Teacher()), IsEmpty());
  EXPECT_THAT(Get(raised->name(), Supervisor()), StatusIs(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  std::vector<v1::Signal> answers = {*raised};
  for (const Who& who : {kOffice, kManager, Student()}) {
    const auto got = Get(raised->name(), who);
    ASSERT_THAT(got, IsOk());
    answers.push_back(*got);
  }
  for (const Who& who : {kOffice, As(Role::kPracticeOffice, confidant), Student()}) {
    for (const v1::Signal& signal : List(who)) answers.push_back(signal);
  }
  const auto triangles = Triangles(kOffice);
  ASSERT_THAT(triangles, IsOk());
  ASSERT_THAT(triangles->triangles(), SizeIs(1));
  answers.push_back(triangles->triangles(0).open_signals(0));
  EXPECT_THAT(Triangles(Teacher())->triangles(0).open_signals(), IsEmpty());
  const auto acknowledged = Acknowledge(*raised, As(Role::kPracticeOffice, confidant));
  ASSERT_THAT(acknowledged, IsOk());
  answers.push_back(*acknowledged);
  EXPECT_THAT(answers, SizeIs(::testing::Ge(9U)));
  for (const v1::Signal& answer : answers) {
    EXPECT_EQ(answer.source(), "");
    EXPECT_EQ(answer.source_display_name(), "");
  }
  // The student stands in a signal as student of the placement; so it is asked of a supervisor's
  // signal whether the event stream and the audit chain say who raised it.
  v1::RaiseSignalRequest of_supervisor = Raises(placement, true);
  const auto second = Ask(&Signals::RaiseSignal, Supervisor(), of_supervisor);
  ASSERT_THAT(second, IsOk());
  const std::string person = IdOf(triangle().supervisor_person);
  for (const auto& event : Events("signal.")) {
    EXPECT_THAT(event.payload, Not(::testing::HasSubstr(person)));
  }
  EXPECT_THAT(Get(second->name(), kOffice)->DebugString(), Not(::testing::HasSubstr(person)));
  EXPECT_EQ(Get(second->name(), Teacher())->source(), triangle().supervisor_person);
}

TEST_P(SignalRpcTest, GivenBadSignals_WhenRaised_ThenEveryFieldIsNamed) {
  const v1::Placement placement = Run();
  const Triangle other(world(), v1::ProgrammeVariant::PART_TIME);
  const v1::Placement others = Run(other);
  v1::RaiseSignalRequest request = Raises(others);
  request.mutable_signal()->set_words(" ");
  EXPECT_THAT(ViolationsOf(Ask(&Signals::RaiseSignal, Student(), request).status()),
              ElementsAre("signal.words TEXT_MISSING", "signal.placement REFERENCE_NOT_FOUND"));
  request = Raises(placement);
  request.mutable_signal()->set_addressee(triangle().supervisor_person);
  EXPECT_THAT(ViolationsOf(Ask(&Signals::RaiseSignal, Student(), request).status()),
              ElementsAre("signal.addressee NOT_FOR_PERSON"));
  request.mutable_signal()->set_addressee(std::string(kDemo) +
                                          "/persons/01900000-0000-7000-8000-00000000dddd");
  EXPECT_THAT(ViolationsOf(Ask(&Signals::RaiseSignal, Student(), request).status()),
              ElementsAre("signal.addressee REFERENCE_NOT_FOUND"));
  EXPECT_THAT(List(kOffice), IsEmpty());
}

TEST_P(SignalRpcTest, GivenNobodyWhoAcknowledges_WhenItsDayPasses_ThenTheManagerIsToldOnce) {
  const v1::Placement placement = Run();
  const auto raised = Ask(&Signals::RaiseSignal, Student(), Raises(placement));
  ASSERT_THAT(raised, IsOk());
  EXPECT_EQ(raised->labels().addressee(), "Karin Postma");
  const auto pass = [&] {
    return due().PassTime(TenantId("demo"), world().clock.Now(), DirectoryWorld::Deadline());
  };
  const auto last = rpc::FromProto(raised->acknowledge_due_date(), "d").value();
  GoTo(last);
  EXPECT_THAT(pass(), IsOkAndHolds(0));
  GoTo(last + 1);
  std::vector<std::thread> runners;
  for (int i = 0; i < 2; ++i) runners.emplace_back([&] { EXPECT_THAT(pass(), IsOk()); });
  for (std::thread& runner : runners) runner.join();
  EXPECT_THAT(pass(), IsOkAndHolds(0));
  EXPECT_THAT(Told("signal."), ElementsAre("signal.raised", "signal.escalated"));
  EXPECT_EQ(Get(raised->name(), kManager)->mark(), v1::Signal::MANAGER_TOLD);
}

TEST_P(SignalRpcTest, GivenTwoRunners_WhenTheyLookAtOnce_ThenEachSignalIsRaisedOnce) {
  const v1::Placement placement = Run();
  GoTo(world().Today() + 40);
  std::vector<std::thread> runners;
  for (int i = 0; i < 2; ++i) {
    runners.emplace_back([&] { EXPECT_THAT(LookAtAll(), IsOk()); });
  }
  for (std::thread& runner : runners) runner.join();
  EXPECT_THAT(LookAtAll(), IsOk()) << "what one left to the other";
  EXPECT_THAT(Kinds(List(kOffice)),
              ::testing::UnorderedElementsAre(v1::Signal::SILENCE, v1::Signal::SILENCE,
                                              v1::Signal::SILENCE));
}

TEST_P(SignalRpcTest, GivenATeacher_WhenTrianglesAreListed_ThenWhatNeedsAttentionComesFirst) {
  const v1::Placement calm = Run();
  Triangle second = triangle();
  Steps steps(world());
  second.student = steps.Person("Noor Visser");
  second.enrolment = steps.Enrolment(second.student, second.variant);
  ASSERT_THAT(steps.Assign(second.student, triangle().teacher, world().Today() - 30), IsOk());
  const v1::Placement silent = Run(second);
  const absl::CivilDay first = world().Today();
  GoTo(first + 16);
  Meet(calm, first + 16);
  ASSERT_THAT(LookAtAll(), IsOk());
  auto listed = Triangles(Teacher());
  ASSERT_THAT(listed, IsOk());
  ASSERT_THAT(listed->triangles(), SizeIs(2));
  const v1::Triangle& worst = listed->triangles(0);
  EXPECT_EQ(worst.placement(), silent.name());
  EXPECT_EQ(worst.student_display_name(), "Noor Visser");
  EXPECT_EQ(worst.organisation_display_name(), "Van Leeuwen");
  EXPECT_EQ(worst.supervisor_display_name(), "Ingrid Maas");
  EXPECT_EQ(worst.severity(), v1::Signal::WARNING);
  ASSERT_THAT(worst.contacts(), SizeIs(3));
  EXPECT_EQ(worst.contacts(1).edge(), v1::PROGRAMME_STUDENT);
  EXPECT_EQ(worst.contacts(1).silent_days(), 16);
  EXPECT_EQ(worst.contacts(1).limit_days(), 14);
  EXPECT_FALSE(worst.contacts(1).has_last_contact_date());
  EXPECT_EQ(listed->triangles(1).contacts(1).silent_days(), 0);
  EXPECT_EQ(listed->caseload().student_count(), 2);
  EXPECT_EQ(listed->caseload().weekly_minutes(), 60) << "an hour per two weeks for each";
  EXPECT_EQ(listed->caseload().open_signal_count(), worst.open_signals_size());

  const auto page = Triangles(Teacher(), 1);
  ASSERT_THAT(page->triangles(), SizeIs(1));
  const auto next = Triangles(Teacher(), 1, page->next_page_token());
  ASSERT_THAT(next->triangles(), SizeIs(1));
  EXPECT_EQ(next->triangles(0).placement(), calm.name());
  EXPECT_EQ(next->next_page_token(), "");
  const auto exceptions = Triangles(kManager);
  ASSERT_THAT(exceptions->triangles(), SizeIs(1));
  EXPECT_EQ(exceptions->triangles(0).placement(), silent.name());
  EXPECT_FALSE(exceptions->has_caseload());
}

TEST_P(SignalRpcTest, GivenASignal_WhenItEndsInAWayOn_ThenOnlyInOneOfItsPlacement) {
  const v1::Placement placement = Run();
  auto signal = Ask(&Signals::RaiseSignal, Student(), Raises(placement));
  ASSERT_THAT(signal, IsOk());
  EXPECT_THAT(Resolve(*signal, Teacher()),
              StatusIs(Code::kFailedPrecondition, "SIGNAL_WITHOUT_INTERVENTION"));
  signal = Acknowledge(*signal, Teacher());
  signal = Open(*signal, Teacher());
  EXPECT_THAT(Resolve(*signal, Teacher()),
              StatusIs(Code::kFailedPrecondition, "INTERVENTION_OPEN"));
  signal = Close(*signal, Teacher());
  ASSERT_THAT(signal, IsOk());
  v1::ContinueSignalRequest request;
  request.set_name(signal->name());
  request.set_etag(signal->etag());
  request.set_outcome("Een andere werkplek.");
  request.set_continuation_route(std::string(kDemo) +
                                 "/continuationRoutes/01900000-0000-7000-8000-00000000dddd");
  EXPECT_THAT(ViolationsOf(Ask(&Signals::ContinueSignal, Teacher(), request).status()),
              ElementsAre("continuation_route REFERENCE_NOT_FOUND"));
  EXPECT_EQ(Get(signal->name(), Teacher())->state(), v1::Signal::INTERVENTION_OPEN);
}

}  // namespace
}  // namespace driehoek::test
