// What both drivers promise in shared/storage/database.h, on SQLite and on PostgreSQL: statements,
// values and transactions of one caller. What many do at once is in database_concurrency_test.cc.
#include <string>
#include <vector>

#include "shared/base/errors.h"
#include "storage/loan_tables_test.h"

namespace driehoek::storage {
namespace {

using ::driehoek::test::HasCode;
using ::driehoek::test::IsOk;
using ::driehoek::test::StatusIs;

class DatabaseContractTest : public LoanTablesTest {};

TEST_P(DatabaseContractTest, GivenCommittedRow_WhenOpenedAgain_ThenItIsThere) {
  ASSERT_THAT(Write(demo_, [](auto& transaction) { return Insert(transaction, kLoan, "viola"); }),
              IsOk());

  test_database().Reopen();

  EXPECT_EQ(CountLoans(demo_), 1);
}

TEST_P(DatabaseContractTest, GivenBodyThatRefuses_WhenWritten_ThenNothingStays) {
  const absl::Status status = Write(demo_, [](auto& transaction) {
    EXPECT_THAT(Insert(transaction, kLoan, "viola"), IsOk());
    return Error(absl::StatusCode::kFailedPrecondition, "LOAN_NOT_ACTIVE", "no");
  });

  EXPECT_THAT(status, StatusIs(absl::StatusCode::kFailedPrecondition, "LOAN_NOT_ACTIVE"));
  EXPECT_EQ(CountLoans(demo_), 0);
}

TEST_P(DatabaseContractTest, GivenTakenUniqueValue_WhenInserted_ThenAlreadyExists) {
  ASSERT_THAT(Write(demo_, [](auto& transaction) { return Insert(transaction, kLoan, "viola"); }),
              IsOk());

  EXPECT_THAT(Write(demo_, [](auto& transaction) { return Insert(transaction, kOther, "viola"); }),
              StatusIs(absl::StatusCode::kAlreadyExists, "UNIQUE_VIOLATION"));
  EXPECT_THAT(Write(demo_, [](auto& transaction) { return Insert(transaction, kLoan, "cello"); }),
              StatusIs(absl::StatusCode::kAlreadyExists, "UNIQUE_VIOLATION"));
}

TEST_P(DatabaseContractTest, GivenChange_WhenRun_ThenItTellsHowManyRowsItWrote) {
  const auto change = [&](const char* sql) {
    std::int64_t written = -1;
    EXPECT_THAT(Write(demo_,
                      [&](TenantTransaction& transaction) -> absl::Status {
                        DRIEHOEK_ASSIGN_OR_RETURN(written, transaction.Change(sql));
                        return absl::OkStatus();
                      }),
                IsOk());
    return written;
  };
  constexpr char kAdd[] =
      "INSERT INTO school (tenant_id, id) VALUES ($1, '0197c000-0000-7000-8000-000000000009') "
      "ON CONFLICT (tenant_id, id) DO NOTHING";

  EXPECT_EQ(change(kAdd), 1);
  EXPECT_EQ(change(kAdd), 0);
  EXPECT_EQ(change("UPDATE school SET id = id WHERE tenant_id = $1"), 2);
  EXPECT_EQ(change("UPDATE school SET id = id WHERE tenant_id = $1 AND 1 = 2"), 0);
  EXPECT_EQ(change("DELETE FROM school WHERE tenant_id = $1"), 2);
}

TEST_P(DatabaseContractTest, GivenMissingParent_WhenInserted_ThenForeignKeyViolation) {
  EXPECT_THAT(
      Write(demo_, [](auto& transaction) { return Insert(transaction, kLoan, "x", 8, kOther); }),
      StatusIs(absl::StatusCode::kFailedPrecondition, "FOREIGN_KEY_VIOLATION"));
}

TEST_P(DatabaseContractTest, GivenValueOutOfBoundsOrMissing_WhenInserted_ThenCheckViolation) {
  EXPECT_THAT(Write(demo_, [](auto& transaction) { return Insert(transaction, kLoan, "x", 41); }),
              StatusIs(absl::StatusCode::kFailedPrecondition, "CHECK_VIOLATION"));
  EXPECT_THAT(Write(demo_,
                    [](TenantTransaction& transaction) {
                      return transaction
                          .Execute(
                              "INSERT INTO loan (tenant_id, id, school, label, weekly_hours) "
                              "VALUES ($1, $2, $3, $4, 8)",
                              {std::string(kLoan), std::string(kSchool), std::monostate{}})
                          .status();
                    }),
              StatusIs(absl::StatusCode::kFailedPrecondition, "CHECK_VIOLATION"));
}

TEST_P(DatabaseContractTest, GivenTextWithNul_WhenBound_ThenRefused) {
  EXPECT_THAT(Write(demo_,
                    [](auto& transaction) {
                      return Insert(transaction, kLoan, std::string("vio\0la", 6));
                    }),
              StatusIs(absl::StatusCode::kInvalidArgument, "TEXT_HAS_NUL"));
}

TEST_P(DatabaseContractTest,
       GivenFailedStatement_WhenBodyGoesOn_ThenEveryStatementFailsAndNothingStays) {
  const absl::Status status = Write(demo_, [](auto& transaction) {
    EXPECT_THAT(Insert(transaction, kLoan, "viola"), IsOk());
    EXPECT_THAT(Insert(transaction, kOther, "cello", 41),
                HasCode(absl::StatusCode::kFailedPrecondition));
    EXPECT_THAT(Insert(transaction, kOther, "cello"),
                HasCode(absl::StatusCode::kFailedPrecondition));
    return absl::OkStatus();  // a body that does not look
  });

  EXPECT_THAT(status, StatusIs(absl::StatusCode::kFailedPrecondition, "CHECK_VIOLATION"));
  EXPECT_EQ(CountLoans(demo_), 0);
}

TEST_P(DatabaseContractTest, GivenWrongStatement_WhenRun_ThenInternalWithoutValues) {
  const absl::Status status = Write(demo_, [](TenantTransaction& transaction) {
    return transaction
        .Execute("SELECT nothing_like_it FROM loan WHERE tenant_id = $1 AND label = $2",
                 {std::string("Jansen")})
        .status();
  });

  EXPECT_THAT(status, StatusIs(absl::StatusCode::kInternal, "STATEMENT_FAILED"));
  EXPECT_EQ(std::string(status.message()).find("Jansen"), std::string::npos);
}

TEST_P(DatabaseContractTest, GivenDuplicate_WhenRefused_ThenErrorDoesNotQuoteTheRow) {
  ASSERT_THAT(Write(demo_, [](auto& transaction) { return Insert(transaction, kLoan, "Jansen"); }),
              IsOk());

  const absl::Status status =
      Write(demo_, [](auto& transaction) { return Insert(transaction, kOther, "Jansen"); });

  EXPECT_EQ(std::string(status.message()).find("Jansen"), std::string::npos);
}

TEST_P(DatabaseContractTest, GivenEveryType_WhenReadBack_ThenSame) {
  const std::string photo("\0\xff\x01", 3);
  const auto due = absl::FromUnixMicros(1782900000123456);
  ASSERT_THAT(Write(demo_,
                    [&](TenantTransaction& transaction) {
                      return transaction
                          .Execute(
                              "INSERT INTO loan (tenant_id, id, school, label, weekly_hours, "
                              "due_us, photo, details) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                              {std::string(kLoan), std::string(kSchool), std::string("Zoë €"),
                               std::int64_t{-5'000'000'000}, ToValue(due), Bytes{photo},
                               std::string("[1]")})
                          .status();
                    }),
              IsOk());

  ASSERT_THAT(tenant_database().Read(
                  demo_, Soon(),
                  [&](TenantTransaction& transaction) {
                    const auto rows = transaction.Execute(
                        "SELECT id, label, weekly_hours, due_us, photo, details, "
                        "count(*) OVER (), sum(weekly_hours) OVER (), label = $2 FROM loan "
                        "WHERE tenant_id = $1",
                        {std::string("Zoë €")});
                    if (!rows.ok()) return rows.status();
                    const Row& row = rows->at(0);
                    EXPECT_EQ(row.Text(0), kLoan);
                    EXPECT_EQ(row.Text(1), "Zoë €");
                    EXPECT_EQ(row.Int(2), -5'000'000'000);
                    EXPECT_EQ(row.Time(3), due);
                    EXPECT_EQ(row.Blob(4), photo);
                    EXPECT_EQ(row.Text(5), "[1]");
                    EXPECT_EQ(row.Int(6), 1);
                    EXPECT_EQ(row.Int(7), -5'000'000'000);
                    EXPECT_TRUE(row.Bool(8));
                    return absl::OkStatus();
                  }),
              IsOk());
}

TEST_P(DatabaseContractTest, GivenNullsAndEmptyValues_WhenReadBack_ThenToldApart) {
  ASSERT_THAT(Write(demo_,
                    [](TenantTransaction& transaction) {
                      return transaction
                          .Execute(
                              "INSERT INTO loan (tenant_id, id, school, label, weekly_hours, "
                              "photo) VALUES ($1, $2, $3, $4, 8, $5)",
                              {std::string(kLoan), std::string(kSchool), std::string(), Bytes{}})
                          .status();
                    }),
              IsOk());

  ASSERT_THAT(
      tenant_database().Read(demo_, Soon(),
                             [](TenantTransaction& transaction) {
                               const auto rows = transaction.Execute(
                                   "SELECT label, photo, due_us FROM loan WHERE tenant_id = $1");
                               if (!rows.ok()) return rows.status();
                               EXPECT_EQ(rows->at(0).OptionalText(0), "");
                               EXPECT_FALSE(rows->at(0).IsNull(1));
                               EXPECT_EQ(rows->at(0).Blob(1), "");
                               EXPECT_EQ(rows->at(0).OptionalTime(2), std::nullopt);
                               return absl::OkStatus();
                             }),
      IsOk());
}

TEST_P(DatabaseContractTest, GivenTexts_WhenSorted_ThenByBytesOnBothEngines) {
  int n = 0x10;
  for (const char* label : {"b", "B", "a", "é", "Z", "a b", "a-b"}) {
    const std::string id = "0197c000-0000-7000-8000-0000000000" + std::to_string(n++);
    ASSERT_THAT(Write(demo_, [&](auto& transaction) { return Insert(transaction, id, label); }),
                IsOk());
  }

  std::vector<std::string> labels;
  ASSERT_THAT(tenant_database().Read(demo_, Soon(),
                                     [&](TenantTransaction& transaction) {
                                       const auto rows = transaction.Execute(
                                           "SELECT label FROM loan WHERE tenant_id = $1 "
                                           "AND (label, id) > ($2, $3) ORDER BY label, id LIMIT 10",
                                           {std::string("A"), std::string(kLoan)});
                                       if (!rows.ok()) return rows.status();
                                       labels.clear();
                                       for (const Row& row : *rows) labels.push_back(row.Text(0));
                                       return absl::OkStatus();
                                     }),
              IsOk());

  EXPECT_THAT(labels, ::testing::ElementsAre("B", "Z", "a", "a b", "a-b", "b", "é"));
}

TEST_P(DatabaseContractTest, GivenRowOfAnotherTenant_WhenReadOrChanged_ThenOutOfReach) {
  ASSERT_THAT(Write(demo_, [](auto& transaction) { return Insert(transaction, kLoan, "viola"); }),
              IsOk());

  std::size_t changed = 1;
  ASSERT_THAT(
      Write(other_,
            [&](TenantTransaction& transaction) {
              const auto rows = transaction.Execute(
                  "UPDATE loan SET label = $3 WHERE tenant_id = $1 AND id = $2 RETURNING id",
                  {std::string(kLoan), std::string("stolen")});
              if (rows.ok()) changed = rows->size();
              return rows.status();
            }),
      IsOk());

  EXPECT_EQ(changed, 0U);
  EXPECT_EQ(CountLoans(other_), 0);
  EXPECT_THAT(Write(other_, [](auto& transaction) { return Insert(transaction, kLoan, "viola"); }),
              IsOk());
}

TEST_P(DatabaseContractTest, GivenChangeDuringRead_WhenReadAgainInTheSameBody_ThenSameView) {
  std::vector<std::int64_t> counts;
  ASSERT_THAT(tenant_database().Read(
                  demo_, Soon(),
                  [&](TenantTransaction& transaction) {
                    for (int i = 0; i < 2; ++i) {
                      const auto rows =
                          transaction.Execute("SELECT count(*) FROM loan WHERE tenant_id = $1");
                      if (!rows.ok()) return rows.status();
                      counts.push_back(rows->at(0).Int(0));
                      if (i == 0) {
                        EXPECT_THAT(
                            Write(demo_, [](auto& other) { return Insert(other, kLoan, "viola"); }),
                            IsOk());
                      }
                    }
                    return absl::OkStatus();
                  }),
              IsOk());

  EXPECT_THAT(counts, ::testing::ElementsAre(0, 0));
  EXPECT_EQ(CountLoans(demo_), 1);
}

TEST_P(DatabaseContractTest, GivenReadBody_WhenItWrites_ThenRefused) {
  const absl::Status status = tenant_database().Read(
      demo_, absl::Now() + absl::Seconds(1),
      [](TenantTransaction& transaction) { return Insert(transaction, kLoan, "viola"); });

  EXPECT_FALSE(status.ok());
  EXPECT_EQ(CountLoans(demo_), 0);
}

DRIEHOEK_ON_EVERY_ENGINE(DatabaseContractTest);

TEST(RowDeathTest, GivenAnotherType_WhenAskedFor_ThenTheProcessEnds) {
  const Row row({Value(std::int64_t{1})});

  EXPECT_DEATH(row.Text(0), "column 0 of 1 is not text");
  EXPECT_DEATH(row.Int(1), "column 1 of 1 is not an integer");
}

TEST(OpenTest, GivenUnknownUrl_WhenOpened_ThenRefused) {
  for (const char* url : {"", "mysql://x", "sqlite:", "sqlite::memory:", "/tmp/x.db"}) {
    EXPECT_THAT(Open(url, "driehoek"),
                StatusIs(absl::StatusCode::kInvalidArgument, "UNKNOWN_DATABASE_URL"))
        << url;
  }
  EXPECT_THAT(Open("postgres:///x?prepare=maybe", "driehoek"),
              StatusIs(absl::StatusCode::kInvalidArgument, "UNKNOWN_DATABASE_URL"));
  EXPECT_THAT(Open("postgres:///x", "drie; DROP"),
              StatusIs(absl::StatusCode::kInvalidArgument, "UNKNOWN_DATABASE_URL"));
}

TEST(OpenTest, GivenFolderThatIsNotThere_WhenOpened_ThenUnavailable) {
  EXPECT_THAT(Open("sqlite:/nowhere/at/all.db", "driehoek"),
              StatusIs(absl::StatusCode::kUnavailable, "DATABASE_UNAVAILABLE"));
  EXPECT_THAT(Open("postgres:///x?host=/nowhere", "driehoek"),
              StatusIs(absl::StatusCode::kUnavailable, "DATABASE_UNAVAILABLE"));
}

}  // namespace
}  // namespace driehoek::storage
