#include "placement/scan/scan_json.h"

#include <gtest/gtest.h>

#include "placement/scan/scan_example.h"
#include "shared/base/errors.h"

namespace driehoek::placement::scan {
namespace {

TEST(ScanJsonTest, GivenParts_WhenWrittenAndRead_ThenTheSame) {
  std::vector<Criterion> criteria = Asked().criteria;
  criteria[0].help_nl = "Zegt \"ja\" of \n nee: ë";
  EXPECT_EQ(CriteriaFromJson(ToJson(criteria)).value(), criteria);
  std::vector<Answer> answers = {Found("W1", Finding::kNotMet, Side::kOrganisationContact)};
  answers[0].remark = "No desk {yet}.";
  EXPECT_EQ(AnswersFromJson(ToJson(answers)).value(), answers);
  const std::vector<Condition> conditions = {
      {.id = "a", .action = "Make room", .owner = "HR", .due_date = kToday},
      {.id = "b", .action = "Talk", .owner = "HR", .due_date = kToday, .done_time = kNow},
      {.id = "c", .action = "Ask", .owner = "HR", .due_date = kToday, .tell_time = kNow}};
  EXPECT_EQ(ConditionsFromJson(ToJson(conditions)).value(), conditions);
  EXPECT_TRUE(AnswersFromJson(ToJson(std::vector<Answer>())).value().empty());
}

TEST(ScanJsonTest, GivenWhatNobodyWrote_WhenRead_ThenRefused) {
  for (const char* json :
       {"", "{}", "[1]", "[{}]",
        R"([{"code":"W1","finding":"perhaps","remark":"","side":"supervisor","time":1}])",
        R"([{"code":"W1","finding":"met","remark":"","side":"supervisor","time":"now"}])"}) {
    EXPECT_EQ(ReasonOf(AnswersFromJson(json).status()), "STORED_PART_UNREADABLE") << json;
  }
  EXPECT_EQ(
      ReasonOf(
          ConditionsFromJson(R"([{"id":"a","action":"x","owner":"y","due":"soon"}])").status()),
      "STORED_PART_UNREADABLE");
}

}  // namespace
}  // namespace driehoek::placement::scan
