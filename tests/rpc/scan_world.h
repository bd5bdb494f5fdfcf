// Workplace scans as they are joined in the server, beside the directory and the placements of
// DirectoryWorld.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "directory_steps.h"
#include "driehoek/v1/workplace_scan_service.grpc.pb.h"
#include "google/rpc/error_details.pb.h"
#include "placement/scan/scan_due.h"
#include "placement/scan/scan_service.h"
#include "server/scan_follower.h"
#include "server/scan_joins.h"
#include "shared/events/event_log.h"
#include "support/database_test.h"

namespace driehoek::test {

using Scans = v1::WorkplaceScanService::Stub;
using Scan = v1::WorkplaceScan;

// The fields that a refusal names.
inline std::vector<std::string> FieldsOf(const absl::Status& status) {
  std::vector<std::string> fields;
  google::rpc::BadRequest bad_request;
  const auto payload = status.GetPayload("type.googleapis.com/google.rpc.BadRequest");
  if (payload.has_value()) bad_request.ParseFromString(std::string(*payload));
  for (const auto& violation : bad_request.field_violations()) fields.push_back(violation.field());
  return fields;
}

class ScanWorld {
 public:
  explicit ScanWorld(storage::TenantDatabase& database)
      : directory(database),
        criteria_store(database),
        scan_store(database),
        facts(scan_store, criteria_store),
        programmes(directory.directory_store),
        event_log(database),
        criteria_handler({criteria_store, directory.change_log, directory.ids, programmes}),
        scan_handler({scan_store, criteria_store, directory.placement_store, directory.change_log,
                      directory.ids, directory.directory_facts}),
        due({scan_store, criteria_store, directory.placement_store, directory.change_log,
             directory.directory_facts}),
        follower({due, directory.due, scan_store, directory.placement_store,
                  directory.directory_facts, event_log}),
        service(
            placement::scan::MakeScanService(directory.border, criteria_handler, scan_handler)) {
    directory.scans.lent = &facts;
    grpc::ServerBuilder builder;
    builder.RegisterService(service.get());
    server = builder.BuildAndStart();
    scans = v1::WorkplaceScanService::NewStub(server->InProcessChannel({}));
  }
  ~ScanWorld() { server->Shutdown(); }

  template <typename Q, typename R>
  absl::StatusOr<R> Ask(grpc::Status (Scans::*method)(grpc::ClientContext*, const Q&, R*),
                        const Who& who, const Q& request) {
    return directory.Ask(scans, method, who, request);
  }

  DirectoryWorld directory;
  placement::scan::SqlCriteriaStore criteria_store;
  placement::scan::SqlScanStore scan_store;
  server::ScanFactsOfScans facts;
  server::ProgrammesOfDirectory programmes;
  events::EventLog event_log;
  placement::scan::CriteriaHandler criteria_handler;
  placement::scan::ScanHandler scan_handler;
  placement::scan::ScanDue due;
  server::ScanFollower follower;
  std::unique_ptr<grpc::Service> service;
  std::unique_ptr<grpc::Server> server;
  std::unique_ptr<Scans> scans;
};

// Steps of one student's triangle: what scans are asked with. Each makes the request; the answer is
// the test's to judge.
class ScanRpcTest : public DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    Migrate("events", events::Migrations());
    Migrate("directory", directory::Migrations());
    Migrate("placement", placement::Migrations());
    Migrate("scan", placement::scan::Migrations());
    world_ = std::make_unique<ScanWorld>(tenant_database());
    ASSERT_THAT(world_->directory.Found("demo"), IsOk());
    triangle_ = std::make_unique<Triangle>(world_->directory, kind_);
  }
  explicit ScanRpcTest(v1::ProgrammeVariant::Variant kind = v1::ProgrammeVariant::PART_TIME)
      : kind_(kind) {}

  ScanWorld& world() { return *world_; }
  const Triangle& triangle() const { return *triangle_; }
  absl::CivilDay Today() const { return world_->directory.Today(); }
  Who Supervisor() const { return As(Role::kWorkplaceSupervisor, triangle().supervisor_person); }

  static v1::CreateScanCriteriaRequest Asked(const std::string& programme, int first_phase,
                                             int last_phase) {
    v1::CreateScanCriteriaRequest request;
    request.set_parent(programme);
    request.mutable_scan_criteria()->set_first_phase(first_phase);
    request.mutable_scan_criteria()->set_last_phase(last_phase);
    const auto add = [&](const char* code, v1::ScanCriteria::Subject subject,
                         v1::ScanCriteria::Weight weight) {
      auto* criterion = request.mutable_scan_criteria()->add_criteria();
      criterion->set_code(code);
      criterion->set_title_nl("Er is ruimte voor de leertaken");
      criterion->set_title_en("There is room for the tasks");
      criterion->set_subject(subject);
      criterion->set_weight(weight);
    };
    add("W1", v1::ScanCriteria::WORKPLACE, v1::ScanCriteria::ESSENTIAL);
    add("T1", v1::ScanCriteria::ROOM_FOR_TASKS, v1::ScanCriteria::ESSENTIAL);
    add("S1", v1::ScanCriteria::STUDENT, v1::ScanCriteria::DESIRABLE);
    return request;
  }
  v1::ScanCriteria Publish(int first_phase, int last_phase) {
    const auto made = world().Ask(&Scans::CreateScanCriteria, kManager,
                                  Asked(triangle().programme, first_phase, last_phase));
    EXPECT_THAT(made, IsOk());
    return made.value_or(v1::ScanCriteria());
  }
  v1::Placement Place(int start = 14) {
    v1::CreatePlacementRequest request;
    request.set_parent(kDemo);
    auto& placement = *request.mutable_placement();
    placement.set_student(triangle().student);
    placement.set_enrolment(triangle().enrolment);
    placement.set_form(v1::Placement::OWN_WORKPLACE);
    placement.set_workplace(triangle().workplace);
    placement.set_supervisor(triangle().supervisor);
    *placement.mutable_start_date() = rpc::ToProto(Today() + start);
    *placement.mutable_end_date() = rpc::ToProto(Today() + start + 300);
    placement.set_weekly_hours(24);
    const auto made = world().directory.Ask(world().directory.placements,
                                            &Placements::CreatePlacement, kOffice, request);
    EXPECT_THAT(made, IsOk());
    return made.value_or(v1::Placement());
  }
  v1::Placement Read(const std::string& placement) {
    v1::GetPlacementRequest request;
    request.set_name(placement);
    const auto read = world().directory.Ask(world().directory.placements, &Placements::GetPlacement,
                                            kOffice, request);
    EXPECT_THAT(read, IsOk());
    return read.value_or(v1::Placement());
  }
  bool IsBlocked(const std::string& placement, v1::Placement::Blocker::Kind kind) {
    const v1::Placement read = Read(placement);
    for (const auto& blocker : read.blockers()) {
      if (blocker.kind() == kind) return true;
    }
    return false;
  }

  static v1::RequestWorkplaceScanRequest For(const std::string& placement) {
    v1::RequestWorkplaceScanRequest request;
    request.set_parent(kDemo);
    request.mutable_workplace_scan()->set_placement(placement);
    return request;
  }
  // For whoever comes to the workplace.
  v1::RequestWorkplaceScanRequest ForAll(int phase = 1) const {
    v1::RequestWorkplaceScanRequest request;
    request.set_parent(kDemo);
    request.mutable_workplace_scan()->set_workplace(triangle().workplace);
    request.mutable_workplace_scan()->set_supervisor(triangle().supervisor);
    request.mutable_workplace_scan()->set_programme_variant(triangle().variant);
    request.mutable_workplace_scan()->set_phase(phase);
    return request;
  }
  absl::StatusOr<Scan> Request(const v1::RequestWorkplaceScanRequest& request,
                               const Who& who = kOffice) {
    return world().Ask(&Scans::RequestWorkplaceScan, who, request);
  }
  absl::StatusOr<Scan> Get(const std::string& name, const Who& who = kOffice) {
    v1::GetWorkplaceScanRequest request;
    request.set_name(name);
    return world().Ask(&Scans::GetWorkplaceScan, who, request);
  }
  static v1::FillWorkplaceScanRequest Answers(
      const Scan& scan, const std::vector<std::pair<const char*, Scan::Finding>>& answers) {
    v1::FillWorkplaceScanRequest request;
    request.set_name(scan.name());
    request.set_etag(scan.etag());
    for (const auto& [code, finding] : answers) {
      auto* answer = request.add_answers();
      answer->set_criterion_code(code);
      answer->set_finding(finding);
    }
    return request;
  }
  absl::StatusOr<Scan> Fill(const Scan& scan, const Who& who,
                            const std::vector<std::pair<const char*, Scan::Finding>>& answers) {
    return world().Ask(&Scans::FillWorkplaceScan, who, Answers(scan, answers));
  }
  static v1::AssessWorkplaceScanRequest Verdict(const Scan& scan, Scan::Verdict verdict,
                                                const std::string& reason = "") {
    v1::AssessWorkplaceScanRequest request;
    request.set_name(scan.name());
    request.set_etag(scan.etag());
    request.set_verdict(verdict);
    request.set_reason(reason);
    return request;
  }
  absl::StatusOr<Scan> Assess(const v1::AssessWorkplaceScanRequest& request,
                              const Who& who = kOffice) {
    return world().Ask(&Scans::AssessWorkplaceScan, who, request);
  }
  // Requested for `placement`, filled and judged FIT.
  absl::StatusOr<Scan> Passed(const v1::RequestWorkplaceScanRequest& request) {
    DRIEHOEK_ASSIGN_OR_RETURN(const Scan requested, Request(request));
    DRIEHOEK_ASSIGN_OR_RETURN(
        const Scan filled, Fill(requested, Supervisor(), {{"W1", Scan::MET}, {"T1", Scan::MET}}));
    return Assess(Verdict(filled, Scan::FIT));
  }
  // What happened since the last time, and the clock: as the server's runner does.
  absl::Status Follow() {
    return world().follower.Run(TenantId("demo"), world().directory.clock.Now(),
                                DirectoryWorld::Deadline());
  }
  void EnterPhase(int phase) {
    v1::UpdateEnrolmentRequest request;
    request.mutable_enrolment()->set_name(triangle().enrolment);
    request.mutable_enrolment()->set_phase(phase);
    EXPECT_THAT(world().directory.Ask(world().directory.directory, &Directory::UpdateEnrolment,
                                      kOffice, request),
                IsOk());
  }

 private:
  const v1::ProgrammeVariant::Variant kind_;
  std::unique_ptr<ScanWorld> world_;
  std::unique_ptr<Triangle> triangle_;
};

}  // namespace driehoek::test
