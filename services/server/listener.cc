#include "server/listener.h"

#include <fcntl.h>
#include <linux/tcp.h>  // netinet/tcp.h has an older tcp_info, without the counts of bytes
#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>
#include <vector>

#include "absl/time/clock.h"
#include "server/socket_address.h"
#include "shared/log/log.h"

namespace driehoek::server {
namespace {

constexpr int kReservedDescriptors = 64;
constexpr int kDescriptorsPerConnection = 2;

// What a connection may send before its first authenticated call. A client may begin with headers
// (8 KiB) and, before the server widens the window, 64 KiB of message (RFC 9113, section 6.9.2;
// edge.cc keeps that window). By then gRPC has written its settings, their acknowledgement and two
// window updates. Who sends more while gRPC wrote less sends headers without end, which gRPC
// decodes anew from their begin with every fragment.
constexpr std::uint64_t kMostBeforeWindow = std::uint64_t{80} * 1024;
constexpr std::uint64_t kLeastWrittenForWindow = 60;
constexpr std::uint64_t kMostForFirstCall = (1 << 20) + kMostBeforeWindow;
// The kernel keeps no more than this for gRPC to chew on after the end; later as much as the kernel
// likes to give.
constexpr int kReceiveBufferBefore = 32 * 1024;
constexpr int kReceiveBufferAfter = 512 * 1024;
constexpr int kLookMilliseconds = 10;  // between two looks at those who wait

bool IsFlooding(int fd) {
  tcp_info info{};
  socklen_t length = sizeof info;
  if (getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &length) != 0) return false;
  const bool has_window = info.tcpi_bytes_sent >= kLeastWrittenForWindow;
  return info.tcpi_bytes_received > (has_window ? kMostForFirstCall : kMostBeforeWindow);
}

// The cap that the process's descriptors allow.
int AffordableConnections(int wanted) {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return wanted;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  getrlimit(RLIMIT_NOFILE, &limit);
  const auto free =
      static_cast<std::int64_t>(std::min<rlim_t>(limit.rlim_cur, 1 << 20)) - kReservedDescriptors;
  const int affordable =
      static_cast<int>(std::max<std::int64_t>(free / kDescriptorsPerConnection, 1));
  if (affordable < wanted) {
    log::Warning("few_descriptors",
                 {{"connections", std::int64_t{affordable}}, {"wanted", std::int64_t{wanted}}});
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
  for (const auto& [watch_fd, connection] : connections_) {
    close(watch_fd);
    if (connection.fd >= 0) close(connection.fd);
  }
  close(epoll_fd_);
  close(wake_fd_);
  close(listen_fd_);
}

int Listener::port() const { return PortOf(listen_fd_); }

void Listener::Start(std::unique_ptr<grpc::experimental::ExternalConnectionAcceptor> acceptor) {
  acceptor_ = std::move(acceptor);
  Watch(epoll_fd_, listen_fd_, EPOLLIN);
  Watch(epoll_fd_, wake_fd_, EPOLLIN);
  watcher_ = std::thread([this] { Run(); });
  for (std::thread& porter : porters_) porter = std::thread([this] { HandOver(); });
}

void Listener::Stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto written = write(wake_fd_, &one, sizeof one);
  arrival_.notify_all();
  if (watcher_.joinable()) watcher_.join();
  for (std::thread& porter : porters_) {
    if (porter.joinable()) porter.join();
  }
}

void Listener::Run() {
  std::array<epoll_event, 64> events{};
  bool is_anyone_waiting = false;
  for (;;) {
    const int count = epoll_wait(epoll_fd_, events.data(), static_cast<int>(events.size()),
                                 is_anyone_waiting ? kLookMilliseconds : -1);
    bool has_newcomers = false;
    for (int i = 0; i < count; ++i) {
      const int fd = events[static_cast<std::size_t>(i)].data.fd;
      if (fd == listen_fd_) {
        has_newcomers = true;
      } else if (fd != wake_fd_) {
        Forget(fd);
      }
    }
    DropIdlersAndFlooders();
    // Last, because a newcomer may get the number of a descriptor that an event of this turn still
    // names.
    if (has_newcomers) AcceptAll();
    const std::lock_guard lock(mutex_);
    if (stopping_) return;
    is_anyone_waiting = !waiting_.empty();
  }
}

void Listener::AcceptAll() {
  for (int i = 0; i < 256; ++i) {
    sockaddr_storage peer{};
    socklen_t length = sizeof peer;
    const int fd = accept4(listen_fd_, reinterpret_cast<sockaddr*>(&peer), &length,
                           SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd < 0) {
      // Out of descriptors in spite of the reserve: wait a little rather than spin, then try again.
      if (errno == EMFILE || errno == ENFILE) usleep(10'000);
      if (errno == EINTR || errno == ECONNABORTED) continue;
      return;
    }
    const int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &kReceiveBufferBefore, sizeof kReceiveBufferBefore);
    Admit(fd, AddressOf(peer), GrpcPeerOf(peer));
  }
}

void Listener::Admit(int fd, const std::string& address, const std::string& peer) {
  const std::lock_guard lock(mutex_);
  const bool has_room = !IsFull(address) || DropOldestWaiting(address);
  const int watch_fd = has_room ? fcntl(fd, F_DUPFD_CLOEXEC, 0) : -1;
  if (watch_fd < 0) {
    ++counts_.refused;
    close(fd);
    return;
  }
  ++per_address_[address];
  ++counts_.accepted;
  const std::uint64_t number = next_number_++;
  connections_[watch_fd] = {watch_fd, fd,     address,
                            peer,     number, absl::Now() + limits_.first_request};
  waiting_[number] = watch_fd;
  arrived_[number] = watch_fd;
  by_peer_[peer] = watch_fd;
  Watch(epoll_fd_, watch_fd, EPOLLRDHUP | EPOLLHUP | EPOLLONESHOT);
  arrival_.notify_one();
}

void Listener::HandOver() {
  std::unique_lock lock(mutex_);
  for (;;) {
    arrival_.wait(lock, [this] { return stopping_ || !arrived_.empty(); });
    if (stopping_) return;
    const auto first = arrived_.begin();
    grpc::experimental::ExternalConnectionAcceptor::NewConnectionParameters parameters;
    parameters.listener_fd = listen_fd_;
    parameters.fd = std::exchange(connections_.at(first->second).fd, -1);
    arrived_.erase(first);
    lock.unlock();
    acceptor_->HandleNewConnection(&parameters);
    lock.lock();
  }
}

bool Listener::IsFull(const std::string& address) const {
  if (static_cast<int>(connections_.size()) >= limits_.connections) return true;
  const auto counted = per_address_.find(address);
  return counted != per_address_.end() && counted->second >= limits_.connections_per_address;
}

// Of the same address when that is what is full, else of all. False when nobody waits there.
bool Listener::DropOldestWaiting(const std::string& address) {
  const bool is_full_everywhere = static_cast<int>(connections_.size()) >= limits_.connections;
  for (const auto& [number, watch_fd] : waiting_) {
    if (!is_full_everywhere && connections_.at(watch_fd).address != address) continue;
    Drop(watch_fd);
    return true;
  }
  return false;
}

void Listener::Forget(int watch_fd) {
  const std::lock_guard lock(mutex_);
  if (connections_.contains(watch_fd)) Erase(watch_fd);
}

void Listener::Drop(int watch_fd) {
  // The dup shares the socket: gRPC sees the end on its own descriptor and lets go.
  shutdown(watch_fd, SHUT_RDWR);
  ++counts_.dropped;
  Erase(watch_fd);
}

void Listener::Erase(int watch_fd) {
  const auto found = connections_.find(watch_fd);
  const Connection& connection = found->second;
  waiting_.erase(connection.number);
  arrived_.erase(connection.number);
  if (connection.fd >= 0) close(connection.fd);
  if (const auto waiting = by_peer_.find(connection.peer);
      waiting != by_peer_.end() && waiting->second == watch_fd) {
    by_peer_.erase(waiting);
  }
  const auto counted = per_address_.find(connection.address);
  if (--counted->second == 0) per_address_.erase(counted);
  connections_.erase(found);
  // Closing alone would not: gRPC still has the socket open, and the next descriptor of this number
  // would get its events.
  epoll_ctl(epoll_fd_, EPOLL_CTL_DEL, watch_fd, nullptr);
  close(watch_fd);
}

void Listener::DropIdlersAndFlooders() {
  const absl::Time now = absl::Now();
  const std::lock_guard lock(mutex_);
  for (auto waiting = waiting_.begin(); waiting != waiting_.end();) {
    const int watch_fd = (waiting++)->second;
    if (connections_.at(watch_fd).first_request_by <= now || IsFlooding(watch_fd)) Drop(watch_fd);
  }
}

void Listener::Served(const std::string& peer) {
  const std::lock_guard lock(mutex_);
  const auto waiting = by_peer_.find(peer);
  if (waiting == by_peer_.end()) return;
  setsockopt(waiting->second, SOL_SOCKET, SO_RCVBUF, &kReceiveBufferAfter,
             sizeof kReceiveBufferAfter);
  waiting_.erase(connections_.at(waiting->second).number);
  by_peer_.erase(waiting);
}

Listener::Counts Listener::counts() const {
  const std::lock_guard lock(mutex_);
  Counts counts = counts_;
  counts.open = static_cast<int>(connections_.size());
  return counts;
}

}  // namespace driehoek::server
