#include <cstdio>

#include "arguments.h"
#include "commands.h"
#include "installation.h"
#include "shared/base/errors.h"

namespace driehoek::ctl {

absl::Status DeploymentList(const Words& words) {
  DRIEHOEK_ASSIGN_OR_RETURN(const Arguments arguments, Arguments::Parse(words, {}));
  DRIEHOEK_RETURN_IF_ERROR(arguments.NeedPositional(0, "deployment list"));
  Installation installation(arguments);
  DRIEHOEK_ASSIGN_OR_RETURN(lti::RegistrationStore* const store, installation.Registrations());
  DRIEHOEK_ASSIGN_OR_RETURN(const auto deployments, store->ListDeployments());
  for (const lti::ListedDeployment& listed : deployments) {
    std::printf("%s\t%s\t%s\t%s\t%s\n", listed.issuer.c_str(), listed.client_id.c_str(), listed.deployment.id.c_str(),
                listed.deployment.tenant.value().c_str(),
                listed.deployment.status == lti::DeploymentStatus::kActive ? "active" : "pending");
  }
  if (deployments.empty()) std::puts("no deployments yet: register a platform with registration-link");
  return absl::OkStatus();
}

absl::Status DeploymentApprove(const Words& words) {
  DRIEHOEK_ASSIGN_OR_RETURN(const Arguments arguments, Arguments::Parse(words, {"institution"}));
  DRIEHOEK_RETURN_IF_ERROR(
      arguments.NeedPositional(3, "deployment approve ISSUER CLIENT_ID DEPLOYMENT_ID [--institution ID]"));
  Installation installation(arguments);
  const TenantId tenant(arguments.Get("institution"));
  if (!tenant.empty()) DRIEHOEK_RETURN_IF_ERROR(installation.CheckInstitution(tenant));
  DRIEHOEK_ASSIGN_OR_RETURN(lti::RegistrationStore* const store, installation.Registrations());
  const auto& names = arguments.positional();
  DRIEHOEK_RETURN_IF_ERROR(store->Approve(names[0], names[1], names[2], tenant));
  std::printf("approved %s\n", names[2].c_str());
  return absl::OkStatus();
}

}  // namespace driehoek::ctl
