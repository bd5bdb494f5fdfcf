// driehoek-lti: LTI 1.3, the gateway for browsers, guest links and the web UI.
#include <csignal>
#include <cstdio>
#include <string>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "config.h"
#include "platform/http_client.h"
#include "shared/base/errors.h"
#include "shared/log/log.h"
#include "wiring.h"

namespace driehoek::lti {
namespace {

// Blocks the signals that end a program, before there are threads, so that only Wait() sees them.
sigset_t BlockEndSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  return signals;
}

int Fail(const absl::Status& status) {
  const std::string text(status.message());
  std::fprintf(stderr, "driehoek-lti: %s (%s)\n", text.c_str(), ReasonOf(status).c_str());
  return 1;
}

int Run(const std::vector<std::string>& arguments) {
  for (const std::string& argument : arguments) {
    if (argument == "--help") {
      std::fputs(config::Help("driehoek-lti", ConfigKeys(), "DRIEHOEK_LTI").c_str(), stdout);
      return 0;
    }
  }
  log::Init("driehoek-lti");
  // gRPC's locks are Abseil's, which Debian builds with a check of their order behind one lock for all threads.
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
  const sigset_t signals = BlockEndSignals();
  const auto settings = ReadConfig(arguments, config::Environment());
  if (!settings.ok()) return Fail(settings.status());
  const SystemClock clock;
  const auto client = NewHttpClient({.allow_loopback = settings->allow_loopback_platforms});
  const auto adapter = Adapter::Start(*settings, {clock, *client});
  if (!adapter.ok()) return Fail(adapter.status());
  log::Info("ready", {{"port", std::int64_t{(*adapter)->port()}}});
  int signal = 0;
  sigwait(&signals, &signal);
  log::Info("stopping", {{"signal", std::int64_t{signal}}});
  (*adapter)->Stop(absl::Seconds(settings->drain_seconds));
  return 0;
}

}  // namespace
}  // namespace driehoek::lti

int main(int argc, char** argv) {
  return driehoek::lti::Run(std::vector<std::string>(argv + 1, argv + argc));
}
