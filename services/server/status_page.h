// The loopback port of /metrics and /healthz: one thread, one request at a time, two seconds each.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace driehoek::server {

class StatusPage {
 public:
  struct Pages {
    std::function<std::string()> metrics;
    // OK when a real connection to the service is answered.
    std::function<absl::Status()> health;
  };
  // Errors of Listen().
  static absl::StatusOr<std::unique_ptr<StatusPage>> Open(absl::string_view address, Pages pages);
  ~StatusPage();
  StatusPage(const StatusPage&) = delete;
  StatusPage& operator=(const StatusPage&) = delete;
  int port() const;

 private:
  StatusPage(int listen_fd, Pages pages);
  void Run();
  void Serve(int fd);

  Pages pages_;
  int listen_fd_;
  int wake_fd_;
  std::thread thread_;
};

}  // namespace driehoek::server
