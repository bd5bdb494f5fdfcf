// Learning plans and tasks as they are joined in the server, beside the directory and the
// placements of DirectoryWorld, with one student's triangle.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "directory_steps.h"
#include "driehoek/v1/event.pb.h"
#include "driehoek/v1/learning_task_service.grpc.pb.h"
#include "progress/task/task_due.h"
#include "progress/task/task_policy.h"
#include "progress/task/task_service.h"
#include "server/task_joins.h"
#include "shared/base/working_days.h"
#include "shared/events/event_log.h"
#include "support/database_test.h"

namespace driehoek::test {

using Tasks = v1::LearningTaskService::Stub;
using Task = v1::LearningTask;
using Plan = v1::LearningPlan;

class LearningTaskTest : public DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    Migrate("events", events::Migrations());
    Migrate("directory", directory::Migrations());
    Migrate("placement", placement::Migrations());
    Migrate("learning_task", progress::task::Migrations());
    world_ = std::make_unique<DirectoryWorld>(tenant_database(), Rights());
    ASSERT_THAT(world_->Found("demo"), IsOk());
    triangle_ = std::make_unique<Triangle>(*world_, v1::ProgrammeVariant::FULL_TIME);
    joined_ = std::make_unique<Joined>(tenant_database(), *world_);
    Publish({"LU1", "LU2", "LU3", "LU4"});
  }
  void TearDown() override {
    if (joined_ != nullptr) joined_->server->Shutdown();
    DatabaseTest::TearDown();
  }

  // Of the services that a test puts beside directory and placements.
  virtual std::vector<auth::Right> Rights() const { return progress::task::LearningTaskRights(); }
  DirectoryWorld& world() { return *world_; }
  const Triangle& triangle() const { return *triangle_; }
  const progress::task::TaskDue& due() const { return joined_->due; }
  Who Student() const { return As(Role::kStudent, triangle().student); }
  Who Teacher() const { return As(Role::kTeacher, triangle().teacher); }
  Who Supervisor() const { return As(Role::kWorkplaceSupervisor, triangle().supervisor_person); }

  template <typename Q, typename R>
  absl::StatusOr<R> Ask(grpc::Status (Tasks::*method)(grpc::ClientContext*, const Q&, R*),
                        const Who& who, const Q& request) {
    return world().Ask(joined_->stub, method, who, request);
  }

  // A new version of the programme's outcomes.
  void Publish(const std::vector<std::string>& codes) {
    Steps(world()).Outcomes(triangle().programme, codes);
  }
  v1::Placement Place(int start = 0, int days = 100) {
    v1::CreatePlacementRequest request;
    request.set_parent(kDemo);
    auto& placement = *request.mutable_placement();
    placement.set_student(triangle().student);
    placement.set_enrolment(triangle().enrolment);
    placement.set_form(v1::Placement::INTERNSHIP);
    placement.set_workplace(triangle().workplace);
    placement.set_supervisor(triangle().supervisor);
    *placement.mutable_start_date() = rpc::ToProto(world().Today() + start);
    *placement.mutable_end_date() = rpc::ToProto(world().Today() + start + days - 1);
    placement.set_weekly_hours(32);
    const auto made =
        world().Ask(world().placements, &Placements::CreatePlacement, kOffice, request);
    EXPECT_THAT(made, IsOk());
    return made.value_or(v1::Placement());
  }
  // The agreement comes in force and the first day has been.
  void Run(const v1::Placement& placement) {
    const placement::PlacementId id(IdOf(placement.name()));
    world().agreements.facts[id] = {
        .is_offered = true, .is_in_force = true, .responsibilities_accepted = true};
    EXPECT_THAT(
        world().due.MoveOne(TenantId("demo"), id, world().clock.Now(), DirectoryWorld::Deadline()),
        IsOkAndHolds(true));
  }
  void EndPlacement(const v1::Placement& placement) {
    v1::EndPlacementRequest request;
    request.set_name(placement.name());
    request.set_reason("The organisation stops.");
    request.set_etag(placement.etag());
    EXPECT_THAT(world().Ask(world().placements, &Placements::EndPlacement, kOffice, request),
                IsOk());
  }

  static v1::CreateLearningTaskRequest Wish(const std::string& placement,
                                            const std::vector<std::string>& codes = {"LU1"}) {
    v1::CreateLearningTaskRequest request;
    request.set_parent(kDemo);
    request.mutable_learning_task()->set_placement(placement);
    Task::Content& content = *request.mutable_learning_task()->mutable_content();
    content.set_route(Task::NORMAL);
    content.set_title("Een betere intake");
    content.set_description("Teken de intake van cliënten en verbeter één stap.");
    for (const std::string& code : codes) {
      auto* link = content.add_outcome_links();
      link->set_outcome_code(code);
      link->set_level(2);
    }
    return request;
  }
  absl::StatusOr<Task> Draft(const v1::CreateLearningTaskRequest& request, const Who& who) {
    return Ask(&Tasks::CreateLearningTask, who, request);
  }
  absl::StatusOr<Task> Get(const std::string& name, const Who& who = kOffice) {
    v1::GetLearningTaskRequest request;
    request.set_name(name);
    return Ask(&Tasks::GetLearningTask, who, request);
  }
  absl::StatusOr<Plan> GetPlan(const std::string& placement, const Who& who = kOffice) {
    v1::GetLearningPlanRequest request;
    request.set_name(placement + "/learningPlan");
    return Ask(&Tasks::GetLearningPlan, who, request);
  }
  // A call that has only the task's name and etag.
  template <typename Q>
  absl::StatusOr<Task> Step(grpc::Status (Tasks::*method)(grpc::ClientContext*, const Q&, Task*),
                            const Task& task, const Who& who) {
    Q request;
    request.set_name(task.name());
    request.set_etag(task.etag());
    return Ask(method, who, request);
  }
  absl::StatusOr<Task> Submit(const Task& task) {
    return Step(&Tasks::SubmitLearningTask, task, Student());
  }
  absl::StatusOr<Task> Revise(Task task, const Who& who) {
    v1::UpdateLearningTaskRequest request;
    *request.mutable_learning_task() = std::move(task);
    return Ask(&Tasks::UpdateLearningTask, who, request);
  }
  static v1::GiveAdequacyVerdictRequest Says(const Task& task, Task::Verdict::Kind kind) {
    v1::GiveAdequacyVerdictRequest request;
    request.set_name(task.name());
    request.set_version(task.version());
    request.set_kind(kind);
    request.set_reason("Zoals besproken.");
    request.set_etag(task.etag());
    return request;
  }
  absl::StatusOr<Task> Judge(const v1::GiveAdequacyVerdictRequest& request, const Who& who) {
    return Ask(&Tasks::GiveAdequacyVerdict, who, request);
  }

  // Noon of `day` at the institution.
  void GoTo(absl::CivilDay day) {
    absl::TimeZone zone;
    absl::LoadTimeZone("Europe/Amsterdam", &zone);
    world().clock.Set(absl::FromCivil(absl::CivilHour(day) + 12, zone));
  }
  // What the runner does now.
  absl::StatusOr<int> Look() {
    return due().Run(TenantId("demo"), world().clock.Now(), DirectoryWorld::Deadline());
  }
  // Types of the events about tasks, in order.
  std::vector<std::string> Told() {
    const auto events =
        joined_->event_log.ReadAfter(TenantId("demo"), 0, 500, DirectoryWorld::Deadline());
    EXPECT_THAT(events, IsOk());
    std::vector<std::string> types;
    for (const auto& event : *events) {
      if (event.type.rfind("task.", 0) == 0) types.push_back(event.type);
    }
    return types;
  }

 private:
  struct Joined {
    Joined(storage::TenantDatabase& database, DirectoryWorld& world)
        : task_store(database),
          plan_store(database),
          placements(world.placement_store, world.directory_facts),
          directory(world.reader),
          programmes(world.reader),
          event_log(database),
          plan_handler(
              {plan_store, task_store, world.change_log, placements, directory, programmes}),
          task_handler(
              {task_store, world.change_log, world.ids, placements, directory, programmes}),
          due({task_store, world.change_log, placements, directory}),
          service(
              progress::task::MakeLearningTaskService(world.border, plan_handler, task_handler)) {
      grpc::ServerBuilder builder;
      builder.RegisterService(service.get());
      server = builder.BuildAndStart();
      stub = v1::LearningTaskService::NewStub(server->InProcessChannel({}));
    }
    progress::task::SqlTaskStore task_store;
    progress::task::SqlPlanStore plan_store;
    server::PlacementsOfProgress placements;
    server::DirectoryOfProgress directory;
    server::ProgrammesOfTasks programmes;
    events::EventLog event_log;
    progress::task::PlanHandler plan_handler;
    progress::task::TaskHandler task_handler;
    progress::task::TaskDue due;
    std::unique_ptr<grpc::Service> service;
    std::unique_ptr<grpc::Server> server;
    std::unique_ptr<Tasks> stub;
  };

  std::unique_ptr<DirectoryWorld> world_;
  std::unique_ptr<Triangle> triangle_;
  std::unique_ptr<Joined> joined_;
};

}  // namespace driehoek::test
