// Seeded histories of tasks: whatever is tried in whatever order, no state follows another that the
// table of domain text 6.2 does not have, and what must always hold holds.
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "absl/strings/str_cat.h"
#include "progress/task/lifecycle.h"
#include "progress/task/task_example.h"
#include "shared/base/working_days.h"

namespace driehoek::progress::task {
namespace {

using S = TaskState;

// Domain text 6.2, row "Learning task". "change -> resubmitted" holds from wherever a verdict was
// given and the work is not over.
const std::map<S, std::set<S>> kTable = {
    {S::kDrafting, {S::kSubmitted}},
    {S::kSubmitted, {S::kAdvised, S::kAdequate, S::kAdjust, S::kInadequate}},
    {S::kResubmitted, {S::kAdvised, S::kAdequate, S::kAdjust, S::kInadequate}},
    {S::kAdvised, {S::kAdequate, S::kAdjust, S::kInadequate}},
    {S::kAdequate, {S::kInProgress, S::kResubmitted}},
    {S::kAdjust, {S::kResubmitted}},
    {S::kInadequate, {S::kResubmitted}},
    {S::kInProgress, {S::kDelivered, S::kResubmitted}},
    {S::kDelivered, {S::kClosed}},
    {S::kClosed, {}}};

// One history: random steps by random people on random days.
class History {
 public:
  explicit History(unsigned seed) : random_(seed), today_(absl::CivilDay(2026, 1, 1) + Pick(1500)) {
    const auto route = static_cast<Route>(Pick(3));
    task_ = ExampleTask(S::kDrafting, ExampleContent(route));
  }

  void Step() {
    const LearningTask before = task_;
    const auto change = Try();
    if (!change.ok()) return;
    task_ = change->after;
    ++accepted_;
    CheckStep(before, *change);
  }

  const LearningTask& task() const { return task_; }
  int accepted() const { return accepted_; }
  int told_marks() const { return told_marks_; }

 private:
  int Pick(int count) { return static_cast<int>(random_() % static_cast<unsigned>(count)); }

  absl::StatusOr<TaskChange> Try() {
    if (Pick(4) == 0) today_ += Pick(7);
    const PersonId somebody = Pick(6) == 0 ? PersonId("other") : kTeacher;
    PlacementFact placement = ExamplePlacement();
    placement.is_running = Pick(8) != 0;
    placement.is_final = Pick(200) == 0;
    placement.end_date = today_ + 100;
    switch (Pick(11)) {
      case 0: {
        Content content = task_.content;
        content.description = absl::StrCat("Text ", Pick(1000));
        if (Pick(5) == 0) content.outcome_links.clear();
        if (Pick(5) == 0) content.outcome_links = {{"LU2", 1 + Pick(4)}};
        return Revise(task_, content, Pick(2) == 0 ? kByStudent : kBySupervisor, kNow);
      }
      case 1:
        return Agree(task_, Actor{kSupervisor, static_cast<Side>(Pick(3))}, kNow);
      case 2:
        return Submit(task_, placement, kOutcomes, ExamplePolicy(), kStudent, today_, kNow);
      case 3:
        return Advise(task_, "Suits.", PersonId("office"), kNow);
      case 4:
      case 5:
        return Judge(task_,
                     {.version = static_cast<int>(task_.submissions.size()) - Pick(2),
                      .kind = static_cast<VerdictKind>(Pick(3)),
                      .reason = "Because.",
                      .difference_from_bachelor = Pick(2) == 0 ? "Practical." : "",
                      .teacher = somebody},
                     kContact, today_, kNow);
      case 6:
        return Start(task_, placement, kNow);
      case 7:
        return Pick(3) == 0 ? Deliver(task_, kNow)
                            : absl::StatusOr<TaskChange>(absl::OutOfRangeError(""));
      case 8:
        return Close(task_, kNow);
      case 9:
        return NameTeacher(task_, Pick(2) == 0 ? PersonId() : somebody, kNow);
      default: {
        auto change = PassTime(task_, placement, today_, kNow);
        if (!change.has_value()) return absl::OutOfRangeError("");
        return *std::move(change);
      }
    }
  }

  void CheckStep(const LearningTask& before, const TaskChange& change) {
    const LearningTask& after = change.after;
    if (after.state != before.state) {
      EXPECT_TRUE(kTable.at(before.state).contains(after.state))
          << NameOf(before.state) << " -> " << NameOf(after.state);
    }
    EXPECT_GE(after.submissions.size(), before.submissions.size()) << "nothing submitted is lost";
    for (std::size_t i = 0; i < before.submissions.size(); ++i) {
      EXPECT_EQ(after.submissions[i].content, before.submissions[i].content);
      if (before.submissions[i].verdict.has_value()) {
        EXPECT_EQ(after.submissions[i], before.submissions[i]) << "a verdict stands";
      }
    }
    EXPECT_EQ(IsWithTeacher(after.state),
              !after.submissions.empty() && !after.submissions.back().verdict.has_value())
        << "a verdict is owed exactly while there is none on what was submitted last";
    CheckMarks(before, change);
    if (after.state != before.state && after.state == S::kAdequate) CheckAdequate(after);
  }

  // Each mark once for each submission, never one that was not passed.
  void CheckMarks(const LearningTask& before, const TaskChange& change) {
    const std::size_t version = change.after.submissions.size();
    for (const Told told : change.told) {
      if (told < Told::kVerdictDueSoon) continue;
      ++told_marks_;
      EXPECT_TRUE(marks_.emplace(version, told).second) << NameOf(told) << " told twice";
      const VerdictClock& clock = before.submissions.back().clock;
      EXPECT_EQ(told != Told::kVerdictDueSoon, today_ > clock.due_date);
    }
  }

  static void CheckAdequate(const LearningTask& task) {
    const Submission& judged = task.submissions.back();
    if (judged.content.route != Route::kLight) {
      EXPECT_FALSE(judged.content.outcome_links.empty());
    }
    if (judged.content.route == Route::kGraduation) {
      EXPECT_FALSE(judged.verdict->difference_from_bachelor.empty());
      EXPECT_FALSE(judged.content.question.empty());
    }
    EXPECT_EQ(judged.clock.due_date, AddWorkingDays(judged.clock.submit_date, 10));
  }

  std::mt19937 random_;
  absl::CivilDay today_;
  LearningTask task_;
  std::set<std::pair<std::size_t, Told>> marks_;
  int accepted_ = 0;
  int told_marks_ = 0;
};

TEST(HistoryTest, GivenTenThousandHistories_WhenAnythingIsTried_ThenOnlyTheTableHappens) {
  std::map<S, int> reached;
  int told_marks = 0;
  for (unsigned seed = 0; seed < 10'000; ++seed) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    History history(seed);
    for (int step = 0; step < 60; ++step) history.Step();
    ++reached[history.task().state];
    told_marks += history.told_marks();
    ASSERT_FALSE(testing::Test::HasFailure());
  }
  EXPECT_EQ(reached.size(), kTable.size()) << "every state is where some history ends";
  EXPECT_GT(told_marks, 1000) << "the clock was tried too";
}

}  // namespace
}  // namespace driehoek::progress::task
