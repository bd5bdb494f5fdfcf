#include "lti/adapter_process.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <regex>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace driehoek::lti::test {
namespace {

std::string ReadAll(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

pid_t Launch(const std::vector<std::string>& words, const std::string& log) {
  std::vector<char*> argv;
  for (const std::string& word : words) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  const pid_t parent = getpid();
  const pid_t child = fork();
  if (child != 0) return child;
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(126);  // gone before the line above
  const int out = open(log.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  dup2(out, STDOUT_FILENO);
  dup2(out, STDERR_FILENO);
  execv(argv[0], argv.data());
  _exit(127);
}

}  // namespace

void AdapterProcess::Start() {
  const char* const build = std::getenv("DRIEHOEK_BUILD");
  const std::string program = absl::StrCat(build == nullptr ? "." : build, "/driehoek-lti");
  const std::string log = absl::StrCat(options_.data, "/", options_.name, ".log");
  std::vector<std::string> words{program,
                                 "--data",
                                 options_.data,
                                 "--listen",
                                 "127.0.0.1:0",
                                 "--service",
                                 options_.service,
                                 "--web-root",
                                 options_.data,
                                 "--call-token-key-file",
                                 options_.data + "/call_token.key",
                                 "--secret-file",
                                 options_.data + "/lti.secret",
                                 "--allow-loopback-platforms",
                                 "true"};
  if (!options_.database.empty()) words.insert(words.end(), {"--database", options_.database});
  std::ofstream(log, std::ios::trunc);  // else the last start's word would be taken for this one's
  pid_ = Launch(words, log);
  static const std::regex ready("\"ready\".*\"port\":\\s*([0-9]+)");
  const absl::Time give_up = absl::Now() + absl::Seconds(60);
  std::smatch found;
  std::string said;
  while (absl::Now() < give_up) {
    said = ReadAll(log);
    if (std::regex_search(said, found, ready)) {
      port_ = std::stoi(found[1].str());
      return;
    }
    if (waitpid(pid_, nullptr, WNOHANG) == pid_) {
      pid_ = 0;
      break;
    }
    absl::SleepFor(absl::Milliseconds(5));
  }
  FAIL() << program << " did not become ready; it said: " << said;
}

void AdapterProcess::Kill() {
  if (pid_ == 0) return;
  kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
  pid_ = 0;
}

}  // namespace driehoek::lti::test
