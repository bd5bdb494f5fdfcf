#include "access/role_grant.h"

#include <cstdio>

#include "absl/strings/str_split.h"
#include "arguments.h"
#include "commands.h"
#include "installation.h"
#include "shared/base/errors.h"

namespace driehoek::ctl {

absl::Status RoleGrant(const Words& words) {
  DRIEHOEK_ASSIGN_OR_RETURN(const Arguments arguments,
                            Arguments::Parse(words, {"institution", "email", "role", "exam-board-reference", "programmes"}));
  DRIEHOEK_RETURN_IF_ERROR(
      arguments.NeedPositional(0, "role grant --institution ID --email ADDRESS --role ROLE"));
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string institution, arguments.Need("institution"));
  access::RoleOffer offer;
  DRIEHOEK_ASSIGN_OR_RETURN(offer.email, arguments.Need("email"));
  DRIEHOEK_ASSIGN_OR_RETURN(offer.role, arguments.Need("role"));
  offer.exam_board_reference = arguments.Get("exam-board-reference");
  offer.programmes = absl::StrSplit(arguments.Get("programmes"), ',', absl::SkipEmpty());
  Installation installation(arguments);
  DRIEHOEK_RETURN_IF_ERROR(installation.CheckInstitution(TenantId(institution)));
  DRIEHOEK_ASSIGN_OR_RETURN(access::RoleGrants* const roles, installation.Roles());
  DRIEHOEK_ASSIGN_OR_RETURN(events::ChangeLog* const changes, installation.Changes());
  DRIEHOEK_ASSIGN_OR_RETURN(const access::RoleGrant grant,
                            roles->OfferFromConsole(*changes, TenantId(institution), offer, installation.now(),
                                                    installation.deadline()));
  std::printf("%s: a code is mailed; whoever enters it after a launch holds the role\n",
              access::RoleGrantName(TenantId(institution), grant.id).c_str());
  return absl::OkStatus();
}

}  // namespace driehoek::ctl
