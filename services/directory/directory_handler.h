// What DirectoryService does: each call in six steps (resource_calls.h), and here what a kind
// decides besides.
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "directory/facts.h"
#include "directory/launch_match.h"
#include "directory/reach.h"
#include "directory/reader.h"
#include "directory/resource_calls.h"
#include "directory/sql_directory_store.h"
#include "driehoek/v1/directory_service.pb.h"
#include "driehoek/v1/job_structure_service.pb.h"
#include "shared/base/id_source.h"
#include "shared/events/change_log.h"
#include "shared/rpc/call.h"

namespace driehoek::directory {

// Thread-safe; holds no state. What it refers to must outlive it.
class DirectoryHandler {
 public:
  struct Parts {
    const SqlDirectoryStore& store;
    const DirectoryReader& reader;
    events::ChangeLog& change_log;
    IdSource& ids;
    GrantedRoles& granted_roles;
    PlacementPairs& placement_pairs;
    StudentNumbers& student_numbers;
  };
  explicit DirectoryHandler(const Parts& parts)
      : parts_(parts),
        reach_(parts.store, parts.reader, parts.placement_pairs),
        calls_(parts.store, parts.change_log, parts.ids, reach_) {}

  // Get and the lists need nothing besides.
  const ResourceCalls& calls() const { return calls_; }

  // --- what is taught ---
  absl::StatusOr<v1::Institution> UpdateInstitution(
      const rpc::Call& call, const v1::UpdateInstitutionRequest& request) const;
  absl::StatusOr<v1::Programme> CreateProgramme(const rpc::Call& call,
                                                const v1::CreateProgrammeRequest& request) const;
  absl::StatusOr<v1::Programme> UpdateProgramme(const rpc::Call& call,
                                                const v1::UpdateProgrammeRequest& request) const;
  absl::StatusOr<v1::ListProgrammeVariantsResponse> ListProgrammeVariants(
      const rpc::Call& call, const v1::ListProgrammeVariantsRequest& request) const;
  absl::StatusOr<v1::ProgrammeVariant> CreateProgrammeVariant(
      const rpc::Call& call, const v1::CreateProgrammeVariantRequest& request) const;
  absl::StatusOr<v1::ProgrammeVariant> UpdateProgrammeVariant(
      const rpc::Call& call, const v1::UpdateProgrammeVariantRequest& request) const;
  absl::StatusOr<v1::PolicySet> CreatePolicySet(const rpc::Call& call,
                                                const v1::CreatePolicySetRequest& request) const;
  absl::StatusOr<v1::ListOutcomeSetsResponse> ListOutcomeSets(
      const rpc::Call& call, const v1::ListOutcomeSetsRequest& request) const;
  absl::StatusOr<v1::OutcomeSet> CreateOutcomeSet(const rpc::Call& call,
                                                  const v1::CreateOutcomeSetRequest& request) const;

  // --- persons ---
  absl::StatusOr<v1::Person> CreatePerson(const rpc::Call& call,
                                          const v1::CreatePersonRequest& request) const;
  absl::StatusOr<v1::Person> UpdatePerson(const rpc::Call& call,
                                          const v1::UpdatePersonRequest& request) const;
  absl::StatusOr<v1::PersonContact> GetPersonContact(
      const rpc::Call& call, const v1::GetPersonContactRequest& request) const;
  absl::StatusOr<v1::PersonContact> UpdatePersonContact(
      const rpc::Call& call, const v1::UpdatePersonContactRequest& request) const;
  absl::StatusOr<v1::EnsurePersonResponse> EnsurePerson(
      const rpc::Call& call, const v1::EnsurePersonRequest& request) const;
  absl::StatusOr<v1::Enrolment> GetEnrolment(const rpc::Call& call,
                                             const v1::GetEnrolmentRequest& request) const;
  absl::StatusOr<v1::ListEnrolmentsResponse> ListEnrolments(
      const rpc::Call& call, const v1::ListEnrolmentsRequest& request) const;
  absl::StatusOr<v1::Enrolment> CreateEnrolment(const rpc::Call& call,
                                                const v1::CreateEnrolmentRequest& request) const;
  absl::StatusOr<v1::Enrolment> UpdateEnrolment(const rpc::Call& call,
                                                const v1::UpdateEnrolmentRequest& request) const;
  absl::StatusOr<v1::ListContactAssignmentsResponse> ListContactAssignments(
      const rpc::Call& call, const v1::ListContactAssignmentsRequest& request) const;
  absl::StatusOr<v1::ContactAssignment> CreateContactAssignment(
      const rpc::Call& call, const v1::CreateContactAssignmentRequest& request) const;

  // --- organisations ---
  absl::StatusOr<v1::Organisation> CreateOrganisation(
      const rpc::Call& call, const v1::CreateOrganisationRequest& request) const;
  absl::StatusOr<v1::Organisation> UpdateOrganisation(
      const rpc::Call& call, const v1::UpdateOrganisationRequest& request) const;
  absl::StatusOr<v1::Organisation> VerifyOrganisation(
      const rpc::Call& call, const v1::VerifyOrganisationRequest& request) const;
  absl::StatusOr<v1::Establishment> CreateEstablishment(
      const rpc::Call& call, const v1::CreateEstablishmentRequest& request) const;
  absl::StatusOr<v1::Workplace> CreateWorkplace(const rpc::Call& call,
                                                const v1::CreateWorkplaceRequest& request) const;
  absl::StatusOr<v1::JobRole> CreateJobRole(const rpc::Call& call,
                                            const v1::CreateJobRoleRequest& request) const;
  absl::StatusOr<v1::SupervisorProfile> CreateSupervisorProfile(
      const rpc::Call& call, const v1::CreateSupervisorProfileRequest& request) const;
  absl::StatusOr<v1::SupervisorProfile> UpdateSupervisorProfile(
      const rpc::Call& call, const v1::UpdateSupervisorProfileRequest& request) const;
  absl::StatusOr<v1::SupervisorProfile> RecordBriefing(
      const rpc::Call& call, const v1::RecordBriefingRequest& request) const;
  // Establishments, workplaces, profiles and roles of one organisation.
  template <typename V, typename Request, typename Response>
  absl::StatusOr<Response> ListOfOrganisation(
      const rpc::Call& call, const Request& request,
      google::protobuf::RepeatedPtrField<typename Wire<V>::Proto>* (Response::*items)()) const {
    DRIEHOEK_ASSIGN_OR_RETURN(const Organisation organisation,
                              calls_.Load<Organisation>(call, request.parent()));
    return calls_.List<V>(call, request, {.parent = organisation.id.value()}, items);
  }

 private:
  // Sets the policy set where none is named and refuses one that the variant may not use.
  absl::Status ChoosePolicy(const rpc::Call& call, ProgrammeVariant& variant,
                            FieldViolations& violations) const;
  absl::Status CheckReach(const rpc::Call& call, const Enrolment& enrolment,
                          FieldViolations& violations) const;
  absl::Status Brief(const rpc::Call& call, absl::string_view field,
                     SupervisorProfile& profile) const;
  absl::StatusOr<v1::EnsurePersonResponse> Answer(
      const rpc::Call& call, const Person& person,
      const std::vector<auth::Role>& launch_roles) const;
  // Whoever launches for the first time: a student of the register, or somebody new.
  absl::StatusOr<Person> MeetFirst(const rpc::Call& call, const v1::EnsurePersonRequest& request,
                                   const LaunchIdentity& launch) const;
  absl::StatusOr<Person> MakeKnown(const rpc::Call& call, const v1::EnsurePersonRequest& request,
                                   const LaunchIdentity& launch) const;
  absl::StatusOr<Candidate> CandidateOf(const rpc::Call& call, const PersonId& person) const;
  // `reason` is audited.
  absl::StatusOr<Person> Bind(const rpc::Call& call, const v1::EnsurePersonRequest& request,
                              Person person, absl::string_view reason) const;
  // The student of the register who this must be, known under the launch from now on; nothing when
  // there is none.
  absl::StatusOr<std::optional<Person>> BindImported(const rpc::Call& call,
                                                     const v1::EnsurePersonRequest& request,
                                                     const LaunchIdentity& launch) const;
  absl::StatusOr<Person> BringUpToDate(const rpc::Call& call, const PersonId& id,
                                       const LaunchIdentity& launch) const;

  const Parts parts_;
  const Reach reach_;
  const ResourceCalls calls_;
};

}  // namespace driehoek::directory
