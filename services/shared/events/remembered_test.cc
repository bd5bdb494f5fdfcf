#include "shared/events/remembered.h"

#include <gtest/gtest.h>

#include <string>

namespace driehoek::events {
namespace {

const TenantId kSchool("waarden");
const absl::Time kNow = absl::UnixEpoch();

class RememberedTest : public testing::Test {
 protected:
  // What is under the name now; each computing counts.
  int Ask(Remembered<int>& memory, const std::string& name, absl::Time now = kNow) {
    return **memory.Get(kSchool, name, now, [&]() -> absl::StatusOr<int> { return ++computed_; });
  }

  CommitCount commits_;
  Remembered<int> memory_{commits_, 2};
  int computed_ = 0;
};

TEST_F(RememberedTest, Given_nothingHappened_WhenAskedAgain_ThenItIsTheSameValue) {
  EXPECT_EQ(Ask(memory_, "a"), 1);
  EXPECT_EQ(Ask(memory_, "a"), 1);
  commits_.Raise(TenantId("elders"));
  EXPECT_EQ(Ask(memory_, "a"), 1);
}

TEST_F(RememberedTest, Given_aCommit_WhenAskedAgain_ThenItIsComputedAnew) {
  EXPECT_EQ(Ask(memory_, "a"), 1);
  commits_.Raise(kSchool);
  EXPECT_EQ(Ask(memory_, "a"), 2);
}

TEST_F(RememberedTest, Given_aCommitWhileComputing_WhenAskedAgain_ThenTheOldValueIsNotKept) {
  const auto slow = [&]() -> absl::StatusOr<int> {
    commits_.Raise(kSchool);
    return 7;
  };
  EXPECT_EQ(**memory_.Get(kSchool, "a", kNow, slow), 7);
  EXPECT_EQ(Ask(memory_, "a"), 1);
}

TEST_F(RememberedTest, Given_aSecondHasPassed_WhenAskedAgain_ThenItIsComputedAnew) {
  EXPECT_EQ(Ask(memory_, "a"), 1);
  EXPECT_EQ(Ask(memory_, "a", kNow + kLongestRemembered - absl::Microseconds(1)), 1);
  EXPECT_EQ(Ask(memory_, "a", kNow + kLongestRemembered), 2);
}

TEST_F(RememberedTest, Given_anError_WhenAskedAgain_ThenItIsNotRemembered) {
  const auto broken = []() -> absl::StatusOr<int> { return absl::NotFoundError("gone"); };
  EXPECT_EQ(memory_.Get(kSchool, "a", kNow, broken).status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(Ask(memory_, "a"), 1);
}

TEST_F(RememberedTest, Given_moreThanItsCapacity_WhenAskedAgain_ThenEachIsStillRight) {
  EXPECT_EQ(Ask(memory_, "a"), 1);
  EXPECT_EQ(Ask(memory_, "b"), 2);
  EXPECT_EQ(Ask(memory_, "c"), 3);
  EXPECT_EQ(Ask(memory_, "c"), 3);
  EXPECT_EQ(Ask(memory_, "a"), 4);
}

TEST_F(RememberedTest, Given_noCapacity_WhenAskedAgain_ThenNothingWasRemembered) {
  Remembered<int> none(commits_, 0);
  EXPECT_EQ(Ask(none, "a"), 1);
  EXPECT_EQ(Ask(none, "a"), 2);
}

}  // namespace
}  // namespace driehoek::events
