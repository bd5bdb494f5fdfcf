// JobStructureService over gRPC, on every engine (R11).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "directory_steps.h"
#include "support/database_test.h"
#include "support/violations.h"

namespace driehoek::test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Code = absl::StatusCode;
using Jobs = v1::JobStructureService::Stub;

class JobRoleRpcTest : public DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    Migrate("events", events::Migrations());
    Migrate("directory", directory::Migrations());
    Migrate("placement", placement::Migrations());
    if (HasFatalFailure()) return;
    world_ = std::make_unique<DirectoryWorld>(tenant_database());
    ASSERT_THAT(world_->Found("demo"), IsOk());
    Steps steps(*world_);
    organisation_ = steps.Organisation("Van Leeuwen").value().name();
    const std::string contact = steps.Person("Hanna Vos");
    const std::string supervisor = steps.Person("Ingrid Maas");
    steps.Supervisor(organisation_, contact, v1::SupervisorProfile::ORGANISATION_CONTACT);
    steps.Supervisor(organisation_, supervisor);
    contact_ = As(Role::kOrganisationContact, contact);
    supervisor_ = As(Role::kWorkplaceSupervisor, supervisor);
    const std::string elsewhere = steps.Organisation("Bakker").value().name();
    const std::string stranger = steps.Person("Jan Bakker");
    steps.Supervisor(elsewhere, stranger);
    stranger_ = As(Role::kWorkplaceSupervisor, stranger);
  }
  template <typename Q, typename R>
  absl::StatusOr<R> Ask(grpc::Status (Jobs::*method)(grpc::ClientContext*, const Q&, R*),
                        const Who& who, const Q& request) {
    return world_->Ask(world_->job_structure, method, who, request);
  }
  absl::StatusOr<v1::JobRole> Add(const Who& who, const std::string& title,
                                  v1::JobRole::Presence presence = v1::JobRole::PRESENT) {
    v1::CreateJobRoleRequest request;
    request.set_parent(organisation_);
    request.mutable_job_role()->set_display_name(title);
    request.mutable_job_role()->set_presence(presence);
    return Ask(&Jobs::CreateJobRole, who, request);
  }
  absl::StatusOr<v1::ListJobRolesResponse> List(const Who& who, int page_size = 0,
                                                const std::string& page_token = "") {
    v1::ListJobRolesRequest request;
    request.set_parent(organisation_);
    request.set_page_size(page_size);
    request.set_page_token(page_token);
    return Ask(&Jobs::ListJobRoles, who, request);
  }

  std::string organisation_;
  Who contact_, supervisor_, stranger_;

 private:
  std::unique_ptr<DirectoryWorld> world_;
};
DRIEHOEK_ON_EVERY_ENGINE(JobRoleRpcTest);

TEST_P(JobRoleRpcTest, GivenTheOrganisation_WhenItsRolesAreMapped_ThenListedByTitleInPages) {
  const auto planned = Add(contact_, "Werkvoorbereider", v1::JobRole::PLANNED);
  ASSERT_THAT(planned, IsOk());
  EXPECT_EQ(planned->level(), 5);
  ASSERT_THAT(Add(supervisor_, "assistent-uitvoerder"), IsOk());
  ASSERT_THAT(Add(kOffice, "Calculator", v1::JobRole::ABSENT), IsOk());
  for (const Who& who : {contact_, supervisor_, kOffice, Who{.role = Role::kProgrammeManager}}) {
    const auto first = List(who, 2);
    ASSERT_THAT(first, IsOk());
    ASSERT_EQ(first->job_roles_size(), 2);
    EXPECT_EQ(first->job_roles(0).display_name(), "assistent-uitvoerder");
    EXPECT_EQ(first->job_roles(1).display_name(), "Calculator");
    const auto second = List(who, 2, first->next_page_token());
    ASSERT_THAT(second, IsOk());
    ASSERT_EQ(second->job_roles_size(), 1);
    EXPECT_EQ(second->job_roles(0).SerializeAsString(), planned->SerializeAsString());
    EXPECT_THAT(second->next_page_token(), IsEmpty());
  }
}

TEST_P(JobRoleRpcTest, GivenRole_WhenChanged_ThenOnlyTheFieldsOfTheMaskAndUnderTheEtag) {
  const auto made = Add(contact_, "Werkvoorbereider", v1::JobRole::PLANNED);
  ASSERT_THAT(made, IsOk());
  v1::UpdateJobRoleRequest update;
  update.mutable_job_role()->set_name(made->name());
  update.mutable_job_role()->set_etag(made->etag());
  update.mutable_job_role()->set_presence(v1::JobRole::PRESENT);
  update.mutable_job_role()->set_note("Sinds september.");
  update.mutable_update_mask()->add_paths("presence");
  const auto changed = Ask(&Jobs::UpdateJobRole, supervisor_, update);
  ASSERT_THAT(changed, IsOk());
  EXPECT_EQ(changed->presence(), v1::JobRole::PRESENT);
  EXPECT_EQ(changed->note(), "");
  EXPECT_EQ(changed->display_name(), "Werkvoorbereider");
  EXPECT_THAT(Ask(&Jobs::UpdateJobRole, contact_, update), StatusIs(Code::kAborted, "STALE_ETAG"));
  v1::GetJobRoleRequest get;
  get.set_name(made->name());
  EXPECT_EQ(Ask(&Jobs::GetJobRole, kOffice, get)->SerializeAsString(),
            changed->SerializeAsString());
}

TEST_P(JobRoleRpcTest, GivenWrongFields_WhenAdded_ThenEachIsNamed) {
  v1::CreateJobRoleRequest request;
  request.set_parent(organisation_);
  request.mutable_job_role()->set_level(9);
  request.mutable_job_role()->set_note(std::string(501, 'x'));
  EXPECT_THAT(
      ViolationsOf(Ask(&Jobs::CreateJobRole, contact_, request).status()),
      ElementsAre("job_role.display_name FIELD_MISSING", "job_role.presence FIELD_MISSING"));
  request.mutable_job_role()->set_display_name(std::string(201, 'x'));
  request.mutable_job_role()->set_presence(v1::JobRole::PRESENT);
  EXPECT_THAT(ViolationsOf(Ask(&Jobs::CreateJobRole, contact_, request).status()),
              ElementsAre("job_role.display_name TEXT_TOO_LONG",
                          "job_role.level NUMBER_OUT_OF_RANGE", "job_role.note TEXT_TOO_LONG"));
}

TEST_P(JobRoleRpcTest, GivenStrangers_WhenAsking_ThenTheRolesAreNotThere) {
  const auto made = Add(contact_, "Werkvoorbereider");
  ASSERT_THAT(made, IsOk());
  EXPECT_THAT(Add(stranger_, "Bakker"), StatusIs(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  EXPECT_THAT(List(stranger_), StatusIs(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  v1::GetJobRoleRequest get;
  get.set_name(made->name());
  EXPECT_THAT(Ask(&Jobs::GetJobRole, stranger_, get),
              StatusIs(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  EXPECT_THAT(Add({.role = Role::kProgrammeManager}, "Bakker"),
              StatusIs(Code::kPermissionDenied, "ROLE_NOT_ALLOWED"));
  for (const Role role : {Role::kStudent, Role::kTeacher, Role::kExaminer, Role::kService}) {
    EXPECT_THAT(List({.role = role}), StatusIs(Code::kPermissionDenied, "ROLE_NOT_ALLOWED"));
  }
}

}  // namespace
}  // namespace driehoek::test
