#include "shared/storage/migrate.h"

#include <thread>

#include "support/database_test.h"
#include "support/status_matchers.h"

namespace driehoek::storage {
namespace {

using ::driehoek::test::IsOk;
using ::driehoek::test::StatusIs;

constexpr Migration kFirst = {1, "loan", R"sql(
-- Instruments; a semicolon ; in a comment ends nothing.
CREATE TABLE IF NOT EXISTS loan (
  tenant_id @text NOT NULL,
  id @uuid NOT NULL,
  label @text NOT NULL DEFAULT 'a;b',
  CONSTRAINT loan_pk PRIMARY KEY (tenant_id, id)
);
-- @distribute
)sql"};
constexpr Migration kSecond = {2, "hours", R"sql(
ALTER TABLE loan ADD COLUMN IF NOT EXISTS weekly_hours @int NOT NULL DEFAULT 8;
-- @online
CREATE INDEX IF NOT EXISTS loan_by_hours ON loan (tenant_id, weekly_hours);
UPDATE loan SET weekly_hours = 9 WHERE weekly_hours = 8;
)sql"};
// The same, cut short by a statement that fails.
constexpr Migration kSecondBroken = {2, "hours", R"sql(
ALTER TABLE loan ADD COLUMN IF NOT EXISTS weekly_hours @int NOT NULL DEFAULT 8;
CREATE INDEX IF NOT EXISTS loan_by_hours ON no_such_table (tenant_id, weekly_hours);
)sql"};

class MigrateTest : public test::DatabaseTest {
 protected:
  absl::Status Apply(std::vector<Migration> migrations) {
    return storage::Migrate(database(), "loans", migrations, clock());
  }
  absl::Status UseTable() {
    return database().Write(Soon(), [](Transaction& transaction) {
      return transaction
          .Execute("INSERT INTO loan (tenant_id, id, weekly_hours) VALUES ($1, $2, 3)",
                   {std::string("demo"), std::string("0197c000-0000-7000-8000-000000000001")})
          .status();
    });
  }
};

TEST_P(MigrateTest, GivenEmptyDatabase_WhenMigratedTwice_ThenAppliedOnce) {
  EXPECT_THAT(Apply({kFirst, kSecond}), IsOk());
  EXPECT_THAT(Apply({kFirst, kSecond}), IsOk());

  EXPECT_THAT(UseTable(), IsOk());
}

TEST_P(MigrateTest, GivenOlderDatabase_WhenMigrated_ThenOnlyTheNewFileRuns) {
  ASSERT_THAT(Apply({kFirst}), IsOk());

  EXPECT_THAT(Apply({kFirst, kSecond}), IsOk());
  EXPECT_THAT(UseTable(), IsOk());
}

TEST_P(MigrateTest, GivenFileCutShort_WhenMigratedAgain_ThenGoesOnWhereItStopped) {
  ASSERT_THAT(Apply({kFirst, kSecondBroken}),
              StatusIs(absl::StatusCode::kInternal, "STATEMENT_FAILED"));

  EXPECT_THAT(Apply({kFirst, kSecond}), IsOk());
  EXPECT_THAT(UseTable(), IsOk());
}

TEST_P(MigrateTest, GivenStepDoneButNotRecorded_WhenMigrated_ThenTheStepBearsIt) {
  ASSERT_THAT(Apply({kFirst}), IsOk());
  ASSERT_THAT(database().ExecuteAlone(database().engine() == Engine::kSqlite
                                          ? "ALTER TABLE loan ADD COLUMN weekly_hours INTEGER"
                                          : "ALTER TABLE loan ADD COLUMN weekly_hours bigint"),
              IsOk());

  EXPECT_THAT(Apply({kFirst, kSecond}), IsOk());
}

TEST_P(MigrateTest, GivenAppliedFile_WhenItChanged_ThenRefused) {
  ASSERT_THAT(Apply({kFirst}), IsOk());
  Migration changed = kFirst;
  changed.sql = "CREATE TABLE IF NOT EXISTS another (tenant_id @text NOT NULL);";

  EXPECT_THAT(Apply({changed}),
              StatusIs(absl::StatusCode::kFailedPrecondition, "MIGRATION_CHANGED"));
}

TEST_P(MigrateTest, GivenNewerDatabase_WhenOlderProgramMigrates_ThenRefused) {
  ASSERT_THAT(Apply({kFirst, kSecond}), IsOk());

  EXPECT_THAT(Apply({kFirst}),
              StatusIs(absl::StatusCode::kFailedPrecondition, "MIGRATION_UNKNOWN"));
}

TEST_P(MigrateTest, GivenGapInNumbers_WhenMigrated_ThenRefused) {
  EXPECT_THAT(Apply({kSecond}), StatusIs(absl::StatusCode::kFailedPrecondition, "MIGRATION_ORDER"));
}

TEST_P(MigrateTest, GivenTwoProgramsAtOnce_WhenBothMigrate_ThenBothSucceed) {
  const auto second = test_database().OpenAgain();
  absl::Status other;
  std::thread thread([&] {
    other = storage::Migrate(*second, "loans", std::vector<Migration>{kFirst, kSecond}, clock());
  });

  EXPECT_THAT(Apply({kFirst, kSecond}), IsOk());

  thread.join();
  EXPECT_THAT(other, IsOk());
  EXPECT_THAT(UseTable(), IsOk());
}

DRIEHOEK_ON_EVERY_ENGINE(MigrateTest);

TEST(ParseMigrationTest, GivenFile_WhenParsed_ThenTokensAndMarksAreTaken) {
  const auto sqlite = ParseMigration(kFirst.sql, Engine::kSqlite);
  const auto postgres = ParseMigration(kSecond.sql, Engine::kPostgres);

  ASSERT_THAT(sqlite, IsOk());
  ASSERT_EQ(sqlite->size(), 1U);
  EXPECT_TRUE(sqlite->front().distribute);
  EXPECT_THAT(sqlite->front().sql, ::testing::HasSubstr("label TEXT NOT NULL DEFAULT 'a;b'"));
  EXPECT_THAT(sqlite->front().sql, ::testing::EndsWith(") STRICT"));
  ASSERT_THAT(postgres, IsOk());
  ASSERT_EQ(postgres->size(), 3U);
  EXPECT_THAT(postgres->at(0).sql, ::testing::HasSubstr("weekly_hours bigint NOT NULL"));
  EXPECT_FALSE(postgres->at(0).online);
  EXPECT_TRUE(postgres->at(1).online);
}

TEST(ParseMigrationTest, GivenFaults_WhenParsed_ThenRefused) {
  for (const char* sql :
       {"CREATE TABLE t (id @serial);", "CREATE TABLE t (id @text)", "-- @sometimes\nSELECT 1;",
        "-- @distribute\n", "INSERT INTO t VALUES ('x);", "-- @online\n",
        "CREATE TABLE t (\n-- @distribute\nid @text);"}) {
    EXPECT_THAT(ParseMigration(sql, Engine::kSqlite),
                StatusIs(absl::StatusCode::kInvalidArgument, "MIGRATION_MALFORMED"))
        << sql;
  }
}

}  // namespace
}  // namespace driehoek::storage
