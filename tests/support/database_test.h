// A new, empty database for each test, once on every engine:
//
//   class LoanStoreTest : public driehoek::test::DatabaseTest {
//     void SetUp() override { DatabaseTest::SetUp(); Migrate("lending", lending::Migrations()); }
//   };
//   TEST_P(LoanStoreTest, Given..._When..._Then...) { ... tenant_database() ... }
//   DRIEHOEK_ON_EVERY_ENGINE(LoanStoreTest);
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "absl/types/span.h"
#include "shared/storage/database.h"
#include "shared/storage/migrate.h"
#include "shared/storage/tenant_database.h"
#include "support/fake_clock.h"
#include "support/temp_folder.h"

namespace driehoek::test {

// A database of its own in a temporary file, or a schema of its own on the program's PostgreSQL
// server. Also usable outside a parameterised test.
class TestDatabase {
 public:
  // Ends the program with a clear sentence when the engine is not there; a test calls
  // PostgresServer::problem() first, as DatabaseTest does.
  explicit TestDatabase(storage::Engine engine);

  storage::Database& database() { return *database_; }
  storage::TenantDatabase& tenant_database() { return *tenant_database_; }
  // A second connection to the same data, as a second process would have.
  std::unique_ptr<storage::Database> OpenAgain(absl::string_view url_suffix = "") const;
  // Closes and opens it.
  void Reopen();
  const std::string& url() const { return url_; }
  const std::string& schema() const { return schema_; }

 private:
  TempFolder folder_;
  std::string url_;
  std::string schema_;
  std::unique_ptr<storage::Database> database_;
  std::unique_ptr<storage::TenantDatabase> tenant_database_;
};

class DatabaseTest : public ::testing::TestWithParam<storage::Engine> {
 protected:
  void SetUp() override;

  // Applies a component's migrations; the test fails when they do.
  void Migrate(absl::string_view component, absl::Span<const storage::Migration> migrations);

  TestDatabase& test_database() { return *test_database_; }
  storage::Database& database() { return test_database_->database(); }
  storage::TenantDatabase& tenant_database() { return test_database_->tenant_database(); }
  FakeClock& clock() { return clock_; }
  // Half a minute from now: longer than any test of the contract takes.
  static absl::Time Soon() { return absl::Now() + absl::Seconds(30); }

 private:
  FakeClock clock_;
  std::unique_ptr<TestDatabase> test_database_;
};

std::string EngineName(const ::testing::TestParamInfo<storage::Engine>& info);

}  // namespace driehoek::test

#define DRIEHOEK_ON_EVERY_ENGINE(suite)                                               \
  INSTANTIATE_TEST_SUITE_P(OnEveryEngine, suite,                                      \
                           ::testing::Values(::driehoek::storage::Engine::kSqlite,    \
                                             ::driehoek::storage::Engine::kPostgres), \
                           ::driehoek::test::EngineName)
