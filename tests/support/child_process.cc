#include "support/child_process.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"

namespace driehoek::test {

std::string ProgramPath(absl::string_view name) {
  const char* const build = std::getenv("DRIEHOEK_BUILD");
  return absl::StrCat(build == nullptr ? "." : build, "/", name);
}

std::string ReadAll(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

pid_t StartProgram(const std::vector<std::string>& words, const std::string& out,
                   const std::string& err, unsigned descriptors) {
  // Before the program opens it: else the last start's word would be taken for this one's.
  for (const std::string& file : {out, err}) std::ofstream(file, std::ios::trunc);
  std::vector<char*> argv;
  for (const std::string& word : words) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  const pid_t parent = getpid();
  const pid_t child = fork();
  if (child != 0) return child;
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(126);  // gone before the line above
  dup2(open(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), STDOUT_FILENO);
  dup2(open(err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), STDERR_FILENO);
  if (descriptors != 0) {
    const rlimit limit{descriptors, descriptors};
    setrlimit(RLIMIT_NOFILE, &limit);
  }
  execv(argv[0], argv.data());
  _exit(127);
}

absl::StatusOr<std::string> AwaitReady(pid_t& pid, const std::string& log, const std::regex& ready,
                                       absl::Duration longest) {
  const absl::Time give_up = absl::Now() + longest;
  std::string said;
  while (absl::Now() < give_up) {
    said = ReadAll(log);
    std::smatch found;
    if (std::regex_search(said, found, ready)) return found[1].str();
    if (waitpid(pid, nullptr, WNOHANG) == pid) {
      pid = 0;
      break;
    }
    absl::SleepFor(absl::Milliseconds(5));
  }
  return absl::UnavailableError(absl::StrCat("it did not become ready; its log: ", said));
}

void KillProgram(pid_t& pid) {
  if (pid == 0) return;
  kill(pid, SIGKILL);
  waitpid(pid, nullptr, 0);
  pid = 0;
}

}  // namespace driehoek::test
