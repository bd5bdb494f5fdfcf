#include "agreement/clause_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace driehoek::agreement {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> Codes(const std::vector<MissingClause>& missing) {
  std::vector<std::string> codes;
  for (const MissingClause& clause : missing) codes.push_back(clause.code);
  return codes;
}

std::vector<Clause> LegalTexts() {
  std::vector<Clause> clauses;
  for (const absl::string_view code : LegalClauses()) {
    clauses.push_back({.code = std::string(code), .text = "Tekst."});
  }
  return clauses;
}

TEST(RequiredClausesTest, GivenDual_WhenAsked_ThenTheFivePartsOfTheLawWhateverThePolicy) {
  for (const AgreementRule rule :
       {AgreementRule::kThreeParty, AgreementRule::kThreePartyLegal, AgreementRule::kDesirable}) {
    const auto required = RequiredClauses(Variant::kDual, {.rule = rule}, Language::kDutch);
    ASSERT_EQ(required.size(), 5U);
    EXPECT_EQ(required[1].code, "supervision");
    EXPECT_EQ(required[1].basis, ClauseBasis::kLaw);
    EXPECT_EQ(required[1].source, "WHW 7.7 lid 5 onder b");
  }
}

TEST(RequiredClausesTest, GivenFullTimeOrPartTime_WhenAsked_ThenOnlyWhatThePolicyWants) {
  for (const Variant variant : {Variant::kFullTime, Variant::kPartTime}) {
    EXPECT_THAT(RequiredClauses(variant, {}, Language::kDutch), IsEmpty());
    const auto required =
        RequiredClauses(variant, {.required_clauses = {"contact"}}, Language::kEnglish);
    ASSERT_EQ(required.size(), 1U);
    EXPECT_EQ(required[0].basis, ClauseBasis::kPolicy);
    EXPECT_EQ(required[0].source, "Policy of the institution");
    EXPECT_EQ(RequiredClauses(variant, {.rule = AgreementRule::kThreePartyLegal}, Language::kDutch)
                  .size(),
              5U);
  }
}

TEST(RequiredClausesTest, GivenPolicyThatRepeatsTheLaw_WhenAsked_ThenItStandsOnceAsLaw) {
  const auto required = RequiredClauses(
      Variant::kDual, {.required_clauses = {"assessment", "insurance"}}, Language::kDutch);

  ASSERT_EQ(required.size(), 6U);
  EXPECT_EQ(required[3].basis, ClauseBasis::kLaw);
  EXPECT_EQ(required[5].code, "insurance");
}

class EachLegalClauseTest : public ::testing::TestWithParam<std::size_t> {};

TEST_P(EachLegalClauseTest, GivenDualWithoutIt_WhenLookedFor_ThenItAloneIsMissing) {
  const auto required = RequiredClauses(Variant::kDual, {}, Language::kDutch);
  std::vector<Clause> blank = LegalTexts();
  blank[GetParam()].text = " \n ";
  std::vector<Clause> absent = LegalTexts();
  absent.erase(absent.begin() + static_cast<std::ptrdiff_t>(GetParam()));

  EXPECT_THAT(Codes(MissingClauses(blank, required)),
              ElementsAre(std::string(LegalClauses()[GetParam()])));
  EXPECT_THAT(Codes(MissingClauses(absent, required)),
              ElementsAre(std::string(LegalClauses()[GetParam()])));
}

INSTANTIATE_TEST_SUITE_P(All, EachLegalClauseTest, ::testing::Range<std::size_t>(0, 5));

TEST(MissingClausesTest, GivenAllFilledIn_WhenLookedFor_ThenNone) {
  EXPECT_THAT(MissingClauses(LegalTexts(), RequiredClauses(Variant::kDual, {}, Language::kDutch)),
              IsEmpty());
}

TEST(ArrangeClausesTest, GivenAnyOrder_WhenArranged_ThenTheOrderOfTheDocumentWithOwnOnesLast) {
  const auto arranged = ArrangeClauses({{.code = "other_zorg"},
                                        {.code = "early_termination"},
                                        {.code = "other_auto"},
                                        {.code = "duration"}},
                                       {{"supervision", ClauseBasis::kLaw, "WHW"}});

  std::vector<std::string> codes;
  for (const Clause& clause : arranged) codes.push_back(clause.code);
  EXPECT_THAT(codes, ElementsAre("duration", "supervision", "early_termination", "other_auto",
                                 "other_zorg"));
  EXPECT_EQ(arranged[1].basis, ClauseBasis::kLaw);
  EXPECT_EQ(arranged[0].basis, ClauseBasis::kFree);
}

TEST(IsClauseCodeTest, GivenCodes_WhenAsked_ThenShippedAndOtherWithAWordOnly) {
  EXPECT_TRUE(IsClauseCode("time_and_space"));
  EXPECT_TRUE(IsClauseCode("other_" + std::string(30, 'a')));
  EXPECT_FALSE(IsClauseCode("other_" + std::string(31, 'a')));
  EXPECT_FALSE(IsClauseCode("other_"));
  EXPECT_FALSE(IsClauseCode("other_a1"));
  EXPECT_FALSE(IsClauseCode("wages"));
}

TEST(LegalClausesAbsentTest, GivenDualTemplate_WhenAClauseHasNoPlace_ThenItIsNamed) {
  std::vector<Clause> clauses = LegalTexts();
  clauses.pop_back();

  EXPECT_THAT(LegalClausesAbsent(Variant::kDual, clauses), ElementsAre("early_termination"));
  EXPECT_THAT(LegalClausesAbsent(Variant::kFullTime, {}), IsEmpty());
}

}  // namespace
}  // namespace driehoek::agreement
