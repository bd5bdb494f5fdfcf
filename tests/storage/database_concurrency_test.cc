// What both drivers promise when many call at once, when time runs out, and beside another process.
#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "absl/time/clock.h"
#include "shared/base/errors.h"
#include "storage/loan_tables_test.h"

namespace driehoek::storage {
namespace {

using ::driehoek::test::IsOk;
using ::driehoek::test::StatusIs;

class DatabaseConcurrencyTest : public LoanTablesTest {};

TEST_P(DatabaseConcurrencyTest, GivenManyWritersOfOneRow_WhenAllAddOne_ThenNoneIsLost) {
  ASSERT_THAT(Write(demo_, [](auto& transaction) { return Insert(transaction, kLoan, "x", 0); }),
              IsOk());
  std::atomic<int> failed{0};
  std::vector<std::thread> threads;

  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      for (int n = 0; n < 5; ++n) {
        const absl::Status status = Write(demo_, [](TenantTransaction& transaction) {
          return transaction
              .Execute(
                  "UPDATE loan SET weekly_hours = weekly_hours + 1 "
                  "WHERE tenant_id = $1 AND id = $2",
                  {std::string(kLoan)})
              .status();
        });
        if (!status.ok()) ++failed;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();

  EXPECT_EQ(failed, 0);
  std::int64_t hours = 0;
  ASSERT_THAT(tenant_database().Read(demo_, Soon(),
                                     [&](TenantTransaction& transaction) {
                                       const auto rows = transaction.Execute(
                                           "SELECT weekly_hours FROM loan WHERE tenant_id = $1");
                                       if (rows.ok()) hours = rows->at(0).Int(0);
                                       return rows.status();
                                     }),
              IsOk());
  EXPECT_EQ(hours, 40);
}

TEST_P(DatabaseConcurrencyTest, GivenSomeRefused_WhenManyWriteAtOnce_ThenOnlyTheOthersStay) {
  std::atomic<int> accepted{0};
  std::vector<std::thread> threads;

  for (int i = 0; i < 32; ++i) {
    threads.emplace_back([&, i] {
      const std::string id = "0197c000-0000-7000-8000-0000000001" + std::to_string(10 + i);
      const std::int64_t hours = i % 2 == 0 ? 8 : 41;
      const absl::Status status =
          Write(demo_, [&](auto& transaction) { return Insert(transaction, id, id, hours); });
      EXPECT_EQ(status.ok(), i % 2 == 0) << status;
      if (status.ok()) ++accepted;
    });
  }
  for (std::thread& thread : threads) thread.join();

  EXPECT_EQ(accepted, 16);
  EXPECT_EQ(CountLoans(demo_), 16);
}

TEST_P(DatabaseConcurrencyTest,
       GivenSomeRefusedAfterTheyWrote_WhenTheyWaitTogether_ThenOnlyTheOthersStay) {
  constexpr int kCalls = 16;
  std::atomic<int> arrived{0};
  std::vector<std::thread> threads;

  // Where there is one writer, all others queue behind this call and share what comes after it.
  threads.emplace_back([&] {
    EXPECT_THAT(Write(demo_,
                      [&](auto& transaction) {
                        const absl::Time patience = absl::Now() + absl::Seconds(5);
                        while (arrived < kCalls && absl::Now() < patience) {
                          absl::SleepFor(absl::Milliseconds(5));
                        }
                        return Insert(transaction, kLoan, "first");
                      }),
                IsOk());
  });
  for (int i = 0; i < kCalls; ++i) {
    threads.emplace_back([&, i] {
      const std::string id = "0197c000-0000-7000-8000-0000000001" + std::to_string(10 + i);
      const bool refuses = i % 4 == 3;
      ++arrived;
      const absl::Status status = Write(demo_, [&](auto& transaction) -> absl::Status {
        DRIEHOEK_RETURN_IF_ERROR(Insert(transaction, id, id));
        return refuses ? absl::CancelledError("after it wrote") : absl::OkStatus();
      });
      EXPECT_EQ(status.code(), refuses ? absl::StatusCode::kCancelled : absl::StatusCode::kOk)
          << status;
    });
  }
  for (std::thread& thread : threads) thread.join();

  EXPECT_EQ(CountLoans(demo_), 1 + kCalls - kCalls / 4);
}

TEST_P(DatabaseConcurrencyTest, GivenPastDeadline_WhenCalled_ThenDeadlineExceededAndNothingDone) {
  const absl::Time past = absl::Now() - absl::Seconds(1);

  EXPECT_THAT(tenant_database().Write(
                  demo_, past, [](auto& transaction) { return Insert(transaction, kLoan, "x"); }),
              StatusIs(absl::StatusCode::kDeadlineExceeded, "DEADLINE"));
  EXPECT_EQ(CountLoans(demo_), 0);
}

TEST_P(DatabaseConcurrencyTest,
       GivenEndlessQuery_WhenDeadlinePasses_ThenStoppedAndTheDatabaseServes) {
  const absl::Time start = absl::Now();

  const absl::Status status =
      database().Read(start + absl::Milliseconds(200), [](Transaction& transaction) {
        return transaction
            .Execute(
                "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
                "WHERE i < 1000000000) SELECT count(*) FROM n",
                {})
            .status();
      });

  EXPECT_THAT(status, StatusIs(absl::StatusCode::kDeadlineExceeded, "DEADLINE"));
  EXPECT_LT(absl::Now() - start, absl::Seconds(3));
  EXPECT_EQ(CountLoans(demo_), 0);
}

TEST_P(DatabaseConcurrencyTest, GivenRunningDatabase_WhenPinged_ThenOk) {
  EXPECT_THAT(database().Ping(), IsOk());
}

TEST_P(DatabaseConcurrencyTest, GivenSecondProcess_WhenBothWrite_ThenBothSucceed) {
  const auto second = test_database().OpenAgain();
  TenantDatabase second_tenant(*second);

  std::thread other([&] {
    for (int i = 10; i < 30; ++i) {
      const std::string id = "0197c000-0000-7000-8000-0000000002" + std::to_string(i);
      EXPECT_THAT(
          second_tenant.Write(demo_, Soon(),
                              [&](auto& transaction) { return Insert(transaction, id, id); }),
          IsOk());
    }
  });
  for (int i = 10; i < 30; ++i) {
    const std::string id = "0197c000-0000-7000-8000-0000000003" + std::to_string(i);
    EXPECT_THAT(Write(demo_, [&](auto& transaction) { return Insert(transaction, id, id); }),
                IsOk());
  }
  other.join();

  EXPECT_EQ(CountLoans(demo_), 40);
}

DRIEHOEK_ON_EVERY_ENGINE(DatabaseConcurrencyTest);

}  // namespace
}  // namespace driehoek::storage
