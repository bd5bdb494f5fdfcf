#include "directory/directory_service.h"

#include "directory/methods.h"
#include "driehoek/v1/directory_service.grpc.pb.h"

namespace driehoek::directory {
namespace {

// One override: through the border, then the expression, in which `call` and `q` are the call and
// its request.
#define DRIEHOEK_SERVE(Method, Response, ...)                                                 \
  grpc::Status Method(grpc::ServerContext* context, const v1::Method##Request* request,       \
                      v1::Response* response) override {                                      \
    return border_.Handle(                                                                    \
        context, k##Method, request, response,                                                \
        [this](const rpc::Call& call, const v1::Method##Request& q) { return __VA_ARGS__; }); \
  }

class DirectoryGrpcService final : public v1::DirectoryService::Service {
 public:
  DirectoryGrpcService(rpc::Border& border, const DirectoryHandler& handler)
      : border_(border), handler_(handler), calls_(handler.calls()) {}

  DRIEHOEK_SERVE(GetInstitution, Institution, calls_.Get<Institution>(call, q.name()))
  DRIEHOEK_SERVE(UpdateInstitution, Institution, handler_.UpdateInstitution(call, q))
  DRIEHOEK_SERVE(GetProgramme, Programme, calls_.Get<Programme>(call, q.name()))
  DRIEHOEK_SERVE(ListProgrammes, ListProgrammesResponse,
                 calls_.List<Programme>(call, q, {},
                                        &v1::ListProgrammesResponse::mutable_programmes))
  DRIEHOEK_SERVE(CreateProgramme, Programme, handler_.CreateProgramme(call, q))
  DRIEHOEK_SERVE(UpdateProgramme, Programme, handler_.UpdateProgramme(call, q))
  DRIEHOEK_SERVE(GetProgrammeVariant, ProgrammeVariant,
                 calls_.Get<ProgrammeVariant>(call, q.name()))
  DRIEHOEK_SERVE(ListProgrammeVariants, ListProgrammeVariantsResponse,
                 handler_.ListProgrammeVariants(call, q))
  DRIEHOEK_SERVE(CreateProgrammeVariant, ProgrammeVariant, handler_.CreateProgrammeVariant(call, q))
  DRIEHOEK_SERVE(UpdateProgrammeVariant, ProgrammeVariant, handler_.UpdateProgrammeVariant(call, q))
  DRIEHOEK_SERVE(GetPolicySet, PolicySet, calls_.Get<PolicySet>(call, q.name()))
  DRIEHOEK_SERVE(ListPolicySets, ListPolicySetsResponse,
                 calls_.List<PolicySet>(call, q, {},
                                        &v1::ListPolicySetsResponse::mutable_policy_sets))
  DRIEHOEK_SERVE(CreatePolicySet, PolicySet, handler_.CreatePolicySet(call, q))
  DRIEHOEK_SERVE(GetOutcomeSet, OutcomeSet, calls_.Get<OutcomeSet>(call, q.name()))
  DRIEHOEK_SERVE(ListOutcomeSets, ListOutcomeSetsResponse, handler_.ListOutcomeSets(call, q))
  DRIEHOEK_SERVE(CreateOutcomeSet, OutcomeSet, handler_.CreateOutcomeSet(call, q))
  DRIEHOEK_SERVE(GetPerson, Person, calls_.Get<Person>(call, q.name()))
  DRIEHOEK_SERVE(ListPersons, ListPersonsResponse,
                 calls_.List<Person>(call, q, {}, &v1::ListPersonsResponse::mutable_persons))
  DRIEHOEK_SERVE(CreatePerson, Person, handler_.CreatePerson(call, q))
  DRIEHOEK_SERVE(UpdatePerson, Person, handler_.UpdatePerson(call, q))
  DRIEHOEK_SERVE(GetPersonContact, PersonContact, handler_.GetPersonContact(call, q))
  DRIEHOEK_SERVE(UpdatePersonContact, PersonContact, handler_.UpdatePersonContact(call, q))
  DRIEHOEK_SERVE(EnsurePerson, EnsurePersonResponse, handler_.EnsurePerson(call, q))
  DRIEHOEK_SERVE(GetEnrolment, Enrolment, handler_.GetEnrolment(call, q))
  DRIEHOEK_SERVE(ListEnrolments, ListEnrolmentsResponse, handler_.ListEnrolments(call, q))
  DRIEHOEK_SERVE(CreateEnrolment, Enrolment, handler_.CreateEnrolment(call, q))
  DRIEHOEK_SERVE(UpdateEnrolment, Enrolment, handler_.UpdateEnrolment(call, q))
  DRIEHOEK_SERVE(GetContactAssignment, ContactAssignment,
                 calls_.Get<ContactAssignment>(call, q.name()))
  DRIEHOEK_SERVE(ListContactAssignments, ListContactAssignmentsResponse,
                 handler_.ListContactAssignments(call, q))
  DRIEHOEK_SERVE(CreateContactAssignment, ContactAssignment,
                 handler_.CreateContactAssignment(call, q))
  DRIEHOEK_SERVE(GetOrganisation, Organisation, calls_.Get<Organisation>(call, q.name()))
  DRIEHOEK_SERVE(ListOrganisations, ListOrganisationsResponse,
                 calls_.List<Organisation>(call, q, {},
                                           &v1::ListOrganisationsResponse::mutable_organisations))
  DRIEHOEK_SERVE(CreateOrganisation, Organisation, handler_.CreateOrganisation(call, q))
  DRIEHOEK_SERVE(UpdateOrganisation, Organisation, handler_.UpdateOrganisation(call, q))
  DRIEHOEK_SERVE(VerifyOrganisation, Organisation, handler_.VerifyOrganisation(call, q))
  DRIEHOEK_SERVE(GetEstablishment, Establishment, calls_.Get<Establishment>(call, q.name()))
  DRIEHOEK_SERVE(ListEstablishments, ListEstablishmentsResponse,
                 handler_.ListOfOrganisation<Establishment>(
                     call, q, &v1::ListEstablishmentsResponse::mutable_establishments))
  DRIEHOEK_SERVE(CreateEstablishment, Establishment, handler_.CreateEstablishment(call, q))
  DRIEHOEK_SERVE(UpdateEstablishment, Establishment,
                 calls_.Update<Establishment>(call, q.establishment(), q.update_mask(),
                                              kGetEstablishment, NothingMore<Establishment>))
  DRIEHOEK_SERVE(GetWorkplace, Workplace, calls_.Get<Workplace>(call, q.name()))
  DRIEHOEK_SERVE(ListWorkplaces, ListWorkplacesResponse,
                 handler_.ListOfOrganisation<Workplace>(
                     call, q, &v1::ListWorkplacesResponse::mutable_workplaces))
  DRIEHOEK_SERVE(CreateWorkplace, Workplace, handler_.CreateWorkplace(call, q))
  DRIEHOEK_SERVE(UpdateWorkplace, Workplace,
                 calls_.Update<Workplace>(call, q.workplace(), q.update_mask(), kGetWorkplace,
                                          NothingMore<Workplace>))
  DRIEHOEK_SERVE(GetSupervisorProfile, SupervisorProfile,
                 calls_.Get<SupervisorProfile>(call, q.name()))
  DRIEHOEK_SERVE(ListSupervisorProfiles, ListSupervisorProfilesResponse,
                 handler_.ListOfOrganisation<SupervisorProfile>(
                     call, q, &v1::ListSupervisorProfilesResponse::mutable_supervisor_profiles))
  DRIEHOEK_SERVE(CreateSupervisorProfile, SupervisorProfile,
                 handler_.CreateSupervisorProfile(call, q))
  DRIEHOEK_SERVE(UpdateSupervisorProfile, SupervisorProfile,
                 handler_.UpdateSupervisorProfile(call, q))
  DRIEHOEK_SERVE(RecordBriefing, SupervisorProfile, handler_.RecordBriefing(call, q))

 private:
  rpc::Border& border_;
  const DirectoryHandler& handler_;
  const ResourceCalls& calls_;
};

#undef DRIEHOEK_SERVE

}  // namespace

std::unique_ptr<grpc::Service> MakeDirectoryService(rpc::Border& border,
                                                    const DirectoryHandler& handler) {
  return std::make_unique<DirectoryGrpcService>(border, handler);
}

}  // namespace driehoek::directory
