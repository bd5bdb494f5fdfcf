// The program driehoekd as a process of its own, on free ports: to be killed, starved and attacked.
// It dies with us.
#pragma once

#include <grpcpp/grpcpp.h>
#include <sys/types.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace driehoek::test {

// A folder with an institution `demo` in a database, made by driehoekctl before the service runs.
class ServiceProcess {
 public:
  struct Options {
    std::string data;                // folder, there already
    std::string database;            // URL; empty: SQLite in the folder
    std::vector<std::string> flags;  // more settings: "--max-connections", "96"
    unsigned descriptors = 0;        // RLIMIT_NOFILE of the process; 0: as ours
  };
  explicit ServiceProcess(Options options) : options_(std::move(options)) {}
  ~ServiceProcess() { Kill(); }
  ServiceProcess(const ServiceProcess&) = delete;
  ServiceProcess& operator=(const ServiceProcess&) = delete;

  // Makes the institution. Before the first Start.
  absl::Status Found();
  // The credential of a new API client with `role`.
  absl::StatusOr<std::string> NewClient(absl::string_view role);
  // What `driehoekctl WORDS...` on this installation printed; UNKNOWN with its output when it
  // failed.
  absl::StatusOr<std::string> Control(const std::vector<std::string>& words) const;

  // Starts it and waits until it said that it is ready: at most 30 seconds.
  absl::Status Start();
  // kill -9. Nothing when it does not run.
  void Kill();
  // Asks it to end and waits; its exit status, -1 when it had to be killed after 20 seconds.
  int Stop();

  pid_t pid() const { return pid_; }
  const std::string& address() const { return address_; }
  // A connection of its own, shared with no other channel.
  std::shared_ptr<grpc::Channel> Connect() const;
  // What it logged since its last start.
  std::string Log() const;

 private:
  std::vector<std::string> DatabaseFlags() const;
  std::string LogPath() const { return options_.data + "/driehoekd.log"; }

  const Options options_;
  pid_t pid_ = 0;
  std::string address_;
};

}  // namespace driehoek::test
