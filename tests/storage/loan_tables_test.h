// The tables that the tests of the contract use, and the steps that they share.
#pragma once

#include <string>

#include "shared/storage/database.h"
#include "shared/storage/migrate.h"
#include "shared/storage/tenant_database.h"
#include "support/database_test.h"
#include "support/status_matchers.h"

namespace driehoek::storage {

inline constexpr Migration kTables[] = {{1, "loans", R"sql(
CREATE TABLE IF NOT EXISTS school (
  tenant_id @text NOT NULL,
  id @uuid NOT NULL,
  CONSTRAINT school_pk PRIMARY KEY (tenant_id, id)
);
-- @distribute
CREATE TABLE IF NOT EXISTS loan (
  tenant_id @text NOT NULL,
  id @uuid NOT NULL,
  school @uuid NOT NULL,
  label @text NOT NULL,
  weekly_hours @int NOT NULL CONSTRAINT loan_hours_bounds CHECK (weekly_hours <= 40),
  due_us @time,
  photo @bytes,
  details @json,
  CONSTRAINT loan_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT loan_label_unique UNIQUE (tenant_id, label),
  CONSTRAINT loan_school_fk FOREIGN KEY (tenant_id, school) REFERENCES school (tenant_id, id)
);
-- @distribute
)sql"}};

inline constexpr char kSchool[] = "0197c000-0000-7000-8000-000000000001";
inline constexpr char kLoan[] = "0197c000-0000-7000-8000-000000000002";
inline constexpr char kOther[] = "0197c000-0000-7000-8000-000000000003";

inline absl::Status Insert(TenantTransaction& transaction, const std::string& id,
                           const std::string& label, std::int64_t hours = 8,
                           const std::string& school = kSchool) {
  return transaction
      .Execute(
          "INSERT INTO loan (tenant_id, id, school, label, weekly_hours) "
          "VALUES ($1, $2, $3, $4, $5)",
          {id, school, label, hours})
      .status();
}

class LoanTablesTest : public test::DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (HasFatalFailure()) return;
    Migrate("loans", kTables);
    for (const TenantId& tenant : {demo_, other_}) {
      ASSERT_THAT(Write(tenant,
                        [](TenantTransaction& transaction) {
                          return transaction
                              .Execute("INSERT INTO school (tenant_id, id) VALUES ($1, $2)",
                                       {std::string(kSchool)})
                              .status();
                        }),
                  test::IsOk());
    }
  }

  absl::Status Write(const TenantId& tenant, TenantBody body) {
    return tenant_database().Write(tenant, Soon(), body);
  }

  std::int64_t CountLoans(const TenantId& tenant) {
    std::int64_t count = -1;
    EXPECT_THAT(tenant_database().Read(tenant, Soon(),
                                       [&](TenantTransaction& transaction) {
                                         const auto rows = transaction.Execute(
                                             "SELECT count(*) FROM loan WHERE tenant_id = $1");
                                         if (rows.ok()) count = rows->at(0).Int(0);
                                         return rows.status();
                                       }),
                test::IsOk());
    return count;
  }

  const TenantId demo_{"demo"};
  const TenantId other_{"other"};
};

}  // namespace driehoek::storage
