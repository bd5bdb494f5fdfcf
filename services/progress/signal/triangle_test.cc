#include "progress/signal/triangle.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "progress/signal/signal_example.h"

namespace driehoek::progress::signal {
namespace {

using ::testing::ElementsAre;

Triangle Quiet(const std::string& id) {
  return {
      .placement = {.id = PlacementId(id)}, .policy = PartTimePolicy(), .history = QuietHistory()};
}

Signal Of(Severity severity, int hour) {
  Signal signal = ExampleSignal();
  signal.id = SignalId(std::to_string(hour));
  signal.severity = severity;
  signal.raise_time = kNow + absl::Hours(hour);
  return signal;
}

std::vector<std::string> Order(std::vector<Triangle> triangles) {
  SortByAttention(triangles, kToday);
  std::vector<std::string> ids;
  for (const Triangle& triangle : triangles) ids.push_back(triangle.placement.id.value());
  return ids;
}

TEST(TriangleTest, GivenManyTriangles_WhenSorted_ThenByTheDocumentedOrder) {
  Triangle urgent = Quiet("5-urgent");
  urgent.open = {Of(Severity::kWarning, 1), Of(Severity::kUrgent, 2)};
  Triangle warning = Quiet("4-warning");
  warning.open = {Of(Severity::kWarning, 1)};
  Triangle late = Quiet("3-late");
  late.history.verdicts = {{"t", "", kToday - 3, 2}};
  Triangle silent = Quiet("2-silent");
  silent.history.last_contact[Edge::kProgrammeStudent] = kToday - 30;
  Triangle due = Quiet("1-due");
  due.history.verdicts = {{"t", "", kToday + 3, 0}};
  std::vector<Triangle> triangles = {
      Quiet("0-quiet"), Quiet("6-quiet"), due, silent, late, warning, urgent};
  const auto expected =
      ElementsAre("5-urgent", "4-warning", "3-late", "2-silent", "1-due", "0-quiet", "6-quiet");
  for (unsigned seed = 0; seed < 50; ++seed) {
    std::mt19937 random(seed);
    std::shuffle(triangles.begin(), triangles.end(), random);
    EXPECT_THAT(Order(triangles), expected) << "seed " << seed;
  }
}

TEST(TriangleTest, GivenASignalThatIsNoLongerSo_WhenSorted_ThenItAsksAsANoticeAfterCurrentOnes) {
  Triangle over = Quiet("over");
  over.open = {Of(Severity::kUrgent, 1)};
  over.open[0].is_current = false;
  Triangle both = Quiet("both");
  both.open = {over.open[0], Of(Severity::kNotice, 2)};
  Triangle warning = Quiet("warning");
  warning.open = {Of(Severity::kWarning, 3)};
  std::vector<Triangle> triangles = {Quiet("none"), over, both, warning};
  EXPECT_THAT(Order(triangles), ElementsAre("warning", "both", "over", "none"));
  SortByAttention(triangles, kToday);
  EXPECT_EQ(triangles[1].open.front().id.value(), "2");
  EXPECT_EQ(SeverityOf(triangles[2]), Severity::kNotice);
  EXPECT_EQ(SeverityOf(triangles[3]), std::nullopt);
}

TEST(TriangleTest, GivenSeveralOpenSignals_WhenSorted_ThenTheMostSevereThenTheOldest) {
  std::vector<Triangle> triangles = {Quiet("p")};
  triangles[0].open = {Of(Severity::kNotice, 0), Of(Severity::kUrgent, 3),
                       Of(Severity::kWarning, 1), Of(Severity::kUrgent, 2)};
  SortByAttention(triangles, kToday);
  std::vector<std::string> ids;
  for (const Signal& signal : triangles[0].open) ids.push_back(signal.id.value());
  EXPECT_THAT(ids, ElementsAre("2", "3", "1", "0"));
}

}  // namespace
}  // namespace driehoek::progress::signal
