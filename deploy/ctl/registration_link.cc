#include <cstdio>

#include "absl/strings/numbers.h"
#include "arguments.h"
#include "commands.h"
#include "installation.h"
#include "shared/base/errors.h"

namespace driehoek::ctl {

absl::Status RegistrationLink(const Words& words) {
  DRIEHOEK_ASSIGN_OR_RETURN(const Arguments arguments, Arguments::Parse(words, {"institution", "uses"}));
  DRIEHOEK_RETURN_IF_ERROR(arguments.NeedPositional(0, "registration-link --institution ID [--uses N]"));
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string institution, arguments.Need("institution"));
  int uses = 0;
  if (!absl::SimpleAtoi(arguments.Get("uses", "1"), &uses) || uses < 1 || uses > 1000) {
    return Error(absl::StatusCode::kInvalidArgument, "USES_MALFORMED", "--uses must be a whole number from 1 to 1000");
  }
  Installation installation(arguments);
  DRIEHOEK_RETURN_IF_ERROR(installation.CheckInstitution(TenantId(institution)));
  DRIEHOEK_ASSIGN_OR_RETURN(lti::RegistrationStore* const store, installation.Registrations());
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string code, store->Invite(TenantId(institution), uses));
  std::printf("%s/lti/register?invite=%s\n", installation.lti_url().c_str(), code.c_str());
  return absl::OkStatus();
}

}  // namespace driehoek::ctl
