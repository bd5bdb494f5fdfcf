#include "server/status_page.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "server/socket_address.h"

namespace driehoek::server {
namespace {

constexpr std::size_t kLongestRequest = 4096;

std::string ReadRequest(int fd) {
  std::string request;
  std::array<char, 1024> buffer{};
  while (request.size() < kLongestRequest && !absl::StrContains(request, "\r\n\r\n")) {
    const auto got = recv(fd, buffer.data(), buffer.size(), 0);
    if (got <= 0) break;
    request.append(buffer.data(), static_cast<std::size_t>(got));
  }
  return request;
}

void Send(int fd, absl::string_view status, absl::string_view body) {
  const std::string answer =
      absl::StrCat("HTTP/1.1 ", status, "\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\nContent-Length: ",
                   body.size(), "\r\nConnection: close\r\n\r\n", body);
  std::size_t sent = 0;
  while (sent < answer.size()) {
    const auto wrote = send(fd, answer.data() + sent, answer.size() - sent, MSG_NOSIGNAL);
    if (wrote <= 0) return;
    sent += static_cast<std::size_t>(wrote);
  }
}

}  // namespace

absl::StatusOr<std::unique_ptr<StatusPage>> StatusPage::Open(absl::string_view address, Pages pages) {
  absl::StatusOr<int> fd = Listen(address);
  if (!fd.ok()) return fd.status();
  return std::unique_ptr<StatusPage>(new StatusPage(*fd, std::move(pages)));
}

StatusPage::StatusPage(int listen_fd, Pages pages)
    : pages_(std::move(pages)),
      listen_fd_(listen_fd),
      wake_fd_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)),
      thread_([this] { Run(); }) {}

StatusPage::~StatusPage() {
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto written = write(wake_fd_, &one, sizeof one);
  thread_.join();
  close(wake_fd_);
  close(listen_fd_);
}

int StatusPage::port() const { return PortOf(listen_fd_); }

void StatusPage::Run() {
  for (;;) {
    std::array<pollfd, 2> fds{{{listen_fd_, POLLIN, 0}, {wake_fd_, POLLIN, 0}}};
    poll(fds.data(), fds.size(), -1);
    if (fds[1].revents != 0) return;
    const int fd = accept4(listen_fd_, nullptr, nullptr, SOCK_CLOEXEC);
    if (fd < 0) {
      usleep(10'000);
      continue;
    }
    timeval limit{.tv_sec = 2, .tv_usec = 0};
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    Serve(fd);
    close(fd);
  }
}

void StatusPage::Serve(int fd) {
  const std::string request = ReadRequest(fd);
  if (absl::StartsWith(request, "GET /metrics ")) {
    Send(fd, "200 OK", pages_.metrics());
  } else if (absl::StartsWith(request, "GET /healthz ")) {
    const absl::Status health = pages_.health();
    Send(fd, health.ok() ? "200 OK" : "503 Service Unavailable", health.ok() ? "serving\n" : "not serving\n");
  } else {
    Send(fd, "404 Not Found", "/metrics and /healthz are here\n");
  }
}

}  // namespace driehoek::server
