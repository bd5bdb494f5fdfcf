#include "agreement/templates.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "agreement/clause_rules.h"
#include "agreement/draft_checks.h"

namespace driehoek::agreement {
namespace {

TEST(ShippedTemplatesTest, GivenEachVariantAndLanguage_WhenRead_ThenItPassesTheChecksOfDrafts) {
  const auto all = ShippedTemplates();
  ASSERT_EQ(all.size(), 6U);
  for (Template shipped : all) {
    FieldViolations wrong;
    CheckClauses("clauses", shipped.clauses, wrong);
    CheckCommitments("commitments", shipped.commitments, wrong);
    CheckResponsibilities("rows", shipped.responsibilities, wrong);
    EXPECT_TRUE(wrong.empty()) << shipped.id.value();
    EXPECT_TRUE(LegalClausesAbsent(Variant::kDual, shipped.clauses).empty());
  }
}

TEST(ShippedTemplatesTest, GivenTexts_WhenRead_ThenOnlyWhatThePartiesMustWriteIsEmpty) {
  for (const Template& shipped : ShippedTemplates()) {
    std::vector<std::string> empty;
    for (const Clause& clause : shipped.clauses) {
      if (clause.text.empty()) empty.push_back(clause.code);
    }
    EXPECT_THAT(empty, testing::ElementsAre("activities", "outcomes", "supervision"));
  }
}

TEST(ShippedTemplatesTest, GivenSentences_WhenCounted_ThenShortEnoughToRead) {
  for (const Template& shipped : ShippedTemplates()) {
    for (const Clause& clause : shipped.clauses) {
      int words = 0;
      for (const char c : clause.text) {
        if (c == ' ') ++words;
        if (c == '.' || c == ';' || c == ':') words = 0;
        EXPECT_LE(words, 26) << shipped.id.value() << " " << clause.code;
      }
    }
  }
}

TEST(ShippedTemplatesTest, GivenIds_WhenLookedUp_ThenEachIsFoundAndOthersAreNot) {
  EXPECT_EQ(ShippedTemplateId(Variant::kPartTime, Language::kEnglish).value(),
            "shipped-part-time-en");
  for (const Template& shipped : ShippedTemplates()) {
    EXPECT_EQ(FindShippedTemplate(shipped.id), shipped);
  }
  EXPECT_FALSE(FindShippedTemplate(TemplateId("shipped-mbo-nl")).has_value());
}

}  // namespace
}  // namespace driehoek::agreement
