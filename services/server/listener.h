// Our own accept loop in front of gRPC, with caps. gRPC 1.51's loop never accepts again once it ran
// out of file descriptors (CVE-2023-4785), and gRPC cannot tell a connection that never asked
// anything from one that works: an unfinished header stream burns a core (CVE-2023-33953). So
// sockets are accepted here, counted, handed over, and shut down when they do not bring an
// authenticated call in time or send more than a first call can be. Where a cap is reached the
// longest waiting of those gives way to the newcomer, so that silent connections keep nobody out.
// Threads of their own hand over: gRPC goes on to read there what has come by then, for as long as
// more comes, and the one that watches must not be kept by it.
#pragma once

#include <grpcpp/server_builder.h>

#include <array>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace driehoek::server {

class Listener {
 public:
  struct Limits {
    int connections = 2000;
    int connections_per_address = 64;
    absl::Duration first_request = absl::Seconds(10);
  };
  struct Counts {
    std::int64_t accepted = 0;
    std::int64_t refused = 0;  // over a cap, all others at work
    std::int64_t dropped = 0;  // ended before an authenticated call
    int open = 0;
  };

  // Listens at once, accepts from Start on. Errors of Listen(). Raises the soft descriptor limit to
  // the hard one and lowers the cap where descriptors are scarce: two for each connection, 64 in
  // reserve.
  static absl::StatusOr<std::unique_ptr<Listener>> Open(absl::string_view address, Limits limits);
  ~Listener();
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  int port() const;
  // Begins to accept and hand over to `acceptor`, of the running server.
  void Start(std::unique_ptr<grpc::experimental::ExternalConnectionAcceptor> acceptor);
  // Stops accepting; connections that were handed over stay with gRPC.
  void Stop();
  // The connection of `peer` (ServerContext::peer()) brought an authenticated call. Thread-safe.
  void Served(const std::string& peer);
  Counts counts() const;

 private:
  struct Connection {
    int watch_fd = -1;  // a dup: ours to shut down or to learn of the end
    int fd = -1;        // until it is handed over
    std::string address;
    std::string peer;
    std::uint64_t number = 0;  // in the order of arrival
    absl::Time first_request_by;
  };

  Listener(int listen_fd, Limits limits);
  void Run();
  void HandOver();
  void AcceptAll();
  void Admit(int fd, const std::string& address, const std::string& peer);
  void Forget(int watch_fd);
  void DropIdlersAndFlooders();
  // All below: mutex_ is held.
  bool IsFull(const std::string& address) const;
  bool DropOldestWaiting(const std::string& address);
  void Drop(int watch_fd);
  void Erase(int watch_fd);

  const Limits limits_;
  const int listen_fd_;
  int epoll_fd_ = -1;
  int wake_fd_ = -1;
  std::unique_ptr<grpc::experimental::ExternalConnectionAcceptor> acceptor_;
  std::thread watcher_;
  std::array<std::thread, 2> porters_;  // who hand over
  // Guards everything below.
  mutable std::mutex mutex_;
  std::unordered_map<int, Connection> connections_;  // by watch_fd
  std::map<std::uint64_t, int> waiting_;             // not served yet: number -> watch_fd
  std::map<std::uint64_t, int> arrived_;             // not handed over yet: number -> watch_fd
  std::condition_variable arrival_;
  std::unordered_map<std::string, int> by_peer_;  // of waiting_: peer -> watch_fd
  std::unordered_map<std::string, int> per_address_;
  std::uint64_t next_number_ = 0;
  Counts counts_;
  bool stopping_ = false;
};

}  // namespace driehoek::server
