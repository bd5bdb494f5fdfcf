// Ten thousand times the same request id from fifty threads: one effect, one answer.
#include <gtest/gtest.h>

#include <atomic>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "register_client.h"
#include "support/status_matchers.h"
#include "support/temp_folder.h"

namespace driehoek::test {
namespace {

constexpr int kThreads = 50;
constexpr int kRepeats = 200;
constexpr char kRequestId[] = "0a0b0c0d-0000-4000-8000-000000000001";

class RepeatTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_THAT(service_.Found(), IsOk());
    const auto credential = service_.NewClient("service");
    ASSERT_THAT(credential, IsOk());
    credential_ = *credential;
    ASSERT_THAT(service_.Start(), IsOk());
  }

  TempFolder folder_;
  ServiceProcess service_{{.data = folder_.path()}};
  std::string credential_;
};

TEST_F(RepeatTest, GivenOneRequestId_WhenSentTenThousandTimesAtOnce_ThenOneEffectAndOneAnswer) {
  std::vector<std::set<std::string>> answers(kThreads);
  std::vector<std::string> problems(kThreads);
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < kThreads; ++i) {
    threads.emplace_back([&, i] {
      const RegisterClient client(service_, credential_);
      for (int n = 0; n < kRepeats; ++n) {
        const auto answer = client.Create("Van Leeuwen Techniek", kRequestId);
        if (answer.ok()) {
          answers[i].insert(answer->SerializeAsString());
        } else {
          problems[i] = answer.status().ToString();
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();

  std::set<std::string> all;
  for (std::size_t i = 0; i < kThreads; ++i) {
    EXPECT_EQ(problems[i], "");
    all.insert(answers[i].begin(), answers[i].end());
  }
  EXPECT_EQ(all.size(), 1U);
  const RegisterClient client(service_, credential_);
  const auto stored = client.ListAll();
  ASSERT_THAT(stored, IsOk());
  ASSERT_EQ(stored->size(), 1U);
  EXPECT_EQ(RegisterClient::VersionOf(stored->front()), 1);
  int events = 0;
  for (const v1::Event& event : client.Events(1000, absl::Seconds(2))) {
    if (event.resource() == stored->front().name()) ++events;
  }
  EXPECT_EQ(events, 1);
}

TEST_F(RepeatTest, GivenAnAnsweredRequestId_WhenSentWithAnotherBody_ThenRefusedByReason) {
  const RegisterClient client(service_, credential_);
  ASSERT_THAT(client.Create("Van Leeuwen Techniek", kRequestId), IsOk());

  EXPECT_THAT(client.Create("Van Leeuwen Techniek B.V.", kRequestId),
              StatusIs(absl::StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
  EXPECT_EQ(client.ListAll()->size(), 1U);
}

}  // namespace
}  // namespace driehoek::test
