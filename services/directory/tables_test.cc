// The statements that are made of tables stand nowhere as literals, so that they are judged here.
#include "directory/tables.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/statement_scan.h"

namespace driehoek::directory {
namespace {

TEST(TablesTest, GivenEveryTable_WhenItsStatementsAreMade_ThenEachStandsUnderItsTenant) {
  const auto statements = TableStatements();
  EXPECT_THAT(statements, ::testing::SizeIs(28));
  for (const std::string& sql : statements) EXPECT_EQ(test::TenantFault(sql), "") << sql;
}

// The values of a row stand in the order of its columns.
template <typename V>
std::string ColumnOf(const V& value, absl::string_view column) {
  const ColumnNames columns = Table<V>::Columns();
  const std::vector<storage::Value> row = Table<V>::ToRow(value);
  EXPECT_EQ(row.size(), columns.size());
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i] == column) return std::get<std::string>(row[i]);
  }
  return "no such column";
}

TEST(TablesTest, GivenRegion_WhenMadeARow_ThenItStandsInItsColumn) {
  EXPECT_EQ(ColumnOf(Enrolment{.entry_level = "mbo-4", .region = "Achterhoek"}, "region"),
            "Achterhoek");
  EXPECT_EQ(ColumnOf(Establishment{.city = "Doetinchem", .region = "Achterhoek"}, "region"),
            "Achterhoek");
  EXPECT_EQ(ColumnOf(Enrolment{}, "region"), "");
}

TEST(TablesTest, GivenSortKeys_WhenCompared_ThenNewestFirstAndNamesFolded) {
  EXPECT_LT(Table<PolicySet>::SortKey({.variant = Variant::kDual, .number = 10}),
            Table<PolicySet>::SortKey({.variant = Variant::kDual, .number = 9}));
  EXPECT_LT(Table<PolicySet>::SortKey({.variant = Variant::kFullTime, .number = 1}),
            Table<PolicySet>::SortKey({.variant = Variant::kPartTime, .number = 99}));
  EXPECT_LT(Table<OutcomeSet>::SortKey({.number = 2}), Table<OutcomeSet>::SortKey({.number = 1}));
  EXPECT_LT(Table<Enrolment>::SortKey({.create_time = absl::FromUnixSeconds(2)}),
            Table<Enrolment>::SortKey({.create_time = absl::FromUnixSeconds(1)}));
  EXPECT_LT(Table<Person>::SortKey({.display_name = "anna"}),
            Table<Person>::SortKey({.display_name = "Bert"}));
}

}  // namespace
}  // namespace driehoek::directory
