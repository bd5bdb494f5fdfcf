#include <cstdio>

#include "arguments.h"
#include "commands.h"
#include "directory/create_institution.h"
#include "installation.h"
#include "shared/base/errors.h"

namespace driehoek::ctl {

absl::Status InstitutionCreate(const Words& words) {
  DRIEHOEK_ASSIGN_OR_RETURN(const Arguments arguments, Arguments::Parse(words, {"name", "time-zone", "language"}));
  DRIEHOEK_RETURN_IF_ERROR(arguments.NeedPositional(1, "institution create ID --name NAME"));
  directory::NewInstitution wish{.id = arguments.positional()[0]};
  DRIEHOEK_ASSIGN_OR_RETURN(wish.display_name, arguments.Need("name"));
  wish.time_zone = arguments.Get("time-zone", wish.time_zone);
  wish.language_code = arguments.Get("language", wish.language_code);
  Installation installation(arguments);
  DRIEHOEK_ASSIGN_OR_RETURN(events::ChangeLog* const changes, installation.Changes());
  const auto made = directory::CreateInstitution(wish, *changes, installation.ids(), installation.now(),
                                                 installation.deadline());
  if (!made.ok()) return made.status();
  std::printf("institutions/%s\n", wish.id.c_str());
  return absl::OkStatus();
}

}  // namespace driehoek::ctl
