// driehoekd.
#include <malloc.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <ctime>
#include <string>
#include <thread>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "server/config.h"
#include "server/wiring.h"
#include "shared/base/errors.h"
#include "shared/log/log.h"

namespace {

constexpr int kFailedChecks = 5;  // seconds between two looks at the database

// Blocks the signals that end us in all threads made from here on, so that main alone takes them.
sigset_t BlockSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signal(SIGPIPE, SIG_IGN);
  return signals;
}

}  // namespace

int main(int argc, char** argv) {
  using driehoek::server::ConfigKeys;
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  if (!arguments.empty() && (arguments[0] == "--help" || arguments[0] == "-h")) {
    std::fputs(driehoek::config::Help("driehoekd", ConfigKeys(), "DRIEHOEKD").c_str(), stdout);
    return 0;
  }
  driehoek::log::Init("driehoekd");
  const auto config = driehoek::server::ReadConfig(arguments, driehoek::config::Environment());
  if (!config.ok()) {
    std::fprintf(stderr, "driehoekd: %s\n", std::string(config.status().message()).c_str());
    return 2;
  }
  // As many heaps as threads can run: glibc makes eight for each core, most of them for gRPC's idle
  // threads.
  mallopt(M_ARENA_MAX, std::max(2, static_cast<int>(std::thread::hardware_concurrency())));
  // gRPC's locks are Abseil's, which Debian builds with a check of their order behind one lock for
  // all threads.
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
  const sigset_t signals = BlockSignals();
  const driehoek::SystemClock clock;
  const auto service = driehoek::server::Service::Start(*config, clock);
  if (!service.ok()) {
    driehoek::log::Error("not_started", {{"reason", driehoek::ReasonOf(service.status())}});
    std::fprintf(stderr, "driehoekd: %s\n", std::string(service.status().message()).c_str());
    return 1;
  }
  for (;;) {
    const timespec wait{.tv_sec = kFailedChecks, .tv_nsec = 0};
    if (sigtimedwait(&signals, nullptr, &wait) > 0) break;
    if ((*service)->Failed()) {
      driehoek::log::Error("database_failed");
      (*service)->Stop();
      return 1;
    }
  }
  (*service)->Stop();
  return 0;
}
