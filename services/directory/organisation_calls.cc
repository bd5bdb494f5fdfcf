// Calls on organisations, their branches, departments and supervisors.
#include "directory/directory_handler.h"
#include "directory/methods.h"
#include "shared/rpc/field_reading.h"

namespace driehoek::directory {

absl::StatusOr<v1::Organisation> DirectoryHandler::CreateOrganisation(
    const rpc::Call& call, const v1::CreateOrganisationRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const Institution parent,
                            calls_.Load<Institution>(call, request.parent()));
  DRIEHOEK_RETURN_IF_ERROR(calls_.Authorise(call, parent, kGetInstitution));
  return calls_.Create<Organisation>(call, request.organisation(), {}, NothingMore<Organisation>);
}

absl::StatusOr<v1::Organisation> DirectoryHandler::UpdateOrganisation(
    const rpc::Call& call, const v1::UpdateOrganisationRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const Organisation before,
                            calls_.Load<Organisation>(call, request.organisation().name()));
  return calls_.Update<Organisation>(
      call, request.organisation(), request.update_mask(), kGetOrganisation,
      [&](Organisation& organisation, FieldViolations&) {
        organisation = KeepVerification(before, std::move(organisation));
        return absl::OkStatus();
      });
}

absl::StatusOr<v1::Organisation> DirectoryHandler::VerifyOrganisation(
    const rpc::Call& call, const v1::VerifyOrganisationRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(Organisation organisation,
                            calls_.Load<Organisation>(call, request.name()));
  DRIEHOEK_RETURN_IF_ERROR(calls_.Authorise(call, organisation, kGetOrganisation));
  DRIEHOEK_RETURN_IF_ERROR(rpc::CheckEtag(request.etag(), organisation.version));
  DRIEHOEK_ASSIGN_OR_RETURN(organisation, Verify(std::move(organisation), call.now()));
  return calls_.Commit(call, std::move(organisation));
}

absl::StatusOr<v1::Establishment> DirectoryHandler::CreateEstablishment(
    const rpc::Call& call, const v1::CreateEstablishmentRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const Organisation parent,
                            calls_.Load<Organisation>(call, request.parent()));
  DRIEHOEK_RETURN_IF_ERROR(calls_.Authorise(call, parent, kGetOrganisation));
  return calls_.Create<Establishment>(call, request.establishment(), {.organisation = parent.id},
                                      NothingMore<Establishment>);
}

absl::StatusOr<v1::Workplace> DirectoryHandler::CreateWorkplace(
    const rpc::Call& call, const v1::CreateWorkplaceRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const Organisation parent,
                            calls_.Load<Organisation>(call, request.parent()));
  DRIEHOEK_RETURN_IF_ERROR(calls_.Authorise(call, parent, kGetOrganisation));
  return calls_.Create<Workplace>(call, request.workplace(), {.organisation = parent.id},
                                  NothingMore<Workplace>);
}

absl::StatusOr<v1::JobRole> DirectoryHandler::CreateJobRole(
    const rpc::Call& call, const v1::CreateJobRoleRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const Organisation parent,
                            calls_.Load<Organisation>(call, request.parent()));
  DRIEHOEK_RETURN_IF_ERROR(calls_.Authorise(call, parent, kGetOrganisation));
  return calls_.Create<JobRole>(call, request.job_role(), {.organisation = parent.id},
                                NothingMore<JobRole>);
}

absl::Status DirectoryHandler::Brief(const rpc::Call& call, absl::string_view field,
                                     SupervisorProfile& profile) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today,
                            parts_.reader.Today(call.tenant(), call.now(), call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(const int months,
                            parts_.reader.BriefingMonths(call.tenant(), call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(profile, directory::Brief(std::move(profile), today, months, field));
  return absl::OkStatus();
}

absl::StatusOr<v1::SupervisorProfile> DirectoryHandler::CreateSupervisorProfile(
    const rpc::Call& call, const v1::CreateSupervisorProfileRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const Organisation parent,
                            calls_.Load<Organisation>(call, request.parent()));
  DRIEHOEK_RETURN_IF_ERROR(calls_.Authorise(call, parent, kGetOrganisation));
  return calls_.Create<SupervisorProfile>(
      call, request.supervisor_profile(), {.organisation = parent.id},
      [&](SupervisorProfile& profile, FieldViolations&) {
        return Brief(call, "supervisor_profile.briefing_date", profile);
      });
}

absl::StatusOr<v1::SupervisorProfile> DirectoryHandler::UpdateSupervisorProfile(
    const rpc::Call& call, const v1::UpdateSupervisorProfileRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const SupervisorProfile before,
      calls_.Load<SupervisorProfile>(call, request.supervisor_profile().name()));
  return calls_.Update<SupervisorProfile>(
      call, request.supervisor_profile(), request.update_mask(), kGetSupervisorProfile,
      [&](SupervisorProfile& profile, FieldViolations&) -> absl::Status {
        // A briefing keeps the validity it was given until another one is recorded.
        if (profile.briefing_date == before.briefing_date) return absl::OkStatus();
        return Brief(call, "supervisor_profile.briefing_date", profile);
      });
}

absl::StatusOr<v1::SupervisorProfile> DirectoryHandler::RecordBriefing(
    const rpc::Call& call, const v1::RecordBriefingRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(SupervisorProfile profile,
                            calls_.Load<SupervisorProfile>(call, request.name()));
  DRIEHOEK_RETURN_IF_ERROR(calls_.Authorise(call, profile, kGetSupervisorProfile));
  DRIEHOEK_RETURN_IF_ERROR(
      rpc::CheckEtag(request.etag(), profile.version, rpc::EtagRule::kOptional));
  FieldViolations violations;
  profile.briefing_date = rpc::ReadDay(request.briefing_date(), "briefing_date", violations);
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  DRIEHOEK_RETURN_IF_ERROR(Brief(call, "briefing_date", profile));
  return calls_.Commit(call, std::move(profile));
}

}  // namespace driehoek::directory
