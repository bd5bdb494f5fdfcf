// Many raw TCP connections to one port, as an attacker holds them: no HTTP/2 library would send
// what these send.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/string_view.h"

namespace driehoek::test {

class RawConnections {
 public:
  explicit RawConnections(absl::string_view address) {
    target_.sin_family = AF_INET;
    target_.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int port = 0;
    if (absl::SimpleAtoi(address.substr(address.rfind(':') + 1), &port)) {
      target_.sin_port = htons(static_cast<std::uint16_t>(port));
    }
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
  }
  ~RawConnections() { CloseAll(); }
  RawConnections(const RawConnections&) = delete;
  RawConnections& operator=(const RawConnections&) = delete;

  // Opens `count` more; what is refused at once is not counted.
  void Open(int count) {
    for (int i = 0; i < count; ++i) {
      const int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
      if (fd < 0) return;
      connect(fd, reinterpret_cast<const sockaddr*>(&target_), sizeof target_);
      sockets_.push_back(fd);
    }
  }
  // Sends to each what it takes now, without waiting, and lets go of those that the other side
  // ended.
  void Send(absl::string_view bytes) {
    std::erase_if(sockets_, [&](int fd) {
      const ssize_t sent = send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
      const bool is_over =
          (sent < 0 && errno != EAGAIN && errno != ENOTCONN && errno != EINPROGRESS) ||
          HasEnded(fd);
      if (is_over) close(fd);
      return is_over;
    });
  }
  void TakeOver(RawConnections& other) {
    sockets_.insert(sockets_.end(), other.sockets_.begin(), other.sockets_.end());
    other.sockets_.clear();
  }
  void CloseAll() {
    for (const int fd : sockets_) close(fd);
    sockets_.clear();
  }
  // Waits until the other side has ended all of them, at most `milliseconds`; how many it has not.
  int LeftAfter(int milliseconds) {
    for (int waited = 0;; waited += 10) {
      std::erase_if(sockets_, [](int fd) {
        const bool is_over = HasEnded(fd);
        if (is_over) close(fd);
        return is_over;
      });
      if (sockets_.empty() || waited >= milliseconds) return static_cast<int>(sockets_.size());
      usleep(10'000);
    }
  }
  int open() const { return static_cast<int>(sockets_.size()); }

 private:
  static bool HasEnded(int fd) {
    char buffer[4096];
    ssize_t got = 0;
    while ((got = recv(fd, buffer, sizeof buffer, MSG_DONTWAIT)) > 0) {
    }
    return got == 0 || (errno != EAGAIN && errno != ENOTCONN);
  }

  sockaddr_in target_{};
  std::vector<int> sockets_;
};

// HTTP/2 (RFC 9113, section 4.1): a frame of `type` on `stream`.
inline std::string Http2Frame(std::uint8_t type, std::uint8_t flags, std::uint32_t stream,
                              absl::string_view payload) {
  std::string frame;
  for (const int shift : {16, 8, 0})
    frame.push_back(static_cast<char>(payload.size() >> shift & 0xff));
  frame.push_back(static_cast<char>(type));
  frame.push_back(static_cast<char>(flags));
  for (const int shift : {24, 16, 8, 0}) frame.push_back(static_cast<char>(stream >> shift & 0xff));
  frame.append(payload.data(), payload.size());
  return frame;
}

// What every client sends first (RFC 9113, section 3.4): the preface and empty settings.
inline std::string Http2Preface() {
  return "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + Http2Frame(4, 0, 0, "");
}

}  // namespace driehoek::test
