// What only the PostgreSQL driver has: conflicts, lost connections, the switch for poolers.
#include <libpq-fe.h>

#include <atomic>
#include <memory>
#include <thread>

#include "absl/strings/str_cat.h"
#include "shared/base/errors.h"
#include "shared/storage/postgres_connection.h"
#include "support/database_test.h"
#include "support/postgres_server.h"
#include "support/status_matchers.h"

namespace driehoek::storage {
namespace {

using ::driehoek::test::IsOk;
using ::driehoek::test::PostgresServer;
using ::driehoek::test::StatusIs;

constexpr Migration kTable[] = {
    {1, "n",
     "CREATE TABLE IF NOT EXISTS n (tenant_id @text NOT NULL, id @int NOT NULL, "
     "CONSTRAINT n_pk PRIMARY KEY (tenant_id, id));"}};

class PostgresTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(PostgresServer::Get().problem(), "");
    test_database_ = std::make_unique<test::TestDatabase>(Engine::kPostgres);
    test::FakeClock clock;
    ASSERT_THAT(Migrate(db(), "n", kTable, clock), IsOk());
    ASSERT_THAT(Insert(db(), 0), IsOk());
  }

  Database& db() { return test_database_->database(); }
  static absl::Time Soon() { return absl::Now() + absl::Seconds(20); }
  static absl::Status Insert(Database& database, std::int64_t id) {
    return database.Write(Soon(), [&](Transaction& transaction) {
      return transaction
          .Execute("INSERT INTO n (tenant_id, id) VALUES ($1, $2)", {std::string("demo"), id})
          .status();
    });
  }
  static absl::StatusOr<Rows> Lock(Transaction& transaction, std::int64_t id) {
    return transaction.Execute("SELECT id FROM n WHERE tenant_id = $1 AND id = $2 FOR UPDATE",
                               {std::string("demo"), id});
  }
  static absl::Status EndMyself(Transaction& transaction) {
    return transaction.Execute("SELECT pg_terminate_backend(pg_backend_pid())", {}).status();
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

  std::unique_ptr<test::TestDatabase> test_database_;
};

TEST_F(PostgresTest, GivenDeadlock_WhenOneIsChosen_ThenItsBodyRunsAgainAndBothSucceed) {
  ASSERT_THAT(Insert(db(), 1), IsOk());
  std::atomic<int> both{0};
  std::atomic<int> runs{0};
  const auto lock_both = [&](std::int64_t first, std::int64_t second) {
    return db().Write(Soon(), [&](Transaction& transaction) -> absl::Status {
      const bool is_first_run = runs.fetch_add(1) < 2;
      DRIEHOEK_RETURN_IF_ERROR(Lock(transaction, first).status());
      both.fetch_add(1);
      while (is_first_run && both.load() < 2) std::this_thread::yield();
      return Lock(transaction, second).status();
    });
  };

  absl::Status other;
  std::thread thread([&] { other = lock_both(1, 0); });
  const absl::Status mine = lock_both(0, 1);
  thread.join();

  EXPECT_THAT(mine, IsOk());
  EXPECT_THAT(other, IsOk());
  EXPECT_GT(runs, 2);
}

TEST_F(PostgresTest, GivenBodyThatAlwaysConflicts_WhenWritten_ThenAbortedAfterFiveRuns) {
  int runs = 0;

  const absl::Status status = db().Write(Soon(), [&](Transaction& transaction) {
    ++runs;
    return transaction
        .Execute("DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '40001'; END $$", {})
        .status();
  });

  EXPECT_THAT(status, StatusIs(absl::StatusCode::kAborted, "WRITE_CONFLICT"));
  EXPECT_EQ(runs, kMaxTries);
}

TEST_F(PostgresTest, GivenUnexpectedDuplicate_WhenWritten_ThenBodyRunsOnceMore) {
  int runs = 0;

  const absl::Status status = db().Write(Soon(), [&](Transaction& transaction) {
    ++runs;
    return transaction
        .Execute("INSERT INTO n (tenant_id, id) VALUES ($1, 0)", {std::string("demo")})
        .status();
  });

  EXPECT_THAT(status, StatusIs(absl::StatusCode::kAlreadyExists, "UNIQUE_VIOLATION"));
  EXPECT_EQ(runs, 2);
}

TEST_F(PostgresTest, GivenConnectionLostInTheBody_WhenWritten_ThenRunsAgainOnANewOne) {
  int runs = 0;

  const absl::Status status = db().Write(Soon(), [&](Transaction& transaction) -> absl::Status {
    DRIEHOEK_RETURN_IF_ERROR(
        transaction.Execute("INSERT INTO n (tenant_id, id) VALUES ($1, 5)", {std::string("demo")})
            .status());
    return ++runs == 1 ? EndMyself(transaction) : absl::OkStatus();
  });

  EXPECT_THAT(status, IsOk());
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(Count(), 2);
}

TEST_F(PostgresTest, GivenConnectionLostBeforeTheAnswerToCommit_WhenWritten_ThenOutcomeUnknown) {
  // A trigger is not ours to use in a schema; here it stands for a server that dies while it
  // commits.
  ASSERT_THAT(
      db().ExecuteAlone("CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                        "PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$"),
      IsOk());
  ASSERT_THAT(db().ExecuteAlone("CREATE CONSTRAINT TRIGGER dies AFTER INSERT ON n DEFERRABLE "
                                "INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION die()"),
              IsOk());
  int runs = 0;

  const absl::Status status = db().Write(Soon(), [&](Transaction& transaction) {
    ++runs;
    return transaction
        .Execute("INSERT INTO n (tenant_id, id) VALUES ($1, 9)", {std::string("demo")})
        .status();
  });

  EXPECT_THAT(status, StatusIs(absl::StatusCode::kUnknown, "COMMIT_OUTCOME_UNKNOWN"));
  EXPECT_EQ(runs, 1);
}

TEST_F(PostgresTest, GivenWarningDuringCommit_WhenWritten_ThenOutcomeUnknown) {
  // As the server warns when it gives up waiting for a standby.
  ASSERT_THAT(
      db().ExecuteAlone("CREATE FUNCTION warn() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                        "RAISE WARNING 'not replicated'; RETURN NULL; END $$"),
      IsOk());
  ASSERT_THAT(db().ExecuteAlone("CREATE CONSTRAINT TRIGGER warns AFTER INSERT ON n DEFERRABLE "
                                "INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION warn()"),
              IsOk());

  EXPECT_THAT(Insert(db(), 9), StatusIs(absl::StatusCode::kUnknown, "COMMIT_OUTCOME_UNKNOWN"));
}

TEST_F(PostgresTest, GivenServerRestart_WhenUsedAgain_ThenReconnects) {
  ASSERT_THAT(db().Ping(), IsOk());

  PostgresServer::Get().Restart();

  ASSERT_EQ(PostgresServer::Get().problem(), "");
  EXPECT_THAT(Insert(db(), 7), IsOk());
  EXPECT_EQ(Count(), 2);
}

TEST_F(PostgresTest, GivenRowLockedByAnother_WhenDeadlinePasses_ThenDeadlineExceededInTime) {
  std::atomic<bool> locked{false};
  std::atomic<bool> release{false};
  std::thread holder([&] {
    EXPECT_THAT(db().Write(Soon(),
                           [&](Transaction& transaction) {
                             const auto rows = Lock(transaction, 0);
                             locked = true;
                             while (!release) std::this_thread::yield();
                             return rows.status();
                           }),
                IsOk());
  });
  while (!locked) std::this_thread::yield();
  const absl::Time start = absl::Now();

  const absl::Status status =
      db().Write(start + absl::Milliseconds(300),
                 [](Transaction& transaction) { return Lock(transaction, 0).status(); });

  EXPECT_THAT(status, StatusIs(absl::StatusCode::kDeadlineExceeded, "DEADLINE"));
  EXPECT_LT(absl::Now() - start, absl::Seconds(2));
  release = true;
  holder.join();
}

TEST_F(PostgresTest, GivenPrepareOff_WhenUsed_ThenNoStatementIsPrepared) {
  const auto plain = test_database_->OpenAgain("&prepare=off");
  std::int64_t prepared = -1;

  ASSERT_THAT(Insert(*plain, 3), IsOk());
  ASSERT_THAT(plain->Read(Soon(),
                          [&](Transaction& transaction) {
                            const auto rows = transaction.Execute(
                                "SELECT count(*) FROM pg_prepared_statements", {});
                            if (rows.ok()) prepared = rows->at(0).Int(0);
                            return rows.status();
                          }),
              IsOk());

  EXPECT_EQ(prepared, 0);
  EXPECT_EQ(Count(), 2);
}

TEST_F(PostgresTest, GivenFinishedTransactions_WhenConnectionIsReused_ThenNoSettingIsLeft) {
  const auto options = ParsePostgresUrl(test_database_->url(), test_database_->schema());
  auto connection = PostgresConnection::Open(*options, Soon());
  ASSERT_THAT(connection, IsOk());
  ASSERT_THAT((*connection)->Run("BEGIN; SET LOCAL search_path = pg_catalog", Soon()).status,
              IsOk());
  ASSERT_THAT((*connection)->Commit(Soon()).status, IsOk());

  const PostgresReply reply = (*connection)->Run("SHOW search_path", Soon());

  ASSERT_THAT(reply.status, IsOk());
  EXPECT_EQ(reply.rows.at(0).Text(0), "\"$user\", public");
}

TEST_F(PostgresTest, GivenMoreCallersThanConnections_WhenAllRead_ThenAllAreServed) {
  std::vector<std::thread> threads;
  std::atomic<int> served{0};

  for (int i = 0; i < 40; ++i) {
    threads.emplace_back([&] {
      const absl::Status status = db().Read(Soon(), [](Transaction& transaction) {
        return transaction.Execute("SELECT pg_sleep(0.01)", {}).status();
      });
      served += status.ok() ? 1 : 0;
    });
  }
  for (std::thread& thread : threads) thread.join();

  EXPECT_EQ(served, 40);
}

TEST(PostgresUrlTest, GivenOwnParameter_WhenParsed_ThenTakenOut) {
  const auto options = ParsePostgresUrl("postgres://h/db?sslmode=require&prepare=off", "lti");

  ASSERT_THAT(options, IsOk());
  EXPECT_EQ(options->url, "postgres://h/db?sslmode=require");
  EXPECT_FALSE(options->prepare);
  EXPECT_TRUE(ParsePostgresUrl("postgres://h/db", "lti")->prepare);
  EXPECT_EQ(ParsePostgresUrl("postgres://h/db?prepare=on", "lti")->url, "postgres://h/db");
}

}  // namespace
}  // namespace driehoek::storage
