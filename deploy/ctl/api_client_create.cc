#include <cstdio>

#include "access/client_grants.h"
#include "arguments.h"
#include "commands.h"
#include "installation.h"
#include "shared/base/errors.h"

namespace driehoek::ctl {

absl::Status ApiClientCreate(const Words& words) {
  DRIEHOEK_ASSIGN_OR_RETURN(const Arguments arguments, Arguments::Parse(words, {"institution", "role", "name"}));
  DRIEHOEK_RETURN_IF_ERROR(arguments.NeedPositional(0, "api-client create --institution ID --role ROLE"));
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string institution, arguments.Need("institution"));
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string role, arguments.Need("role"));
  Installation installation(arguments);
  DRIEHOEK_RETURN_IF_ERROR(installation.CheckInstitution(TenantId(institution)));
  DRIEHOEK_ASSIGN_OR_RETURN(events::ChangeLog* const changes, installation.Changes());
  DRIEHOEK_ASSIGN_OR_RETURN(
      const access::PreparedClient made,
      access::CreateClientFromConsole(*changes, TenantId(institution), arguments.Get("name", role), role,
                                      installation.ids(), installation.now(), installation.deadline()));
  // The credential alone on standard output, so that a script can take it.
  std::fprintf(stderr, "%s: this credential is shown once\n",
               access::ApiClientName(TenantId(institution), made.client.id).c_str());
  std::printf("%s\n", made.credential.c_str());
  return absl::OkStatus();
}

}  // namespace driehoek::ctl
