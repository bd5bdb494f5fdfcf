#include "agreement/part_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_replace.h"
#include "shared/base/errors.h"

namespace driehoek::agreement {
namespace {

const absl::Time kTime = absl::FromUnixMicros(1'795'000'000'123'456);

Clause Difficult() {
  return {.code = "supervision",
          .heading = "Begeleiding \"op de vloer\"",
          .text = std::string("Regel een\nregel twee\t\\ / {}[],: caf\u00e9 \U0001F600 \x01\x7f"),
          .basis = ClauseBasis::kLaw,
          .source = "WHW 7.7(5)"};
}

TEST(PartJsonTest, GivenAnyText_WhenWrittenAndRead_ThenTheSame) {
  const auto read =
      ClausesFromJson(ClausesToJson({Difficult(), Clause{.basis = ClauseBasis::kFree}}));
  ASSERT_TRUE(read.ok());
  ASSERT_EQ(read->size(), 2U);
  EXPECT_EQ(read->at(0).code, "supervision");
  EXPECT_EQ(read->at(0).heading, Difficult().heading);
  EXPECT_EQ(read->at(0).text, Difficult().text);
  EXPECT_EQ(read->at(0).basis, ClauseBasis::kLaw);
  EXPECT_EQ(read->at(0).source, "WHW 7.7(5)");
  EXPECT_EQ(read->at(1).text, "");
}

TEST(PartJsonTest, GivenCommitmentWithViews_WhenWrittenAndRead_ThenTheSame) {
  const Commitment commitment{
      .id = "c1",
      .owner = PartyRole::kWorkplace,
      .text = "Elke week een gesprek",
      .measure = "verslag",
      .views = {{PartyRole::kStudent, CommitmentStatus::kAtRisk, "twee keer overgeslagen", kTime},
                {PartyRole::kProgramme, CommitmentStatus::kKept, "", kTime}}};
  const auto read = CommitmentsFromJson(CommitmentsToJson({commitment}));
  ASSERT_TRUE(read.ok());
  ASSERT_EQ(read->size(), 1U);
  ASSERT_EQ(read->at(0).views.size(), 2U);
  EXPECT_EQ(read->at(0).owner, PartyRole::kWorkplace);
  EXPECT_EQ(read->at(0).views[0].status, CommitmentStatus::kAtRisk);
  EXPECT_EQ(read->at(0).views[0].note, "twee keer overgeslagen");
  EXPECT_EQ(read->at(0).views[1].time, kTime);
}

TEST(PartJsonTest, GivenNothing_WhenWrittenAndRead_ThenNothing) {
  const auto read = ResponsibilitiesFromJson(ResponsibilitiesToJson({}));
  ASSERT_TRUE(read.ok());
  EXPECT_TRUE(read->empty());
}

// PostgreSQL orders the members of a document anew and puts spaces between them.
TEST(PartJsonTest, GivenOtherOrderAndSpaces_WhenRead_ThenTheSame) {
  const auto read = ResponsibilitiesFromJson(
      " [ {\"role\": \"student\", \"task\": \"find\"} ,\n{\"task\":\"decide\", "
      "\"role\" : \"programme\" }]\n");
  ASSERT_TRUE(read.ok());
  ASSERT_EQ(read->size(), 2U);
  EXPECT_EQ(read->at(0).role, PartyRole::kStudent);
  EXPECT_EQ(read->at(1).task, Task::kDecide);
}

TEST(PartJsonTest, GivenEscapedLetters_WhenRead_ThenUtf8) {
  const auto read = ClausesFromJson(
      R"([{"code":"\u0061","heading":"\u00e9\u20ac","text":"\ud83d\ude00\/\b\f\r","basis":"free","source":""}])");
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->at(0).code, "a");
  EXPECT_EQ(read->at(0).heading, "\u00e9\u20ac");
  EXPECT_EQ(read->at(0).text, "\U0001F600/\b\f\r");
}

TEST(PartJsonTest, GivenWhatWasNeverWritten_WhenRead_ThenUnreadable) {
  const std::string good = R"([{"task":"find","role":"student"}])";
  ASSERT_TRUE(ResponsibilitiesFromJson(good).ok());
  std::vector<std::string> broken = {
      "", "{}", "null", good + "x", "[{}]", "[1]", "[{\"task\":\"find\"}]"};
  for (std::size_t length = 0; length < good.size(); ++length)
    broken.push_back(good.substr(0, length));
  for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
           {"find", "fly"},
           {"find", ""},
           {"\"find\"", "7"},
           {"role", "roles"},
           {"\"role\"", "\"task\":\"find\",\"role\""},
           {"\"task\":\"find\"", "\"role\":\"student\""},
           {"find", "fi\\x0nd"},
           {"find", "\\ud83d"},
           {"find", "\\ude00"},
           {"find", "\\u12"}}) {
    broken.push_back(absl::StrReplaceAll(good, {{from, to}}));
  }
  for (const std::string& json : broken) {
    const auto read = ResponsibilitiesFromJson(json);
    ASSERT_FALSE(read.ok()) << json;
    EXPECT_EQ(ReasonOf(read.status()), "STORED_PART_UNREADABLE");
  }
}

}  // namespace
}  // namespace driehoek::agreement
