// The rules for statements, held over the source text: each statement of a service stands under its
// tenant, uses nothing that one engine lacks, and is accepted by SQLite and by PostgreSQL with the
// tables of the migrations.
#include <gtest/gtest.h>
#include <libpq-fe.h>
#include <sqlite3.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "shared/storage/migrate.h"
#include "shared/storage/placeholders.h"
#include "support/postgres_server.h"
#include "support/statement_scan.h"
#include "support/status_matchers.h"
#include "support/temp_folder.h"

namespace driehoek::storage {
namespace {

using test::FindStatements;
using test::Statement;
using test::TenantFault;

std::filesystem::path Source() {
  const char* source = std::getenv("DRIEHOEK_SOURCE");
  return source == nullptr ? "." : source;
}

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream in(path);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

// Every statement below `root`, less the drivers and the migrator, whose tables belong to no
// tenant.
std::vector<Statement> StatementsBelow(const std::string& root) {
  std::vector<Statement> statements;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(Source() / root)) {
    const std::string path = std::filesystem::relative(entry.path(), Source()).string();
    const bool is_source = absl::EndsWith(path, ".cc") && !absl::EndsWith(path, "_test.cc");
    if (!is_source || absl::StartsWith(path, "services/shared/storage/")) continue;
    if (absl::StrContains(path, "node_modules")) continue;
    for (Statement& statement : FindStatements(ReadFile(entry.path()))) {
      statement.file = path;
      statements.push_back(std::move(statement));
    }
  }
  return statements;
}

// The reads over all tenants, each in a file that holds nothing else: plain SELECTs without locks.
// Who adds one adds it here, and says why.
const std::set<std::string>& CrossTenantFiles() {
  static const std::set<std::string> files = {
      // One person's grants in several institutions, found by the keyed hash of the proved address.
      "services/access/cross_tenant_reads.cc",
      // Which institutions there are, for what runs by the clock.
      "services/server/tenants.cc",
  };
  return files;
}

TEST(StatementRulesTest, GivenEveryService_WhenItsStatementsAreRead_ThenEachStandsUnderItsTenant) {
  const auto statements = StatementsBelow("services");
  ASSERT_GT(statements.size(), 20U) << "the scan finds too little to mean anything";

  for (const Statement& statement : statements) {
    if (CrossTenantFiles().contains(statement.file)) {
      EXPECT_TRUE(absl::StartsWith(statement.sql, "SELECT") &&
                  !absl::StrContains(statement.sql, "FOR UPDATE"))
          << statement.file << ": " << statement.sql;
      continue;
    }
    EXPECT_EQ(TenantFault(statement.sql), "") << statement.file << ": " << statement.sql;
  }
}

TEST(StatementRulesTest, GivenEveryStatement_WhenRead_ThenNothingThatOneEngineLacks) {
  // Volatile functions, casts and clauses that sql rules 2.2 and 2.3 leave out.
  const std::regex forbidden(
      R"(now\(|random\(|CURRENT_(TIME|DATE)|clock_timestamp|gen_random_uuid|::|\bILIKE\b|\bOFFSET\b|)"
      R"(\bMERGE\b|\bGREATEST\b|DISTINCT ON|\blower\(|\bupper\(|SKIP LOCKED|FOR UPDATE|FOR SHARE|)"
      R"(\bLISTEN\b|\bNOTIFY\b|pg_advisory|\bSET LOCAL\b)",
      std::regex::icase);
  for (const char* root : {"services", "lti-adapter"}) {
    for (const Statement& statement : StatementsBelow(root)) {
      std::smatch found;
      EXPECT_FALSE(std::regex_search(statement.sql, found, forbidden))
          << statement.file << ": '" << found.str() << "' in " << statement.sql;
    }
  }
}

TEST(TenantFaultTest, GivenStatements_WhenJudged_ThenOnlyThoseUnderOneTenantPass) {
  for (const char* good :
       {"SELECT a FROM loan WHERE tenant_id = $1 AND id = $2",
        "SELECT a FROM loan JOIN pupil ON pupil.id = loan.pupil AND pupil.tenant_id = $1 "
        "WHERE loan.tenant_id = $1",
        "INSERT INTO loan (tenant_id, id) VALUES ($1, $2) ON CONFLICT (tenant_id, id) DO NOTHING",
        "INSERT INTO loan (tenant_id, id) SELECT $1, id FROM pupil WHERE tenant_id = $1",
        "UPDATE loan SET a = 1 WHERE tenant_id = $1 AND id IN (SELECT id FROM x WHERE tenant_id = "
        "$1)",
        "DELETE FROM loan WHERE tenant_id = $1 AND id = $2"}) {
    EXPECT_EQ(TenantFault(good), "") << good;
  }
  for (const char* bad :
       {"SELECT a FROM loan WHERE id = $2", "SELECT a FROM loan WHERE tenant_id = $2",
        "SELECT a FROM loan JOIN pupil ON pupil.id = loan.pupil WHERE loan.tenant_id = $1",
        "INSERT INTO loan (id, tenant_id) VALUES ($1, $2)",
        "INSERT INTO loan (tenant_id, id) VALUES ($2, $1)",
        "INSERT INTO loan (tenant_id, id) SELECT $1, id FROM pupil",
        "UPDATE loan SET a = 1 WHERE tenant_id = $1 AND id IN (SELECT id FROM x)",
        "SELECT a FROM loan, pupil WHERE loan.tenant_id = $1", "DELETE FROM loan",
        "SELECT a FROM loan WHERE tenant_id = $10"}) {
    EXPECT_NE(TenantFault(bad), "") << bad;
  }
}

TEST(FindStatementsTest, GivenSource_WhenScanned_ThenLiteralsAreJoinedAndOthersLeft) {
  const auto found = FindStatements(
      "f(\"SELECT a \"\n  \"FROM b WHERE x = 'y'\"); // \"SELECT no\"\n"
      "g(R\"sql(DELETE FROM c)sql\"); h(\"Select a workplace\"); char c = '\"';\n"
      "i(\"an \\\"INSERT INTO\\\" in words\"); /* \"UPDATE x SET y\" */");

  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].sql, "SELECT a FROM b WHERE x = 'y'");
  EXPECT_EQ(found[1].sql, "DELETE FROM c");
}

// All migrations below `root`, those that all build on first.
std::vector<MigrationStep> StepsBelow(const std::string& root, Engine engine) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(Source() / root)) {
    if (entry.path().parent_path().filename() == "migrations" &&
        entry.path().extension() == ".sql") {
      files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) {
    return std::pair(!absl::StrContains(a.string(), "/shared/"), a) <
           std::pair(!absl::StrContains(b.string(), "/shared/"), b);
  });
  std::vector<MigrationStep> steps;
  for (const auto& file : files) {
    auto parsed = ParseMigration(ReadFile(file), engine);
    EXPECT_THAT(parsed, test::IsOk()) << file;
    if (!parsed.ok()) continue;
    std::move(parsed->begin(), parsed->end(), std::back_inserter(steps));
  }
  return steps;
}

class PreparesTest : public ::testing::TestWithParam<const char*> {};

TEST_P(PreparesTest, GivenMigratedSqlite_WhenStatementsArePrepared_ThenAllAreAccepted) {
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open(":memory:", &db), SQLITE_OK);
  for (const MigrationStep& step : StepsBelow(GetParam(), Engine::kSqlite)) {
    // A new database has no columns to look for.
    const std::string sql =
        std::regex_replace(step.sql, std::regex("COLUMN IF NOT EXISTS"), "COLUMN");
    EXPECT_EQ(sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
        << sqlite3_errmsg(db) << " in " << sql;
  }

  for (const Statement& statement : StatementsBelow(GetParam())) {
    sqlite3_stmt* prepared = nullptr;
    const int code =
        sqlite3_prepare_v2(db, ToSqlitePlaceholders(statement.sql).c_str(), -1, &prepared, nullptr);
    EXPECT_EQ(code, SQLITE_OK) << statement.file << ": " << sqlite3_errmsg(db) << "\n"
                               << statement.sql;
    sqlite3_finalize(prepared);
  }
  sqlite3_close(db);
}

TEST_P(PreparesTest, GivenMigratedPostgres_WhenStatementsArePrepared_ThenAllAreAccepted) {
  auto& server = test::PostgresServer::Get();
  ASSERT_EQ(server.problem(), "");
  const std::unique_ptr<PGconn, decltype(&PQfinish)> connection(PQconnectdb(server.Url().c_str()),
                                                                &PQfinish);
  const auto run = [&](PGresult* raw) {
    const std::unique_ptr<PGresult, decltype(&PQclear)> result(raw, &PQclear);
    const auto status = PQresultStatus(result.get());
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK
               ? std::string()
               : std::string(PQresultErrorMessage(result.get()));
  };
  const std::string schema = absl::StrCat("rules_", std::string(GetParam()).substr(0, 3));
  ASSERT_EQ(
      run(PQexec(connection.get(), absl::StrCat("SET client_min_messages = error; CREATE SCHEMA ",
                                                schema, "; SET search_path = ", schema)
                                       .c_str())),
      "");
  for (const MigrationStep& step : StepsBelow(GetParam(), Engine::kPostgres)) {
    EXPECT_EQ(run(PQexec(connection.get(), step.sql.c_str())), "") << step.sql;
  }

  for (const Statement& statement : StatementsBelow(GetParam())) {
    EXPECT_EQ(run(PQprepare(connection.get(), "", statement.sql.c_str(), 0, nullptr)), "")
        << statement.file << ": " << statement.sql;
  }
}

INSTANTIATE_TEST_SUITE_P(EveryProgram, PreparesTest, ::testing::Values("services", "lti-adapter"),
                         [](const auto& program) {
                           return std::string(program.param).substr(0, 3);
                         });

}  // namespace
}  // namespace driehoek::storage
