// Rhythm and signals as they are joined in the server, beside the directory and the placements of
// DirectoryWorld, with one part-time student's triangle.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "agreement/sql_agreement_store.h"
#include "directory_steps.h"
#include "driehoek/v1/event.pb.h"
#include "driehoek/v1/rhythm_service.grpc.pb.h"
#include "driehoek/v1/signal_service.grpc.pb.h"
#include "placement/scan/sql_criteria_store.h"
#include "progress/checkin/contact_days.h"
#include "progress/checkin/sql_check_in_store.h"
#include "progress/rhythm/rhythm_policy.h"
#include "progress/rhythm/rhythm_service.h"
#include "progress/signal/signal_due.h"
#include "progress/signal/signal_policy.h"
#include "progress/signal/signal_service.h"
#include "progress/task/sql_task_store.h"
#include "server/contact_joins.h"
#include "server/rhythm_joins.h"
#include "server/signal_follower.h"
#include "server/signal_joins.h"
#include "server/task_joins.h"
#include "shared/events/event_log.h"
#include "support/database_test.h"

namespace driehoek::test {

using Rhythm = v1::RhythmService::Stub;
using Signals = v1::SignalService::Stub;

class SignalWorldTest : public DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    Migrate("events", events::Migrations());
    Migrate("directory", directory::Migrations());
    Migrate("placement", placement::Migrations());
    Migrate("agreement", agreement::Migrations());
    Migrate("scan", placement::scan::Migrations());
    Migrate("continuation", placement::continuation::Migrations());
    Migrate("learning_task", progress::task::Migrations());
    Migrate("check_in", progress::checkin::Migrations());
    Migrate("rhythm", progress::rhythm::Migrations());
    Migrate("signal", progress::signal::Migrations());
    std::vector<auth::Right> rights = progress::rhythm::RhythmRights();
    for (const auth::Right& right : progress::signal::SignalRights()) rights.push_back(right);
    world_ = std::make_unique<DirectoryWorld>(tenant_database(), rights);
    ASSERT_THAT(world_->Found("demo"), IsOk());
    triangle_ = std::make_unique<Triangle>(*world_, v1::ProgrammeVariant::PART_TIME);
    joined_ = std::make_unique<Joined>(tenant_database(), *world_);
  }
  void TearDown() override {
    if (joined_ != nullptr) joined_->server->Shutdown();
    DatabaseTest::TearDown();
  }

  DirectoryWorld& world() { return *world_; }
  const Triangle& triangle() const { return *triangle_; }
  Who Student() const { return As(Role::kStudent, triangle().student); }
  Who Teacher() const { return As(Role::kTeacher, triangle().teacher); }
  Who Supervisor() const { return As(Role::kWorkplaceSupervisor, triangle().supervisor_person); }

  template <typename Q, typename R>
  absl::StatusOr<R> Ask(grpc::Status (Rhythm::*method)(grpc::ClientContext*, const Q&, R*),
                        const Who& who, const Q& request) {
    return world().Ask(joined_->rhythm, method, who, request);
  }
  template <typename Q, typename R>
  absl::StatusOr<R> Ask(grpc::Status (Signals::*method)(grpc::ClientContext*, const Q&, R*),
                        const Who& who, const Q& request) {
    return world().Ask(joined_->signals, method, who, request);
  }

  // A placement of `of` that began `days_ago` and runs; it lasts 200 days.
  v1::Placement Run(const Triangle& of, int days_ago = 0) {
    v1::CreatePlacementRequest request;
    request.set_parent(kDemo);
    auto& placement = *request.mutable_placement();
    placement.set_student(of.student);
    placement.set_enrolment(of.enrolment);
    placement.set_form(v1::Placement::OWN_WORKPLACE);
    placement.set_workplace(of.workplace);
    placement.set_supervisor(of.supervisor);
    *placement.mutable_start_date() = rpc::ToProto(world().Today() - days_ago);
    *placement.mutable_end_date() = rpc::ToProto(world().Today() - days_ago + 199);
    placement.set_weekly_hours(24);
    const auto made =
        world().Ask(world().placements, &Placements::CreatePlacement, kOffice, request);
    EXPECT_THAT(made, IsOk());
    if (!made.ok()) return {};
    const placement::PlacementId id(IdOf(made->name()));
    world().agreements.facts[id] = {
        .is_offered = true, .is_in_force = true, .responsibilities_accepted = true};
    EXPECT_THAT(
        world().due.MoveOne(TenantId("demo"), id, world().clock.Now(), DirectoryWorld::Deadline()),
        IsOkAndHolds(true));
    return *made;
  }
  v1::Placement Run(int days_ago = 0) { return Run(triangle(), days_ago); }

  // Noon of `day` at the institution.
  void GoTo(absl::CivilDay day) {
    absl::TimeZone zone;
    absl::LoadTimeZone("Europe/Amsterdam", &zone);
    world().clock.Set(absl::FromCivil(absl::CivilHour(day) + 12, zone));
  }
  // All sides were in contact on `day`.
  void Meet(const v1::Placement& placement, absl::CivilDay day) {
    const auto& edges = progress::checkin::kAllEdges;
    EXPECT_THAT(
        tenant_database().Write(TenantId("demo"), DirectoryWorld::Deadline(),
                                [&](storage::TenantTransaction& transaction) {
                                  return progress::checkin::PutContactDays(
                                      transaction, progress::PlacementId(IdOf(placement.name())),
                                      {edges.begin(), edges.end()}, day, world().ids.NewId());
                                }),
        IsOk());
  }

  static v1::AnswerPulseRequest Says(const v1::Placement& placement, int share, int mood = 0) {
    v1::AnswerPulseRequest request;
    request.set_parent(kDemo);
    request.mutable_pulse()->set_placement(placement.name());
    request.mutable_pulse()->set_learning_share_percent(share);
    request.mutable_pulse()->set_mood(mood);
    return request;
  }
  absl::StatusOr<v1::ListPulsesResponse> Pulses(const v1::Placement& placement, const Who& who) {
    v1::ListPulsesRequest request;
    request.set_parent(kDemo);
    request.set_placement(placement.name());
    return Ask(&Rhythm::ListPulses, who, request);
  }
  static void AddDay(v1::WriteHoursRequest& request, absl::CivilDay day, int learning, int other) {
    auto& entry = *request.add_days()->mutable_hours_entry();
    *entry.mutable_work_date() = rpc::ToProto(day);
    entry.set_learning_minutes(learning);
    entry.set_other_minutes(other);
  }
  static v1::WriteHoursRequest Hours(const v1::Placement& placement) {
    v1::WriteHoursRequest request;
    request.set_parent(kDemo);
    request.set_placement(placement.name());
    return request;
  }
  static v1::ConfirmHoursRequest Seen(const v1::Placement& placement,
                                      const std::vector<v1::HoursEntry>& entries) {
    v1::ConfirmHoursRequest request;
    request.set_parent(kDemo);
    request.set_placement(placement.name());
    for (const v1::HoursEntry& entry : entries) {
      auto* seen = request.add_seen();
      seen->set_name(entry.name());
      seen->set_etag(entry.etag());
    }
    return request;
  }
  absl::StatusOr<v1::DeadlineShift> Shift(const v1::Placement& placement, const Who& who) {
    v1::CreateDeadlineShiftRequest request;
    request.set_parent(kDemo);
    auto& shift = *request.mutable_deadline_shift();
    shift.set_placement(placement.name());
    shift.set_subject("Module 2");
    *shift.mutable_from_date() = rpc::ToProto(world().Today());
    *shift.mutable_to_date() = rpc::ToProto(world().Today() + 14);
    shift.set_reason(v1::DeadlineShift::WORKPLACE);
    return Ask(&Rhythm::CreateDeadlineShift, who, request);
  }

  v1::RaiseSignalRequest Raises(const v1::Placement& placement, bool confidential = false) {
    v1::RaiseSignalRequest request;
    request.set_parent(kDemo);
    request.mutable_signal()->set_placement(placement.name());
    request.mutable_signal()->set_words("Ik sta alleen achter de kassa.");
    request.mutable_signal()->set_confidential(confidential);
    return request;
  }
  absl::StatusOr<v1::Signal> Get(const std::string& name, const Who& who) {
    v1::GetSignalRequest request;
    request.set_name(name);
    return Ask(&Signals::GetSignal, who, request);
  }
  std::vector<v1::Signal> List(const Who& who) {
    v1::ListSignalsRequest request;
    request.set_parent(kDemo);
    const auto listed = Ask(&Signals::ListSignals, who, request);
    EXPECT_THAT(listed, IsOk());
    if (!listed.ok()) return {};
    return {listed->signals().begin(), listed->signals().end()};
  }
  absl::StatusOr<v1::ListTrianglesResponse> Triangles(const Who& who, int page_size = 0,
                                                      const std::string& token = "") {
    v1::ListTrianglesRequest request;
    request.set_parent(kDemo);
    request.set_page_size(page_size);
    request.set_page_token(token);
    return Ask(&Signals::ListTriangles, who, request);
  }
  absl::StatusOr<v1::Signal> Acknowledge(const v1::Signal& signal, const Who& who) {
    v1::AcknowledgeSignalRequest request;
    request.set_name(signal.name());
    request.set_etag(signal.etag());
    return Ask(&Signals::AcknowledgeSignal, who, request);
  }
  absl::StatusOr<v1::Signal> Open(const v1::Signal& signal, const Who& who) {
    v1::OpenInterventionRequest request;
    request.set_name(signal.name());
    request.set_etag(signal.etag());
    auto& intervention = *request.mutable_intervention();
    intervention.set_kind(v1::Signal::Intervention::TALK);
    intervention.set_owner(triangle().teacher);
    intervention.add_actions("Bel de begeleider en spreek een vaste leerdag af.");
    *intervention.mutable_deadline_date() = rpc::ToProto(world().Today() + 7);
    return Ask(&Signals::OpenIntervention, who, request);
  }
  absl::StatusOr<v1::Signal> Close(const v1::Signal& signal, const Who& who) {
    v1::CloseInterventionRequest request;
    request.set_name(signal.name());
    request.set_etag(signal.etag());
    request.set_outcome("Donderdag is leerdag.");
    return Ask(&Signals::CloseIntervention, who, request);
  }
  absl::StatusOr<v1::Signal> Resolve(const v1::Signal& signal, const Who& who) {
    v1::ResolveSignalRequest request;
    request.set_name(signal.name());
    request.set_etag(signal.etag());
    request.set_outcome("Er is weer tijd om te leren.");
    return Ask(&Signals::ResolveSignal, who, request);
  }
  // From RAISED to RESOLVED, by the teacher.
  v1::Signal Settle(const v1::Signal& signal) {
    const auto acknowledged = Acknowledge(signal, Teacher());
    EXPECT_THAT(acknowledged, IsOk());
    const auto opened = Open(*acknowledged, Teacher());
    EXPECT_THAT(opened, IsOk());
    const auto closed = Close(*opened, Teacher());
    EXPECT_THAT(closed, IsOk());
    const auto resolved = Resolve(*closed, Teacher());
    EXPECT_THAT(resolved, IsOk());
    return resolved.value_or(v1::Signal());
  }

  const progress::signal::SignalDue& due() const { return joined_->due; }
  // What the runner does now.
  absl::StatusOr<int> LookAtAll() {
    return due().LookAtAll(TenantId("demo"), world().clock.Now(), DirectoryWorld::Deadline());
  }
  absl::Status Follow() {
    return joined_->follower.Run(TenantId("demo"), world().clock.Now(), DirectoryWorld::Deadline());
  }
  // The events of which the type begins with `prefix`, in order.
  std::vector<events::StoredEvent> Events(const std::string& prefix) {
    const auto events =
        joined_->event_log.ReadAfter(TenantId("demo"), 0, 500, DirectoryWorld::Deadline());
    EXPECT_THAT(events, IsOk());
    std::vector<events::StoredEvent> found;
    for (const auto& event : *events) {
      if (event.type.rfind(prefix, 0) == 0) found.push_back(event);
    }
    return found;
  }
  std::vector<std::string> Told(const std::string& prefix) {
    std::vector<std::string> types;
    for (const auto& event : Events(prefix)) types.push_back(event.type);
    return types;
  }

 private:
  struct Joined {
    Joined(storage::TenantDatabase& database, DirectoryWorld& world)
        : task_store(database),
          route_store(database),
          pulse_store(database),
          hours_store(database),
          shift_store(database),
          signal_store(database),
          event_log(database),
          placements(world.placement_store, world.directory_facts),
          directory(world.reader),
          rhythm_programmes(world.reader),
          rhythm_tasks(task_store),
          running(database, world.directory_facts, world.reader),
          contacts(database),
          rhythms(pulse_store, hours_store, shift_store, world.reader),
          verdicts(database),
          programmes(world.reader),
          continuations(route_store),
          pulse_handler(
              {pulse_store, world.change_log, world.ids, placements, directory, rhythm_programmes}),
          hours_handler({hours_store, world.change_log, world.ids, placements, directory}),
          shift_handler(
              {shift_store, world.change_log, world.ids, placements, directory, rhythm_tasks}),
          histories({running, contacts, rhythms, verdicts, programmes}),
          signal_handler({signal_store, world.change_log, world.ids, placements, directory,
                          programmes, continuations}),
          triangle_handler({signal_store, placements, directory, running, contacts, histories}),
          due({signal_store, world.change_log, world.ids, running, histories, directory}),
          follower(due, directory, event_log),
          rhythm_service(progress::rhythm::MakeRhythmService(world.border, pulse_handler,
                                                             hours_handler, shift_handler)),
          signal_service(
              progress::signal::MakeSignalService(world.border, signal_handler, triangle_handler)) {
      grpc::ServerBuilder builder;
      builder.RegisterService(rhythm_service.get());
      builder.RegisterService(signal_service.get());
      server = builder.BuildAndStart();
      rhythm = v1::RhythmService::NewStub(server->InProcessChannel({}));
      signals = v1::SignalService::NewStub(server->InProcessChannel({}));
    }
    progress::task::SqlTaskStore task_store;
    placement::continuation::SqlRouteStore route_store;
    progress::rhythm::SqlPulseStore pulse_store;
    progress::rhythm::SqlHoursStore hours_store;
    progress::rhythm::SqlShiftStore shift_store;
    progress::signal::SqlSignalStore signal_store;
    events::EventLog event_log;
    server::PlacementsOfProgress placements;
    server::DirectoryOfProgress directory;
    server::ProgrammesOfRhythm rhythm_programmes;
    server::TasksOfRhythm rhythm_tasks;
    server::RunningOfPlacements running;
    server::ContactsOfCheckIns contacts;
    server::RhythmsOfStores rhythms;
    server::VerdictsOfTasks verdicts;
    server::ProgrammesOfSignals programmes;
    server::ContinuationsOfRoutes continuations;
    progress::rhythm::PulseHandler pulse_handler;
    progress::rhythm::HoursHandler hours_handler;
    progress::rhythm::ShiftHandler shift_handler;
    progress::signal::HistoryReading histories;
    progress::signal::SignalHandler signal_handler;
    progress::signal::TriangleHandler triangle_handler;
    progress::signal::SignalDue due;
    server::SignalFollower follower;
    std::unique_ptr<grpc::Service> rhythm_service;
    std::unique_ptr<grpc::Service> signal_service;
    std::unique_ptr<grpc::Server> server;
    std::unique_ptr<Rhythm> rhythm;
    std::unique_ptr<Signals> signals;
  };

  std::unique_ptr<DirectoryWorld> world_;
  std::unique_ptr<Triangle> triangle_;
  std::unique_ptr<Joined> joined_;
};

}  // namespace driehoek::test
