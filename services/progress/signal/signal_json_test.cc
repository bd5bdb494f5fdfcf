#include "progress/signal/signal_json.h"

#include <gtest/gtest.h>

#include "progress/signal/signal_example.h"

namespace driehoek::progress::signal {
namespace {

TEST(SignalJsonTest, GivenFacts_WhenWrittenAndRead_ThenTheSame) {
  const std::vector<Fact> facts = {
      {.code = FactCode::kSilent,
       .value = 36,
       .limit = 14,
       .date = kToday - 36,
       .edge = Edge::kStudentWorkplace,
       .points = 2},
      {.code = FactCode::kVerdictLate, .value = 1, .resource = "learningTasks/\"x\"\n"}};
  EXPECT_EQ(FactsFromJson(ToJson(facts)).value(), facts);
  EXPECT_TRUE(FactsFromJson("[]").value().empty());
}

TEST(SignalJsonTest, GivenInterventions_WhenWrittenAndRead_ThenTheSame) {
  Intervention closed = ExampleIntervention();
  closed.actions = {"Bel \"Kees\".", "Plan een bezoek."};
  closed.outcome = "Gebeld.";
  closed.opener = kTeacher;
  closed.open_time = kNow;
  closed.close_time = kNow + absl::Hours(1);
  const std::vector<Intervention> interventions = {closed, ExampleIntervention()};
  std::vector<Intervention> expected = interventions;
  const auto read = InterventionsFromJson(ToJson(interventions));
  ASSERT_TRUE(read.ok());
  expected[1].open_time = read->at(1).open_time;
  EXPECT_EQ(*read, expected);
}

TEST(SignalJsonTest, GivenSomethingElse_WhenRead_ThenUnreadable) {
  for (const char* json :
       {"", "{}", "[1]", R"([{"code":"silent"}])", R"([{"code":"loud","value":1}])"}) {
    EXPECT_EQ(ReasonOf(FactsFromJson(json).status()), "STORED_PART_UNREADABLE") << json;
    EXPECT_EQ(ReasonOf(InterventionsFromJson(json).status()), "STORED_PART_UNREADABLE") << json;
  }
}

}  // namespace
}  // namespace driehoek::progress::signal
