// Runs, publication and offers over gRPC, on every engine.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "placement/lottery.h"
#include "round_run_test.h"
#include "shared/crypto/encoding.h"

namespace driehoek::test {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Code = absl::StatusCode;
using Cause = v1::Allocation::Reason;

DRIEHOEK_ON_EVERY_ENGINE(RoundRunRpcTest);

TEST_P(RoundRunRpcTest, GivenFrozenRound_WhenRun_ThenRunningThenSucceededWithReasons) {
  FreezeRound();
  const auto started = Value(Start());
  EXPECT_EQ(started.state(), v1::MatchRun::RUNNING);
  EXPECT_THAT(started.input_hash(), SizeIs(64));
  EXPECT_THAT(Allocations(started), IsEmpty());

  ASSERT_THAT(WorkOut(), IsOk());

  const auto run = GetRun(started.name());
  EXPECT_EQ(run.state(), v1::MatchRun::SUCCEEDED);
  EXPECT_EQ(run.input_hash(), started.input_hash());
  EXPECT_EQ(run.outcome().placed_count(), 2);
  EXPECT_EQ(run.outcome().unplaced_count(), 1);
  EXPECT_EQ(run.outcome().groups(0).student_count(), 3);
  EXPECT_EQ(run.verification().fault_count(), 0);
  EXPECT_TRUE(run.has_finish_time());
  EXPECT_THAT(Events(), AllOf(Contains("round.run_started"), Contains("round.run_finished")));
  const auto allocations = Allocations(run);
  ASSERT_THAT(allocations, SizeIs(3));
  EXPECT_EQ(allocations[0].student_display_name(), "An");
  EXPECT_EQ(allocations[2].student_display_name(), "Cem");
  for (const auto& allocation : allocations) {
    ASSERT_EQ(allocation.reasons_size(), 2);
    EXPECT_EQ(allocation.reasons(0).organisation_display_name(), "Van Leeuwen");
    EXPECT_EQ(allocation.state(), v1::Allocation::STATE_UNSPECIFIED);
    if (allocation.rank() == 0) {
      EXPECT_EQ(allocation.reasons(0).cause(), Cause::OUTRANKED);
      EXPECT_EQ(allocation.reasons(0).tie(), Cause::LOTTERY);
      EXPECT_EQ(allocation.reasons(0).position(), 3);
      EXPECT_EQ(allocation.reasons(1).waiting_position(), 1);
    }
  }
  const auto again = Finished("Nog een keer");
  EXPECT_EQ(again.input_hash(), run.input_hash());
  EXPECT_EQ(again.result_hash(), run.result_hash());
  v1::ListMatchRunsRequest list;
  list.set_parent(round_.name());
  list.set_page_size(1);
  const auto page = Value(Ask(&Matching::ListMatchRuns, kManager, list));
  ASSERT_EQ(page.runs_size(), 1);
  EXPECT_EQ(page.runs(0).display_name(), "Zoals nu");
  list.set_page_token(page.next_page_token());
  EXPECT_EQ(Value(Ask(&Matching::ListMatchRuns, kManager, list)).runs(0).display_name(),
            "Nog een keer");
}

TEST_P(RoundRunRpcTest, GivenOpenRound_WhenRun_ThenRefused) {
  round_ = NewRound();
  EXPECT_THAT(Start(), StatusIs(Code::kFailedPrecondition, "ROUND_NOT_FROZEN"));
  FreezeRound();
  EXPECT_THAT(Start(""), StatusIs(Code::kInvalidArgument, "FIELD_MISSING"));
}

TEST_P(RoundRunRpcTest, GivenRunOfAnotherServer_WhenItsLeaseIsOver_ThenTakenOver) {
  FreezeRound();
  const auto started = Value(Start());
  const TenantId demo("demo");
  const absl::Time now = world().clock.Now();
  const absl::Time deadline = DirectoryWorld::Deadline();
  const auto waiting = rounds().runs.Waiting(demo, now, 10, deadline);
  ASSERT_THAT(waiting, IsOk());
  ASSERT_THAT(*waiting, SizeIs(1));
  const auto fence = rounds().runs.Claim(demo, waiting->front(), now,
                                         now + placement::round::run::kRunLease, deadline);
  ASSERT_THAT(fence, IsOk());
  ASSERT_TRUE(fence->has_value());
  EXPECT_FALSE(rounds().runs.Claim(demo, waiting->front(), now, now, deadline)->has_value());

  ASSERT_THAT(WorkOut(), IsOk());
  EXPECT_EQ(GetRun(started.name()).state(), v1::MatchRun::RUNNING);

  world().clock.Advance(placement::round::run::kRunLease + absl::Seconds(1));
  ASSERT_THAT(WorkOut(), IsOk());
  EXPECT_EQ(GetRun(started.name()).state(), v1::MatchRun::SUCCEEDED);
  EXPECT_FALSE(*rounds().runs.Renew(demo, waiting->front().id, **fence, now, deadline));
}

TEST_P(RoundRunRpcTest, GivenRun_WhenPublished_ThenBySecondPersonAndEverybodyReadsPlaceAndReason) {
  FreezeRound();
  const auto run = Finished();
  EXPECT_THAT(Publish(run), StatusIs(Code::kFailedPrecondition, "NOTHING_PROPOSED"));
  const auto proposed = Value(Propose(run));
  EXPECT_EQ(proposed.proposed_run(), run.name());
  EXPECT_THAT(Publish(run, kOffice), StatusIs(Code::kFailedPrecondition, "SECOND_PERSON_NEEDED"));

  const auto published = Value(Publish(run));

  EXPECT_EQ(published.state(), v1::MatchingRound::PUBLISHED);
  EXPECT_EQ(published.published_run(), run.name());
  EXPECT_EQ(placement::SeedCommitment(*crypto::HexDecode(published.seed())),
            published.seed_commitment());
  EXPECT_EQ(published.counts().unanswered_count(), 2);
  EXPECT_EQ(published.counts().unplaced_count(), 1);
  EXPECT_EQ(GetRound(kSecondOffice, published)->SerializeAsString(), published.SerializeAsString());
  int offered = 0;
  for (const std::string& type : Events()) offered += type == "round.place_offered" ? 1 : 0;
  EXPECT_EQ(offered, 2);
  const std::size_t first = HolderOf(places_[0]);
  const auto seen =
      Value(GetParticipant(As(Role::kStudent, students_[first].student()), students_[first]));
  EXPECT_EQ(seen.allocation().rank(), 1);
  EXPECT_EQ(seen.allocation().reasons(0).cause(), Cause::GOT);
  EXPECT_EQ(seen.allocation().reasons(1).cause(), Cause::NOT_NEEDED);
  EXPECT_TRUE(seen.allocation().has_answer_due_time());
  EXPECT_THAT(Start(), StatusIs(Code::kFailedPrecondition, "ROUND_NOT_FROZEN"));
}

TEST_P(RoundRunRpcTest, GivenPlaceThatChanged_WhenPublished_ThenTheRunIsOutdated) {
  FreezeRound();
  const auto run = Finished();
  ASSERT_THAT(Propose(run), IsOk());
  v1::UpdateRoundPlaceRequest update;
  update.mutable_place()->set_name(places_[0]);
  update.mutable_place()->set_capacity(2);
  update.mutable_update_mask()->add_paths("capacity");
  ASSERT_THAT(Ask(&Matching::UpdateRoundPlace, kOffice, update), IsOk());
  EXPECT_THAT(Publish(run), StatusIs(Code::kFailedPrecondition, "RUN_OUTDATED"));
  EXPECT_THAT(Propose(run), StatusIs(Code::kFailedPrecondition, "RUN_OUTDATED"));
}

TEST_P(RoundRunRpcTest, GivenOffer_WhenTaken_ThenAPlacementIsThere) {
  PublishRound();
  const auto before = Now(HolderOf(places_[0]));
  const auto after = Value(Answer(before, v1::AnswerPlaceRequest::ACCEPT));
  EXPECT_EQ(after.allocation().state(), v1::Allocation::ACCEPTED);
  v1::GetPlacementRequest get;
  get.set_name(after.allocation().placement());
  const auto made = Value(world().Ask(world().placements, &Placements::GetPlacement, kOffice, get));
  EXPECT_EQ(made.state(), v1::Placement::PROPOSED);
  EXPECT_EQ(made.student(), before.student());
  EXPECT_EQ(made.workplace(), workplace_);
  EXPECT_EQ(made.weekly_hours(), 32);
  EXPECT_EQ(made.start_date().SerializeAsString(), round_.start_date().SerializeAsString());
  EXPECT_THAT(Answer(after, v1::AnswerPlaceRequest::DECLINE),
              StatusIs(Code::kFailedPrecondition, "NOTHING_OFFERED"));
  EXPECT_THAT(Answer(before, v1::AnswerPlaceRequest::ACCEPT),
              StatusIs(Code::kAborted, "STALE_ETAG"));
}

TEST_P(RoundRunRpcTest, GivenOffer_WhenRefused_ThenTheLineMovesUp) {
  PublishRound();
  const std::size_t first = HolderOf(places_[0]);
  const std::size_t second = HolderOf(places_[1]);
  const std::size_t last = HolderOf("");
  const auto after = Value(Answer(Now(first), v1::AnswerPlaceRequest::DECLINE));
  EXPECT_EQ(after.allocation().state(), v1::Allocation::DECLINED);
  EXPECT_EQ(HolderOf(places_[0]), second);
  EXPECT_EQ(HolderOf(places_[1]), last);
  EXPECT_EQ(Now(second).allocation().rank(), 1);
}

TEST_P(RoundRunRpcTest, GivenNoAnswer_WhenDue_ThenExpiredAndOfferedToTheNext) {
  PublishRound();
  const std::size_t first = HolderOf(places_[0]);
  const std::size_t second = HolderOf(places_[1]);
  const std::size_t last = HolderOf("");
  ASSERT_THAT(Answer(Now(second), v1::AnswerPlaceRequest::ACCEPT), IsOk());
  const absl::Time due = world().clock.Now() + absl::Hours(4 * 24);
  const auto run_due = [&](absl::Time now) {
    return rounds().offer_due.Run(TenantId("demo"), now, DirectoryWorld::Deadline());
  };
  ASSERT_THAT(run_due(due - absl::Seconds(1)), IsOk());
  EXPECT_EQ(HolderOf(places_[0]), first);
  ASSERT_THAT(run_due(due), IsOk());
  EXPECT_EQ(Now(first).allocation().state(), v1::Allocation::EXPIRED);
  EXPECT_EQ(HolderOf(places_[0]), last);
}

TEST_P(RoundRunRpcTest, GivenPublished_WhenMoved_ThenOnlyToAFreeSeatAndTheOldOneIsOffered) {
  PublishRound();
  const std::size_t first = HolderOf(places_[0]);
  const std::size_t last = HolderOf("");
  EXPECT_THAT(MoveTo(Now(last), places_[0]), StatusIs(Code::kFailedPrecondition, "NO_CAPACITY"));
  EXPECT_THAT(MoveTo(Now(last), round_.name() + "/places/01900000-0000-7000-8000-000000000000"),
              StatusIs(Code::kInvalidArgument, "REFERENCE_NOT_FOUND"));
  const auto accepted = Value(Answer(Now(first), v1::AnswerPlaceRequest::ACCEPT));
  const auto out = Value(MoveTo(accepted, ""));
  EXPECT_EQ(out.allocation().state(), v1::Allocation::UNPLACED);
  EXPECT_EQ(out.allocation().move_reason(), "Anders geen begeleiding");
  v1::GetPlacementRequest get;
  get.set_name(accepted.allocation().placement());
  EXPECT_EQ(Value(world().Ask(world().placements, &Placements::GetPlacement, kOffice, get)).state(),
            v1::Placement::ENDED_EARLY);
  EXPECT_EQ(HolderOf(places_[1]), last);
  EXPECT_THAT(Events(), Contains("round.moved"));
}

}  // namespace
}  // namespace driehoek::test
