// Invariant I1 of domain text 6.2 over seeded handovers: from the first assignment on, every
// student has exactly one contact person on each day, whatever handovers are tried in whatever
// order (R48).
#include <gtest/gtest.h>

#include <random>
#include <vector>

#include "absl/strings/str_cat.h"
#include "directory/person.h"

namespace driehoek::directory {
namespace {

const absl::CivilDay kFirst(2026, 9, 1);
constexpr int kDays = 400;

int Holders(const std::vector<ContactAssignment>& assignments, absl::CivilDay day) {
  int holders = 0;
  for (const ContactAssignment& one : assignments) {
    if (one.start_date <= day && (!one.end_date.has_value() || day <= *one.end_date)) ++holders;
  }
  return holders;
}

TEST(ContactHistoryTest, GivenTenThousandHistories_WhenHandedOver_ThenEachDayHasExactlyOne) {
  int handovers = 0;
  int refused = 0;
  for (unsigned seed = 0; seed < 10'000; ++seed) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    std::mt19937 random(seed);
    std::vector<ContactAssignment> assignments = {
        {.teacher = PersonId("t0"), .start_date = kFirst}};
    for (int attempt = 1; attempt < 12; ++attempt) {
      ContactAssignment next{.teacher = PersonId(absl::StrCat("t", attempt)),
                             .start_date = kFirst + static_cast<int>(random() % kDays)};
      const auto handover = HandOver(assignments.back(), next);
      EXPECT_EQ(handover.ok(), next.start_date > assignments.back().start_date);
      if (!handover.ok()) {
        ++refused;
        continue;
      }
      ++handovers;
      assignments.back() = *handover->ended;
      assignments.push_back(handover->next);
    }
    EXPECT_EQ(Holders(assignments, kFirst - 1), 0);
    for (int day = 0; day < kDays + 10; ++day)
      ASSERT_EQ(Holders(assignments, kFirst + day), 1) << "day " << day;
  }
  EXPECT_GT(handovers, 10'000);
  EXPECT_GT(refused, 10'000);
}

}  // namespace
}  // namespace driehoek::directory
