#include "progress/evidence/virus_scanner.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "shared/base/errors.h"

namespace driehoek::progress::evidence {
namespace {

constexpr std::size_t kPart = std::size_t{64} << 10;
constexpr std::size_t kLongestReply = 4096;
constexpr absl::Duration kPatience = absl::Seconds(60);

absl::Status Unavailable() {
  return RetryableError(absl::StatusCode::kUnavailable, "SCANNER_UNAVAILABLE",
                        "the virus scanner does not answer", absl::Seconds(30));
}

class NoScanner final : public VirusScanner {
 public:
  absl::StatusOr<ScanResult> Scan(absl::string_view /*bytes*/, absl::Time /*deadline*/) override {
    return ScanResult::kNotScanned;
  }
};

// A connection that never waits beyond `deadline`.
class Connection {
 public:
  explicit Connection(absl::Time deadline) : deadline_(deadline) {}
  ~Connection() {
    if (socket_ >= 0) close(socket_);
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  bool Open(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof(address.sun_path)) return false;
    std::memcpy(address.sun_path, path.data(), path.size());
    socket_ = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    return socket_ >= 0 &&
           connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0;
  }

  bool Send(absl::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t sent = send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent > 0) {
        bytes.remove_prefix(static_cast<std::size_t>(sent));
      } else if (!MayGoOn(POLLOUT)) {
        return false;
      }
    }
    return true;
  }

  // Up to the NUL that ends a reply, which is left out.
  bool Receive(std::string& reply) {
    char buffer[512];
    while (reply.size() < kLongestReply) {
      const ssize_t received = recv(socket_, buffer, sizeof(buffer), 0);
      if (received > 0) {
        reply.append(buffer, static_cast<std::size_t>(received));
        const std::size_t end = reply.find('\0');
        if (end == std::string::npos) continue;
        reply.resize(end);
        return true;
      }
      if (received == 0 || !MayGoOn(POLLIN)) return false;
    }
    return false;
  }

 private:
  // After a call that gave nothing: whether it only has to wait, and waiting helped.
  bool MayGoOn(short events) {
    if (errno == EINTR) return absl::Now() < deadline_;
    if (errno != EAGAIN && errno != EWOULDBLOCK) return false;
    const auto left = absl::ToInt64Milliseconds(deadline_ - absl::Now());
    if (left <= 0) return false;
    pollfd wanted{socket_, events, 0};
    return poll(&wanted, 1, static_cast<int>(std::min<std::int64_t>(left, 60'000))) > 0;
  }

  const absl::Time deadline_;
  int socket_ = -1;
};

// clamd(8), command INSTREAM: parts, each behind its length in four bytes, and an empty one at the
// end.
class ClamdScanner final : public VirusScanner {
 public:
  explicit ClamdScanner(std::string path) : path_(std::move(path)) {}

  absl::StatusOr<ScanResult> Scan(absl::string_view bytes, absl::Time deadline) override {
    Connection connection(std::min(deadline, absl::Now() + kPatience));
    std::string reply;
    if (!connection.Open(path_) || !SendAll(connection, bytes) || !connection.Receive(reply)) {
      return Unavailable();
    }
    if (absl::EndsWith(reply, " FOUND")) {
      FieldViolations violations;
      violations.Add("data", "FILE_INFECTED", "holds what the virus scanner knows as harmful");
      return violations.ToStatus();
    }
    if (!absl::EndsWith(reply, ": OK")) return Unavailable();
    return ScanResult::kClean;
  }

 private:
  static bool SendAll(Connection& connection, absl::string_view bytes) {
    if (!connection.Send(absl::string_view("zINSTREAM\0", 10))) return false;
    while (!bytes.empty()) {
      const absl::string_view part = bytes.substr(0, kPart);
      if (!connection.Send(Length(part.size())) || !connection.Send(part)) return false;
      bytes.remove_prefix(part.size());
    }
    return connection.Send(Length(0));
  }
  static std::string Length(std::size_t size) {
    std::string bytes;
    for (const unsigned shift : {24U, 16U, 8U, 0U}) {
      bytes.push_back(static_cast<char>(size >> shift & 0xFFU));
    }
    return bytes;
  }

  const std::string path_;
};

}  // namespace

std::unique_ptr<VirusScanner> NoVirusScanner() { return std::make_unique<NoScanner>(); }

absl::StatusOr<std::unique_ptr<VirusScanner>> MakeVirusScanner(absl::string_view address) {
  if (address.empty()) return NoVirusScanner();
  if (absl::ConsumePrefix(&address, "clamd:unix:") && !address.empty()) {
    return std::make_unique<ClamdScanner>(std::string(address));
  }
  return Error(absl::StatusCode::kInvalidArgument, "ANTIVIRUS_MALFORMED",
               "antivirus must be empty or clamd:unix:PATH");
}

}  // namespace driehoek::progress::evidence
