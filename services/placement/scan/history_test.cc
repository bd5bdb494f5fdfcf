// Seeded histories of workplace scans: whatever is tried in whatever order, only the states of
// domain text 6.2 follow each other, and a verdict holds through its last day and no longer.
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "absl/strings/str_cat.h"
#include "placement/scan/lifecycle.h"
#include "placement/scan/scan_example.h"

namespace driehoek::placement::scan {
namespace {

using S = ScanState;

const std::map<S, std::set<S>> kTable = {{S::kRequested, {S::kFilled}},
                                         {S::kFilled, {S::kAssessed, S::kFilled}},
                                         {S::kAssessed, {S::kExpired, S::kReopened}},
                                         {S::kExpired, {S::kReopened}},
                                         {S::kReopened, {S::kFilled}}};

class History {
 public:
  explicit History(unsigned seed) : random_(seed), today_(kToday), scan_(Requested()) {
    policy_.scan_validity_days = Pick(2) == 0 ? 0 : 30;
  }

  void Step() {
    if (Pick(3) == 0) today_ += Pick(20);
    const Scan before = scan_;
    const auto change = Try();
    if (!change.ok()) return;
    scan_ = change->after;
    Check(before, *change);
  }

  S state() const { return scan_.state; }

 private:
  int Pick(int count) { return static_cast<int>(random_() % static_cast<unsigned>(count)); }

  absl::StatusOr<ScanChange> Try() {
    switch (Pick(7)) {
      case 0:
      case 1: {
        std::vector<Answer> answers;
        for (const char* code : {"W1", "T1", "S1"}) {
          if (Pick(4) != 0)
            answers.push_back(Found(code, static_cast<Finding>(Pick(3) == 0 ? Pick(3) : 0)));
        }
        return Fill(scan_, Asked(), static_cast<Side>(Pick(3)), answers, kNow);
      }
      case 2:
      case 3: {
        Judgement judgement{.verdict = static_cast<Verdict>(Pick(3)),
                            .reason = Pick(4) == 0 ? "" : "Because."};
        if (Pick(3) == 0) {
          judgement.conditions.push_back({.id = "c",
                                          .action = "Make room",
                                          .owner = "HR",
                                          .due_date = today_ + (Pick(10) - 2)});
        }
        return Assess(scan_, Asked(), judgement, policy_, today_ + 60, today_, kNow);
      }
      case 4:
        return CompleteCondition(scan_, "c", kNow);
      case 5:
        if (Pick(4) != 0) return absl::OutOfRangeError("");
        return Reopen(scan_, Trigger::kSignal, "a signal", Asked(), kNow);
      default: {
        auto change = Expire(scan_, today_, kNow);
        if (!change.has_value()) return absl::OutOfRangeError("");
        return *std::move(change);
      }
    }
  }

  void Check(const Scan& before, const ScanChange& change) const {
    const Scan& after = change.after;
    if (change.reached.has_value()) {
      EXPECT_EQ(*change.reached, after.state);
      EXPECT_TRUE(kTable.at(before.state).contains(after.state))
          << NameOf(before.state) << " -> " << NameOf(after.state);
    } else {
      EXPECT_EQ(before.state, after.state) << "no state changes in silence";
    }
    if (before.state == S::kAssessed && after.state == S::kExpired) {
      EXPECT_EQ(before.valid_until.has_value(), true);
      EXPECT_GT(today_, *before.valid_until) << "the last day still counts";
    }
    if (before.state == S::kFilled && after.state == S::kAssessed) CheckVerdict(after);
  }

  void CheckVerdict(const Scan& scan) const {
    ASSERT_TRUE(scan.verdict.has_value());
    EXPECT_EQ(*scan.verdict == Verdict::kConditional, !scan.conditions.empty());
    for (const Condition& condition : scan.conditions) EXPECT_GE(condition.due_date, today_);
    EXPECT_EQ(*scan.verdict == Verdict::kUnfit, !scan.valid_until.has_value());
    if (*scan.verdict == Verdict::kUnfit) {
      EXPECT_FALSE(scan.verdict_reason.empty());
    } else {
      EXPECT_EQ(*scan.valid_until, policy_.scan_validity_days == 0 ? today_ + 60 : today_ + 30);
    }
  }

  std::mt19937 random_;
  absl::CivilDay today_;
  PolicyFact policy_;
  Scan scan_;
};

TEST(HistoryTest, GivenTenThousandHistories_WhenAnythingIsTried_ThenOnlyTheTableHappens) {
  std::map<S, int> reached;
  for (unsigned seed = 0; seed < 10'000; ++seed) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    History history(seed);
    for (int step = 0; step < 60; ++step) {
      history.Step();
      ++reached[history.state()];
    }
    ASSERT_FALSE(testing::Test::HasFailure());
  }
  EXPECT_EQ(reached.size(), kTable.size()) << "every state was come to";
}

}  // namespace
}  // namespace driehoek::placement::scan
