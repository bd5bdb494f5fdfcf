#include "placement/attention/claim.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace driehoek::placement::attention {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr absl::CivilDay kStart(2026, 9, 1);

Claim Of(const char* institution, const char* slot, absl::CivilDay first, absl::CivilDay last) {
  return {.id = ClaimId("c"),
          .institution = TenantId(institution),
          .slot = slot,
          .first_date = first,
          .last_date = last};
}

TEST(ElsewhereTest, GivenClaimsOfSeveral_WhenSummed_ThenStudentsOfOthersByDay) {
  const absl::CivilDay d = kStart;
  const std::vector<Claim> claims = {
      Of("north", "a", d, d + 9),       Of("south", "x", d + 5, d + 14),
      Of("south", "x", d + 5, d + 14),  // the same student, in parallel
      Of("south", "y", d + 10, d + 19), Of("west", "x", d + 10, d + 14),
  };
  EXPECT_EQ(ElsewhereOf(claims, TenantId("north")),
            (Elsewhere{{d + 5, 1}, {d + 10, 3}, {d + 15, 1}, {d + 20, 0}}));
  EXPECT_EQ(ElsewhereOf(claims, TenantId("south")), (Elsewhere{{d, 1}, {d + 15, 0}}));
  EXPECT_THAT(ElsewhereOf({}, TenantId("north")), IsEmpty());
}

TEST(CheckRoomTest, GivenClaims_WhenOneMore_ThenTheLimitHoldsOverAllInstitutions) {
  const absl::CivilDay d = kStart;
  const std::vector<Claim> claims = {Of("north", "a", d, d + 9), Of("south", "x", d + 9, d + 19)};
  // Both are there on one day only.
  EXPECT_EQ(ReasonOf(CheckRoom(claims, Of("north", "b", d, d + 19), 2)), "ATTENTION_EXCEEDED");
  EXPECT_TRUE(CheckRoom(claims, Of("north", "b", d, d + 19), 3).ok());
  EXPECT_TRUE(CheckRoom(claims, Of("north", "b", d + 10, d + 19), 2).ok());
  // A second placement of a student who is there takes no more.
  EXPECT_TRUE(CheckRoom(claims, Of("north", "a", d, d + 19), 2).ok());
  // The same hash at another institution is somebody else.
  EXPECT_EQ(ReasonOf(CheckRoom(claims, Of("west", "a", d, d + 19), 2)), "ATTENTION_EXCEEDED");
}

Placement Confirmed() {
  Placement placement;
  placement.id = PlacementId("p");
  placement.supervisor = SupervisorId("s");
  placement.start_date = kStart;
  placement.end_date = kStart + 100;
  placement.state = State::kConfirmed;
  return placement;
}

const SharedSupervisor kIngrid{TenantId("kvk-12345678"), "key"};

Note NoteOf(const char* id, NoteState state) {
  return {.id = ClaimId(id),
          .placement = PlacementId("p"),
          .supervisor = SupervisorId("s"),
          .shared = kIngrid,
          .first_date = kStart,
          .last_date = kStart + 100,
          .state = state};
}

std::vector<std::string> IdsOf(const std::vector<Note>& notes) {
  std::vector<std::string> ids;
  for (const Note& note : notes) ids.push_back(note.id.value());
  return ids;
}

TEST(SettleTest, GivenPlacementThatTakesAttention_WhenSettled_ThenExactlyOneClaim) {
  const auto none = Settle(Confirmed(), kIngrid, {});
  EXPECT_TRUE(none.is_missing);

  const auto both =
      Settle(Confirmed(), kIngrid,
             {NoteOf("pending", NoteState::kPending), NoteOf("confirmed", NoteState::kConfirmed)});
  EXPECT_FALSE(both.is_missing);
  ASSERT_TRUE(both.keep.has_value());
  EXPECT_EQ(both.keep->id, ClaimId("confirmed"));
  EXPECT_THAT(IdsOf(both.leave), ElementsAre("pending"));

  const auto leaving = Settle(Confirmed(), kIngrid, {NoteOf("leaving", NoteState::kLeaving)});
  EXPECT_TRUE(leaving.is_missing);
  EXPECT_THAT(IdsOf(leaving.leave), ElementsAre("leaving"));
}

TEST(SettleTest, GivenAnotherSupervisorPeriodOrAddress_WhenSettled_ThenTheOldClaimLeaves) {
  const std::vector<Note> notes = {NoteOf("old", NoteState::kConfirmed)};
  Placement moved = Confirmed();
  moved.supervisor = SupervisorId("other");
  Placement longer = Confirmed();
  longer.end_date = kStart + 101;
  Placement later = Confirmed();
  later.start_date = kStart + 1;
  for (const Placement& placement : {moved, longer, later}) {
    const auto settled = Settle(placement, kIngrid, notes);
    EXPECT_TRUE(settled.is_missing);
    EXPECT_THAT(IdsOf(settled.leave), ElementsAre("old"));
  }
  const SharedSupervisor renamed{kIngrid.organisation, "other key"};
  EXPECT_TRUE(Settle(Confirmed(), renamed, notes).is_missing);
  const SharedSupervisor renumbered{TenantId("kvk-87654321"), kIngrid.key};
  EXPECT_THAT(IdsOf(Settle(Confirmed(), renumbered, notes).leave), ElementsAre("old"));
}

TEST(SettleTest, GivenNoNeed_WhenSettled_ThenEveryClaimLeaves) {
  const std::vector<Note> notes = {NoteOf("old", NoteState::kConfirmed)};
  Placement ended = Confirmed();
  ended.state = State::kEndedEarly;
  Placement proposed = Confirmed();
  proposed.state = State::kProposed;
  for (const auto& placement :
       {std::optional(ended), std::optional(proposed), std::optional<Placement>()}) {
    const auto settled = Settle(placement, kIngrid, notes);
    EXPECT_FALSE(settled.is_missing);
    EXPECT_FALSE(settled.keep.has_value());
    EXPECT_THAT(IdsOf(settled.leave), ElementsAre("old"));
  }
  // The organisation is not verified any more.
  EXPECT_THAT(IdsOf(Settle(Confirmed(), std::nullopt, notes).leave), ElementsAre("old"));
}

}  // namespace
}  // namespace driehoek::placement::attention
