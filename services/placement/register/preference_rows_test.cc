#include "placement/register/preference_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "absl/strings/str_cat.h"
#include "placement/register/register_rows.h"

namespace driehoek::registry {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Outcome {
  std::vector<PreferenceRow> rows;
  std::vector<std::string> told;  // "line:column:number:REASON"
};

Outcome Read(absl::string_view rows) {
  const auto table = ReadTable(PreferenceForm(), absl::StrCat("student;place;rank;reason\n", rows));
  EXPECT_TRUE(table.ok()) << table.status();
  if (!table.ok()) return {};
  RowReport report = ReportOn(*table);
  Outcome outcome{.rows = ReadPreferences(*table, report), .told = {}};
  std::map<std::string, std::vector<const PreferenceRow*>> of;
  for (const PreferenceRow& row : outcome.rows) of[row.student].push_back(&row);
  for (const auto& [student, same] : of) CheckRanks(same, report);
  for (const CellError& error : report.SortedErrors()) {
    outcome.told.push_back(
        absl::StrCat(error.line, ":", error.column, ":", error.column_number, ":", error.reason));
  }
  return outcome;
}

TEST(PreferenceRowsTest, GivenWishes_WhenRead_ThenEachAsItStands) {
  const Outcome read = Read("s1;p 1;2;\ns1;p2;1;Belde zelf.\n");
  EXPECT_THAT(read.told, IsEmpty());
  ASSERT_EQ(read.rows.size(), 2U);
  EXPECT_EQ(read.rows[0].student, "s1");
  EXPECT_EQ(read.rows[0].place, "p 1");
  EXPECT_EQ(read.rows[0].rank, 2);
  EXPECT_EQ(read.rows[1].reason, "Belde zelf.");
}

TEST(PreferenceRowsTest, GivenWrongCells_WhenRead_ThenEachIsTold) {
  EXPECT_THAT(
      Read(";p1;1;\ns2;;1;\ns3;p1;;\ns4;p1;eerste;\ns5;p1;0;\ns6;p1;1001;\ns7;p1;1\n").told,
      ElementsAre("2:student:1:VALUE_MISSING", "3:place:2:VALUE_MISSING", "4:rank:3:VALUE_MISSING",
                  "5:rank:3:NUMBER_MALFORMED", "6:rank:3:NUMBER_OUT_OF_RANGE",
                  "7:rank:3:NUMBER_OUT_OF_RANGE", "8::0:COLUMN_COUNT"));
}

TEST(PreferenceRowsTest, GivenRanks_WhenTwiceOrWithAGap_ThenTheRowIsNamed) {
  EXPECT_THAT(Read("a;p1;1;\na;p2;1;\nb;p1;2;\nb;p2;3;\nc;p3;4;\nc;p2;1;\nc;p1;2;\n").told,
              ElementsAre("3:rank:3:RANK_TWICE", "4:rank:3:RANK_GAP", "6:rank:3:RANK_GAP"));
}

TEST(PreferenceRowsTest, GivenARankThatCannotBeRead_WhenRead_ThenNothingIsSaidOfGaps) {
  EXPECT_THAT(Read("a;p1;een;\na;p2;2;\n").told, ElementsAre("2:rank:3:NUMBER_MALFORMED"));
}

TEST(PreferenceRowsTest, GivenTwoReasonsOfOneStudent_WhenRead_ThenTheyContradict) {
  EXPECT_THAT(Read("a;p1;1;ziek\na;p2;2;\nb;p1;1;op reis\na;p3;3;op reis\n").told,
              ElementsAre("5:reason:4:ROW_CONTRADICTS"));
}

}  // namespace
}  // namespace driehoek::registry
