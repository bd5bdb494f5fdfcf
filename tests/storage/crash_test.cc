// Twenty kills (-9) of a process that writes under load, with a journal of what was acknowledged:
// nothing that was acknowledged is lost, nothing is there twice, nothing is there by half.
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <fstream>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "shared/events/audit_chain.h"
#include "shared/events/change_log.h"
#include "shared/events/event_log.h"
#include "support/fake_clock.h"
#include "support/status_matchers.h"
#include "support/temp_folder.h"

namespace driehoek::events {
namespace {

using storage::Migration;
using storage::TenantTransaction;
using test::IsOk;

constexpr int kKills = 20;
constexpr int kWriters = 8;
constexpr std::size_t kLeastAnswers = 10;
constexpr Migration kRows[] = {
    {1, "n",
     "CREATE TABLE IF NOT EXISTS n (tenant_id @text NOT NULL, id @text NOT NULL, "
     "part @int NOT NULL, CONSTRAINT n_pk PRIMARY KEY (tenant_id, id, part));"}};

const TenantId& Demo() {
  static const TenantId demo("demo");
  return demo;
}

absl::StatusOr<std::string> WriteOne(ChangeLog& log, const std::string& id) {
  const CommitPlan plan{
      .writes = {{absl::StrCat("n/", id), 0}},
      .relies_on = {},
      .events = {{"n.made", absl::StrCat("n/", id), ""}},
      .audit = {{"institutions/demo/persons/p1", "Make", absl::StrCat("n/", id), ""}},
      .request = RequestKey{"institutions/demo/persons/p1", id, "body"},
      .response = id};
  return log.Commit(Demo(), plan, absl::InfiniteFuture(), [&](TenantTransaction& transaction) {
    for (std::int64_t part = 0; part < 3; ++part) {
      const auto rows = transaction.Execute(
          "INSERT INTO n (tenant_id, id, part) VALUES ($1, $2, $3)", {id, part});
      if (!rows.ok()) return rows.status();
    }
    return absl::OkStatus();
  });
}

// A child that ends by itself is a failure of the test: says why before it goes.
[[noreturn]] void EndChild(int code, const absl::Status& status) {
  std::fprintf(stderr, "the writer ends: %s\n", status.ToString().c_str());
  _exit(code);
}

// In the child: writes until it is killed. Each acknowledged id goes to the journal in one write(),
// which outlives the process. Never returns.
[[noreturn]] void WriteForEver(const std::string& url, const std::string& journal, int round) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  const auto database = storage::Open(url, "driehoek");
  if (!database.ok()) EndChild(3, database.status());
  storage::TenantDatabase tenants(**database);
  test::FakeClock clock;
  ChangeLog log(tenants, clock);
  const int out = open(journal.c_str(), O_WRONLY | O_APPEND | O_CREAT, 0600);
  std::vector<std::thread> threads;
  for (int writer = 0; writer < kWriters; ++writer) {
    threads.emplace_back([&, writer] {
      for (int n = 0;; ++n) {
        const std::string id = absl::StrCat(round, "-", writer, "-", n);
        const auto answer = WriteOne(log, id);
        if (!answer.ok()) EndChild(4, answer.status());
        const std::string line = id + "\n";
        if (write(out, line.data(), line.size()) != static_cast<ssize_t>(line.size())) _exit(5);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  _exit(6);
}

std::vector<std::string> ReadJournal(const std::string& journal) {
  std::vector<std::string> ids;
  std::ifstream in(journal);
  for (std::string line; std::getline(in, line);) ids.push_back(line);
  return ids;
}

class CrashTest : public ::testing::Test {
 protected:
  std::vector<std::string> Column(absl::string_view sql) {
    std::vector<std::string> values;
    EXPECT_THAT(tenants_->Read(Demo(), absl::InfiniteFuture(),
                               [&](TenantTransaction& transaction) {
                                 const auto rows = transaction.Execute(sql);
                                 if (!rows.ok()) return rows.status();
                                 for (const auto& row : *rows) values.push_back(row.Text(0));
                                 return absl::OkStatus();
                               }),
                IsOk());
    return values;
  }
  // One child, killed at a different moment of its work each time, but never before it has got
  // kLeastAnswers: by count, not by time, so that a slow disk makes the test longer, not weaker.
  void WriteAndKill(const std::string& journal, int round) {
    const std::size_t wanted = ReadJournal(journal).size() + kLeastAnswers;
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) WriteForEver(url_, journal, round);
    const absl::Time give_up = absl::Now() + absl::Seconds(60);
    while (ReadJournal(journal).size() < wanted && absl::Now() < give_up) {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(7 * round));
    kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL)
        << "round " << round << ": the writer ended by itself, status " << status;
    ASSERT_GE(ReadJournal(journal).size(), wanted) << "round " << round << ": too few answers";
  }

  // Each of `stored` changes has all its rows, its version, event, audit entry and answer, once.
  void ExpectWhole(std::size_t stored) {
    EXPECT_EQ(Column("SELECT id FROM n WHERE tenant_id = $1").size(), 3 * stored);
    EXPECT_EQ(Column("SELECT name FROM resource WHERE tenant_id = $1 AND version = 1").size(),
              stored);
    EXPECT_EQ(Column("SELECT resource FROM feed WHERE tenant_id = $1").size(), stored);
    EXPECT_EQ(Column("SELECT resource FROM audit WHERE tenant_id = $1").size(), stored);
    EXPECT_EQ(Column("SELECT key FROM idem WHERE tenant_id = $1").size(), stored);
    EventLog events(*tenants_);
    EXPECT_EQ(events.Newest(Demo(), absl::InfiniteFuture())->sequence,
              static_cast<std::int64_t>(stored));
    AuditChain chain(*tenants_);
    EXPECT_EQ(chain.Verify(Demo(), std::nullopt, absl::InfiniteFuture())->fault, "");
  }

  // The parent has the file open only while no child runs: each child then starts cold, from what
  // the one before it left, as a server does.
  void Open() {
    auto database = storage::Open(url_, "driehoek");
    ASSERT_THAT(database, IsOk());
    database_ = *std::move(database);
    tenants_ = std::make_unique<storage::TenantDatabase>(*database_);
  }
  void Close() {
    tenants_.reset();
    database_.reset();
  }

  test::TempFolder folder_;
  test::FakeClock clock_;
  const std::string url_ = absl::StrCat("sqlite:", folder_.path(), "/test.db");
  std::unique_ptr<storage::Database> database_;
  std::unique_ptr<storage::TenantDatabase> tenants_;
};

TEST_F(CrashTest, GivenWritesUnderLoad_WhenKilledTwentyTimes_ThenNothingLostDoubleOrHalf) {
  ASSERT_NO_FATAL_FAILURE(Open());
  ASSERT_THAT(storage::Migrate(*database_, "events", Migrations(), clock_), IsOk());
  ASSERT_THAT(storage::Migrate(*database_, "n", kRows, clock_), IsOk());
  Close();
  const std::string journal = folder_.path() + "/journal";

  for (int round = 0; round < kKills; ++round) {
    ASSERT_NO_FATAL_FAILURE(WriteAndKill(journal, round));
  }
  ASSERT_NO_FATAL_FAILURE(Open());

  const auto acknowledged = ReadJournal(journal);
  const auto stored = Column("SELECT id FROM n WHERE tenant_id = $1 AND part = 0");
  std::set<std::string> stored_set(stored.begin(), stored.end());
  EXPECT_EQ(stored.size(), stored_set.size());
  for (const std::string& id : acknowledged) EXPECT_TRUE(stored_set.contains(id)) << "lost " << id;

  ExpectWhole(stored.size());

  // And whoever got no answer asks again: done once, whether it was done before or not.
  ChangeLog log(*tenants_, clock_);
  for (int round = 0; round < kKills; ++round) {
    const std::string id = absl::StrCat(round, "-0-0");
    EXPECT_THAT(WriteOne(log, id), IsOk());
    stored_set.insert(id);
  }
  EXPECT_EQ(Column("SELECT id FROM n WHERE tenant_id = $1 AND part = 0").size(), stored_set.size());
}

}  // namespace
}  // namespace driehoek::events
