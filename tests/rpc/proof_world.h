// Evidence and assessments as they are joined in the server, beside the directory and the
// placements of DirectoryWorld, with one student's triangle and an examiner.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "directory_steps.h"
#include "driehoek/v1/assessment_service.grpc.pb.h"
#include "driehoek/v1/evidence_service.grpc.pb.h"
#include "progress/assessment/assessment_policy.h"
#include "progress/evidence/evidence_policy.h"
#include "server/proof_parts.h"
#include "server/task_joins.h"
#include "shared/events/event_log.h"
#include "support/database_test.h"
#include "support/temp_folder.h"

namespace driehoek::test {

using EvidenceStub = v1::EvidenceService::Stub;
using AssessmentStub = v1::AssessmentService::Stub;
using Item = v1::EvidenceItem;
using Judged = v1::Assessment;

inline std::vector<auth::Right> ProofRights() {
  std::vector<auth::Right> rights = progress::evidence::EvidenceRights();
  for (const auth::Right& right : progress::assessment::AssessmentRights()) rights.push_back(right);
  return rights;
}

class ProofTest : public DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    Migrate("events", events::Migrations());
    Migrate("directory", directory::Migrations());
    Migrate("placement", placement::Migrations());
    Migrate("learning_task", progress::task::Migrations());
    Migrate("evidence", progress::evidence::Migrations());
    Migrate("assessment", progress::assessment::Migrations());
    world_ = std::make_unique<DirectoryWorld>(tenant_database(), ProofRights());
    ASSERT_THAT(world_->Found("demo"), IsOk());
    triangle_ = std::make_unique<Triangle>(*world_, v1::ProgrammeVariant::FULL_TIME);
    examiner_ = Steps(*world_).Person("Ellen Examinator");
    joined_ = std::make_unique<Joined>(tenant_database(), *world_, folder_.path());
    Publish({"LU1", "LU2"});
  }
  void TearDown() override {
    if (joined_ != nullptr) joined_->server->Shutdown();
    DatabaseTest::TearDown();
  }

  DirectoryWorld& world() { return *world_; }
  const Triangle& triangle() const { return *triangle_; }
  const std::string& examiner() const { return examiner_; }
  const server::ProofParts& proof() const { return joined_->proof; }
  progress::task::SqlTaskStore& tasks() { return joined_->tasks; }
  Who Student() const { return As(Role::kStudent, triangle().student); }
  Who Teacher() const { return As(Role::kTeacher, triangle().teacher); }
  Who Supervisor() const { return As(Role::kWorkplaceSupervisor, triangle().supervisor_person); }
  Who Examiner() const { return As(Role::kExaminer, examiner_); }

  template <typename Q, typename R>
  absl::StatusOr<R> Ask(grpc::Status (EvidenceStub::*method)(grpc::ClientContext*, const Q&, R*),
                        const Who& who, const Q& request) {
    return world().Ask(joined_->evidence, method, who, request);
  }
  template <typename Q, typename R>
  absl::StatusOr<R> Ask(grpc::Status (AssessmentStub::*method)(grpc::ClientContext*, const Q&, R*),
                        const Who& who, const Q& request) {
    return world().Ask(joined_->assessments, method, who, request);
  }

  void Publish(const std::vector<std::string>& codes) {
    Steps(world()).Outcomes(triangle().programme, codes);
  }
  // Somebody compares the organisation with the trade register.
  void VerifyOrganisation() {
    v1::GetOrganisationRequest get;
    get.set_name(triangle().organisation);
    const auto found = world().Ask(world().directory, &Directory::GetOrganisation, kOffice, get);
    ASSERT_THAT(found, IsOk());
    v1::UpdateOrganisationRequest update;
    *update.mutable_organisation() = *found;
    update.mutable_organisation()->set_kvk_number("12345678");
    const auto numbered =
        world().Ask(world().directory, &Directory::UpdateOrganisation, kOffice, update);
    ASSERT_THAT(numbered, IsOk());
    v1::VerifyOrganisationRequest verify;
    verify.set_name(numbered->name());
    verify.set_etag(numbered->etag());
    ASSERT_THAT(world().Ask(world().directory, &Directory::VerifyOrganisation, kOffice, verify),
                IsOk());
  }
  // From `start` days after today, for `days` days; with another supervisor where one is given.
  v1::Placement Place(int start = 0, int days = 100, const std::string& supervisor = "") {
    v1::CreatePlacementRequest request;
    request.set_parent(kDemo);
    auto& placement = *request.mutable_placement();
    placement.set_student(triangle().student);
    placement.set_enrolment(triangle().enrolment);
    placement.set_form(v1::Placement::INTERNSHIP);
    placement.set_workplace(triangle().workplace);
    placement.set_supervisor(supervisor.empty() ? triangle().supervisor : supervisor);
    *placement.mutable_start_date() = rpc::ToProto(world().Today() + start);
    *placement.mutable_end_date() = rpc::ToProto(world().Today() + start + days - 1);
    placement.set_weekly_hours(24);
    const auto made =
        world().Ask(world().placements, &Placements::CreatePlacement, kOffice, request);
    EXPECT_THAT(made, IsOk());
    return made.value_or(v1::Placement());
  }

  static v1::CreateEvidenceItemRequest Wish(const std::string& placement,
                                            const std::vector<std::string>& codes = {"LU1"}) {
    v1::CreateEvidenceItemRequest request;
    request.set_parent(kDemo);
    request.mutable_evidence_item()->set_placement(placement);
    request.mutable_evidence_item()->set_title("De intake");
    for (const std::string& code : codes) request.mutable_evidence_item()->add_outcome_codes(code);
    request.mutable_content()->set_text("Wat ik deed: één stap.");
    return request;
  }
  absl::StatusOr<Item> Create(const v1::CreateEvidenceItemRequest& request) {
    return Ask(&EvidenceStub::CreateEvidenceItem, Student(), request);
  }
  absl::StatusOr<Item> Get(const std::string& name, const Who& who) {
    v1::GetEvidenceItemRequest request;
    request.set_name(name);
    return Ask(&EvidenceStub::GetEvidenceItem, who, request);
  }
  template <typename Request>
  static Request Bundle(const std::vector<Item>& items) {
    Request request;
    request.set_parent(kDemo);
    for (const Item& item : items) {
      auto* reference = request.add_items();
      reference->set_name(item.name());
      reference->set_version(item.version());
      reference->set_etag(item.etag());
    }
    return request;
  }
  absl::StatusOr<std::vector<Item>> RequestAll(const std::vector<Item>& items) {
    const auto answer = Ask(&EvidenceStub::RequestEvidenceConfirmations, Student(),
                            Bundle<v1::RequestEvidenceConfirmationsRequest>(items));
    if (!answer.ok()) return answer.status();
    return std::vector<Item>(answer->evidence_items().begin(), answer->evidence_items().end());
  }
  absl::StatusOr<std::vector<Item>> ConfirmAll(const std::vector<Item>& items, const Who& who) {
    const auto answer = Ask(&EvidenceStub::ConfirmEvidenceItems, who,
                            Bundle<v1::ConfirmEvidenceItemsRequest>(items));
    if (!answer.ok()) return answer.status();
    return std::vector<Item>(answer->evidence_items().begin(), answer->evidence_items().end());
  }
  absl::StatusOr<Item> Dispute(const Item& item, const std::string& reason, const Who& who) {
    v1::DisputeEvidenceItemRequest request;
    request.set_name(item.name());
    request.set_version(item.version());
    request.set_reason(reason);
    request.set_etag(item.etag());
    return Ask(&EvidenceStub::DisputeEvidenceItem, who, request);
  }
  absl::StatusOr<Item> AddText(const Item& item, const std::string& text) {
    v1::AddEvidenceVersionRequest request;
    request.set_name(item.name());
    request.set_etag(item.etag());
    request.mutable_content()->set_text(text);
    return Ask(&EvidenceStub::AddEvidenceVersion, Student(), request);
  }
  // Made, asked about and confirmed.
  Item Confirmed(const std::string& placement, const std::vector<std::string>& codes = {"LU1"}) {
    const auto requested = RequestAll({Create(Wish(placement, codes)).value()});
    EXPECT_THAT(requested, IsOk());
    const auto confirmed = ConfirmAll(*requested, Supervisor());
    EXPECT_THAT(confirmed, IsOk());
    return confirmed->front();
  }

  // Noon of `day` at the institution.
  void GoTo(absl::CivilDay day) {
    absl::TimeZone zone;
    absl::LoadTimeZone("Europe/Amsterdam", &zone);
    world().clock.Set(absl::FromCivil(absl::CivilHour(day) + 12, zone));
  }
  // What the runner does now.
  absl::Status Look() {
    return proof().RunDue(TenantId("demo"), world().clock.Now(), DirectoryWorld::Deadline());
  }
  // Types of the events that begin with `prefix`, in order.
  std::vector<std::string> Told(const std::string& prefix) {
    const auto events =
        joined_->event_log.ReadAfter(TenantId("demo"), 0, 500, DirectoryWorld::Deadline());
    EXPECT_THAT(events, IsOk());
    std::vector<std::string> types;
    for (const auto& event : *events) {
      if (event.type.rfind(prefix, 0) == 0) types.push_back(event.type);
    }
    return types;
  }

 private:
  struct Joined {
    Joined(storage::TenantDatabase& database, DirectoryWorld& world, const std::string& folder)
        : files(folder),
          scanner(*progress::evidence::MakeVirusScanner("")),
          tasks(database),
          placements(world.placement_store, world.directory_facts),
          directory(world.reader),
          event_log(database),
          proof({database, world.change_log, world.ids, world.border, files, world.reader,
                 world.placement_store, tasks, placements, directory, *scanner}) {
      grpc::ServerBuilder builder;
      builder.RegisterService(proof.evidence_service.get());
      builder.RegisterService(proof.assessment_service.get());
      server = builder.BuildAndStart();
      evidence = v1::EvidenceService::NewStub(server->InProcessChannel({}));
      assessments = v1::AssessmentService::NewStub(server->InProcessChannel({}));
    }
    storage::FileStore files;
    std::unique_ptr<progress::evidence::VirusScanner> scanner;
    progress::task::SqlTaskStore tasks;
    server::PlacementsOfProgress placements;
    server::DirectoryOfProgress directory;
    events::EventLog event_log;
    server::ProofParts proof;
    std::unique_ptr<grpc::Server> server;
    std::unique_ptr<EvidenceStub> evidence;
    std::unique_ptr<AssessmentStub> assessments;
  };

  TempFolder folder_;
  std::unique_ptr<DirectoryWorld> world_;
  std::unique_ptr<Triangle> triangle_;
  std::string examiner_;
  std::unique_ptr<Joined> joined_;
};

}  // namespace driehoek::test
