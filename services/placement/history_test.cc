// Seeded histories of placements with a seeded clock: whatever is tried in whatever order, no state
// follows another that the README's picture (domain text 6.2) does not have, and the guards hold on
// their boundary days.
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "placement/ending.h"
#include "placement/lifecycle.h"
#include "placement/search.h"

namespace driehoek::placement {
namespace {

using S = State;

const absl::Time kNow = absl::FromUnixSeconds(1'780'000'000);
const absl::CivilDay kStart(2026, 9, 1);
constexpr int kDays = 100;

// A placement that was not offered to the parties may be revised to what it has: workplace and
// supervisor come and go.
const std::map<S, std::set<S>> kTable = {
    {S::kSearching, {S::kProposed, S::kConfirmed}},
    {S::kProposed, {S::kScreened, S::kSearching, S::kConfirmed}},
    {S::kScreened, {S::kConfirmed, S::kSearching, S::kProposed}},
    {S::kConfirmed, {S::kReady, S::kSearching, S::kProposed}},
    {S::kReady, {S::kActive, S::kConfirmed, S::kSearching, S::kProposed}},
    {S::kActive, {S::kPaused, S::kFinishing}},
    {S::kPaused, {S::kActive, S::kFinishing}},
    {S::kFinishing, {S::kCompleted}},
    {S::kCompleted, {}},
    {S::kEndedEarly, {}}};

// One history: random attempts on days that pass, with facts that come and fall away.
class History {
 public:
  explicit History(unsigned seed) : random_(seed), today_(kStart - 20) {
    facts_.policy.agreement_rule = static_cast<AgreementRule>(Pick(3));
    placement_ = {.id = PlacementId("p"),
                  .student = PersonId("student"),
                  .variant = static_cast<Variant>(Pick(3)),
                  .start_date = kStart,
                  .end_date = kStart + (kDays - 1),
                  .weekly_hours = 24,
                  .version = 1};
  }

  void Step() {
    if (Pick(3) == 0) today_ += Pick(9);
    switch (Pick(6)) {
      case 0:
        facts_.agreement.is_in_force = facts_.agreement.responsibilities_accepted = Pick(5) != 0;
        break;
      case 1:
        facts_.contact.teacher = Pick(5) == 0 ? PersonId() : PersonId("teacher");
        break;
      case 2:
        facts_.scan.standing =
            Pick(3) == 0 ? static_cast<ScanStanding>(Pick(5)) : ScanStanding::kHolds;
        break;
      case 3:
        judgement_.is_published = today_ > placement_.end_date && Pick(4) == 0;
        judgement_.assessment =
            judgement_.is_published ? std::optional(FactVersion{"assessment", 1}) : std::nullopt;
        break;
      default:
        break;
    }
    const Placement before = placement_;
    const auto change = Try();
    if (!change.ok()) return;
    placement_ = change->after;
    Check(before, *change);
  }

  State state() const { return placement_.state; }

 private:
  int Pick(int count) { return static_cast<int>(random_() % static_cast<unsigned>(count)); }

  absl::StatusOr<PlacementChange> Try() {
    const PlaceFact place = {.has_workplace = true,
                             .supervisor = PersonId("supervisor"),
                             .supervisor_is_on_floor = true};
    switch (Pick(12)) {
      case 0:
        return Propose(placement_,
                       {.organisation = OrganisationId("o"), .workplace = WorkplaceId("w")}, place,
                       kNow);
      case 1:
        return FindSuitable(placement_, kNow);
      case 2:
        if (Pick(3) != 0) return absl::OutOfRangeError("");
        return FindUnsuitable(placement_, "too far", kNow);
      case 3: {
        Placement draft = placement_;
        if (Pick(3) == 0) {
          draft.supervisor = SupervisorId();
          if (Pick(2) == 0) draft.workplace = WorkplaceId();
        } else {
          draft.organisation = OrganisationId("o");
          draft.workplace = WorkplaceId("w");
          draft.supervisor = SupervisorId("s");
        }
        return Revise(placement_, std::move(draft), facts_.agreement, place, kNow);
      }
      case 4:
        if (Pick(40) != 0) return absl::OutOfRangeError("");
        return EndEarly(placement_, "the workplace closes", kNow);
      case 5:
        if (Pick(10) != 0) return absl::OutOfRangeError("");
        return CompleteWithoutJudgement(placement_, judgement_, "an event", kNow);
      default: {
        auto change = Finish(placement_, judgement_, today_, kNow);
        if (!change.has_value()) change = Due(placement_, facts_, today_, kNow);
        if (!change.has_value()) return absl::OutOfRangeError("");
        return *std::move(change);
      }
    }
  }

  void Check(const Placement& before, const PlacementChange& change) const {
    S from = before.state;
    for (const S to : change.reached) {
      EXPECT_TRUE(to == S::kEndedEarly ? !IsFinal(from) : kTable.at(from).contains(to))
          << NameOf(from) << " -> " << NameOf(to);
      from = to;
    }
    EXPECT_EQ(from, change.after.state) << "every state on the way is told";
    if (change.after.state == before.state) return;
    switch (change.after.state) {
      case S::kActive:
        EXPECT_GE(today_, before.start_date);
        EXPECT_LE(today_, before.end_date);
        if (before.variant == Variant::kDual) {
          EXPECT_TRUE(facts_.agreement.is_in_force) << "I3";
        }
        if (before.state != S::kPaused) {
          EXPECT_FALSE(facts_.contact.teacher.empty())
              << "I1: on its first day somebody is the contact person";
        }
        break;
      case S::kReady:
        EXPECT_FALSE(before.supervisor.empty());
        EXPECT_FALSE(facts_.contact.teacher.empty());
        EXPECT_TRUE(facts_.scan.standing == ScanStanding::kHolds ||
                    facts_.scan.standing == ScanStanding::kNotAsked);
        break;
      case S::kFinishing:
        EXPECT_GT(today_, before.end_date);
        break;
      case S::kCompleted:
        EXPECT_NE(judgement_.is_published, !change.after.end_reason.empty())
            << "judged, or a reason why not";
        break;
      default:
        break;
    }
  }

  std::mt19937 random_;
  absl::CivilDay today_;
  StartFacts facts_;
  JudgementFact judgement_;
  Placement placement_;
};

TEST(HistoryTest, GivenTenThousandHistories_WhenAnythingIsTried_ThenOnlyTheTableHappens) {
  std::map<S, int> reached;
  for (unsigned seed = 0; seed < 10'000; ++seed) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    History history(seed);
    for (int step = 0; step < 130; ++step) {
      history.Step();
      ++reached[history.state()];
    }
    ASSERT_FALSE(testing::Test::HasFailure());
  }
  EXPECT_EQ(reached.size(), kTable.size()) << "every state was come to";
}

}  // namespace
}  // namespace driehoek::placement
