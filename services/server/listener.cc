#include "server/listener.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <vector>

#include "absl/time/clock.h"
#include "server/socket_address.h"
#include "shared/log/log.h"

namespace driehoek::server {
namespace {

constexpr int kReservedDescriptors = 64;
constexpr int kDescriptorsPerConnection = 2;

// The cap that the process's descriptors allow.
int AffordableConnections(int wanted) {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return wanted;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  getrlimit(RLIMIT_NOFILE, &limit);
  const auto free = static_cast<std::int64_t>(std::min<rlim_t>(limit.rlim_cur, 1 << 20)) - kReservedDescriptors;
  const int affordable = static_cast<int>(std::max<std::int64_t>(free / kDescriptorsPerConnection, 1));
  if (affordable < wanted) {
    log::Warning("few_descriptors", {{"connections", std::int64_t{affordable}}, {"wanted", std::int64_t{wanted}}});
  }
  return std::min(wanted, affordable);
}

void Watch(int epoll_fd, int fd, std::uint32_t events) {
  epoll_event event{};
  event.events = events;
  event.data.fd = fd;
  epoll_ctl(epoll_fd, EPOLL_CTL_ADD, fd, &event);
}

}  // namespace

absl::StatusOr<std::unique_ptr<Listener>> Listener::Open(absl::string_view address, Limits limits) {
  absl::StatusOr<int> fd = Listen(address);
  if (!fd.ok()) return fd.status();
  limits.connections = AffordableConnections(limits.connections);
  return std::unique_ptr<Listener>(new Listener(*fd, limits));
}

Listener::Listener(int listen_fd, Limits limits)
    : limits_(limits),
      listen_fd_(listen_fd),
      epoll_fd_(epoll_create1(EPOLL_CLOEXEC)),
      wake_fd_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {}

Listener::~Listener() {
  Stop();
  for (const auto& [fd, connection] : connections_) close(fd);
  close(epoll_fd_);
  close(wake_fd_);
  close(listen_fd_);
}

int Listener::port() const { return PortOf(listen_fd_); }

void Listener::Start(std::unique_ptr<grpc::experimental::ExternalConnectionAcceptor> acceptor) {
  acceptor_ = std::move(acceptor);
  Watch(epoll_fd_, listen_fd_, EPOLLIN);
  Watch(epoll_fd_, wake_fd_, EPOLLIN);
  thread_ = std::thread([this] { Run(); });
}

void Listener::Stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto written = write(wake_fd_, &one, sizeof one);
  if (thread_.joinable()) thread_.join();
}

void Listener::Run() {
  std::array<epoll_event, 64> events{};
  for (;;) {
    const int count = epoll_wait(epoll_fd_, events.data(), static_cast<int>(events.size()), 500);
    {
      const std::lock_guard lock(mutex_);
      if (stopping_) return;
    }
    for (int i = 0; i < count; ++i) {
      const int fd = events[static_cast<std::size_t>(i)].data.fd;
      if (fd == listen_fd_) {
        AcceptAll();
      } else if (fd != wake_fd_) {
        Forget(fd);
      }
    }
    DropOverdue();
  }
}

void Listener::AcceptAll() {
  for (int i = 0; i < 256; ++i) {
    sockaddr_storage peer{};
    socklen_t length = sizeof peer;
    const int fd = accept4(listen_fd_, reinterpret_cast<sockaddr*>(&peer), &length, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd < 0) {
      // Out of descriptors in spite of the reserve: wait a little rather than spin, then try again.
      if (errno == EMFILE || errno == ENFILE) usleep(10'000);
      if (errno == EINTR || errno == ECONNABORTED) continue;
      return;
    }
    const int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    Admit(fd, AddressOf(peer), GrpcPeerOf(peer));
  }
}

void Listener::Admit(int fd, const std::string& address, const std::string& peer) {
  {
    const std::lock_guard lock(mutex_);
    const bool full = static_cast<int>(connections_.size()) >= limits_.connections ||
                      per_address_[address] >= limits_.connections_per_address;
    const int watch_fd = full ? -1 : fcntl(fd, F_DUPFD_CLOEXEC, 0);
    if (watch_fd < 0) {
      ++counts_.refused;
      if (per_address_[address] == 0) per_address_.erase(address);
      close(fd);
      return;
    }
    ++per_address_[address];
    ++counts_.accepted;
    connections_[watch_fd] = {watch_fd, address, peer, absl::Now() + limits_.first_request};
    waiting_[peer] = watch_fd;
    Watch(epoll_fd_, watch_fd, EPOLLRDHUP | EPOLLHUP | EPOLLONESHOT);
  }
  grpc::experimental::ExternalConnectionAcceptor::NewConnectionParameters parameters;
  parameters.listener_fd = listen_fd_;
  parameters.fd = fd;
  acceptor_->HandleNewConnection(&parameters);
}

void Listener::Forget(int watch_fd) {
  const std::lock_guard lock(mutex_);
  const auto found = connections_.find(watch_fd);
  if (found == connections_.end()) return;
  const Connection& connection = found->second;
  if (const auto waiting = waiting_.find(connection.peer); waiting != waiting_.end() && waiting->second == watch_fd) {
    waiting_.erase(waiting);
  }
  if (const auto counted = per_address_.find(connection.address);
      counted != per_address_.end() && --counted->second == 0) {
    per_address_.erase(counted);
  }
  connections_.erase(found);
  close(watch_fd);
}

void Listener::DropOverdue() {
  const absl::Time now = absl::Now();
  const std::lock_guard lock(mutex_);
  for (auto waiting = waiting_.begin(); waiting != waiting_.end();) {
    const Connection& connection = connections_.at(waiting->second);
    if (connection.first_request_by > now) {
      ++waiting;
      continue;
    }
    // The dup shares the socket: gRPC sees the end on its own descriptor and lets go; epoll then tells us.
    shutdown(connection.watch_fd, SHUT_RDWR);
    ++counts_.dropped;
    waiting = waiting_.erase(waiting);
  }
}

void Listener::Served(const std::string& peer) {
  const std::lock_guard lock(mutex_);
  waiting_.erase(peer);
}

Listener::Counts Listener::counts() const {
  const std::lock_guard lock(mutex_);
  Counts counts = counts_;
  counts.open = static_cast<int>(connections_.size());
  return counts;
}

}  // namespace driehoek::server
