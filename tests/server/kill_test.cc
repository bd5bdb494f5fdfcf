// Twenty kills (-9) of driehoekd while eight clients write. Each client keeps a journal of what was
// acknowledged and, as a client should, asks again with the same request id what got no answer.
// Afterwards nothing that was acknowledged is lost, nothing was done twice and nothing is there by
// half: rows, versions, events and audit tell the same story.
#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "register_client.h"
#include "support/database_test.h"
#include "support/ids.h"
#include "support/postgres_server.h"
#include "support/status_matchers.h"
#include "support/temp_folder.h"

namespace driehoek::test {
namespace {

constexpr int kKills = 20;
constexpr int kWriters = 8;
constexpr int kWritesPerOrganisation = 5;
constexpr std::int64_t kLeastAnswers = 16;  // between two kills

// One writer and its journal: makes an organisation, renames it a few times, makes the next.
class Writer {
 public:
  Writer(int number, std::atomic<std::int64_t>& answers)
      : number_(number), ids_(static_cast<std::uint16_t>(number + 1)), answers_(answers) {}

  // Writes until the service is gone or `enough`. What is on its way then is asked again first the
  // next time.
  void Work(const RegisterClient& client, const std::atomic<bool>& enough) {
    while (!enough) {
      if (request_id_.empty()) request_id_ = ids_.NewRequestId();
      const std::string text = absl::StrCat("writer ", number_, ", write ", done_ + 1);
      const auto answer = organisation_.name().empty()
                              ? client.Create(text, request_id_)
                              : client.Rename(organisation_, text, request_id_);
      if (!answer.ok()) {
        if (!absl::IsUnavailable(answer.status())) problem_ = answer.status().ToString();
        return;
      }
      Acknowledged(*answer, text);
    }
  }

  // The last acknowledged value of each organisation, by name.
  const std::map<std::string, v1::Organisation>& journal() const { return journal_; }
  std::int64_t done() const { return done_; }
  const std::string& problem() const { return problem_; }

 private:
  void Acknowledged(const v1::Organisation& answer, const std::string& text) {
    if (answer.display_name() != text)
      problem_ = absl::StrCat("asked for '", text, "', got ", answer.display_name());
    if (RegisterClient::VersionOf(answer) != ++written_)
      problem_ = absl::StrCat("a write more or less: ", text);
    journal_[answer.name()] = answer;
    organisation_ = answer;
    if (written_ == kWritesPerOrganisation) {
      organisation_.Clear();
      written_ = 0;
    }
    request_id_.clear();
    ++done_;
    ++answers_;
  }

  const int number_;
  SeededIds ids_;
  std::atomic<std::int64_t>& answers_;
  std::string request_id_;  // of what is on its way; empty when all was answered
  v1::Organisation organisation_;
  std::int64_t written_ = 0;  // to organisation_
  std::int64_t done_ = 0;
  std::map<std::string, v1::Organisation> journal_;
  std::string problem_;
};

class KillTest : public ::testing::TestWithParam<storage::Engine> {
 protected:
  void SetUp() override {
    if (GetParam() == storage::Engine::kPostgres) {
      ASSERT_EQ(PostgresServer::Get().problem(), "");
      options_.database = PostgresServer::Get().Url();
    }
    service_ = std::make_unique<ServiceProcess>(options_);
    ASSERT_THAT(service_->Found(), IsOk());
    const auto credential = service_->NewClient("service");
    ASSERT_THAT(credential, IsOk());
    credential_ = *credential;
    for (int i = 0; i < kWriters; ++i) writers_.push_back(std::make_unique<Writer>(i, answers_));
  }

  // Lets all writers work until `kill_after` more were answered, then kills the service, or lets
  // them come to rest.
  void RunWriters(std::int64_t kill_after, bool is_last) {
    ASSERT_THAT(service_->Start(), IsOk());
    std::atomic<bool> enough = false;
    std::vector<std::thread> threads;
    for (const auto& writer : writers_) {
      threads.emplace_back([&] { writer->Work(RegisterClient(*service_, credential_), enough); });
    }
    const std::int64_t wanted = answers_ + kill_after;
    const absl::Time give_up = absl::Now() + absl::Seconds(60);
    while (answers_ < wanted && absl::Now() < give_up) absl::SleepFor(absl::Milliseconds(1));
    if (is_last) {
      enough = true;
    } else {
      service_->Kill();
    }
    for (std::thread& thread : threads) thread.join();
    for (const auto& writer : writers_) ASSERT_EQ(writer->problem(), "");
    ASSERT_GE(answers_, wanted) << "too few answers in a minute" << service_->Log();
  }

  TempFolder folder_;
  ServiceProcess::Options options_{.data = folder_.path()};
  std::unique_ptr<ServiceProcess> service_;
  std::string credential_;
  std::atomic<std::int64_t> answers_ = 0;
  std::vector<std::unique_ptr<Writer>> writers_;
};

TEST_P(KillTest, GivenWritesUnderLoad_WhenKilledTwentyTimes_ThenNothingLostDoubleOrHalf) {
  for (int round = 0; round < kKills; ++round) {
    ASSERT_NO_FATAL_FAILURE(RunWriters(kLeastAnswers + 7 * round, false)) << "kill " << round;
  }
  ASSERT_NO_FATAL_FAILURE(RunWriters(kLeastAnswers * kWriters, true));

  // Every writer has now asked again for what was cut off, so the journals are the whole truth.
  const RegisterClient client(*service_, credential_);
  const auto stored = client.ListAll();
  ASSERT_THAT(stored, IsOk());
  std::map<std::string, v1::Organisation> by_name;
  for (const auto& organisation : *stored)
    EXPECT_TRUE(by_name.emplace(organisation.name(), organisation).second);
  std::size_t journalled = 0;
  std::int64_t writes = 0;
  for (const auto& writer : writers_) {
    writes += writer->done();
    for (const auto& [name, organisation] : writer->journal()) {
      ++journalled;
      ASSERT_TRUE(by_name.contains(name)) << "lost " << name;
      EXPECT_EQ(by_name[name].SerializeAsString(), organisation.SerializeAsString()) << name;
    }
  }
  EXPECT_EQ(stored->size(), journalled) << "something was made twice";

  // One event for each write, in order and without gaps; after them nothing but this test's own
  // client was made.
  std::map<std::string, std::int64_t> told;
  std::int64_t sequence = 0;
  for (const v1::Event& event :
       client.Events(static_cast<std::size_t>(writes) + 1000, absl::Seconds(3))) {
    EXPECT_EQ(event.sequence(), ++sequence);
    if (by_name.contains(event.resource())) ++told[event.resource()];
  }
  for (const auto& [name, organisation] : by_name) {
    EXPECT_EQ(told[name], RegisterClient::VersionOf(organisation)) << "events of " << name;
  }
  EXPECT_EQ(service_->Stop(), 0) << service_->Log();
  const auto verdict = service_->Control({"audit", "verify"});
  ASSERT_THAT(verdict, IsOk());
  // The same chain still, seen from the head that was printed; from any other it is not.
  const std::string head = verdict->substr(verdict->rfind(' ') + 1, verdict->size() - verdict->rfind(' ') - 2);
  EXPECT_THAT(service_->Control({"audit", "verify", "--institution", "demo", "--anchor", head}), IsOk());
  std::string other = head;
  other.back() = other.back() == '0' ? '1' : '0';
  EXPECT_FALSE(service_->Control({"audit", "verify", "--institution", "demo", "--anchor", other}).ok());
  RecordProperty("acknowledged", std::to_string(writes));
}

INSTANTIATE_TEST_SUITE_P(OnEveryEngine, KillTest,
                         ::testing::Values(storage::Engine::kSqlite, storage::Engine::kPostgres),
                         EngineName);

}  // namespace
}  // namespace driehoek::test
