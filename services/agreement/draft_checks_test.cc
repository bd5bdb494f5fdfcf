#include "agreement/draft_checks.h"

#include <gtest/gtest.h>

#include "agreement/agreement_example.h"

namespace driehoek::agreement {
namespace {

std::string Fault(DraftUpdate update) {
  FieldViolations wrong;
  CheckDraftUpdate(update, wrong);
  return ReasonOf(wrong.ToStatus());
}

DraftUpdate OneClause(const std::string& code, const std::string& text) {
  return {.clauses = std::vector<Clause>{{.code = code, .text = text}}};
}
DraftUpdate OneCommitment(const Commitment& commitment) {
  return {.commitments = std::vector<Commitment>{commitment}};
}

TEST(CheckDraftUpdateTest, GivenClauseText_WhenAtTheBound_ThenFineAndOneMoreIsNot) {
  std::string longest;
  for (int i = 0; i < 5000; ++i) longest += "é";

  EXPECT_EQ(Fault(OneClause("contact", longest)), "");
  EXPECT_EQ(Fault(OneClause("contact", longest + "e")), "TEXT_TOO_LONG");
}

TEST(CheckDraftUpdateTest, GivenUnseenCharacters_WhenChecked_ThenRefused) {
  EXPECT_EQ(Fault(OneClause("contact", "voor\u202enachter")), "TEXT_UNPRINTABLE");
  EXPECT_EQ(Fault(OneClause("contact", "\xff\xfe")), "TEXT_UNPRINTABLE");
}

TEST(CheckDraftUpdateTest, GivenCodes_WhenUnknownOrTwice_ThenRefused) {
  EXPECT_EQ(Fault(OneClause("wages", "x")), "CLAUSE_CODE_UNKNOWN");
  EXPECT_EQ(Fault({.clauses = std::vector<Clause>{{.code = "contact"}, {.code = "contact"}}}),
            "CLAUSE_TWICE");
}

TEST(CheckDraftUpdateTest, GivenCommitments_WhenBlankOrMisnamed_ThenRefused) {
  EXPECT_EQ(Fault(OneCommitment({.id = "a", .text = "  "})), "TEXT_MISSING");
  EXPECT_EQ(Fault(OneCommitment({.id = "A!", .text = "x"})), "COMMITMENT_ID_MALFORMED");
  std::vector<Commitment> many;
  for (int i = 0; i < 51; ++i) many.push_back({.id = std::to_string(i), .text = "x"});
  EXPECT_EQ(Fault({.commitments = many}), "TOO_MANY");
  many.pop_back();
  EXPECT_EQ(Fault({.commitments = many}), "");
}

TEST(CheckDraftUpdateTest, GivenMatrix_WhenARowIsAbsentOrTwice_ThenRefused) {
  std::vector<ResponsibilityRow> rows = Newest(Drafted()).responsibilities;
  EXPECT_EQ(Fault({.responsibilities = rows}), "");
  rows.pop_back();
  EXPECT_EQ(Fault({.responsibilities = rows}), "ROW_MISSING");
  rows.push_back(rows.front());
  rows.push_back({Task::kPayTime, PartyRole::kWorkplace});
  EXPECT_EQ(Fault({.responsibilities = rows}), "ROW_TWICE");
}

TEST(CheckDraftUpdateTest, GivenHours_WhenAtTheBounds_ThenFineAndBeyondNot) {
  EXPECT_EQ(Fault({.weekly_hours = 1}), "");
  EXPECT_EQ(Fault({.weekly_hours = 60}), "");
  EXPECT_EQ(Fault({.weekly_hours = 0}), "HOURS_OUT_OF_RANGE");
  EXPECT_EQ(Fault({.weekly_hours = 61}), "HOURS_OUT_OF_RANGE");
}

TEST(CheckDraftUpdateTest, GivenTwoParties_WhenChecked_ThenTheThirdIsMissing) {
  std::vector<Party> parties = Newest(Drafted()).parties;
  parties.pop_back();
  EXPECT_EQ(Fault({.parties = parties}), "PARTY_MISSING");
}

TEST(CheckDraftUpdateTest, GivenSeveralFaults_WhenChecked_ThenAllAreNamedAtOnce) {
  EXPECT_EQ(Fault({.clauses = std::vector<Clause>{{.code = "wages"}}, .weekly_hours = 0}),
            "INVALID_FIELD");
}

}  // namespace
}  // namespace driehoek::agreement
