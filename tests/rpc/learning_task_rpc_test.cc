// LearningTaskService over gRPC, on every engine.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "learning_task_world.h"
#include "support/violations.h"

namespace driehoek::test {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Code = absl::StatusCode;

class LearningTaskRpcTest : public LearningTaskTest {};
DRIEHOEK_ON_EVERY_ENGINE(LearningTaskRpcTest);

absl::CivilDay Day(const google::type::Date& date) { return rpc::FromProto(date, "d").value(); }

// Journey 4 of the requirements: student and supervisor draft; the matrix shows that outcome 4 is
// not covered; the teacher answers "adjust" on day 6 of 10; the supervisor sees it; the second
// version is adequate.
TEST_P(LearningTaskRpcTest, GivenATask_WhenJudgedInTime_ThenTheSecondVersionIsAdequate) {
  const v1::Placement placement = Place();
  const absl::CivilDay submitted_on = world().Today();
  const auto drafted = Draft(Wish(placement.name(), {"LU1", "LU2", "LU3"}), Student());
  ASSERT_THAT(drafted, IsOk());
  EXPECT_EQ(drafted->state(), Task::DRAFTING);
  EXPECT_TRUE(drafted->one_sided());
  EXPECT_THAT(drafted->missing_sides(), ElementsAre(Task::SUPERVISOR, Task::PROGRAMME));
  EXPECT_EQ(drafted->labels().teacher(), "Karin Postma");
  Task edited = *drafted;
  edited.mutable_content()->set_usefulness("De wachttijd wordt korter.");
  const auto by_supervisor = Revise(edited, Supervisor());
  ASSERT_THAT(by_supervisor, IsOk());
  EXPECT_THAT(by_supervisor->missing_sides(), ElementsAre(Task::PROGRAMME));
  EXPECT_FALSE(by_supervisor->contributions(0).current()) << "the student wrote another text";

  auto plan = GetPlan(placement.name(), Student());
  ASSERT_THAT(plan, IsOk());
  ASSERT_THAT(plan->coverage(), SizeIs(4));
  EXPECT_EQ(plan->coverage(0).standing(), Plan::PLANNED);
  EXPECT_EQ(plan->coverage(3).outcome_code(), "LU4");
  EXPECT_EQ(plan->coverage(3).standing(), Plan::GAP);
  EXPECT_EQ(plan->phase(), 1);
  EXPECT_EQ(Day(plan->submit_by_date()), submitted_on + 9) << "10 % of 100 days";

  const auto submitted = Submit(*by_supervisor);
  ASSERT_THAT(submitted, IsOk());
  EXPECT_EQ(submitted->state(), Task::SUBMITTED);
  const Task::VerdictClock& clock = submitted->submissions(0).clock();
  EXPECT_EQ(Day(clock.due_date()), AddWorkingDays(submitted_on, 10));
  EXPECT_EQ(clock.working_days(), 10);

  GoTo(AddWorkingDays(submitted_on, 6));
  auto asked = Get(submitted->name(), Teacher());
  ASSERT_THAT(asked, IsOk());
  EXPECT_EQ(asked->submissions(0).clock().begun_working_days(), 6);
  const auto adjust = Judge(Says(*asked, Task::Verdict::ADJUST), Teacher());
  ASSERT_THAT(adjust, IsOk());
  EXPECT_EQ(adjust->state(), Task::ADJUST);
  const auto seen = Get(adjust->name(), Supervisor());
  ASSERT_THAT(seen, IsOk());
  EXPECT_EQ(seen->submissions(0).verdict().kind(), Task::Verdict::ADJUST);
  EXPECT_EQ(seen->submissions(0).verdict().reason(), "Zoals besproken.");

  edited = *seen;
  auto* link = edited.mutable_content()->add_outcome_links();
  link->set_outcome_code("LU4");
  link->set_level(1);
  const auto second = Revise(edited, Student());
  ASSERT_THAT(second, IsOk());
  EXPECT_EQ(second->version(), 2);
  EXPECT_EQ(second->state(), Task::ADJUST) << "a change of text moves no state";
  const auto resubmitted = Submit(*second);
  ASSERT_THAT(resubmitted, IsOk());
  EXPECT_EQ(resubmitted->state(), Task::RESUBMITTED);
  EXPECT_EQ(Day(resubmitted->submissions(1).clock().due_date()),
            AddWorkingDays(world().Today(), 10));
  const auto adequate = Judge(Says(*resubmitted, Task::Verdict::ADEQUATE), Teacher());
  ASSERT_THAT(adequate, IsOk());
  EXPECT_EQ(adequate->state(), Task::ADEQUATE);
  plan = GetPlan(placement.name(), Supervisor());
  for (const auto& row : plan->coverage()) EXPECT_EQ(row.standing(), Plan::COVERED);
  EXPECT_THAT(plan->lost_times(), IsEmpty());
  EXPECT_EQ(Get(adequate->name(), Teacher())->SerializeAsString(), adequate->SerializeAsString());
  EXPECT_THAT(Told(), ElementsAre("task.drafted", "task.submitted", "task.verdict_given",
                                  "task.resubmitted", "task.verdict_given"));
}

TEST_P(LearningTaskRpcTest, GivenAnAdequateTask_WhenDone_ThenThroughAllItsStates) {
  const v1::Placement placement = Place();
  const auto submitted = Submit(*Draft(Wish(placement.name()), Student()));
  ASSERT_THAT(submitted, IsOk());
  v1::AdviseLearningTaskRequest advise;
  advise.set_name(submitted->name());
  advise.set_etag(submitted->etag());
  advise.set_text("Past bij de doelen.");
  const auto advised = Ask(&Tasks::AdviseLearningTask, kOffice, advise);
  ASSERT_THAT(advised, IsOk());
  EXPECT_EQ(advised->state(), Task::ADVISED);
  EXPECT_EQ(advised->submissions(0).advice().text(), "Past bij de doelen.");
  const auto adequate = Judge(Says(*advised, Task::Verdict::ADEQUATE), Teacher());
  ASSERT_THAT(adequate, IsOk());
  EXPECT_THAT(Step(&Tasks::StartLearningTask, *adequate, Student()),
              StatusIs(Code::kFailedPrecondition, "PLACEMENT_NOT_ACTIVE"));
  Run(placement);
  const auto started = Step(&Tasks::StartLearningTask, *adequate, Student());
  ASSERT_THAT(started, IsOk());
  v1::RateLearningTaskRequest rate;
  rate.set_name(started->name());
  rate.set_etag(started->etag());
  rate.mutable_rating()->set_authenticity(5);
  rate.mutable_rating()->set_usefulness(4);
  const auto rated = Ask(&Tasks::RateLearningTask, Supervisor(), rate);
  ASSERT_THAT(rated, IsOk());
  EXPECT_EQ(rated->rating().rater(), triangle().supervisor_person);
  const auto delivered = Step(&Tasks::DeliverLearningTask, *rated, Student());
  ASSERT_THAT(delivered, IsOk());
  const auto closed = Step(&Tasks::CloseLearningTask, *delivered, Teacher());
  ASSERT_THAT(closed, IsOk());
  EXPECT_EQ(closed->state(), Task::CLOSED);
  EXPECT_THAT(Told(),
              ElementsAre("task.drafted", "task.submitted", "task.advised", "task.verdict_given",
                          "task.started", "task.rated", "task.delivered", "task.closed"));
}

TEST_P(LearningTaskRpcTest, GivenAStaleVersion_WhenJudged_ThenRefusedAndNothingIsStored) {
  const v1::Placement placement = Place();
  const auto submitted = Submit(*Draft(Wish(placement.name()), Student()));
  ASSERT_THAT(submitted, IsOk());
  const auto agreed = Step(&Tasks::AgreeLearningTask, *submitted, Supervisor());
  ASSERT_THAT(agreed, IsOk());
  EXPECT_THAT(Judge(Says(*submitted, Task::Verdict::ADEQUATE), Teacher()),
              StatusIs(Code::kAborted, "STALE_ETAG"));
  auto other = Says(*agreed, Task::Verdict::ADEQUATE);
  other.set_version(2);
  EXPECT_THAT(Judge(other, Teacher()), StatusIs(Code::kAborted, "STALE_SUBMISSION"));
  auto unnamed = Says(*agreed, Task::Verdict::KIND_UNSPECIFIED);
  EXPECT_THAT(Judge(unnamed, Teacher()), StatusIs(Code::kInvalidArgument, "FIELD_MISSING"));
  EXPECT_EQ(Get(agreed->name())->SerializeAsString(), agreed->SerializeAsString());
}

TEST_P(LearningTaskRpcTest, GivenATaskWithANamedTeacher_WhenJudged_ThenOnlyByThatTeacher) {
  Steps steps(world());
  const std::string expert = steps.Person("Bram Expert");
  const Who by_expert = As(Role::kTeacher, expert);
  const v1::Placement placement = Place();
  const auto submitted = Submit(*Draft(Wish(placement.name()), Student()));
  ASSERT_THAT(submitted, IsOk());
  EXPECT_THAT(Get(submitted->name(), by_expert), StatusIs(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  v1::NameTaskTeacherRequest name;
  name.set_name(submitted->name());
  name.set_etag(submitted->etag());
  name.set_teacher(std::string(kDemo) + "/persons/01900000-0000-7000-8000-00000000ffff");
  EXPECT_THAT(Ask(&Tasks::NameTaskTeacher, Teacher(), name),
              StatusIs(Code::kInvalidArgument, "REFERENCE_NOT_FOUND"));
  name.set_teacher(triangle().student);
  EXPECT_THAT(Ask(&Tasks::NameTaskTeacher, Teacher(), name),
              StatusIs(Code::kInvalidArgument, "SAME_PERSON"));
  name.set_teacher(expert);
  const auto named = Ask(&Tasks::NameTaskTeacher, Teacher(), name);
  ASSERT_THAT(named, IsOk());
  EXPECT_EQ(named->labels().teacher(), "Bram Expert");
  EXPECT_THAT(Judge(Says(*named, Task::Verdict::ADJUST), Teacher()),
              StatusIs(Code::kPermissionDenied, "NOT_NAMED_TEACHER"));
  v1::ListLearningTasksRequest list;
  list.set_parent(kDemo);
  EXPECT_THAT(Ask(&Tasks::ListLearningTasks, by_expert, list)->learning_tasks(), SizeIs(1));
  const auto judged = Judge(Says(*named, Task::Verdict::ADJUST), by_expert);
  ASSERT_THAT(judged, IsOk());
  EXPECT_EQ(judged->submissions(0).verdict().teacher(), expert);
}

TEST_P(LearningTaskRpcTest, GivenRoutes_WhenSubmittedAndJudged_ThenEachHasItsOwnRules) {
  const v1::Placement placement = Place();
  auto light = Wish(placement.name(), {});
  light.mutable_learning_task()->mutable_content()->set_route(Task::LIGHT);
  auto task = Draft(light, Student());
  EXPECT_THAT(Submit(*task), StatusIs(Code::kFailedPrecondition, "AGREEMENT_MISSING"));
  task = Step(&Tasks::AgreeLearningTask, *task, Supervisor());
  task = Submit(*task);
  ASSERT_THAT(task, IsOk());
  EXPECT_THAT(Judge(Says(*task, Task::Verdict::ADEQUATE), Teacher()), IsOk());

  task = Submit(*Draft(Wish(placement.name(), {}), Student()));
  EXPECT_THAT(Judge(Says(*task, Task::Verdict::ADEQUATE), Teacher()),
              StatusIs(Code::kFailedPrecondition, "TASK_WITHOUT_OUTCOMES"));

  auto graduation = Wish(placement.name());
  graduation.mutable_learning_task()->mutable_content()->set_route(Task::GRADUATION);
  task = Draft(graduation, Student());
  EXPECT_THAT(ViolationsOf(Submit(*task).status()),
              ElementsAre("content.question QUESTION_MISSING"));
  task->mutable_content()->set_question("Welke stap kost cliënten de meeste tijd?");
  task = Submit(*Revise(*task, Student()));
  ASSERT_THAT(task, IsOk());
  auto verdict = Says(*task, Task::Verdict::ADEQUATE);
  EXPECT_THAT(Judge(verdict, Teacher()), StatusIs(Code::kInvalidArgument, "DIFFERENCE_MISSING"));
  verdict.set_difference_from_bachelor("Een ontwerp voor de praktijk, geen eigen onderzoek.");
  EXPECT_THAT(Judge(verdict, Teacher()), IsOk());
}

TEST_P(LearningTaskRpcTest, GivenWrongRequests_WhenAsked_ThenEveryFieldIsNamed) {
  const v1::Placement placement = Place();
  auto wish = Wish(placement.name(), {"LU1", "LU1"});
  wish.mutable_learning_task()->mutable_content()->set_title(std::string(201, 'x'));
  wish.mutable_learning_task()->mutable_content()->mutable_outcome_links(0)->set_level(5);
  const auto refused = Draft(wish, Student());
  EXPECT_THAT(refused, StatusIs(Code::kInvalidArgument, "INVALID_FIELD"));
  EXPECT_THAT(ViolationsOf(refused.status()),
              ElementsAre("learning_task.content.title TEXT_TOO_LONG",
                          "learning_task.content.outcome_links[0].level NUMBER_OUT_OF_RANGE",
                          "learning_task.content.outcome_links[1].outcome_code OUTCOME_REPEATED"));
  EXPECT_THAT(Draft(Wish(placement.name(), {"LU9"}), Student()),
              StatusIs(Code::kInvalidArgument, "OUTCOME_UNKNOWN"));
  const std::string gone = std::string(kDemo) + "/placements/01900000-0000-7000-8000-00000000ffff";
  EXPECT_THAT(Draft(Wish(gone), Student()),
              StatusIs(Code::kInvalidArgument, "REFERENCE_NOT_FOUND"));
  auto task = Draft(Wish(placement.name()), Student());
  ASSERT_THAT(task, IsOk());
  Publish({"LU2"});
  EXPECT_THAT(Submit(*task), StatusIs(Code::kInvalidArgument, "OUTCOME_UNKNOWN"))
      << "the outcomes were published anew";
  Task stale = *task;
  stale.set_etag("djk5OQ");
  EXPECT_THAT(Revise(stale, Student()), StatusIs(Code::kAborted, "STALE_ETAG"));
  stale.clear_etag();
  EXPECT_THAT(Revise(stale, Student()), StatusIs(Code::kInvalidArgument, "ETAG_MISSING"));
}

TEST_P(LearningTaskRpcTest, GivenAMask_WhenUpdated_ThenOnlyThatFieldChanges) {
  const v1::Placement placement = Place();
  const auto task = Draft(Wish(placement.name()), Student());
  v1::UpdateLearningTaskRequest request;
  request.mutable_learning_task()->set_name(task->name());
  request.mutable_learning_task()->set_etag(task->etag());
  *request.mutable_learning_task()->mutable_content() = task->content();
  request.mutable_learning_task()->mutable_content()->set_title("Anders");
  request.mutable_learning_task()->mutable_content()->set_description("Niet dit.");
  request.mutable_update_mask()->add_paths("content.title");
  const auto changed = Ask(&Tasks::UpdateLearningTask, Teacher(), request);
  ASSERT_THAT(changed, IsOk());
  EXPECT_EQ(changed->content().title(), "Anders");
  EXPECT_EQ(changed->content().description(), task->content().description());
  EXPECT_THAT(changed->missing_sides(), ElementsAre(Task::SUPERVISOR));
  request.mutable_learning_task()->set_etag(changed->etag());
  request.mutable_update_mask()->set_paths(0, "content.colour");
  EXPECT_THAT(Ask(&Tasks::UpdateLearningTask, Teacher(), request),
              StatusIs(Code::kInvalidArgument, "MASK_PATH_UNKNOWN"));
}

TEST_P(LearningTaskRpcTest, GivenAPlan_WhenWritten_ThenItsTextsStayAndTheRestIsWorkedOut) {
  const v1::Placement placement = Place();
  auto plan = GetPlan(placement.name(), Student());
  ASSERT_THAT(plan, IsOk());
  v1::UpdateLearningPlanRequest request;
  request.mutable_learning_plan()->set_name(plan->name());
  request.mutable_learning_plan()->set_etag(plan->etag());
  request.mutable_learning_plan()->set_fixed_part("Eén leertaak per leeruitkomst.");
  request.mutable_learning_plan()->set_free_part("Het onderwerp.");
  request.set_request_id("2b7f7e9c-4c55-4a57-9d2d-0d8f4c1c9b07");
  const auto written = Ask(&Tasks::UpdateLearningPlan, Teacher(), request);
  ASSERT_THAT(written, IsOk());
  EXPECT_EQ(Ask(&Tasks::UpdateLearningPlan, Teacher(), request)->SerializeAsString(),
            written->SerializeAsString());
  request.clear_request_id();
  EXPECT_THAT(Ask(&Tasks::UpdateLearningPlan, kOffice, request),
              StatusIs(Code::kAborted, "STALE_ETAG"));
  request.mutable_learning_plan()->set_etag(written->etag());
  request.mutable_learning_plan()->set_fixed_part(std::string(4001, 'x'));
  EXPECT_THAT(ViolationsOf(Ask(&Tasks::UpdateLearningPlan, kOffice, request).status()),
              ElementsAre("learning_plan.fixed_part TEXT_TOO_LONG"));
  plan = GetPlan(placement.name(), Supervisor());
  EXPECT_EQ(plan->fixed_part(), "Eén leertaak per leeruitkomst.");
  EXPECT_EQ(plan->free_part(), "Het onderwerp.");
}

TEST_P(LearningTaskRpcTest, GivenManyTasks_WhenListed_ThenInPagesWithinReach) {
  Steps steps(world());
  const std::string stranger = steps.Person("Stranger");
  const v1::Placement placement = Place();
  std::vector<std::string> names;
  for (int i = 0; i < 5; ++i) {
    names.insert(names.begin(), Draft(Wish(placement.name()), Student())->name());
  }
  v1::ListLearningTasksRequest list;
  list.set_parent(kDemo);
  list.set_page_size(2);
  std::vector<std::string> listed;
  do {
    const auto page = Ask(&Tasks::ListLearningTasks, Supervisor(), list);
    ASSERT_THAT(page, IsOk());
    for (const Task& task : page->learning_tasks()) listed.push_back(task.name());
    list.set_page_token(page->next_page_token());
  } while (!list.page_token().empty());
  EXPECT_EQ(listed, names);
  list.clear_page_size();
  list.add_states(Task::SUBMITTED);
  EXPECT_THAT(Ask(&Tasks::ListLearningTasks, Teacher(), list)->learning_tasks(), IsEmpty());
  list.set_states(0, Task::DRAFTING);
  list.set_placement(placement.name());
  EXPECT_THAT(Ask(&Tasks::ListLearningTasks, Teacher(), list)->learning_tasks(), SizeIs(5));
  for (const Role role : {Role::kStudent, Role::kTeacher, Role::kWorkplaceSupervisor}) {
    EXPECT_THAT(Ask(&Tasks::ListLearningTasks, As(role, stranger), list)->learning_tasks(),
                IsEmpty());
    EXPECT_THAT(Get(names.front(), As(role, stranger)),
                StatusIs(Code::kNotFound, "RESOURCE_NOT_FOUND"));
    EXPECT_THAT(GetPlan(placement.name(), As(role, stranger)),
                StatusIs(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  }
  EXPECT_TRUE(world().reads.Has(triangle().supervisor_person, names.front()));
}

TEST_P(LearningTaskRpcTest, GivenTwoAtOnce_WhenTheyAgree_ThenOneReadsAgain) {
  const v1::Placement placement = Place();
  const auto task = Draft(Wish(placement.name()), Student());
  ASSERT_THAT(task, IsOk());
  std::atomic<int> agreed = 0;
  std::atomic<int> stale = 0;
  std::vector<std::thread> threads;
  for (const Who& who : {Supervisor(), Teacher(), Student()}) {
    threads.emplace_back([&, who] {
      const auto answer = Step(&Tasks::AgreeLearningTask, *task, who);
      if (answer.ok()) ++agreed;
      if (ReasonOf(answer.status()) == "STALE_ETAG") ++stale;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(agreed, 1);
  EXPECT_EQ(stale, 2);
}

TEST_P(LearningTaskRpcTest, GivenRepeatedRequests_WhenSubmitted_ThenTheFirstAnswerAgain) {
  const v1::Placement placement = Place();
  const auto task = Draft(Wish(placement.name()), Student());
  v1::SubmitLearningTaskRequest request;
  request.set_name(task->name());
  request.set_etag(task->etag());
  request.set_request_id("2b7f7e9c-4c55-4a57-9d2d-0d8f4c1c9b08");
  const auto submitted = Ask(&Tasks::SubmitLearningTask, Student(), request);
  ASSERT_THAT(submitted, IsOk());
  EXPECT_EQ(Ask(&Tasks::SubmitLearningTask, Student(), request)->SerializeAsString(),
            submitted->SerializeAsString());
  EXPECT_THAT(Told(), Contains("task.submitted").Times(1));
}

}  // namespace
}  // namespace driehoek::test
