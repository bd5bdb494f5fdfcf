// What a call could not finish, and what changed beside the calls: the clock brings the claims in
// line with the placements, on every engine.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "attention_test.h"
#include "server/attention_follower.h"

namespace driehoek::test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Code = absl::StatusCode;

class AttentionRepairRpcTest : public AttentionRpcTest {};
DRIEHOEK_ON_EVERY_ENGINE(AttentionRepairRpcTest);

TEST_P(AttentionRepairRpcTest, GivenKilledAfterTheCommit_WhenTheClockLooks_ThenConfirmed) {
  const SharedPlace north(world(), "north");
  const SharedPlace south(world(), "south");
  world().attention.is_cut_short = true;
  ASSERT_THAT(Make(north), IsOk());
  world().attention.is_cut_short = false;
  EXPECT_THAT(Claims(), ElementsAre("north reserved"));
  EXPECT_THAT(Notes("north"), ElementsAre("pending"));

  RunClock();

  EXPECT_THAT(Claims(), ElementsAre("north confirmed"));
  EXPECT_THAT(Notes("north"), ElementsAre("confirmed"));
  world().clock.Advance(absl::Hours(1));
  EXPECT_THAT(Make(south), IsOk());
  EXPECT_THAT(Make(south), StatusIs(Code::kFailedPrecondition, "ATTENTION_EXCEEDED"));
}

TEST_P(AttentionRepairRpcTest,
       GivenReservationThatExpired_WhenTheClockLooks_ThenARealPlacementCounts) {
  const SharedPlace north(world(), "north");
  const SharedPlace south(world(), "south");
  world().attention.is_cut_short = true;
  ASSERT_THAT(Make(north), IsOk());
  world().attention.is_cut_short = false;
  world().clock.Advance(placement::attention::kReserved + absl::Seconds(1));
  // Nobody repaired it: others take what seems free, and what expired is cleared away.
  ASSERT_THAT(Make(south), IsOk());
  const auto second = Make(south);
  ASSERT_THAT(second, IsOk());
  EXPECT_THAT(Claims(), ElementsAre("south confirmed", "south confirmed"));

  RunClock();

  EXPECT_THAT(Claims(), ElementsAre("north confirmed", "south confirmed", "south confirmed"));
  EXPECT_THAT(Notes("north"), ElementsAre("confirmed"));
  End(south, second->name());
  EXPECT_THAT(Make(south), StatusIs(Code::kFailedPrecondition, "ATTENTION_EXCEEDED"));
}

TEST_P(AttentionRepairRpcTest, GivenKilledAfterAnEnding_WhenTheClockLooks_ThenReleased) {
  SharedPlace north(world(), "north");
  const auto ended = Make(north);
  const auto moved = Make(north);
  ASSERT_THAT(ended, IsOk());
  ASSERT_THAT(moved, IsOk());
  Steps steps(world(), "north");
  north.AddSupervisor(steps, "");
  world().attention.is_cut_short = true;
  End(north, ended->name());
  v1::Placement changes;
  changes.set_name(moved->name());
  changes.set_supervisor(north.supervisor);
  ASSERT_THAT(Update(north, changes), IsOk());
  EXPECT_THAT(Claims(), ElementsAre("north confirmed", "north confirmed"));

  RunClock();

  EXPECT_THAT(Claims(), IsEmpty());
  EXPECT_THAT(Notes("north"), IsEmpty());
}

TEST_P(AttentionRepairRpcTest, GivenReservationWithoutCommit_WhenItExpires_ThenFree) {
  const SharedPlace north(world(), "north");
  const SharedPlace south(world(), "south");
  ASSERT_THAT(Make(north), IsOk());
  const auto wish = Wish(north);
  const placement::Placement never_stored{
      .id = placement::PlacementId(world().ids.NewId()),
      .student = PersonId(IdOf(wish.placement().student())),
      .organisation = placement::OrganisationId(IdOf(north.organisation)),
      .supervisor = placement::SupervisorId(IdOf(north.supervisor)),
      .start_date = world().Today() + 14,
      .end_date = world().Today() + 114,
      .state = placement::State::kConfirmed};
  ASSERT_THAT(claims().Reserve(TenantId("north"), never_stored, 2, DirectoryWorld::Deadline()),
              IsOk());
  EXPECT_THAT(Make(south), StatusIs(Code::kFailedPrecondition, "ATTENTION_EXCEEDED"));
  RunClock();
  world().clock.Advance(placement::attention::kReserved);
  EXPECT_THAT(Make(south), IsOk());
}

TEST_P(AttentionRepairRpcTest, GivenOrganisationVerifiedLater_WhenAllAreLookedAt_ThenShared) {
  const SharedPlace north(world(), "north", false);
  const SharedPlace south(world(), "south");
  ASSERT_THAT(Make(north), IsOk());
  ASSERT_THAT(Make(north), IsOk());
  const auto beside = Make(south);
  ASSERT_THAT(beside, IsOk());
  Steps steps(world(), "north");
  v1::GetOrganisationRequest get;
  get.set_name(north.organisation);
  const auto organisation =
      world().Ask(world().directory, &Directory::GetOrganisation, Office("north"), get);
  ASSERT_THAT(organisation, IsOk());
  steps.Verify(*organisation);

  // What runs is never refused: the supervisor has three students now.
  server::AttentionFollower follower(claims());
  for (int i = 0; i < 2; ++i) {
    EXPECT_THAT(follower.Run(TenantId("north"), world().clock.Now(), DirectoryWorld::Deadline()),
                IsOk());
  }

  EXPECT_THAT(Claims(), ElementsAre("north confirmed", "north confirmed", "south confirmed"));
  End(south, beside->name());
  EXPECT_THAT(Make(south), StatusIs(Code::kFailedPrecondition, "ATTENTION_EXCEEDED"));

  // Another address is another supervisor.
  steps.Mail(north.supervisor_person, "ingrid.maas@vanleeuwen.example");
  LookAtAll("north");
  EXPECT_THAT(Claims(), ElementsAre("north confirmed", "north confirmed"));
  EXPECT_THAT(Make(south), IsOk());
}

}  // namespace
}  // namespace driehoek::test
