#include "support/database_test.h"

#include <atomic>
#include <cstdio>
#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "support/postgres_server.h"
#include "support/status_matchers.h"

namespace driehoek::test {

TestDatabase::TestDatabase(storage::Engine engine) {
  static std::atomic<int> count{0};
  schema_ = absl::StrCat("test_", ++count);
  url_ = engine == storage::Engine::kSqlite ? absl::StrCat("sqlite:", folder_.path(), "/test.db")
                                            : PostgresServer::Get().Url();
  Reopen();
}

std::unique_ptr<storage::Database> TestDatabase::OpenAgain(absl::string_view url_suffix) const {
  auto opened = storage::Open(absl::StrCat(url_, url_suffix), schema_);
  if (!opened.ok()) {
    std::fprintf(stderr, "cannot open the test's database: %s\n",
                 opened.status().ToString().c_str());
    std::abort();
  }
  return *std::move(opened);
}

void TestDatabase::Reopen() {
  tenant_database_.reset();
  database_.reset();
  database_ = OpenAgain();
  tenant_database_ = std::make_unique<storage::TenantDatabase>(*database_);
}

void DatabaseTest::SetUp() {
  if (GetParam() == storage::Engine::kPostgres) {
    ASSERT_EQ(PostgresServer::Get().problem(), "");
  }
  test_database_ = std::make_unique<TestDatabase>(GetParam());
}

void DatabaseTest::Migrate(absl::string_view component,
                           absl::Span<const storage::Migration> migrations) {
  if (HasFatalFailure()) return;
  ASSERT_THAT(storage::Migrate(database(), component, migrations, clock_), IsOk());
}

std::string EngineName(const ::testing::TestParamInfo<storage::Engine>& info) {
  return info.param == storage::Engine::kSqlite ? "Sqlite" : "Postgres";
}

}  // namespace driehoek::test
