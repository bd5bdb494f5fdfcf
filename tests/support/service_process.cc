#include "support/service_process.h"

#include <sys/wait.h>

#include <csignal>
#include <regex>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "support/child_process.h"

namespace driehoek::test {
std::vector<std::string> ServiceProcess::DatabaseFlags() const {
  std::vector<std::string> flags{"--data", options_.data};
  if (!options_.database.empty()) flags.insert(flags.end(), {"--database", options_.database});
  return flags;
}

absl::StatusOr<std::string> ServiceProcess::Control(const std::vector<std::string>& words) const {
  std::vector<std::string> all{ProgramPath("driehoekctl")};
  all.insert(all.end(), words.begin(), words.end());
  for (const std::string& flag : DatabaseFlags()) all.push_back(flag);
  const std::string out = options_.data + "/control.out";
  const std::string err = options_.data + "/control.err";
  const pid_t child = StartProgram(all, out, err);
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
  std::vector<std::string> words{ProgramPath("driehoekd"), "--grpc-listen", "127.0.0.1:0",
                                 "--metrics-listen", "127.0.0.1:0"};
  for (const std::string& flag : DatabaseFlags()) words.push_back(flag);
  words.insert(words.end(), options_.flags.begin(), options_.flags.end());
  pid_ = StartProgram(words, options_.data + "/driehoekd.out", LogPath(), options_.descriptors);
  static const std::regex kReady("\"ready\".*\"grpc_port\":\\s*([0-9]+)");
  const auto port = AwaitReady(pid_, LogPath(), kReady, absl::Seconds(30));
  if (!port.ok()) return port.status();
  address_ = absl::StrCat("127.0.0.1:", *port);
  return absl::OkStatus();
}

void ServiceProcess::Kill() { KillProgram(pid_); }

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
