#include "bench/agreements.h"

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "bench/support/comparison.h"
#include "driehoek/v1/agreement_service.grpc.pb.h"
#include "driehoek/v1/directory_service.grpc.pb.h"
#include "driehoek/v1/placement_service.grpc.pb.h"
#include "shared/rpc/wire.h"

namespace driehoek::bench {
namespace {

using auth::Role;
using Directory = v1::DirectoryService::Stub;

constexpr char kDemo[] = "institutions/demo";
constexpr char kPlainText[] =
    "De student werkt aan het ontwerp van een installatie, onder begeleiding van de "
    "praktijkbegeleider, en bespreekt elke "
    "twee weken de voortgang. Wat er misgaat komt eerst aan de werkplek ter sprake en daarna met "
    "het aanspreekpunt.";

std::string IdOf(const std::string& name) { return name.substr(name.rfind('/') + 1); }

class School {
 public:
  School(const Service& service, const std::shared_ptr<grpc::Channel>& channel)
      : service_(service),
        directory_(v1::DirectoryService::NewStub(channel)),
        placements_(v1::PlacementService::NewStub(channel)),
        agreements_(v1::AgreementService::NewStub(channel)),
        today_(absl::ToCivilDay(absl::Now(), absl::UTCTimeZone())),
        office_(service.ApiClient("practice_office")),
        admin_(service.ApiClient("institution_admin")) {
    MakeProgramme();
    MakeHost();
    teacher_ = Person("Karin Postma");
  }

  std::string teacher() const { return IdOf(teacher_); }

  std::string Agreement(int number) {
    const std::string student = Person(absl::StrCat("Student ", number));
    Assign(student);
    v1::CreateAgreementRequest request;
    request.set_parent(kDemo);
    request.mutable_agreement()->set_placement(Placement(student));
    return Complete(Ask(agreements_, &v1::AgreementService::Stub::CreateAgreement,
                        service_.Authorization(Role::kStudent, IdOf(student)), request));
  }

 private:
  template <typename Stub, typename Q, typename R>
  R Ask(const std::unique_ptr<Stub>& stub,
        grpc::Status (Stub::*method)(grpc::ClientContext*, const Q&, R*),
        const std::string& authorization, const Q& request) {
    grpc::ClientContext context;
    context.AddMetadata("authorization", authorization);
    R response;
    const grpc::Status status = (stub.get()->*method)(&context, request, &response);
    if (!status.ok()) {
      Fail(absl::StrCat(Q::descriptor()->name(), " was refused: ", status.error_message()));
    }
    return response;
  }
  template <typename Q, typename R>
  std::string AsOffice(grpc::Status (Directory::*method)(grpc::ClientContext*, const Q&, R*),
                       const Q& request) {
    return Ask(directory_, method, office_, request).name();
  }

  std::string Person(const std::string& name) {
    v1::CreatePersonRequest request;
    request.set_parent(kDemo);
    request.mutable_person()->set_display_name(name);
    return AsOffice(&Directory::CreatePerson, request);
  }
  void MakeProgramme() {
    v1::CreateProgrammeRequest programme;
    programme.set_parent(kDemo);
    programme.mutable_programme()->set_display_name("Ad Engineering");
    programme.mutable_programme()->set_level(5);
    v1::CreateProgrammeVariantRequest variant;
    variant.set_parent(Ask(directory_, &Directory::CreateProgramme, admin_, programme).name());
    variant.mutable_programme_variant()->set_variant(v1::ProgrammeVariant::DUAL);
    variant.mutable_programme_variant()->set_funding(v1::ProgrammeVariant::FUNDED);
    variant.mutable_programme_variant()->set_credits_ec(120);
    variant_ = Ask(directory_, &Directory::CreateProgrammeVariant, admin_, variant).name();
  }
  void MakeHost() {
    v1::CreateOrganisationRequest organisation;
    organisation.set_parent(kDemo);
    organisation.mutable_organisation()->set_display_name("Van Leeuwen Installatietechniek");
    organisation.mutable_organisation()->set_relation_type(v1::Organisation::STRUCTURAL);
    organisation_ = AsOffice(&Directory::CreateOrganisation, organisation);
    v1::CreateWorkplaceRequest workplace;
    workplace.set_parent(organisation_);
    workplace.mutable_workplace()->set_display_name("Ontwerp");
    workplace_ = AsOffice(&Directory::CreateWorkplace, workplace);
  }
  // One each: the attention of a supervisor is bounded.
  std::string Supervisor() {
    v1::CreateSupervisorProfileRequest request;
    request.set_parent(organisation_);
    request.mutable_supervisor_profile()->set_person(Person("Ingrid Maas"));
    request.mutable_supervisor_profile()->set_function(v1::SupervisorProfile::FLOOR_SUPERVISOR);
    return AsOffice(&Directory::CreateSupervisorProfile, request);
  }
  void Assign(const std::string& student) {
    v1::CreateContactAssignmentRequest request;
    request.set_parent(kDemo);
    request.mutable_contact_assignment()->set_student(student);
    request.mutable_contact_assignment()->set_teacher(teacher_);
    *request.mutable_contact_assignment()->mutable_start_date() = rpc::ToProto(today_ - 30);
    AsOffice(&Directory::CreateContactAssignment, request);
  }
  std::string Placement(const std::string& student) {
    v1::CreateEnrolmentRequest enrolment;
    enrolment.set_parent(kDemo);
    enrolment.mutable_enrolment()->set_student(student);
    enrolment.mutable_enrolment()->set_programme_variant(variant_);
    enrolment.mutable_enrolment()->set_phase(1);
    *enrolment.mutable_enrolment()->mutable_start_date() = rpc::ToProto(today_ - 100);
    v1::CreatePlacementRequest request;
    request.set_parent(kDemo);
    v1::Placement& placement = *request.mutable_placement();
    placement.set_student(student);
    placement.set_enrolment(AsOffice(&Directory::CreateEnrolment, enrolment));
    placement.set_form(v1::Placement::DUAL_POST);
    placement.set_workplace(workplace_);
    placement.set_supervisor(Supervisor());
    *placement.mutable_start_date() = rpc::ToProto(today_ + 28);
    *placement.mutable_end_date() = rpc::ToProto(today_ + 180);
    placement.set_weekly_hours(24);
    return Ask(placements_, &v1::PlacementService::Stub::CreatePlacement, office_, request).name();
  }
  // Writes every empty clause, as the contact person does.
  std::string Complete(const v1::Agreement& draft) {
    v1::UpdateAgreementDraftRequest request;
    request.set_name(draft.name());
    request.set_etag(draft.etag());
    for (v1::Clause clause : draft.proposal().clauses()) {
      if (clause.text().empty()) clause.set_text(kPlainText);
      *request.mutable_draft()->add_clauses() = clause;
    }
    request.mutable_update_mask()->add_paths("clauses");
    Ask(agreements_, &v1::AgreementService::Stub::UpdateAgreementDraft,
        service_.Authorization(Role::kTeacher, IdOf(teacher_)), request);
    return draft.name();
  }

  const Service& service_;
  std::unique_ptr<v1::DirectoryService::Stub> directory_;
  std::unique_ptr<v1::PlacementService::Stub> placements_;
  std::unique_ptr<v1::AgreementService::Stub> agreements_;
  const absl::CivilDay today_;
  const std::string office_;
  const std::string admin_;
  std::string variant_;
  std::string organisation_;
  std::string workplace_;
  std::string teacher_;
};

}  // namespace

Agreements MakeAgreements(const Service& service, const std::shared_ptr<grpc::Channel>& channel,
                          int count) {
  School school(service, channel);
  Agreements agreements{.names = {}, .teacher = school.teacher()};
  for (int i = 0; i < count; ++i) agreements.names.push_back(school.Agreement(i));
  return agreements;
}

}  // namespace driehoek::bench
