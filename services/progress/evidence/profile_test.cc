#include "progress/evidence/profile.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "progress/evidence/evidence_example.h"

namespace driehoek::progress::evidence {
namespace {

using ::testing::ElementsAre;

absl::CivilDay InUtc(absl::Time time) { return absl::ToCivilDay(time, absl::UTCTimeZone()); }

TEST(ProfileTest, GivenNothing_WhenCounted_ThenNoughtOutOfWhatIsMeant) {
  const Profile profile = ProfileOf({}, kOutcomes, ExamplePlacement(), InUtc);
  EXPECT_THAT(profile.scores,
              ElementsAre(Score{Criterion::kVariation, 0, 3}, Score{Criterion::kRelevance, 0, 2},
                          Score{Criterion::kAuthenticity, 0, 0}, Score{Criterion::kActuality, 0, 0},
                          Score{Criterion::kQuantity, 0, 4}));
  for (const Score& score : profile.scores) EXPECT_EQ(PercentOf(score), 0);
}

TEST(ProfileTest, GivenItems_WhenCounted_ThenEachCriterionBySomethingThatCanBeCounted) {
  EvidenceItem text = ExampleItem(ItemState::kConfirmed);
  EvidenceItem photo = ExampleItem();
  photo.versions.back().content = ExampleFile();
  photo.versions.back().time = absl::FromCivil(kFirstDay - 1, absl::UTCTimeZone());
  EvidenceItem third = ExampleItem(ItemState::kUsed);
  third.outcome_codes = {"LU1", "LU9"};
  EvidenceItem away = ExampleItem(ItemState::kArchived);
  const Profile profile =
      ProfileOf({text, photo, third, away}, kOutcomes, ExamplePlacement(), InUtc);
  EXPECT_EQ(profile.item_count, 3);
  EXPECT_THAT(profile.scores,
              ElementsAre(Score{Criterion::kVariation, 2, 3}, Score{Criterion::kRelevance, 1, 2},
                          Score{Criterion::kAuthenticity, 2, 3}, Score{Criterion::kActuality, 2, 3},
                          Score{Criterion::kQuantity, 2, 4}));
  EXPECT_EQ(PercentOf(profile.scores[0]), 66);
}

TEST(ProfileTest, GivenTheFirstAndTheLastDay_WhenCounted_ThenBothAreDuring) {
  for (const auto& [day, count] : std::vector<std::pair<absl::CivilDay, int>>{
           {kFirstDay - 1, 0}, {kFirstDay, 1}, {kLastDay, 1}, {kLastDay + 1, 0}}) {
    EvidenceItem item = ExampleItem();
    item.versions.back().time = absl::FromCivil(day, absl::UTCTimeZone());
    const Profile profile = ProfileOf({item}, kOutcomes, ExamplePlacement(), InUtc);
    EXPECT_EQ(profile.scores[3].have, count) << day;
  }
}

TEST(OutcomeProgressTest, GivenItemsAndTasks_WhenCounted_ThenByStateForEachOutcome) {
  EvidenceItem both = ExampleItem(ItemState::kConfirmed);
  both.outcome_codes = {"LU1", "LU2"};
  const TaskFact closed{.outcome_codes = {"LU1"}, .is_closed = true};
  const TaskFact open{.outcome_codes = {"LU1"}};
  const auto rows = ProgressOf(
      {both, ExampleItem(), ExampleItem(ItemState::kUnverified), ExampleItem(ItemState::kDisputed),
       ExampleItem(ItemState::kUsed), ExampleItem(ItemState::kConfirmationRequested),
       ExampleItem(ItemState::kArchived)},
      {closed, open}, kOutcomes);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].confirmed, 2);
  EXPECT_EQ(rows[0].linked, 1);
  EXPECT_EQ(rows[0].requested, 1);
  EXPECT_EQ(rows[0].unverified, 1);
  EXPECT_EQ(rows[0].disputed, 1);
  EXPECT_EQ(rows[0].tasks, 2);
  EXPECT_EQ(rows[0].closed_tasks, 1);
  EXPECT_EQ(rows[1].confirmed, 1);
  EXPECT_EQ(rows[1].tasks, 0);
}

}  // namespace
}  // namespace driehoek::progress::evidence
