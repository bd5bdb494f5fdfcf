// Steps that tests of directory and placements share: each makes one thing through the API and
// fails the test when that is refused.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "directory_world.h"
#include "shared/rpc/wire.h"

namespace driehoek::test {

using Role = auth::Role;
using Directory = v1::DirectoryService::Stub;
using Placements = v1::PlacementService::Stub;
using Who = DirectoryWorld::Who;

inline constexpr char kDemo[] = "institutions/demo";
inline const Who kOffice{};
inline const Who kAdmin{.role = Role::kInstitutionAdmin};
inline const Who kManager{.role = Role::kProgrammeManager};

// The last segment of a name.
inline std::string IdOf(const std::string& name) { return name.substr(name.rfind('/') + 1); }

inline Who As(Role role, const std::string& person_name) {
  return {.role = role, .person = IdOf(person_name)};
}

class Steps {
 public:
  explicit Steps(DirectoryWorld& world, const std::string& tenant = "demo")
      : world_(world), parent_("institutions/" + tenant) {
    office_.tenant = tenant;
    manager_.tenant = tenant;
  }
  const std::string& parent() const { return parent_; }
  const Who& office() const { return office_; }

  std::string Person(const std::string& name) {
    v1::CreatePersonRequest request;
    request.set_parent(parent_);
    request.mutable_person()->set_display_name(name);
    return Name(world_.Ask(world_.directory, &Directory::CreatePerson, office_, request));
  }
  void Mail(const std::string& person, const std::string& email) {
    v1::UpdatePersonContactRequest request;
    request.mutable_person_contact()->set_name(person + "/contact");
    request.mutable_person_contact()->set_email(email);
    EXPECT_THAT(world_.Ask(world_.directory, &Directory::UpdatePersonContact, office_, request),
                IsOk());
  }
  std::string Programme(const std::string& name = "Ad Engineering") {
    v1::CreateProgrammeRequest request;
    request.set_parent(parent_);
    request.mutable_programme()->set_display_name(name);
    request.mutable_programme()->set_level(5);
    return Name(world_.Ask(world_.directory, &Directory::CreateProgramme, manager_, request));
  }
  std::string Variant(const std::string& programme, v1::ProgrammeVariant::Variant variant,
                      v1::ProgrammeVariant::Funding funding = v1::ProgrammeVariant::FUNDED) {
    v1::CreateProgrammeVariantRequest request;
    request.set_parent(programme);
    request.mutable_programme_variant()->set_variant(variant);
    request.mutable_programme_variant()->set_funding(funding);
    request.mutable_programme_variant()->set_credits_ec(120);
    return Name(
        world_.Ask(world_.directory, &Directory::CreateProgrammeVariant, manager_, request));
  }
  // A new version of the programme's outcomes.
  void Outcomes(const std::string& programme, const std::vector<std::string>& codes) {
    v1::CreateOutcomeSetRequest request;
    request.set_parent(programme);
    for (const std::string& code : codes) {
      auto* outcome = request.mutable_outcome_set()->add_outcomes();
      outcome->set_code(code);
      outcome->set_title("Leeruitkomst " + code);
    }
    EXPECT_THAT(world_.Ask(world_.directory, &Directory::CreateOutcomeSet, manager_, request),
                IsOk());
  }
  std::string Enrolment(const std::string& student, const std::string& variant,
                        const std::string& region = "") {
    v1::CreateEnrolmentRequest request;
    request.set_parent(parent_);
    request.mutable_enrolment()->set_student(student);
    request.mutable_enrolment()->set_programme_variant(variant);
    request.mutable_enrolment()->set_phase(1);
    request.mutable_enrolment()->set_region(region);
    *request.mutable_enrolment()->mutable_start_date() = rpc::ToProto(world_.Today() - 100);
    return Name(world_.Ask(world_.directory, &Directory::CreateEnrolment, office_, request));
  }
  absl::StatusOr<v1::ContactAssignment> Assign(const std::string& student,
                                               const std::string& teacher, absl::CivilDay from) {
    v1::CreateContactAssignmentRequest request;
    request.set_parent(parent_);
    request.mutable_contact_assignment()->set_student(student);
    request.mutable_contact_assignment()->set_teacher(teacher);
    *request.mutable_contact_assignment()->mutable_start_date() = rpc::ToProto(from);
    return world_.Ask(world_.directory, &Directory::CreateContactAssignment, office_, request);
  }
  absl::StatusOr<v1::Organisation> Organisation(const std::string& name,
                                                const std::string& kvk = "") {
    v1::CreateOrganisationRequest request;
    request.set_parent(parent_);
    request.mutable_organisation()->set_display_name(name);
    request.mutable_organisation()->set_kvk_number(kvk);
    request.mutable_organisation()->set_relation_type(v1::Organisation::STRUCTURAL);
    return world_.Ask(world_.directory, &Directory::CreateOrganisation, office_, request);
  }
  void Verify(const v1::Organisation& organisation) {
    v1::VerifyOrganisationRequest request;
    request.set_name(organisation.name());
    request.set_etag(organisation.etag());
    EXPECT_THAT(world_.Ask(world_.directory, &Directory::VerifyOrganisation, office_, request),
                IsOk());
  }
  std::string Establishment(const std::string& organisation, const std::string& region) {
    v1::CreateEstablishmentRequest request;
    request.set_parent(organisation);
    request.mutable_establishment()->set_display_name("Hal");
    request.mutable_establishment()->set_region(region);
    return Name(world_.Ask(world_.directory, &Directory::CreateEstablishment, office_, request));
  }
  std::string Workplace(const std::string& organisation, const std::string& establishment = "") {
    v1::CreateWorkplaceRequest request;
    request.set_parent(organisation);
    request.mutable_workplace()->set_establishment(establishment);
    request.mutable_workplace()->set_display_name("Ontwerp");
    return Name(world_.Ask(world_.directory, &Directory::CreateWorkplace, office_, request));
  }
  std::string Supervisor(
      const std::string& organisation, const std::string& person,
      v1::SupervisorProfile::Function function = v1::SupervisorProfile::FLOOR_SUPERVISOR) {
    v1::CreateSupervisorProfileRequest request;
    request.set_parent(organisation);
    request.mutable_supervisor_profile()->set_person(person);
    request.mutable_supervisor_profile()->set_function(function);
    return Name(
        world_.Ask(world_.directory, &Directory::CreateSupervisorProfile, office_, request));
  }

 private:
  template <typename R>
  static std::string Name(const absl::StatusOr<R>& made) {
    EXPECT_THAT(made, IsOk());
    return made.ok() ? made->name() : std::string();
  }
  DirectoryWorld& world_;
  const std::string parent_;
  Who office_ = kOffice;
  Who manager_ = kManager;
};

// One student in one triangle: enrolled, with a contact person, at a workplace with a supervisor.
struct Triangle {
  std::string student, teacher, supervisor_person, programme, variant, enrolment, organisation,
      workplace, supervisor;

  Triangle(DirectoryWorld& world, v1::ProgrammeVariant::Variant kind) {
    Steps steps(world);
    student = steps.Person("Daan Verhoeven");
    teacher = steps.Person("Karin Postma");
    supervisor_person = steps.Person("Ingrid Maas");
    programme = steps.Programme();
    variant = steps.Variant(programme, kind);
    enrolment = steps.Enrolment(student, variant);
    EXPECT_THAT(steps.Assign(student, teacher, world.Today() - 30), IsOk());
    organisation = steps.Organisation("Van Leeuwen").value().name();
    workplace = steps.Workplace(organisation);
    supervisor = steps.Supervisor(organisation, supervisor_person);
  }
};

}  // namespace driehoek::test
