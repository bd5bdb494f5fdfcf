// Full names of the methods of DirectoryService and JobStructureService, as rights and audit know them.
#pragma once

#include "absl/strings/string_view.h"

namespace driehoek::directory {

#define DRIEHOEK_METHOD(name) \
  inline constexpr absl::string_view k##name = "driehoek.v1.DirectoryService/" #name
DRIEHOEK_METHOD(GetInstitution);
DRIEHOEK_METHOD(UpdateInstitution);
DRIEHOEK_METHOD(GetProgramme);
DRIEHOEK_METHOD(ListProgrammes);
DRIEHOEK_METHOD(CreateProgramme);
DRIEHOEK_METHOD(UpdateProgramme);
DRIEHOEK_METHOD(GetProgrammeVariant);
DRIEHOEK_METHOD(ListProgrammeVariants);
DRIEHOEK_METHOD(CreateProgrammeVariant);
DRIEHOEK_METHOD(UpdateProgrammeVariant);
DRIEHOEK_METHOD(GetPolicySet);
DRIEHOEK_METHOD(ListPolicySets);
DRIEHOEK_METHOD(CreatePolicySet);
DRIEHOEK_METHOD(GetOutcomeSet);
DRIEHOEK_METHOD(ListOutcomeSets);
DRIEHOEK_METHOD(CreateOutcomeSet);
DRIEHOEK_METHOD(GetPerson);
DRIEHOEK_METHOD(ListPersons);
DRIEHOEK_METHOD(CreatePerson);
DRIEHOEK_METHOD(UpdatePerson);
DRIEHOEK_METHOD(GetPersonContact);
DRIEHOEK_METHOD(UpdatePersonContact);
DRIEHOEK_METHOD(EnsurePerson);
DRIEHOEK_METHOD(GetEnrolment);
DRIEHOEK_METHOD(ListEnrolments);
DRIEHOEK_METHOD(CreateEnrolment);
DRIEHOEK_METHOD(UpdateEnrolment);
DRIEHOEK_METHOD(GetContactAssignment);
DRIEHOEK_METHOD(ListContactAssignments);
DRIEHOEK_METHOD(CreateContactAssignment);
DRIEHOEK_METHOD(GetOrganisation);
DRIEHOEK_METHOD(ListOrganisations);
DRIEHOEK_METHOD(CreateOrganisation);
DRIEHOEK_METHOD(UpdateOrganisation);
DRIEHOEK_METHOD(VerifyOrganisation);
DRIEHOEK_METHOD(GetEstablishment);
DRIEHOEK_METHOD(ListEstablishments);
DRIEHOEK_METHOD(CreateEstablishment);
DRIEHOEK_METHOD(UpdateEstablishment);
DRIEHOEK_METHOD(GetWorkplace);
DRIEHOEK_METHOD(ListWorkplaces);
DRIEHOEK_METHOD(CreateWorkplace);
DRIEHOEK_METHOD(UpdateWorkplace);
DRIEHOEK_METHOD(GetSupervisorProfile);
DRIEHOEK_METHOD(ListSupervisorProfiles);
DRIEHOEK_METHOD(CreateSupervisorProfile);
DRIEHOEK_METHOD(UpdateSupervisorProfile);
DRIEHOEK_METHOD(RecordBriefing);
#undef DRIEHOEK_METHOD

#define DRIEHOEK_METHOD(name) \
  inline constexpr absl::string_view k##name = "driehoek.v1.JobStructureService/" #name
DRIEHOEK_METHOD(GetJobRole);
DRIEHOEK_METHOD(ListJobRoles);
DRIEHOEK_METHOD(CreateJobRole);
DRIEHOEK_METHOD(UpdateJobRole);
#undef DRIEHOEK_METHOD

}  // namespace driehoek::directory
