// Attacks on the gRPC port: descriptors run out (CVE-2023-4785), headers that never end
// (CVE-2023-33953). Those who work keep working, newcomers get in, and within a second after the
// attack all is as before.
#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <string>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "raw_connections.h"
#include "register_client.h"
#include "support/status_matchers.h"
#include "support/temp_folder.h"

namespace driehoek::test {
namespace {

constexpr std::uint8_t kHeaders = 1;
constexpr std::uint8_t kContinuation = 9;

// Calls without end over the connection it had before the attack, and counts what went wrong.
class Neighbour {
 public:
  explicit Neighbour(const RegisterClient& client) : thread_([this, &client] { Work(client); }) {}
  ~Neighbour() { Rest(); }
  void Rest() {
    enough_ = true;
    if (thread_.joinable()) thread_.join();
  }
  int served() const { return served_; }
  int failed() const { return failed_; }

 private:
  void Work(const RegisterClient& client) {
    while (!enough_) {
      ++(client.Institution(absl::Seconds(2)).ok() ? served_ : failed_);
      absl::SleepFor(absl::Milliseconds(5));
    }
  }
  std::atomic<bool> enough_ = false;
  std::atomic<int> served_ = 0;
  std::atomic<int> failed_ = 0;
  std::thread thread_;
};

class PortTest : public ::testing::Test {
 protected:
  void Start(std::vector<std::string> flags, unsigned descriptors = 0) {
    service_ = std::make_unique<ServiceProcess>(ServiceProcess::Options{
        .data = folder_.path(), .flags = std::move(flags), .descriptors = descriptors});
    ASSERT_THAT(service_->Found(), IsOk());
    const auto credential = service_->NewClient("service");
    ASSERT_THAT(credential, IsOk());
    credential_ = *credential;
    ASSERT_THAT(service_->Start(), IsOk());
    settled_ = std::make_unique<RegisterClient>(*service_, credential_);
    ASSERT_THAT(settled_->Institution(), IsOk());
  }
  absl::Status NewcomerIsServedWithin(absl::Duration wait) const {
    return RegisterClient(*service_, credential_).Institution(wait).status();
  }
  // Of /proc/PID/status or of /proc/PID/stat: resident kB; ticks of processor time used.
  std::int64_t ResidentKilobytes() const {
    std::ifstream in(absl::StrCat("/proc/", service_->pid(), "/status"));
    for (std::string word; in >> word;) {
      if (word == "VmRSS:") {
        std::int64_t kilobytes = 0;
        in >> kilobytes;
        return kilobytes;
      }
    }
    return -1;
  }
  std::int64_t ProcessorTicks() const {
    std::ifstream in(absl::StrCat("/proc/", service_->pid(), "/stat"));
    std::string word;
    for (int i = 0; i < 13; ++i) in >> word;
    std::int64_t user = 0;
    std::int64_t kernel = 0;
    in >> user >> kernel;
    return user + kernel;
  }

  TempFolder folder_;
  std::unique_ptr<ServiceProcess> service_;
  std::string credential_;
  std::unique_ptr<RegisterClient> settled_;
};

TEST_F(PortTest, GivenFewDescriptors_WhenThousandsConnect_ThenNeighboursWorkAndNewcomersGetIn) {
  ASSERT_NO_FATAL_FAILURE(
      Start({"--max-connections", "100000", "--max-connections-per-address", "100000"},
            /*descriptors=*/256));
  Neighbour neighbour(*settled_);
  RawConnections attack(service_->address());

  for (int i = 0; i < 10; ++i) {
    attack.Open(300);
    EXPECT_THAT(NewcomerIsServedWithin(absl::Seconds(2)), IsOk())
        << "after " << 300 * (i + 1) << " connections";
  }
  attack.CloseAll();

  EXPECT_THAT(NewcomerIsServedWithin(absl::Seconds(1)), IsOk());
  neighbour.Rest();
  EXPECT_EQ(neighbour.failed(), 0);
  EXPECT_GT(neighbour.served(), 10);
}

TEST_F(PortTest,
       GivenTheCapOfOneAddress_WhenSilentConnectionsFillIt_ThenANewcomerGetsInAndTheyAreEnded) {
  ASSERT_NO_FATAL_FAILURE(Start({"--first-request-seconds", "1"}));
  Neighbour neighbour(*settled_);
  RawConnections attack(service_->address());

  attack.Open(500);
  attack.Send(Http2Preface());
  EXPECT_THAT(NewcomerIsServedWithin(absl::Seconds(1)), IsOk());

  EXPECT_EQ(attack.LeftAfter(5000), 0) << "connections that never asked anything are still there";
  neighbour.Rest();
  EXPECT_EQ(neighbour.failed(), 0);
}

TEST_F(PortTest, GivenANewConnection_WhenItsFirstCallIsOfAlmostAMebibyte_ThenItIsReadAndAnswered) {
  ASSERT_NO_FATAL_FAILURE(Start({}));

  for (int i = 0; i < 5; ++i) {
    EXPECT_THAT(RegisterClient(*service_, credential_).Create(std::string(1'040'000, 'a'), ""),
                StatusIs(absl::StatusCode::kInvalidArgument, "TEXT_TOO_LONG"));
  }
}

// Each attacker opens one stream and sends header fragments for ever, from the moment it connects:
// tiny ones, each making the decoder look at all of it again, or large ones of a string that has
// gigabytes to go.
class UnfinishedHeaderTest : public PortTest, public ::testing::WithParamInterface<std::size_t> {};

TEST_P(UnfinishedHeaderTest,
       GivenHeadersWithoutEnd_WhenThirtySendThemAndComeBack_ThenNeighboursWork) {
  ASSERT_NO_FATAL_FAILURE(Start({"--first-request-seconds", "2"}));
  // Literal without indexing, a name of 1 byte, a value announced as 2^31 bytes long (RFC 7541,
  // sections 5.2 and 6.2.2).
  const std::string opening =
      Http2Preface() +
      Http2Frame(kHeaders, 0, 1, std::string("\x00\x01x\x7f\x81\xff\xff\xff\x07", 9));
  std::string fragments;
  while (fragments.size() < 64 * 1024)
    fragments += Http2Frame(kContinuation, 0, 1, std::string(GetParam(), 'y'));
  const std::int64_t before = ResidentKilobytes();
  std::int64_t most = 0;
  int ended = 0;
  Neighbour neighbour(*settled_);
  const absl::Time end = absl::Now() + absl::Seconds(4);
  {
    RawConnections attack(service_->address());
    while (absl::Now() < end) {
      if (const int missing = 30 - attack.open(); missing > 0) {
        RawConnections fresh(service_->address());
        fresh.Open(missing);
        fresh.Send(opening);
        attack.TakeOver(fresh);
        ended += missing;
      }
      attack.Send(fragments);
      most = std::max(most, ResidentKilobytes());
      absl::SleepFor(absl::Milliseconds(1));
    }
    EXPECT_THAT(NewcomerIsServedWithin(absl::Seconds(2)), IsOk()) << "under attack";
  }

  EXPECT_THAT(NewcomerIsServedWithin(absl::Seconds(1)), IsOk()) << "after the attack";
  neighbour.Rest();
  EXPECT_EQ(neighbour.failed(), 0);
  EXPECT_GT(neighbour.served(), 10);
  EXPECT_GT(ended, 60) << "the service ended none of them";
  EXPECT_LT(most - before, 64 * 1024) << "kB more than before";
  const std::int64_t ticks = ProcessorTicks();
  absl::SleepFor(absl::Seconds(1));
  EXPECT_LT(ProcessorTicks() - ticks, sysconf(_SC_CLK_TCK) / 2)
      << "the processor is still busy with what was sent";
}

INSTANTIATE_TEST_SUITE_P(Fragments, UnfinishedHeaderTest, ::testing::Values(1, 16000),
                         [](const auto& size) { return absl::StrCat("OfBytes", size.param); });

}  // namespace
}  // namespace driehoek::test
