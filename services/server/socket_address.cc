#include "server/socket_address.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <unistd.h>

#include <array>

#include "absl/strings/str_cat.h"
#include "shared/base/errors.h"

namespace driehoek::server {
namespace {

absl::Status Malformed(absl::string_view address) {
  return Error(absl::StatusCode::kInvalidArgument, "LISTEN_ADDRESS_MALFORMED",
               absl::StrCat("'", address, "' is no HOST:PORT"));
}

int PortOf(const sockaddr_storage& address) {
  return ntohs(address.ss_family == AF_INET6 ? reinterpret_cast<const sockaddr_in6&>(address).sin6_port
                                             : reinterpret_cast<const sockaddr_in&>(address).sin_port);
}

int BindAndListen(const addrinfo& info) {
  const int fd = socket(info.ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (fd < 0) return -1;
  const int on = 1;
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (bind(fd, info.ai_addr, info.ai_addrlen) == 0 && listen(fd, 1024) == 0) return fd;
  close(fd);
  return -1;
}

int ConnectTo(const addrinfo& info) {
  const int fd = socket(info.ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return -1;
  if (connect(fd, info.ai_addr, info.ai_addrlen) == 0) return fd;
  close(fd);
  return -1;
}

// Resolves "HOST:PORT" and gives what `open` made of the first address that worked; -1 when none did.
absl::StatusOr<int> FirstThatWorks(absl::string_view address, int flags, int (*open)(const addrinfo&)) {
  const std::size_t colon = address.rfind(':');
  if (colon == absl::string_view::npos || colon + 1 == address.size()) return Malformed(address);
  std::string host(address.substr(0, colon));
  if (host.size() > 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
  const std::string port(address.substr(colon + 1));
  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = flags | AI_NUMERICSERV;
  addrinfo* found = nullptr;
  if (getaddrinfo(host.empty() ? nullptr : host.c_str(), port.c_str(), &hints, &found) != 0) return Malformed(address);
  int fd = -1;
  for (const addrinfo* info = found; info != nullptr && fd < 0; info = info->ai_next) fd = open(*info);
  freeaddrinfo(found);
  return fd;
}

}  // namespace

absl::StatusOr<int> Listen(absl::string_view address) {
  DRIEHOEK_ASSIGN_OR_RETURN(const int fd, FirstThatWorks(address, AI_PASSIVE, BindAndListen));
  if (fd >= 0) return fd;
  return Error(absl::StatusCode::kUnavailable, "LISTEN_ADDRESS_TAKEN",
               absl::StrCat("cannot listen at ", address, ": is another program there?"));
}

absl::StatusOr<int> Connect(absl::string_view address) {
  DRIEHOEK_ASSIGN_OR_RETURN(const int fd, FirstThatWorks(address, 0, ConnectTo));
  if (fd >= 0) return fd;
  return Error(absl::StatusCode::kUnavailable, "NOT_ANSWERING", absl::StrCat("nothing answers at ", address));
}

int PortOf(int listen_fd) {
  sockaddr_storage address{};
  socklen_t length = sizeof address;
  getsockname(listen_fd, reinterpret_cast<sockaddr*>(&address), &length);
  return PortOf(address);
}

std::string AddressOf(const sockaddr_storage& peer) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  const void* raw = peer.ss_family == AF_INET6
                        ? static_cast<const void*>(&reinterpret_cast<const sockaddr_in6&>(peer).sin6_addr)
                        : static_cast<const void*>(&reinterpret_cast<const sockaddr_in&>(peer).sin_addr);
  inet_ntop(peer.ss_family, raw, text.data(), text.size());
  return text.data();
}

std::string GrpcPeerOf(const sockaddr_storage& peer) {
  if (peer.ss_family == AF_INET6) return absl::StrCat("ipv6:%5B", AddressOf(peer), "%5D:", PortOf(peer));
  return absl::StrCat("ipv4:", AddressOf(peer), ":", PortOf(peer));
}

}  // namespace driehoek::server
