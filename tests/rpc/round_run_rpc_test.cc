// Runs, publication and offers over gRPC, on every engine.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "placement/lottery.h"
#include "round_world.h"
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

const Who kSecondOffice{.person = "01900000-0000-7000-8000-00000000bbbb"};

// Two places of one seat, and three students who want the first one before the second.
class RoundRunRpcTest : public RoundRpcTest {
 protected:
  void FreezeRound() {
    round_ = NewRound();
    for (int i = 0; i < 2; ++i) places_.push_back(NewPlace(round_, 1).name());
    for (const char* name : {"An", "Bo", "Cem"}) students_.push_back(NewParticipant(round_, name));
    round_ = Value(Open(round_));
    for (auto& student : students_) student = Value(Submit(student, places_));
    round_ = Value(Freeze(Value(GetRound(kOffice, round_))));
  }
  absl::StatusOr<v1::MatchRun> Start(const std::string& name = "Zoals nu") {
    v1::CreateMatchRunRequest request;
    request.set_parent(round_.name());
    request.mutable_run()->set_display_name(name);
    return Ask(&Matching::CreateMatchRun, kOffice, request);
  }
  v1::MatchRun GetRun(const std::string& name) {
    v1::GetMatchRunRequest request;
    request.set_name(name);
    return Value(Ask(&Matching::GetMatchRun, kOffice, request));
  }
  absl::Status WorkOut() { return rounds().runner.Run(TenantId("demo")); }
  v1::MatchRun Finished(const std::string& name = "Zoals nu") {
    const auto started = Value(Start(name));
    EXPECT_THAT(WorkOut(), IsOk());
    return GetRun(started.name());
  }
  std::vector<v1::Allocation> Allocations(const v1::MatchRun& run) {
    v1::ListAllocationsRequest request;
    request.set_parent(run.name());
    request.set_page_size(2);
    std::vector<v1::Allocation> all;
    do {
      const auto page = Value(Ask(&Matching::ListAllocations, kOffice, request));
      all.insert(all.end(), page.allocations().begin(), page.allocations().end());
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
    return all;
  }
  absl::StatusOr<v1::MatchingRound> Propose(const v1::MatchRun& run, const Who& who = kOffice) {
    round_ = Value(GetRound(kOffice, round_));
    v1::ProposePublicationRequest request;
    request.set_name(round_.name());
    request.set_run(run.name());
    request.set_etag(round_.etag());
    return Ask(&Matching::ProposePublication, who, request);
  }
  absl::StatusOr<v1::MatchingRound> Publish(const v1::MatchRun& run,
                                            const Who& who = kSecondOffice) {
    round_ = Value(GetRound(kOffice, round_));
    v1::PublishMatchingRoundRequest request;
    request.set_name(round_.name());
    request.set_run(run.name());
    request.set_etag(round_.etag());
    return Ask(&Matching::PublishMatchingRound, who, request);
  }
  void PublishRound() {
    FreezeRound();
    const auto run = Finished();
    ASSERT_THAT(Propose(run), IsOk());
    ASSERT_THAT(Publish(run), IsOk());
  }
  // As the student stands now.
  v1::Participant Now(std::size_t student) {
    return Value(GetParticipant(kOffice, students_[student]));
  }
  // The student who has the place, or who has none (empty).
  std::size_t HolderOf(const std::string& place) {
    for (std::size_t i = 0; i < students_.size(); ++i) {
      const auto now = Now(i).allocation();
      const bool holds =
          now.state() == v1::Allocation::OFFERED || now.state() == v1::Allocation::ACCEPTED;
      if (place.empty() ? now.state() == v1::Allocation::UNPLACED : holds && now.place() == place)
        return i;
    }
    ADD_FAILURE() << "nobody has '" << place << "'";
    return 0;
  }
  absl::StatusOr<v1::Participant> Answer(const v1::Participant& participant,
                                         v1::AnswerPlaceRequest::Answer answer) {
    v1::AnswerPlaceRequest request;
    request.set_name(participant.name());
    request.set_answer(answer);
    request.set_etag(participant.etag());
    return Ask(&Matching::AnswerPlace, As(Role::kStudent, participant.student()), request);
  }
  absl::StatusOr<v1::Participant> MoveTo(const v1::Participant& participant,
                                         const std::string& place) {
    v1::MoveParticipantRequest request;
    request.set_name(participant.name());
    request.set_place(place);
    request.set_reason("Anders geen begeleiding");
    request.set_etag(participant.etag());
    return Ask(&Matching::MoveParticipant, kOffice, request);
  }

  v1::MatchingRound round_;
  std::vector<std::string> places_;
  std::vector<v1::Participant> students_;
};
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
