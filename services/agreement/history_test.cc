// Seeded histories of agreements with a seeded clock: whatever is tried in whatever order, every
// version walks only the ways of domain text 6.2, one at most is in force, and none before its last
// signature.
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>
#include <vector>

#include "absl/strings/str_cat.h"
#include "agreement/agreement_example.h"
#include "agreement/agreement_names.h"

namespace driehoek::agreement {
namespace {

using S = VersionState;

const std::map<S, std::set<S>> kTable = {
    {S::kDraft, {S::kInReview, S::kWithdrawn}},
    {S::kInReview, {S::kDraft, S::kOffered, S::kWithdrawn}},
    {S::kOffered, {S::kPartiallySigned, S::kDeclined, S::kWithdrawn}},
    {S::kPartiallySigned, {S::kInForce, S::kDeclined, S::kWithdrawn}},
    {S::kInForce, {S::kSuperseded, S::kExpired, S::kTerminated}},
    {S::kSuperseded, {}},
    {S::kExpired, {}},
    {S::kTerminated, {}},
    {S::kDeclined, {}},
    {S::kWithdrawn, {}}};

using States = std::map<int, S>;

class History {
 public:
  explicit History(unsigned seed)
      : random_(seed),
        facts_(ExampleFacts(static_cast<Variant>(1 + Pick(3)))),
        agreement_(Drafted(facts_)) {
    Note(agreement_, states_);
  }

  void Step() {
    now_ += absl::Hours(Pick(24 * 6));
    const auto change = Try();
    if (!change.ok()) return;
    const Agreement before = agreement_;
    agreement_ = change->after;
    if (!change->is_note) ++agreement_.version;
    Check(before, *change);
  }

  const States& states() const { return states_; }

 private:
  int Pick(int count) { return static_cast<int>(random_() % static_cast<unsigned>(count)); }
  PartyRole Role() { return static_cast<PartyRole>(1 + Pick(3)); }

  absl::StatusOr<AgreementChange> Try() {
    switch (Pick(16)) {
      case 0:
      case 1:
        return UpdateDraft(
            agreement_,
            Pick(4) == 0 ? DraftUpdate{.weekly_hours = 8 + Pick(30)} : Completed(agreement_),
            facts_, kTeacherActor, now_);
      case 2:
      case 3:
        return Submit(agreement_, facts_, kStudentActor, now_);
      case 4:
      case 5:
      case 6: {
        const auto next = NextValidation(agreement_);
        const auto step =
            next.has_value() && Pick(5) != 0 ? *next : static_cast<ValidationStep>(1 + Pick(3));
        const auto text = TextOf(agreement_, Newest(agreement_));
        return Validate(agreement_, step, facts_, text.ok() ? text->hash : "", kTeacherActor, now_);
      }
      case 7:
        if (Pick(4) != 0) return absl::OutOfRangeError("");
        return Return(agreement_, static_cast<ValidationStep>(1 + Pick(3)), "Say more.",
                      kTeacherActor, now_);
      case 8:
      case 9:
      case 10: {
        const PartyRole role = Role();
        SignCommand command = SignFor(agreement_, role);
        if (Pick(8) == 0) command.document_hash = std::string(64, 'f');
        return Sign(agreement_, command, {}, Amsterdam(), ActorFor(role), now_);
      }
      case 11:
        if (Pick(6) != 0) return absl::OutOfRangeError("");
        return Pick(2) == 0 ? Decline(agreement_, Role(), "No room.", kSupervisorActor, now_)
                            : Withdraw(agreement_, "Another place.", kOfficeActor, now_);
      case 12:
        return Amend(agreement_, static_cast<AmendmentKind>(1 + Pick(6)), "It changed.",
                     kTeacherActor, now_);
      case 13: {
        if (Pick(6) != 0) return absl::OutOfRangeError("");
        const absl::CivilDay today = absl::ToCivilDay(now_, Amsterdam());
        return Terminate(
            agreement_,
            {.ground = "mutual_consent", .reason = "Together.", .last_day = today + Pick(5)},
            kOfficeActor, now_);
      }
      default: {
        const absl::CivilDay today = absl::ToCivilDay(now_, Amsterdam());
        auto change = Expire(agreement_, today, now_);
        if (!change.has_value()) change = BecomeOverdue(agreement_, today, now_);
        if (!change.has_value()) return absl::OutOfRangeError("");
        return *std::move(change);
      }
    }
  }

  static void Note(const Agreement& agreement, States& states) {
    if (agreement.in_force.has_value())
      states[agreement.in_force->number] = agreement.in_force->state;
    if (agreement.proposal.has_value())
      states[agreement.proposal->number] = agreement.proposal->state;
  }

  void Check(const Agreement& before, const AgreementChange& change) {
    States after = states_;
    for (const Version& version : change.retired) after[version.number] = version.state;
    Note(agreement_, after);
    int in_force = 0;
    for (const auto& [number, state] : after) {
      if (state == S::kInForce) ++in_force;
      const auto was = states_.find(number);
      if (was == states_.end()) {
        EXPECT_EQ(state, S::kDraft) << "a version begins as a draft";
      } else if (was->second != state) {
        EXPECT_TRUE(kTable.at(was->second).contains(state))
            << "version " << number << ": " << NameOf(was->second) << " -> " << NameOf(state);
      }
    }
    EXPECT_LE(in_force, 1) << "one version in force at a time";
    EXPECT_EQ(agreement_.in_force.has_value(), in_force == 1);
    if (agreement_.in_force.has_value() &&
        (!before.in_force.has_value() || before.in_force->number != agreement_.in_force->number)) {
      const Version& version = *agreement_.in_force;
      EXPECT_EQ(version.signatures.size(), version.parties.size())
          << "not in force before the last signature";
      EXPECT_LE(absl::ToCivilDay(now_, Amsterdam()), version.end_day);
    }
    states_ = after;
  }

  std::mt19937 random_;
  absl::Time now_ = At(2026, 8, 3);
  const PlacementFacts facts_;
  Agreement agreement_;
  States states_;
};

TEST(HistoryTest, GivenTenThousandHistories_WhenAnythingIsTried_ThenOnlyTheTableHappens) {
  std::map<S, int> reached;
  for (unsigned seed = 0; seed < 10'000; ++seed) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    History history(seed);
    for (int step = 0; step < 80; ++step) history.Step();
    for (const auto& [number, state] : history.states()) ++reached[state];
    ASSERT_FALSE(testing::Test::HasFailure());
  }
  for (const auto& [state, next] : kTable) {
    EXPECT_GT(reached[state], 0) << NameOf(state) << " is where no history ends";
  }
}

}  // namespace
}  // namespace driehoek::agreement
