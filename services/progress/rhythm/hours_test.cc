#include "progress/rhythm/hours.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "progress/rhythm/rhythm_example.h"

namespace driehoek::progress::rhythm {
namespace {

DayWish Wish(absl::CivilDay day, int learning = 240, int other = 240) {
  return {.id = HoursId(absl::FormatCivilTime(day)),
          .day = day,
          .learning_minutes = learning,
          .other_minutes = other};
}

std::string ReasonFor(const std::vector<DayWish>& wishes, absl::CivilDay today = kMonday) {
  FieldViolations violations;
  Check(wishes, ExamplePlacement(), today, violations);
  return violations.empty() ? "" : ReasonOf(violations.ToStatus());
}

std::vector<HoursEntry> Written(const std::vector<DayWish>& wishes,
                                const std::vector<HoursEntry>& present = {}) {
  return Write(wishes, present, ExamplePlacement(), kNow).value();
}

TEST(HoursTest, GivenADay_WhenItsMinutesAreCounted_ThenOneTo24HoursWillDo) {
  EXPECT_EQ(ReasonFor({Wish(kMonday, 1, 0)}), "");
  EXPECT_EQ(ReasonFor({Wish(kMonday, 0, 1440)}), "");
  EXPECT_EQ(ReasonFor({Wish(kMonday, 720, 720)}), "");
  EXPECT_EQ(ReasonFor({Wish(kMonday, 0, 0)}), "HOURS_OUT_OF_RANGE");
  EXPECT_EQ(ReasonFor({Wish(kMonday, 720, 721)}), "HOURS_OUT_OF_RANGE");
  EXPECT_EQ(ReasonFor({Wish(kMonday, 1500, 0)}), "NUMBER_OUT_OF_RANGE") << "25 hours";
  EXPECT_EQ(ReasonFor({Wish(kMonday, -1, 10)}), "NUMBER_OUT_OF_RANGE");
}

TEST(HoursTest, GivenADay_WhenOutsideThePlacementOrInTheFuture_ThenRefused) {
  const PlacementFact placement = ExamplePlacement();
  EXPECT_EQ(ReasonFor({Wish(placement.start_date)}), "");
  EXPECT_EQ(ReasonFor({Wish(placement.start_date - 1)}), "OUTSIDE_PLACEMENT");
  EXPECT_EQ(ReasonFor({Wish(kMonday)}), "");
  EXPECT_EQ(ReasonFor({Wish(kMonday + 1)}), "DATE_IN_FUTURE");
  EXPECT_EQ(ReasonFor({Wish(placement.end_date)}, placement.end_date + 5), "");
  EXPECT_EQ(ReasonFor({Wish(placement.end_date + 1)}, placement.end_date + 5), "OUTSIDE_PLACEMENT");
}

TEST(HoursTest, GivenManyDays_WhenOneIsThereTwice_ThenRefused) {
  EXPECT_EQ(ReasonFor({}), "DAYS_OUT_OF_RANGE");
  EXPECT_EQ(ReasonFor({Wish(kMonday), Wish(kMonday - 1)}), "");
  DayWish same_day = Wish(kMonday);
  same_day.id = HoursId("another");
  EXPECT_EQ(ReasonFor({Wish(kMonday), same_day}), "DUPLICATE");
  DayWish same_id = Wish(kMonday - 1);
  same_id.id = Wish(kMonday).id;
  EXPECT_EQ(ReasonFor({Wish(kMonday), same_id}), "DUPLICATE");
}

TEST(HoursTest, GivenADayThatIsThere_WhenWrittenAgain_ThenChangedInPlaceAndNeverDoubled) {
  const auto first = Written({Wish(kMonday)});
  DayWish again = Wish(kMonday);
  again.id = HoursId("another");
  EXPECT_EQ(Written({again}, first).front().version, first.front().version)
      << "nothing differs: as it was";
  again.learning_minutes = 100;
  const auto changed = Written({again}, first);
  EXPECT_EQ(changed.front().id, first.front().id);
  EXPECT_EQ(changed.front().version, first.front().version + 1);
}

TEST(HoursTest, GivenConfirmedHours_WhenChanged_ThenWrittenAgain) {
  const auto confirmed = Confirm(Written({Wish(kMonday)}), kSupervisor, kNow).value();
  EXPECT_EQ(confirmed.front().state, HoursState::kConfirmed);
  EXPECT_EQ(confirmed.front().confirmer, kSupervisor);
  EXPECT_EQ(Written({Wish(kMonday)}, confirmed).front().state, HoursState::kConfirmed);
  const auto changed = Written({Wish(kMonday, 100, 100)}, confirmed);
  EXPECT_EQ(changed.front().state, HoursState::kWritten);
  EXPECT_TRUE(changed.front().confirmer.empty());
  EXPECT_FALSE(changed.front().confirm_time.has_value());
}

TEST(HoursTest, GivenABundle_WhenOneOfItCannotBeConfirmed_ThenNone) {
  auto entries = Written({Wish(kMonday), Wish(kMonday - 1)});
  entries[1] = Confirm({entries[1]}, kSupervisor, kNow).value().front();
  EXPECT_EQ(ReasonOf(Confirm(entries, kSupervisor, kNow).status()), "HOURS_NOT_WRITTEN");
  EXPECT_EQ(ReasonOf(Dispute({entries[0]}, " ", kSupervisor, kNow).status()), "TEXT_MISSING");
  const auto disputed = Dispute(entries, "Ik was er niet.", kSupervisor, kNow);
  ASSERT_TRUE(disputed.ok());
  EXPECT_EQ(disputed->front().dispute_reason, "Ik was er niet.");
  EXPECT_EQ(ReasonOf(Dispute(*disputed, "Nog eens.", kSupervisor, kNow).status()),
            "HOURS_NOT_WRITTEN");
  EXPECT_TRUE(Confirm(*disputed, kSupervisor, kNow).ok());
}

TEST(HoursTest, GivenAPlacementThatIsOver_WhenWritten_ThenRefused) {
  PlacementFact placement = ExamplePlacement();
  placement.is_running = false;
  EXPECT_EQ(ReasonOf(Write({Wish(kMonday)}, {}, placement, kNow).status()), "PLACEMENT_NOT_ACTIVE");
  placement.is_final = true;
  EXPECT_EQ(ReasonOf(Write({Wish(kMonday)}, {}, placement, kNow).status()), "PLACEMENT_FINAL");
  EXPECT_EQ(ReasonOf(Withdraw(Written({Wish(kMonday)}).front(), placement, kNow).status()),
            "PLACEMENT_FINAL");
}

TEST(HoursTest, GivenSeveralWeeks_WhenAddedUp_ThenPerMondayAndInAllWithoutWhatWasTakenBack) {
  auto entries = Written({Wish(kMonday - 3, 100, 20), Wish(kMonday, 200, 40),
                          Wish(kMonday + 6, 60, 0), Wish(kMonday + 7, 10, 5)});
  entries[0] = Confirm({entries[0]}, kSupervisor, kNow).value().front();
  entries[1] = Dispute({entries[1]}, "Nee.", kSupervisor, kNow).value().front();
  entries[3] = Withdraw(entries[3], ExamplePlacement(), kNow).value();
  EXPECT_EQ(ReasonOf(Withdraw(entries[3], ExamplePlacement(), kNow).status()), "HOURS_WITHDRAWN");
  const Summary summary = AddUp(entries);
  ASSERT_EQ(summary.weeks.size(), 2U);
  EXPECT_EQ(summary.weeks.at(kMonday - 7), (Totals{100, 20, 120, 0, 1, 0}));
  EXPECT_EQ(summary.weeks.at(kMonday), (Totals{260, 40, 0, 240, 2, 1}));
  EXPECT_EQ(summary.all, (Totals{360, 60, 120, 240, 3, 1}));
}

// What may follow what, as the contract says: no other way leads from one state to another.
TEST(HoursTest, GivenSeededHistories_WhenPlayed_ThenNoStateMovesOutsideTheTable) {
  using S = HoursState;
  const std::map<int, std::map<S, S>> table = {
      {0, {{S::kWritten, S::kConfirmed}, {S::kDisputed, S::kConfirmed}}},
      {1, {{S::kWritten, S::kDisputed}, {S::kConfirmed, S::kDisputed}}},
      {2,
       {{S::kWritten, S::kWithdrawn},
        {S::kConfirmed, S::kWithdrawn},
        {S::kDisputed, S::kWithdrawn}}},
      {3,
       {{S::kWritten, S::kWritten},
        {S::kConfirmed, S::kWritten},
        {S::kDisputed, S::kWritten},
        {S::kWithdrawn, S::kWritten}}}};
  for (unsigned seed = 0; seed < 10'000; ++seed) {
    std::mt19937 random(seed);
    HoursEntry entry = Written({Wish(kMonday)}).front();
    for (int step = 0; step < 15; ++step) {
      const int action = static_cast<int>(random() % 4);
      const auto row = table.at(action);
      const auto expected = row.find(entry.state);
      absl::StatusOr<HoursEntry> after;
      if (action == 0) {
        const auto all = Confirm({entry}, kSupervisor, kNow);
        after = all.ok() ? absl::StatusOr<HoursEntry>(all->front()) : all.status();
      } else if (action == 1) {
        const auto all = Dispute({entry}, "Nee.", kSupervisor, kNow);
        after = all.ok() ? absl::StatusOr<HoursEntry>(all->front()) : all.status();
      } else if (action == 2) {
        after = Withdraw(entry, ExamplePlacement(), kNow);
      } else {
        const int minutes = 1 + static_cast<int>(random() % 700);
        after =
            Written({Wish(kMonday, minutes, entry.learning_minutes == minutes ? 7 : 0)}, {entry})
                .front();
      }
      ASSERT_EQ(after.ok(), expected != row.end()) << "seed " << seed << " step " << step;
      if (!after.ok()) continue;
      ASSERT_EQ(after->state, expected->second) << "seed " << seed << " step " << step;
      ASSERT_EQ(after->version, entry.version + 1);
      entry = *after;
    }
  }
}

}  // namespace
}  // namespace driehoek::progress::rhythm
