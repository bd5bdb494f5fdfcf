#include "agreement/compare.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "absl/strings/str_cat.h"
#include "agreement/agreement_example.h"

namespace driehoek::agreement {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string Without(PieceChange change, const std::vector<Piece>& pieces) {
  std::string text;
  for (const Piece& piece : pieces) {
    if (piece.change != change) absl::StrAppend(&text, piece.text);
  }
  return text;
}

TEST(CompareWordsTest, GivenOneWordChanged_WhenCompared_ThenOnlyThatWord) {
  EXPECT_THAT(CompareWords("een half uur per week", "een heel uur per week"),
              ElementsAre(Piece{PieceChange::kSame, "een "}, Piece{PieceChange::kDeleted, "half"},
                          Piece{PieceChange::kInserted, "heel"},
                          Piece{PieceChange::kSame, " uur per week"}));
}

TEST(CompareWordsTest, GivenNothingOnOneSide_WhenCompared_ThenAllInsertedOrDeleted) {
  EXPECT_THAT(CompareWords("", "nieuw"), ElementsAre(Piece{PieceChange::kInserted, "nieuw"}));
  EXPECT_THAT(CompareWords("oud", ""), ElementsAre(Piece{PieceChange::kDeleted, "oud"}));
  EXPECT_THAT(CompareWords("", ""), IsEmpty());
}

TEST(CompareWordsTest, GivenRandomTexts_WhenCompared_ThenThePiecesGiveBothTextsBack) {
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    const auto text = [&] {
      std::string made;
      const int words = static_cast<int>(random() % 12);
      for (int i = 0; i < words; ++i) {
        absl::StrAppend(&made, i > 0 ? (random() % 4 == 0 ? "\n" : " ") : "",
                        std::string(1, static_cast<char>('a' + random() % 4)));
      }
      return made;
    };
    const std::string older = text();
    const std::string newer = text();

    const auto pieces = CompareWords(older, newer);

    EXPECT_EQ(Without(PieceChange::kDeleted, pieces), newer);
    EXPECT_EQ(Without(PieceChange::kInserted, pieces), older);
  }
}

TEST(CompareWordsTest, GivenTextsBeyondTheBound_WhenCompared_ThenWholeButRight) {
  std::string older;
  std::string newer;
  for (int i = 0; i < 3000; ++i) {
    absl::StrAppend(&older, "a", i, " ");
    absl::StrAppend(&newer, "b", i, " ");
  }

  const auto pieces = CompareWords(older, newer);

  EXPECT_EQ(Without(PieceChange::kDeleted, pieces), newer);
  EXPECT_EQ(Without(PieceChange::kInserted, pieces), older);
}

TEST(ChangedPartsTest, GivenEachKindOfChange_WhenCompared_ThenItsCodeInDocumentOrder) {
  const Version older = Newest(Complete());
  Version newer = older;
  newer.end_day -= 7;
  newer.parties.back().display_name = "Omar Haddad";
  newer.clauses[3].text = "Anders.";
  newer.commitments[0].text = "Ik beloof iets anders.";
  newer.responsibilities[0].role = PartyRole::kProgramme;

  EXPECT_THAT(ChangedParts(older, newer), ElementsAre("parties", "period", older.clauses[3].code,
                                                      "commitments", "responsibilities"));
}

TEST(ChangedPartsTest, GivenOnlyViewsAndAcceptances_WhenCompared_ThenNothingChanged) {
  const Version older = Newest(Complete());
  Version newer = older;
  newer.commitments[0].views.push_back({.role = PartyRole::kStudent});
  newer.acceptances.push_back({.role = PartyRole::kStudent});
  newer.clauses[0].text += "\n";

  EXPECT_THAT(ChangedParts(older, newer), IsEmpty());
}

TEST(CompareTest, GivenClauseTakenOut_WhenCompared_ThenDeletedUnderItsHeading) {
  const Version older = Newest(Complete());
  Version newer = older;
  std::erase_if(newer.clauses, [](const Clause& c) { return c.code == "insurance"; });

  const auto differences = Compare(older, newer, Language::kDutch);

  ASSERT_EQ(differences.size(), 1U);
  EXPECT_EQ(differences[0].code, "insurance");
  EXPECT_EQ(differences[0].heading, "Verzekering");
  EXPECT_EQ(differences[0].pieces.size(), 1U);
  EXPECT_EQ(differences[0].pieces[0].change, PieceChange::kDeleted);
}

TEST(CompareTest, GivenPeriodChanged_WhenComparedInEnglish_ThenTheDaysInWords) {
  const Version older = Newest(Complete());
  Version newer = older;
  newer.end_day = absl::CivilDay(2027, 2, 5);

  const auto differences = Compare(older, newer, Language::kEnglish);

  ASSERT_EQ(differences.size(), 1U);
  EXPECT_EQ(Without(PieceChange::kDeleted, differences[0].pieces),
            "31 August 2026 up to and including 5 February 2027\n24 hours a week\n");
}

}  // namespace
}  // namespace driehoek::agreement
