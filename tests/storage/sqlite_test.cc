// What only the SQLite driver has: placeholders, shared commits, and what happens when the disk
// fails.
#include <sqlite3.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

#include "shared/base/errors.h"
#include "shared/storage/placeholders.h"
#include "support/database_test.h"
#include "support/status_matchers.h"

namespace {
std::atomic<bool> g_disk_fails{false};
std::atomic<int> g_syncs{0};
}  // namespace

// Stands in front of the C library's for SQLite too: the disk fails when a test says so.
extern "C" int fdatasync(int fd) {
  g_syncs.fetch_add(1);
  if (g_disk_fails.load()) {
    errno = EIO;
    return -1;
  }
  return static_cast<int>(syscall(SYS_fdatasync, fd));
}

namespace driehoek::storage {
namespace {

using ::driehoek::test::IsOk;
using ::driehoek::test::StatusIs;

TEST(PlaceholdersTest, GivenDollars_WhenRewritten_ThenOnlyPlaceholdersChange) {
  EXPECT_EQ(ToSqlitePlaceholders("SELECT $2, $1, $12"), "SELECT ?2, ?1, ?12");
  EXPECT_EQ(ToSqlitePlaceholders("SELECT '$1', \"$1\" -- $1\n, $1"),
            "SELECT '$1', \"$1\" -- $1\n, ?1");
  EXPECT_EQ(ToSqlitePlaceholders("SELECT 'it''s $1' /* $1 */, $1, '$1"),
            "SELECT 'it''s $1' /* $1 */, ?1, '$1");
  EXPECT_EQ(ToSqlitePlaceholders("$ $a $"), "$ $a $");
}

constexpr Migration kTable[] = {
    {1, "n",
     "CREATE TABLE IF NOT EXISTS n (tenant_id @text NOT NULL, id @int NOT NULL, "
     "CONSTRAINT n_pk PRIMARY KEY (tenant_id, id));"}};

class SqliteTest : public ::testing::Test {
 protected:
  void SetUp() override {
    g_disk_fails = false;
    test::FakeClock clock;
    ASSERT_THAT(Migrate(db(), "n", kTable, clock), IsOk());
  }
  void TearDown() override { g_disk_fails = false; }

  Database& db() { return test_database_.database(); }
  static absl::Time Soon() { return absl::Now() + absl::Seconds(30); }
  static absl::Status Insert(Transaction& transaction, std::int64_t id) {
    return transaction
        .Execute("INSERT INTO n (tenant_id, id) VALUES ($1, $2)", {std::string("demo"), id})
        .status();
  }
  absl::Status InsertAlone(std::int64_t id, absl::Time deadline = Soon()) {
    return db().Write(deadline, [&](Transaction& transaction) { return Insert(transaction, id); });
  }
  std::int64_t Count() {
    std::int64_t count = -1;
    EXPECT_THAT(db().Read(Soon(),
                          [&](Transaction& transaction) {
                            const auto rows =
                                transaction.Execute("SELECT count(*) FROM n WHERE tenant_id = $1",
                                                    {std::string("demo")});
                            if (rows.ok()) count = rows->at(0).Int(0);
                            return rows.status();
                          }),
                IsOk());
    return count;
  }

  test::TestDatabase test_database_{Engine::kSqlite};
};

TEST_F(SqliteTest, GivenOneCaller_WhenItWrites_ThenOneSync) {
  ASSERT_THAT(InsertAlone(0), IsOk());  // the first one also starts the log
  const int before = g_syncs;

  ASSERT_THAT(InsertAlone(1), IsOk());

  EXPECT_EQ(g_syncs - before, 1);
}

// Holds the writer's turn so that others queue up behind it.
class Gate {
 public:
  void Open() {
    {
      const std::lock_guard lock(mutex_);
      open_ = true;
    }
    changed_.notify_all();
  }
  void Pass() {
    std::unique_lock lock(mutex_);
    entered_ = true;
    changed_.notify_all();
    changed_.wait(lock, [this] { return open_; });
  }
  void AwaitEntered() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return entered_; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool open_ = false;
  bool entered_ = false;
};

TEST_F(SqliteTest, GivenQueuedCallers_WhenTurnComes_ThenTheyShareOneCommitAndRefusalsHurtNobody) {
  ASSERT_THAT(InsertAlone(100), IsOk());
  Gate gate;
  std::vector<std::thread> threads;
  threads.emplace_back([&] {
    EXPECT_THAT(db().Write(Soon(),
                           [&](Transaction& transaction) {
                             gate.Pass();
                             return Insert(transaction, 0);
                           }),
                IsOk());
  });
  gate.AwaitEntered();
  const int before = g_syncs;
  for (int i = 1; i <= 20; ++i) {
    threads.emplace_back([&, i] {
      // Every fourth one collides with the row that is there.
      EXPECT_EQ(InsertAlone(i % 4 == 0 ? 100 : i).ok(), i % 4 != 0);
    });
  }
  std::this_thread::sleep_for(std::chrono::milliseconds(200));

  gate.Open();
  for (std::thread& thread : threads) thread.join();

  EXPECT_EQ(Count(), 1 + 1 + 15);
  EXPECT_LE(g_syncs - before, 2);
}

TEST_F(SqliteTest, GivenCallerInQueue_WhenItsDeadlinePasses_ThenItLeavesAndNothingIsDone) {
  Gate gate;
  std::thread holder([&] {
    EXPECT_THAT(db().Write(Soon(),
                           [&](Transaction& transaction) {
                             gate.Pass();
                             return Insert(transaction, 0);
                           }),
                IsOk());
  });
  gate.AwaitEntered();

  EXPECT_THAT(InsertAlone(1, absl::Now() + absl::Milliseconds(50)),
              StatusIs(absl::StatusCode::kDeadlineExceeded, "DEADLINE"));

  gate.Open();
  holder.join();
  EXPECT_EQ(Count(), 1);
}

TEST_F(SqliteTest, GivenFailedSync_WhenCommitting_ThenOutcomeUnknownAndNoMoreWritesForEver) {
  ASSERT_THAT(InsertAlone(1), IsOk());

  g_disk_fails = true;
  EXPECT_THAT(InsertAlone(2), StatusIs(absl::StatusCode::kUnknown, "COMMIT_OUTCOME_UNKNOWN"));
  g_disk_fails = false;

  // The disk may say it is well again; what it holds is not known.
  const int before = g_syncs;
  EXPECT_THAT(InsertAlone(3), StatusIs(absl::StatusCode::kUnavailable, "DATABASE_UNAVAILABLE"));
  EXPECT_THAT(db().Ping(), StatusIs(absl::StatusCode::kUnavailable, "DATABASE_UNAVAILABLE"));
  EXPECT_EQ(g_syncs, before);
  EXPECT_EQ(Count(), 1);
}

TEST_F(SqliteTest, GivenAnotherProcessHoldsTheFile_WhenWriting_ThenConflictAfterTheTries) {
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open(test_database_.url().substr(7).c_str(), &other), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);

  EXPECT_THAT(InsertAlone(1, absl::Now() + absl::Milliseconds(300)),
              StatusIs(absl::StatusCode::kAborted, "WRITE_CONFLICT"));

  sqlite3_close(other);
  EXPECT_THAT(InsertAlone(1), IsOk());
}

TEST_F(SqliteTest, GivenManyCommits_WhenTheLogIsLong_ThenItIsMovedIntoTheFile) {
  const std::string payload(100'000, 'x');
  ASSERT_THAT(
      db().ExecuteAlone("CREATE TABLE big (tenant_id TEXT NOT NULL, x TEXT NOT NULL) STRICT"),
      IsOk());
  for (int i = 0; i < 150; ++i) {
    ASSERT_THAT(db().Write(Soon(),
                           [&](Transaction& transaction) {
                             return transaction
                                 .Execute("INSERT INTO big (tenant_id, x) VALUES ($1, $2)",
                                          {std::string("demo"), payload})
                                 .status();
                           }),
                IsOk());
  }

  const std::string path = test_database_.url().substr(7);
  EXPECT_GT(std::filesystem::file_size(path), 7'000'000U);
  EXPECT_LT(std::filesystem::file_size(path + "-wal"), 12'000'000U);
}

TEST_F(SqliteTest, GivenNewFile_WhenCreated_ThenOnlyItsOwnerReadsIt) {
  const auto mode = std::filesystem::status(test_database_.url().substr(7)).permissions();

  EXPECT_EQ(mode, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

}  // namespace
}  // namespace driehoek::storage
