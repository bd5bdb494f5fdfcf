// How many students of one supervisor there are at once, and the limit of it.
#include <gtest/gtest.h>

#include "placement/lifecycle.h"
#include "shared/base/errors.h"

namespace driehoek::placement {
namespace {

constexpr absl::CivilDay kStart(2026, 9, 1);
constexpr absl::CivilDay kEnd(2027, 1, 31);

Placement Of(const char* student, absl::CivilDay from, absl::CivilDay to) {
  return {.id = PlacementId("p"),
          .student = PersonId(student),
          .start_date = from,
          .end_date = to,
          .state = State::kConfirmed};
}

TEST(AttentionTest, GivenPlacements_WhenCounted_ThenByDayAndByStudent) {
  const absl::CivilDay d = kStart;
  EXPECT_EQ(MostAtOnce({}, Of("a", d, d + 10)), 1);
  EXPECT_EQ(MostAtOnce({Of("b", d + 10, d + 20)}, Of("a", d, d + 10)), 2);
  EXPECT_EQ(MostAtOnce({Of("b", d + 11, d + 20)}, Of("a", d, d + 10)), 1);
  // One after the other is one at once.
  EXPECT_EQ(MostAtOnce({Of("b", d, d + 4), Of("c", d + 5, d + 9)}, Of("a", d, d + 9)), 2);
  // Two placements of one student.
  EXPECT_EQ(MostAtOnce({Of("b", d, d + 9), Of("b", d, d + 9)}, Of("a", d, d + 9)), 2);
}

TEST(AttentionTest, GivenLimit_WhenCrossed_ThenRefused) {
  const std::vector<Placement> others = {Of("b", kStart, kEnd), Of("c", kStart, kEnd)};
  EXPECT_TRUE(CheckAttention(others, Of("a", kStart, kEnd), 3).ok());
  EXPECT_EQ(ReasonOf(CheckAttention(others, Of("a", kStart, kEnd), 2)), "ATTENTION_EXCEEDED");
}

TEST(AttentionTest, GivenStudentsElsewhere_WhenCounted_ThenByDayBesideOurOwn) {
  const absl::CivilDay d = kStart;
  const std::vector<Placement> own = {Of("b", d, d + 4)};
  const Elsewhere elsewhere = {{d - 20, 4}, {d - 10, 1}, {d + 5, 2}, {d + 8, 0}};
  const DayLoad fullest = FullestDay(own, elsewhere, Of("a", d, d + 9));
  EXPECT_EQ(fullest.students, 3);
  EXPECT_EQ(fullest.elsewhere, 1);
  EXPECT_EQ(MostAtOnce({}, Of("a", d + 4, d + 5), elsewhere), 3);
  EXPECT_EQ(MostAtOnce({}, Of("a", d + 8, d + 9), elsewhere), 1);
  EXPECT_TRUE(CheckAttention(own, Of("a", d, d + 9), 3, elsewhere).ok());
  EXPECT_EQ(ReasonOf(CheckAttention(own, Of("a", d, d + 9), 2, elsewhere)), "ATTENTION_EXCEEDED");
}

}  // namespace
}  // namespace driehoek::placement
