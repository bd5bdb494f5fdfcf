// Seeded histories of matching rounds with a seeded clock: only the states of domain text 6.2
// follow each other, wishes close at the moment that was said, two persons publish, and what was
// published stands.
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "absl/strings/str_cat.h"
#include "placement/round/round_example.h"
#include "placement/round/round_lifecycle.h"
#include "placement/round/run/publication.h"

namespace driehoek::placement::round::run {
namespace {

using S = placement::round::State;

// Trials are runs of a frozen round: they leave its state as it is.
const std::map<S, std::set<S>> kTable = {{S::kSetup, {S::kPreferencesOpen}},
                                         {S::kPreferencesOpen, {S::kFrozen}},
                                         {S::kFrozen, {S::kPublished}},
                                         {S::kPublished, {S::kClosed}},
                                         {S::kClosed, {}}};

class History {
 public:
  explicit History(unsigned seed) : random_(seed), round_(ExampleRound()) {}

  S state() const { return round_.state; }

  void Step() {
    now_ += absl::Minutes(Pick(400));
    const MatchingRound before = round_;
    proposer_before_ = round_.proposed_by;
    const auto change = Try();
    if (!change.ok()) return;
    round_ = change->after;
    Check(before);
  }

 private:
  int Pick(int count) { return static_cast<int>(random_() % static_cast<unsigned>(count)); }

  absl::StatusOr<RoundChange> Try() {
    by_ = PersonId(Pick(4) == 0 ? "" : Pick(2) == 0 ? "one" : "two");
    const MatchRun run{.id = RunId(absl::StrCat("run", Pick(2))),
                       .state = Pick(3) == 0 ? RunState::kRunning : RunState::kSucceeded,
                       .input_hash = "hash"};
    const char* const hash_now = Pick(4) == 0 ? "other" : "hash";
    switch (Pick(7)) {
      case 0: {
        MatchingRound draft = round_;
        draft.display_name = absl::StrCat("Ronde ", Pick(100));
        if (Pick(2) == 0) draft.weekly_hours = 16 + Pick(20);
        return Revise(round_, std::move(draft), now_);
      }
      case 1:
        return Open(round_, "seed", "sealed", now_);
      case 2:
        if (Pick(6) != 0) return absl::OutOfRangeError("");
        return Freeze(round_, now_);
      case 3:
        return Propose(round_, run, hash_now, by_, now_);
      case 4:
        return Publish(round_, run, hash_now, by_, now_);
      case 5:
        if (Pick(4) != 0) return absl::OutOfRangeError("");
        return Close(round_, now_);
      default: {
        auto change = DueFreeze(round_, now_);
        EXPECT_EQ(change.has_value(),
                  round_.state == S::kPreferencesOpen && now_ >= round_.preferences_due_time);
        if (!change.has_value()) return absl::OutOfRangeError("");
        return *std::move(change);
      }
    }
  }

  void Check(const MatchingRound& before) const {
    if (round_.state != before.state) {
      EXPECT_TRUE(kTable.at(before.state).contains(round_.state))
          << NameOf(before.state) << " -> " << NameOf(round_.state);
      if (round_.state == S::kPreferencesOpen) {
        EXPECT_LT(now_, round_.preferences_due_time);
      }
      if (round_.state == S::kPublished) {
        EXPECT_FALSE(by_.empty());
        EXPECT_NE(by_, proposer_before_) << "two persons";
      }
    }
    if (before.state != S::kSetup) {
      EXPECT_EQ(round_.seed_commitment, before.seed_commitment) << "the lottery is bound";
      EXPECT_EQ(round_.weekly_hours, before.weekly_hours);
    }
    if (IsPublished(before)) {
      EXPECT_EQ(round_.published_run, before.published_run);
      EXPECT_EQ(round_.published_by, before.published_by);
    }
  }

  std::mt19937 random_;
  absl::Time now_ = kNow;
  MatchingRound round_;
  PersonId by_;
  PersonId proposer_before_;
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
}  // namespace driehoek::placement::round::run
