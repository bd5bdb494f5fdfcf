// Check-ins and contact as they are joined in the server, beside the directory and the placements
// of DirectoryWorld, with one student's triangle. The agreement is in force when a test says so.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "directory_steps.h"
#include "driehoek/v1/check_in_service.grpc.pb.h"
#include "driehoek/v1/contact_service.grpc.pb.h"
#include "driehoek/v1/event.pb.h"
#include "progress/checkin/check_in_due.h"
#include "progress/checkin/check_in_policy.h"
#include "progress/checkin/check_in_service.h"
#include "server/check_in_follower.h"
#include "server/check_in_joins.h"
#include "server/task_joins.h"
#include "shared/events/event_log.h"
#include "support/database_test.h"

namespace driehoek::test {

using CheckIns = v1::CheckInService::Stub;
using Contacts = v1::ContactService::Stub;
using CheckIn = v1::CheckIn;
using Moment = v1::ContactMoment;

class SaidInForce final : public progress::checkin::Agreements {
 public:
  absl::StatusOr<std::optional<absl::Time>> InForceSince(const TenantId& /*tenant*/,
                                                         const progress::PlacementId& placement,
                                                         absl::Time /*deadline*/) override {
    const auto found = since.find(placement);
    if (found == since.end()) return std::nullopt;
    return found->second;
  }
  std::map<progress::PlacementId, absl::Time> since;
};

class CheckInTest : public DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    Migrate("events", events::Migrations());
    Migrate("directory", directory::Migrations());
    Migrate("placement", placement::Migrations());
    Migrate("learning_task", progress::task::Migrations());
    Migrate("check_in", progress::checkin::Migrations());
    std::vector<auth::Right> rights = progress::checkin::CheckInRights();
    for (const auth::Right& right : progress::checkin::ContactRights()) rights.push_back(right);
    world_ = std::make_unique<DirectoryWorld>(tenant_database(), rights);
    ASSERT_THAT(world_->Found("demo"), IsOk());
    joined_ = std::make_unique<Joined>(tenant_database(), *world_);
    UseVariant(v1::ProgrammeVariant::FULL_TIME);
  }
  void TearDown() override {
    if (joined_ != nullptr) joined_->server->Shutdown();
    DatabaseTest::TearDown();
  }
  // Another triangle, of a programme of this variant.
  void UseVariant(v1::ProgrammeVariant::Variant variant) {
    triangle_ = std::make_unique<Triangle>(*world_, variant);
    Steps(world()).Outcomes(triangle().programme, {"LU1", "LU2"});
  }

  DirectoryWorld& world() { return *world_; }
  const Triangle& triangle() const { return *triangle_; }
  const progress::checkin::CheckInDue& due() const { return joined_->due; }
  const progress::checkin::ContactReading& contact_reading() const { return joined_->contacts; }
  Who Student() const { return As(Role::kStudent, triangle().student); }
  Who Teacher() const { return As(Role::kTeacher, triangle().teacher); }
  Who Supervisor() const { return As(Role::kWorkplaceSupervisor, triangle().supervisor_person); }

  template <typename Q, typename R>
  absl::StatusOr<R> Ask(grpc::Status (CheckIns::*method)(grpc::ClientContext*, const Q&, R*),
                        const Who& who, const Q& request) {
    return world().Ask(joined_->stub, method, who, request);
  }
  template <typename Q, typename R>
  absl::StatusOr<R> Ask(grpc::Status (Contacts::*method)(grpc::ClientContext*, const Q&, R*),
                        const Who& who, const Q& request) {
    return world().Ask(joined_->contact_stub, method, who, request);
  }

  v1::Placement Place(int start = 0, int days = 150) {
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
  v1::Placement Running(int days = 150) {
    v1::Placement placement = Place(0, days);
    Begin(placement);
    return placement;
  }
  // The agreement comes in force, the first day has been, and the system looked.
  void Begin(const v1::Placement& placement) {
    const placement::PlacementId id(IdOf(placement.name()));
    world().agreements.facts[id] = {
        .is_offered = true, .is_in_force = true, .responsibilities_accepted = true};
    joined_->agreements.since[progress::PlacementId(id.value())] =
        world().clock.Now() - absl::Hours(24 * 7);
    EXPECT_THAT(
        world().due.MoveOne(TenantId("demo"), id, world().clock.Now(), DirectoryWorld::Deadline()),
        IsOkAndHolds(true));
    Look();
  }
  void SayInForceSince(const v1::Placement& placement, absl::Time time) {
    joined_->agreements.since[progress::PlacementId(IdOf(placement.name()))] = time;
  }
  absl::StatusOr<v1::Placement> EndPlacement(const v1::Placement& placement) {
    v1::GetPlacementRequest get;
    get.set_name(placement.name());
    const auto now = world().Ask(world().placements, &Placements::GetPlacement, kOffice, get);
    v1::EndPlacementRequest request;
    request.set_name(placement.name());
    request.set_reason("The organisation stops.");
    request.set_etag(now.value_or(placement).etag());
    return world().Ask(world().placements, &Placements::EndPlacement, kOffice, request);
  }
  // What the runner does now.
  void Look() {
    EXPECT_THAT(
        joined_->follower.Run(TenantId("demo"), world().clock.Now(), DirectoryWorld::Deadline()),
        IsOk());
  }
  // Noon of `day` at the institution; then the runner looks.
  void GoTo(absl::CivilDay day) {
    world().clock.Set(At(day, 12));
    Look();
  }
  static absl::Time At(absl::CivilDay day, int hour) {
    absl::TimeZone zone;
    absl::LoadTimeZone("Europe/Amsterdam", &zone);
    return absl::FromCivil(absl::CivilHour(day) + hour, zone);
  }
  static absl::CivilDay Day(const google::type::Date& date) {
    return rpc::FromProto(date, "d").value();
  }
  static absl::CivilDay PlannedDay(const CheckIn& check_in) {
    absl::TimeZone zone;
    absl::LoadTimeZone("Europe/Amsterdam", &zone);
    return absl::ToCivilDay(rpc::FromProto(check_in.start_time()), zone);
  }

  absl::StatusOr<CheckIn> Get(const std::string& name, const Who& who = kOffice) {
    v1::GetCheckInRequest request;
    request.set_name(name);
    return Ask(&CheckIns::GetCheckIn, who, request);
  }
  std::vector<CheckIn> ListOf(const v1::Placement& placement, const Who& who = kOffice) {
    v1::ListCheckInsRequest request;
    request.set_parent(kDemo);
    request.set_placement(placement.name());
    const auto listed = Ask(&CheckIns::ListCheckIns, who, request);
    EXPECT_THAT(listed, IsOk());
    if (!listed.ok()) return {};
    return {listed->check_ins().begin(), listed->check_ins().end()};
  }
  CheckIn Of(const v1::Placement& placement, CheckIn::Kind kind) {
    for (const CheckIn& check_in : ListOf(placement)) {
      if (check_in.kind() == kind) return check_in;
    }
    ADD_FAILURE() << "no such check-in";
    return {};
  }
  static v1::CreateCheckInRequest Wish(const v1::Placement& placement, absl::CivilDay day,
                                       CheckIn::Kind kind = CheckIn::EXTRA) {
    v1::CreateCheckInRequest request;
    request.set_parent(kDemo);
    request.mutable_check_in()->set_placement(placement.name());
    request.mutable_check_in()->set_kind(kind);
    *request.mutable_check_in()->mutable_start_time() = rpc::ToProto(At(day, 14));
    return request;
  }
  static v1::MoveCheckInRequest MoveTo(const CheckIn& check_in, absl::CivilDay day) {
    v1::MoveCheckInRequest request;
    request.set_name(check_in.name());
    request.set_etag(check_in.etag());
    request.set_reason("Ziek.");
    *request.mutable_start_time() = rpc::ToProto(At(day, 9));
    return request;
  }
  static v1::WriteCheckInViewRequest View(const CheckIn& check_in, int rating,
                                          const std::string& must_change = "") {
    v1::WriteCheckInViewRequest request;
    request.set_name(check_in.name());
    request.mutable_view()->set_goes_well("De intake loopt.");
    request.mutable_view()->set_must_change(must_change);
    request.mutable_view()->set_overall_rating(rating);
    auto* goal = request.mutable_view()->add_goal_ratings();
    goal->set_outcome_code("LU1");
    goal->set_rating(rating);
    return request;
  }
  absl::StatusOr<CheckIn> Write(const CheckIn& check_in, const Who& who, int rating,
                                const std::string& must_change = "") {
    return Ask(&CheckIns::WriteCheckInView, who, View(check_in, rating, must_change));
  }
  static v1::HoldCheckInRequest Held(const CheckIn& check_in, absl::CivilDay day) {
    v1::HoldCheckInRequest request;
    request.set_name(check_in.name());
    request.set_etag(check_in.etag());
    request.set_outcome("We gaan door.");
    *request.mutable_held_date() = rpc::ToProto(day);
    for (const CheckIn::Party party : {CheckIn::STUDENT, CheckIn::TEACHER, CheckIn::SUPERVISOR}) {
      request.add_present_parties(party);
    }
    return request;
  }
  static v1::AddAgreedActionRequest Action(const CheckIn& check_in, CheckIn::Party owner,
                                           absl::CivilDay day) {
    v1::AddAgreedActionRequest request;
    request.set_name(check_in.name());
    request.set_etag(check_in.etag());
    request.mutable_agreed_action()->set_owner(owner);
    request.mutable_agreed_action()->set_text("Vraag een tweede cliënt.");
    *request.mutable_agreed_action()->mutable_due_date() = rpc::ToProto(day);
    return request;
  }
  absl::StatusOr<CheckIn> Close(const CheckIn& check_in, const Who& who,
                                const std::string& reason = "") {
    v1::CloseCheckInRequest request;
    request.set_name(check_in.name());
    request.set_etag(check_in.etag());
    request.set_reason(reason);
    return Ask(&CheckIns::CloseCheckIn, who, request);
  }
  static v1::CreateContactMomentRequest Contact(const v1::Placement& placement, absl::CivilDay day,
                                                const std::vector<CheckIn::Party>& parties) {
    v1::CreateContactMomentRequest request;
    request.set_parent(kDemo);
    Moment& moment = *request.mutable_contact_moment();
    moment.set_placement(placement.name());
    moment.set_kind(Moment::CALL);
    moment.set_note("Over de planning.");
    *moment.mutable_contact_date() = rpc::ToProto(day);
    for (const CheckIn::Party party : parties) moment.add_parties(party);
    return request;
  }
  absl::StatusOr<v1::ContactOverview> Overview(const v1::Placement& placement,
                                               const Who& who = kOffice) {
    v1::GetContactOverviewRequest request;
    request.set_name(placement.name() + "/contactOverview");
    return Ask(&Contacts::GetContactOverview, who, request);
  }

  // Types of the events about check-ins and contact, in order.
  std::vector<std::string> Told() {
    const auto events =
        joined_->event_log.ReadAfter(TenantId("demo"), 0, 500, DirectoryWorld::Deadline());
    EXPECT_THAT(events, IsOk());
    std::vector<std::string> types;
    for (const auto& event : *events) {
      if (event.type.rfind("checkin.", 0) == 0 || event.type.rfind("contact.", 0) == 0) {
        types.push_back(event.type);
      }
    }
    return types;
  }

 private:
  struct Joined {
    Joined(storage::TenantDatabase& database, DirectoryWorld& world)
        : store(database),
          contact_store(database),
          contacts(database),
          task_store(database),
          placements(world.placement_store, world.directory_facts),
          directory(world.reader),
          programmes(world.reader),
          institution(world.reader),
          running(world.placement_store, placements),
          tasks(task_store),
          event_log(database),
          handler({store, world.change_log, world.ids, placements, directory, programmes,
                   institution, tasks}),
          contact_handler({contact_store, store, contacts, world.change_log, world.ids, placements,
                           directory, programmes}),
          due({store, world.change_log, world.ids, placements, directory, programmes, institution,
               agreements, running}),
          follower(due, directory, event_log),
          service(progress::checkin::MakeCheckInService(world.border, handler)),
          contact_service(progress::checkin::MakeContactService(world.border, contact_handler)) {
      grpc::ServerBuilder builder;
      builder.RegisterService(service.get());
      builder.RegisterService(contact_service.get());
      server = builder.BuildAndStart();
      stub = v1::CheckInService::NewStub(server->InProcessChannel({}));
      contact_stub = v1::ContactService::NewStub(server->InProcessChannel({}));
    }
    progress::checkin::SqlCheckInStore store;
    progress::checkin::SqlContactStore contact_store;
    progress::checkin::ContactReading contacts;
    progress::task::SqlTaskStore task_store;
    server::PlacementsOfProgress placements;
    server::DirectoryOfProgress directory;
    server::ProgrammesOfCheckIns programmes;
    server::InstitutionOfCheckIns institution;
    SaidInForce agreements;
    server::RunningPlacementsOfCheckIns running;
    server::LearningTasksOfCheckIns tasks;
    events::EventLog event_log;
    progress::checkin::CheckInHandler handler;
    progress::checkin::ContactHandler contact_handler;
    progress::checkin::CheckInDue due;
    server::CheckInFollower follower;
    std::unique_ptr<grpc::Service> service;
    std::unique_ptr<grpc::Service> contact_service;
    std::unique_ptr<grpc::Server> server;
    std::unique_ptr<CheckIns> stub;
    std::unique_ptr<Contacts> contact_stub;
  };

  std::unique_ptr<DirectoryWorld> world_;
  std::unique_ptr<Triangle> triangle_;
  std::unique_ptr<Joined> joined_;
};

}  // namespace driehoek::test
