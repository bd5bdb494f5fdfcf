// Seeded histories of guest grants with a seeded clock: only the states of domain text 6.2 follow
// each other, a link dies with the moment it was to be opened by, and nothing that ended comes to
// life again.
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>
#include <vector>

#include "absl/strings/str_cat.h"
#include "access/guest_grant.h"

namespace driehoek::access {
namespace {

using S = GuestGrantState;

const std::map<S, std::set<S>> kTable = {{S::kIssued, {S::kActive, S::kExpired, S::kRevoked}},
                                         {S::kActive, {S::kExpired, S::kRevoked}},
                                         {S::kExpired, {}},
                                         {S::kRevoked, {}}};

class History {
 public:
  explicit History(unsigned seed) : random_(seed) {
    const GuestChange made = IssueGrant(GuestGrantId("g"), PersonId("guest"), "address", "secret0",
                                        std::nullopt, policy_, now_);
    grant_ = made.grant;
    links_ = {*made.link};
    end_ = now_ + absl::Hours(24 * Pick(60));
    seen_ = state();
  }

  S state() const { return StateAt(grant_, Ends(), now_); }

  void Step() {
    now_ += absl::Hours(Pick(24 * 4));
    Look("time");
    switch (Pick(5)) {
      case 0:
        if (IsLive(state())) {
          const GuestChange change =
              AddLink(grant_, "address", absl::StrCat("secret", links_.size()), policy_, now_);
          grant_ = change.grant;
          links_.push_back(*change.link);
        }
        break;
      case 1:
      case 2:
        Open(links_[static_cast<std::size_t>(Pick(static_cast<int>(links_.size())))]);
        break;
      case 3: {
        if (Pick(12) != 0) break;
        const auto change = RevokeGrant(grant_, Ends(), now_);
        EXPECT_EQ(change.ok(), IsLive(state()));
        if (change.ok()) grant_ = change->grant;
        break;
      }
      default:
        break;
    }
    Look("act");
  }

 private:
  int Pick(int count) { return static_cast<int>(random_() % static_cast<unsigned>(count)); }
  absl::Time Ends() const {
    return AccessEnds(grant_, {{.known_since = absl::UnixEpoch(), .end = end_}}, policy_);
  }

  void Open(GuestLink& link) {
    const S before = state();
    const bool in_time = link.open_time.has_value() || now_ < link.open_by;
    const auto opened = OpenLink(grant_, link, Ends(), now_);
    EXPECT_EQ(opened.ok(), IsLive(before) && in_time) << opened.status();
    if (!opened.ok() || !opened->has_value()) return;
    grant_ = (*opened)->grant;
    if ((*opened)->link.has_value()) link = *(*opened)->link;
  }

  void Look(absl::string_view by) {
    const S now = state();
    if (now == seen_) return;
    EXPECT_TRUE(kTable.at(seen_).contains(now))
        << NameOf(seen_) << " -> " << NameOf(now) << " by " << by;
    seen_ = now;
  }

  std::mt19937 random_;
  const GuestPolicy policy_;
  absl::Time now_ = absl::FromUnixSeconds(1'780'000'000);
  absl::Time end_;
  GuestGrant grant_;
  std::vector<GuestLink> links_;
  S seen_ = S::kIssued;
};

TEST(GuestHistoryTest, GivenTenThousandHistories_WhenAnythingIsTried_ThenOnlyTheTableHappens) {
  std::map<S, int> ended;
  for (unsigned seed = 0; seed < 10'000; ++seed) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    History history(seed);
    for (int step = 0; step < 25; ++step) {
      history.Step();
      ++ended[history.state()];
    }
    ASSERT_FALSE(testing::Test::HasFailure());
  }
  EXPECT_EQ(ended.size(), kTable.size()) << "every state was come to";
}

}  // namespace
}  // namespace driehoek::access
