// driehoekctl: what an administrator does from a shell.
#include <cstdio>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "commands.h"
#include "shared/base/errors.h"

namespace driehoek::ctl {
namespace {

struct Command {
  const char* name;  // one or two words
  const char* usage;
  const char* help;
  absl::Status (*run)(const Words&);
};

constexpr Command kCommands[] = {
    {"institution create", "ID --name NAME [--time-zone ZONE] [--language nl|en]",
     "makes an institution with the shipped policies", InstitutionCreate},
    {"registration-link", "--institution ID [--uses N]",
     "prints the address for the LMS's dynamic registration, good for N registrations (default 1)", RegistrationLink},
    {"deployment list", "", "lists the deployments of all registered platforms", DeploymentList},
    {"deployment approve", "ISSUER CLIENT_ID DEPLOYMENT_ID [--institution ID]", "lets a deployment in",
     DeploymentApprove},
    {"role grant", "--institution ID --email ADDRESS --role ROLE [--programmes ID,ID] [--exam-board-reference TEXT]",
     "mails a code that gives a role to whoever enters it after a launch", RoleGrant},
    {"api-client create", "--institution ID --role ROLE [--name NAME]", "prints a credential, once", ApiClientCreate},
    {"audit verify", "[--institution ID [--anchor SEQUENCE:HASH]]",
     "checks that no audit entry was changed, added or left out, since an earlier head too", AuditVerify},
    {"match",
     "--students FILE --places FILE [--priorities FILE] [--supervisors FILE] [--seed HEX] [--rule stable|most-placed] "
     "--out FILE",
     "divides scarce places by the rules of a round, from files and without a server", Match},
    {"verify", "FILE.pdf [--certificate FINGERPRINT]", "checks a sealed agreement, offline", Verify},
    {"doctor", "", "says what is wrong with this installation and how to mend it", Doctor},
};

void PrintHelp() {
  std::puts("usage: driehoekctl COMMAND [--data DIR] [--database URL] [--lti-database URL] [--lti-url URL]\n");
  for (const Command& command : kCommands) {
    std::printf("  %s %s\n      %s\n", command.name, command.usage, command.help);
  }
}

int Run(const Words& words) {
  if (words.empty() || words[0] == "--help" || words[0] == "-h" || words[0] == "help") {
    PrintHelp();
    return words.empty() ? 2 : 0;
  }
  for (const Command& command : kCommands) {
    const std::string name = command.name;
    const std::size_t length = name.find(' ') == std::string::npos ? 1 : 2;
    if (words.size() < length || absl::StrJoin(words.begin(), words.begin() + static_cast<long>(length), " ") != name) {
      continue;
    }
    const absl::Status status = command.run(Words(words.begin() + static_cast<long>(length), words.end()));
    if (status.ok()) return 0;
    const std::string reason = ReasonOf(status);
    std::fprintf(stderr, "driehoekctl: %s%s\n", std::string(status.message()).c_str(),
                 reason.empty() ? "" : absl::StrCat(" (", reason, ")").c_str());
    return status.code() == absl::StatusCode::kInvalidArgument ? 2 : 1;
  }
  std::fprintf(stderr, "driehoekctl: no command '%s'; see driehoekctl --help\n", words[0].c_str());
  return 2;
}

}  // namespace
}  // namespace driehoek::ctl

int main(int argc, char** argv) { return driehoek::ctl::Run(driehoek::ctl::Words(argv + 1, argv + argc)); }
