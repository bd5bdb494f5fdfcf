// Seeded histories of check-ins under a seeded clock: whatever is tried in whatever order, no state
// follows another that the table of domain text 6.2 does not have, and what must always hold holds.
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "absl/strings/str_cat.h"
#include "progress/checkin/check_in_example.h"
#include "progress/checkin/schedule.h"
#include "progress/checkin/views.h"

namespace driehoek::progress::checkin {
namespace {

using S = CheckInState;

// Domain text 6.2, row "Check-in", and what ends one that cannot be held.
const std::map<S, std::set<S>> kTable = {{S::kPlanned, {S::kInvited, S::kMissed, S::kCancelled}},
                                         {S::kInvited, {S::kViewsOpen, S::kMissed, S::kCancelled}},
                                         {S::kViewsOpen, {S::kHeld, S::kMissed, S::kCancelled}},
                                         {S::kHeld, {S::kActionsOpen, S::kClosed}},
                                         {S::kActionsOpen, {S::kClosed}},
                                         {S::kClosed, {}},
                                         {S::kMissed, {}},
                                         {S::kCancelled, {}}};

std::optional<S> StateAfter(Told told) {
  switch (told) {
    case Told::kInvited:
      return S::kInvited;
    case Told::kViewsOpen:
      return S::kViewsOpen;
    case Told::kHeld:
      return S::kHeld;
    case Told::kActionAgreed:
      return S::kActionsOpen;
    case Told::kClosed:
      return S::kClosed;
    case Told::kMissed:
      return S::kMissed;
    case Told::kCancelled:
      return S::kCancelled;
    case Told::kPlanned:
    case Told::kMoved:
    case Told::kChanged:
    case Told::kViewWritten:
    case Told::kActionMarked:
    case Told::kDisagreed:
    case Told::kSettled:
      return std::nullopt;
  }
  return std::nullopt;
}

// One placement with one check-in that is followed: random steps by random people on random days.
class History {
 public:
  explicit History(unsigned seed) : random_(seed), placement_(ExamplePlacement()) {
    placement_.start_date = absl::CivilDay(2026, 1, 1) + Pick(1500);
    placement_.end_date = placement_.start_date + 30 + Pick(200);
    today_ = placement_.start_date;
    const auto proposals = Propose(Now(), Pick(2) == 0 ? FullTime() : PartTime());
    const auto made = Replan({}, proposals, placement_, {}, today_, kNow, Amsterdam(),
                             [] { return std::string("id"); });
    check_in_ = made[static_cast<std::size_t>(Pick(static_cast<int>(made.size())))].change.after;
    check_in_.version = 1;
  }

  void Step() {
    if (Pick(3) == 0) today_ += Pick(12);
    const CheckIn before = check_in_;
    const auto change = Try();
    if (!change.ok()) return;
    check_in_ = change->after;
    ++check_in_.version;
    CheckStep(before, *change);
  }

  const CheckIn& check_in() const { return check_in_; }
  int refused_at_boundary() const { return refused_at_boundary_; }

 private:
  int Pick(int count) { return static_cast<int>(random_() % static_cast<unsigned>(count)); }
  Period Now() const {
    return {.start_date = placement_.start_date,
            .end_date = placement_.end_date,
            .agreement_date = placement_.start_date - 5,
            .first_plan_date = placement_.start_date,
            .today = today_};
  }
  Doing By() {
    const auto party = static_cast<Party>(Pick(3));
    return checkin::By(party, today_);
  }

  absl::StatusOr<CheckInChange> Try() {
    switch (Pick(11)) {
      case 0:
        return TryMove();
      case 1:
      case 2:
        return WriteView(check_in_, ExampleView(1 + Pick(5)), placement_, By());
      case 3:
      case 4: {
        Meeting meeting = ExampleMeeting(today_ - Pick(3) + Pick(2));
        return Hold(check_in_, meeting, placement_, By());
      }
      case 5: {
        AgreedAction action = ExampleAction(static_cast<Party>(Pick(3)));
        action.due_date = today_ + Pick(20) - 2;
        return AddAction(check_in_, action, By());
      }
      case 6:
        return MarkAction(check_in_, 1 + Pick(3), Pick(3) != 0, By());
      case 7:
        return Close(check_in_, Pick(3) == 0 ? "It is no use." : "", By());
      case 8:
        return Disagree(check_in_, "Hours.", PersonId("manager"), {}, By());
      case 9:
        return Settle(check_in_, 1 + Pick(2), "Tuesday.",
                      {PersonId(Pick(3) == 0 ? "other" : "manager"), std::nullopt, today_, kNow});
      default:
        return TryClock();
    }
  }

  // Half of the days are those around the ends of the window.
  absl::StatusOr<CheckInChange> TryMove() {
    const Window& window = check_in_.window;
    const absl::CivilDay days[] = {window.first - 1, window.first, window.last, window.last + 1};
    const absl::CivilDay day = Pick(2) == 0 ? days[Pick(4)] : today_ + Pick(60);
    auto change = MoveTo(check_in_, Morning(day), day, "Illness.", placement_, By());
    if (!Holds(window, day)) {
      EXPECT_FALSE(change.ok()) << "outside its window";
      ++refused_at_boundary_;
    }
    return change;
  }

  absl::StatusOr<CheckInChange> TryClock() {
    if (Pick(30) == 0 && !placement_.is_final) {
      placement_.is_final = true;
      placement_.end_date = std::min(placement_.end_date, today_);
    } else if (Pick(10) == 0 && !placement_.is_final) {
      placement_.end_date = std::max(placement_.end_date + Pick(40) - 15, today_ + 1);
      const auto changes = Replan({check_in_}, Propose(Now(), FullTime()), placement_, {}, today_,
                                  kNow, Amsterdam(), [] { return std::string("other"); });
      for (const PlannedChange& planned : changes) {
        if (planned.before != 0) return planned.change;
      }
    }
    if (auto change = PassTime(check_in_, placement_, today_, kNow)) return *std::move(change);
    return absl::OutOfRangeError("");
  }

  void CheckStep(const CheckIn& before, const CheckInChange& change) {
    const CheckIn& after = change.after;
    S state = before.state;
    for (const Told told : change.told) {
      const auto next = StateAfter(told);
      if (!next.has_value() || *next == state) continue;
      EXPECT_TRUE(kTable.at(state).contains(*next)) << NameOf(state) << " -> " << NameOf(*next);
      state = *next;
    }
    EXPECT_EQ(after.state, state) << "every change of state is told";
    EXPECT_FALSE(change.told.empty());
    if (before.state != S::kMissed && after.state == S::kMissed) {
      EXPECT_GT(today_, after.window.last);
    }
    if (IsAhead(after.state)) {
      EXPECT_TRUE(Holds(after.window, after.planned_date));
    }
    EXPECT_GE(after.calendar_sequence, before.calendar_sequence);
    if (after.start_time != before.start_time) {
      EXPECT_GT(after.calendar_sequence, before.calendar_sequence);
      EXPECT_EQ(after.moves.size(), before.moves.size() + 1) << "every move is counted";
    }
    CheckViews(before, after);
    EXPECT_EQ(after.meeting.has_value(), WasHeld(after.state));
    if (WasHeld(after.state)) {
      EXPECT_TRUE(Holds(after.window, after.meeting->date));
      EXPECT_GE(after.meeting->date, after.planned_date);
      EXPECT_LE(after.meeting->date, today_);
    }
    if (after.state == S::kClosed && before.state != S::kClosed) CheckClosed(after);
  }

  // A view stands as it was written, and was written blind.
  static void CheckViews(const CheckIn& before, const CheckIn& after) {
    for (const PartyView& view : before.views) {
      ASSERT_NE(FindView(after, view.party), nullptr);
      EXPECT_EQ(*FindView(after, view.party), view);
    }
    for (const PartyView& view : after.views) {
      if (FindView(before, view.party) != nullptr) continue;
      EXPECT_TRUE(IsAhead(before.state));
      for (const PartyView& other : before.views) {
        EXPECT_FALSE(MayRead(before, other.party, {.party = view.party}));
      }
    }
  }

  static void CheckClosed(const CheckIn& check_in) {
    for (const AgreedAction& action : check_in.actions) {
      EXPECT_TRUE(action.done_time.has_value() || !check_in.close_reason.empty());
    }
    for (const Disagreement& one : check_in.disagreements) {
      EXPECT_TRUE(one.resolve_time.has_value());
    }
  }

  std::mt19937 random_;
  PlacementFact placement_;
  absl::CivilDay today_;
  CheckIn check_in_;
  int refused_at_boundary_ = 0;
};

TEST(HistoryTest, GivenTenThousandHistories_WhenAnythingIsTried_ThenOnlyTheTableHappens) {
  std::map<S, int> reached;
  int refused_at_boundary = 0;
  for (unsigned seed = 0; seed < 10'000; ++seed) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    History history(seed);
    for (int step = 0; step < 60; ++step) history.Step();
    ++reached[history.check_in().state];
    refused_at_boundary += history.refused_at_boundary();
    ASSERT_FALSE(testing::Test::HasFailure());
  }
  for (const S state : {S::kHeld, S::kActionsOpen, S::kClosed, S::kMissed, S::kCancelled}) {
    EXPECT_GT(reached[state], 0) << NameOf(state) << " is where some history ends";
  }
  EXPECT_GT(refused_at_boundary, 1000) << "the ends of the window were tried too";
}

}  // namespace
}  // namespace driehoek::progress::checkin
