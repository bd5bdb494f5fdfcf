#include "support/service_process.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <regex>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace driehoek::test {
namespace {

std::string Program(absl::string_view name) {
  const char* const build = std::getenv("DRIEHOEK_BUILD");
  return absl::StrCat(build == nullptr ? "." : build, "/", name);
}

std::string ReadAll(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Runs `words` with standard output and error in files; it dies with us.
pid_t Launch(const std::vector<std::string>& words, const std::string& out, const std::string& err,
             unsigned descriptors) {
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

}  // namespace

std::vector<std::string> ServiceProcess::DatabaseFlags() const {
  std::vector<std::string> flags{"--data", options_.data};
  if (!options_.database.empty()) flags.insert(flags.end(), {"--database", options_.database});
  return flags;
}

absl::StatusOr<std::string> ServiceProcess::Control(const std::vector<std::string>& words) const {
  std::vector<std::string> all{Program("driehoekctl")};
  all.insert(all.end(), words.begin(), words.end());
  for (const std::string& flag : DatabaseFlags()) all.push_back(flag);
  const std::string out = options_.data + "/control.out";
  const std::string err = options_.data + "/control.err";
  const pid_t child = Launch(all, out, err, 0);
  int status = 0;
  waitpid(child, &status, 0);
  if (status == 0) return ReadAll(out);
  return absl::UnknownError(
      absl::StrCat(all[0], " ", words[0], ": status ", status, ": ", ReadAll(err), ReadAll(out)));
}

absl::Status ServiceProcess::Found() {
  return Control({"institution", "create", "demo", "--name", "Hogeschool De Waarden"}).status();
}

absl::StatusOr<std::string> ServiceProcess::NewClient(absl::string_view role) {
  auto printed =
      Control({"api-client", "create", "--institution", "demo", "--role", std::string(role)});
  if (!printed.ok()) return printed.status();
  return std::string(absl::StripSuffix(*printed, "\n"));
}

absl::Status ServiceProcess::Start() {
  std::vector<std::string> words{Program("driehoekd"), "--grpc-listen", "127.0.0.1:0",
                                 "--metrics-listen", "127.0.0.1:0"};
  for (const std::string& flag : DatabaseFlags()) words.push_back(flag);
  words.insert(words.end(), options_.flags.begin(), options_.flags.end());
  std::ofstream(LogPath(),
                std::ios::trunc);  // else the last start's word would be taken for this one's
  pid_ = Launch(words, options_.data + "/driehoekd.out", LogPath(), options_.descriptors);
  static const std::regex port("\"ready\".*\"grpc_port\":\\s*([0-9]+)");
  const absl::Time give_up = absl::Now() + absl::Seconds(30);
  while (absl::Now() < give_up) {
    std::smatch found;
    const std::string log = Log();
    if (std::regex_search(log, found, port)) {
      address_ = absl::StrCat("127.0.0.1:", found[1].str());
      return absl::OkStatus();
    }
    if (waitpid(pid_, nullptr, WNOHANG) == pid_) {
      pid_ = 0;
      break;
    }
    absl::SleepFor(absl::Milliseconds(5));
  }
  return absl::UnavailableError(absl::StrCat(words[0], " did not become ready; its log: ", Log()));
}

void ServiceProcess::Kill() {
  if (pid_ == 0) return;
  kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
  pid_ = 0;
}

int ServiceProcess::Stop() {
  if (pid_ == 0) return -1;
  kill(pid_, SIGTERM);
  for (int i = 0; i < 400; ++i) {
    int status = 0;
    if (waitpid(pid_, &status, WNOHANG) == pid_) {
      pid_ = 0;
      return status;
    }
    absl::SleepFor(absl::Milliseconds(50));
  }
  Kill();
  return -1;
}

std::shared_ptr<grpc::Channel> ServiceProcess::Connect() const {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 50);
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, 5000);  // also the time for one attempt, on a busy machine
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 200);
  return grpc::CreateCustomChannel(address_, grpc::InsecureChannelCredentials(), arguments);
}

std::string ServiceProcess::Log() const { return ReadAll(LogPath()); }

}  // namespace driehoek::test
