#include "agreement/document_words.h"

#include <gtest/gtest.h>

#include <cstring>

namespace driehoek::agreement {
namespace {

TEST(DocumentWordsTest, GivenBothLanguages_WhenRead_ThenEveryWordIsThere) {
  static_assert(sizeof(DocumentWords) % sizeof(absl::string_view) == 0);
  constexpr std::size_t kCount = sizeof(DocumentWords) / sizeof(absl::string_view);

  for (const DocumentLanguage language : {DocumentLanguage::kDutch, DocumentLanguage::kEnglish}) {
    const auto* const words = reinterpret_cast<const absl::string_view*>(&WordsOf(language));
    for (std::size_t i = 0; i < kCount; ++i) {
      EXPECT_FALSE(words[i].empty()) << "member " << i;
    }
  }
}

TEST(ClauseHeadingTest, GivenShippedAndOtherCodes_WhenAsked_ThenAHeadingInBothLanguages) {
  EXPECT_EQ(ClauseHeading("duration", DocumentLanguage::kDutch), "Duur en perioden");
  EXPECT_EQ(ClauseHeading("insurance", DocumentLanguage::kEnglish), "Insurance");
  EXPECT_EQ(ClauseHeading("other_sport", DocumentLanguage::kDutch), "Overige afspraken");
}

TEST(LongDateTest, GivenDay_WhenWritten_ThenAsPeopleWriteIt) {
  EXPECT_EQ(LongDate(absl::CivilDay(2026, 3, 1), DocumentLanguage::kDutch), "1 maart 2026");
  EXPECT_EQ(LongDate(absl::CivilDay(2026, 12, 31), DocumentLanguage::kEnglish), "31 December 2026");
}

}  // namespace
}  // namespace driehoek::agreement
