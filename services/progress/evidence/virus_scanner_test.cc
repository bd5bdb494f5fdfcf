// A scanner that speaks clamd's INSTREAM over a socket of its own.
#include "progress/evidence/virus_scanner.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <string>
#include <thread>

#include "absl/time/clock.h"
#include "support/status_matchers.h"
#include "support/temp_folder.h"
#include "support/violations.h"

namespace driehoek::progress::evidence {
namespace {

using test::IsOkAndHolds;
using test::StatusIs;
using ::testing::ElementsAre;
using Code = absl::StatusCode;

// Takes one stream and answers: FOUND when "EICAR" is in it. An empty `reply` hangs up instead.
class FakeClamd {
 public:
  explicit FakeClamd(std::string clean_reply = std::string("stream: OK\0", 11))
      : clean_reply_(std::move(clean_reply)), path_(folder_.path() + "/clamd.sock") {
    socket_ = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path_.data(), path_.size());
    EXPECT_EQ(bind(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)), 0);
    EXPECT_EQ(listen(socket_, 1), 0);
    thread_ = std::thread([this] { Serve(); });
  }
  ~FakeClamd() {
    thread_.join();
    close(socket_);
  }
  std::string address() const { return "clamd:unix:" + path_; }
  // What came in; after the call that sent it.
  const std::string& stream() const { return stream_; }

 private:
  static bool ReadAll(int connection, char* buffer, std::size_t size) {
    while (size > 0) {
      const ssize_t got = read(connection, buffer, size);
      if (got <= 0) return false;
      buffer += got;
      size -= static_cast<std::size_t>(got);
    }
    return true;
  }
  void Serve() {
    const int connection = accept(socket_, nullptr, nullptr);
    char command[10];
    if (ReadAll(connection, command, sizeof(command)) &&
        std::string(command, 10) == std::string("zINSTREAM\0", 10)) {
      Take(connection);
    }
    close(connection);
  }
  void Take(int connection) {
    while (true) {
      unsigned char length[4];
      if (!ReadAll(connection, reinterpret_cast<char*>(length), 4)) return;
      const std::size_t size = std::size_t{length[0]} << 24U | std::size_t{length[1]} << 16U |
                               std::size_t{length[2]} << 8U | std::size_t{length[3]};
      if (size == 0) break;
      std::string part(size, ' ');
      if (!ReadAll(connection, part.data(), size)) return;
      stream_ += part;
    }
    const std::string reply = stream_.find("EICAR") == std::string::npos
                                  ? clean_reply_
                                  : std::string("stream: Eicar-Signature FOUND\0", 30);
    EXPECT_EQ(write(connection, reply.data(), reply.size()), static_cast<ssize_t>(reply.size()));
  }

  const std::string clean_reply_;
  test::TempFolder folder_;
  const std::string path_;
  int socket_ = -1;
  std::string stream_;
  std::thread thread_;
};

absl::Time Soon() { return absl::Now() + absl::Seconds(20); }

TEST(VirusScannerTest, GivenNone_WhenScanned_ThenItSaysSo) {
  EXPECT_THAT((*MakeVirusScanner(""))->Scan("EICAR", Soon()),
              IsOkAndHolds(ScanResult::kNotScanned));
  EXPECT_THAT(MakeVirusScanner("clamd:unix:"),
              StatusIs(Code::kInvalidArgument, "ANTIVIRUS_MALFORMED"));
  EXPECT_THAT(MakeVirusScanner("/usr/bin/scan"),
              StatusIs(Code::kInvalidArgument, "ANTIVIRUS_MALFORMED"));
}

TEST(VirusScannerTest, GivenALargeCleanFile_WhenScanned_ThenAllOfItWasSeen) {
  FakeClamd clamd;
  const std::string file(std::size_t{3} << 20, 'x');
  EXPECT_THAT((*MakeVirusScanner(clamd.address()))->Scan(file, Soon()),
              IsOkAndHolds(ScanResult::kClean));
  EXPECT_TRUE(clamd.stream() == file);
}

TEST(VirusScannerTest, GivenAnInfectedFile_WhenScanned_ThenRefused) {
  FakeClamd clamd;
  const auto scanned =
      (*MakeVirusScanner(clamd.address()))->Scan(std::string(100'000, 'x') + "EICAR", Soon());
  EXPECT_THAT(test::ViolationsOf(scanned.status()), ElementsAre("data FILE_INFECTED"));
}

TEST(VirusScannerTest, GivenAScannerThatFails_WhenScanned_ThenNeverTakenForClean) {
  EXPECT_THAT((*MakeVirusScanner("clamd:unix:/nowhere/clamd.sock"))->Scan("x", Soon()),
              StatusIs(Code::kUnavailable, "SCANNER_UNAVAILABLE"));
  for (const std::string& reply : {std::string(), std::string("stream: OK"),
                                   std::string("INSTREAM size limit exceeded. ERROR\0", 36)}) {
    FakeClamd clamd(reply);
    EXPECT_THAT((*MakeVirusScanner(clamd.address()))->Scan("x", Soon()),
                StatusIs(Code::kUnavailable, "SCANNER_UNAVAILABLE"))
        << reply;
  }
}

}  // namespace
}  // namespace driehoek::progress::evidence
