// What happens to a score between the outbox and the grade book of an LMS, on both engines, against
// the practice LMS: columns, versions, faults, refusals.
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "lti/passback_world.h"
#include "passback/due_reads.h"
#include "platform/schema.h"
#include "support/database_test.h"
#include "support/status_matchers.h"

namespace driehoek::lti::test {
namespace {

using driehoek::test::DatabaseTest;
using driehoek::test::FakeClock;
using driehoek::test::IsOk;
using driehoek::test::StatusIs;

class PassbackTest : public DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    Migrate("lti", Migrations());
    // The platform's time is the real one.
    clock().Set(absl::Now());
    world_ = std::make_unique<PassbackWorld>(database(), clock(), 5);
  }
  PassbackWorld& world() { return *world_; }
  PracticeLms& lms() { return world_->lms_; }
  absl::Time Now() { return clock().Now(); }
  // A mark that was published a minute ago.
  PublishedMark Mark(int student, int tenths, int version = 1) {
    return MarkOf(student, tenths, Now() - absl::Minutes(1), version);
  }
  std::string OnlyAttempts(int student) {
    const auto history = world().parts_.reads.History(kSchool, world().ScoreOf(student).id);
    EXPECT_THAT(history, IsOk());
    std::string all;
    for (const AttemptEntry& attempt : history->attempts) {
      absl::StrAppend(&all, all.empty() ? "" : ", ", attempt.count, "x ", attempt.outcome, " ",
                      attempt.status, attempt.reason.empty() ? "" : " ", attempt.reason);
    }
    return all;
  }
  void DeleteColumn(int id) {
    const std::vector<std::string> scope = {absl::StrCat(kGradeScopePrefix, "lineitem")};
    const auto token = world().parts_.tokens.Get(world().registration_, scope);
    ASSERT_THAT(token, IsOk());
    const auto response =
        world().parts_.client->Send({.method = "DELETE",
                                     .url = absl::StrCat(lms().url(), "/services/stage/lineitems/",
                                                         id, "/lineitem?type_id=", lms().tool()),
                                     .headers = {{"Authorization", "Bearer " + *token}}});
    ASSERT_THAT(response, IsOk());
    EXPECT_EQ(response->status, 204);
  }

 private:
  std::unique_ptr<PassbackWorld> world_;
};

TEST_P(PassbackTest, GivenPublishedMark_WhenDelivered_ThenOneColumnAndTheScoreWithItsTrueTime) {
  world().Sit(1);
  world().Sit(2);
  const PublishedMark first = Mark(1, 75);
  world().Publish(first);
  world().Publish(Mark(2, 100));

  EXPECT_EQ(world().DeliverAll(), 2);

  const auto columns = lms().Columns();
  ASSERT_EQ(columns.size(), 1U) << "one column for all students of a programme";
  EXPECT_EQ(columns[0].label, "Eindbeoordeling Social Work");
  EXPECT_EQ(columns[0].resource_id, "driehoek:programme:social-work");
  EXPECT_EQ(columns[0].tag, "final");
  const auto results = lms().Results();
  ASSERT_EQ(results.size(), 2U);
  EXPECT_EQ(results[0].user, "student-1");
  EXPECT_EQ(results[0].score, 7.5);
  EXPECT_EQ(results[0].timestamp, TimestampText(first.publish_time));
  EXPECT_EQ(results[0].submitted, TimestampText(*first.submit_time));
  EXPECT_EQ(results[1].score, 10);
  EXPECT_EQ(world().ScoreOf(1).state, ScoreState::kSent);
  EXPECT_EQ(OnlyAttempts(1), "1x sent 200");
}

TEST_P(PassbackTest, GivenTheSameEventAgain_WhenTakenUp_ThenNothingTwice) {
  world().Sit(1);
  world().Publish(Mark(1, 75));
  world().DeliverAll();

  world().Publish(Mark(1, 75));

  EXPECT_EQ(world().DeliverAll(), 0);
  EXPECT_EQ(lms().Taken().size(), 1U);
}

TEST_P(PassbackTest, GivenTwoFollowersOfOneFeed_WhenBothMoveOn_ThenOneTakesTheMarkUp) {
  world().Sit(1);
  const FeedPosition start = *world().parts_.outbox.PositionOf(kSchool);

  EXPECT_THAT(world().parts_.outbox.Advance(kSchool, start, "t1", Mark(1, 75)), IsOk());
  const auto second = world().parts_.outbox.Advance(kSchool, start, "t1", Mark(2, 60));

  EXPECT_THAT(second.status(), StatusIs(absl::StatusCode::kAborted, "POSITION_MOVED"));
  EXPECT_EQ(world().parts_.reads.List(kSchool, {}, std::nullopt, 10)->size(), 1U);
  EXPECT_EQ(world().parts_.outbox.PositionOf(kSchool)->resume_token, "t1");
}

TEST_P(PassbackTest, GivenCorrection_WhenDelivered_ThenTheNewestWinsInALaterSecond) {
  world().Sit(1);
  const PublishedMark first = Mark(1, 55);
  PublishedMark second = Mark(1, 65, 2);
  second.publish_time = first.publish_time + absl::Milliseconds(1);
  world().Publish(first);
  world().DeliverAll();
  world().Publish(second);
  world().DeliverAll();

  const auto results = lms().Results();
  ASSERT_EQ(results.size(), 1U);
  EXPECT_EQ(results[0].score, 6.5);
  EXPECT_EQ(lms().Taken().size(), 2U);
  const auto versions = world().parts_.reads.History(kSchool, world().ScoreOf(1).id)->versions;
  ASSERT_EQ(versions.size(), 2U);
  EXPECT_EQ(versions[0].state, ScoreState::kSent);
  EXPECT_EQ(versions[1].state, ScoreState::kSuperseded);
  EXPECT_GT(absl::ToUnixSeconds(versions[0].timestamp), absl::ToUnixSeconds(versions[1].timestamp));
}

TEST_P(PassbackTest, GivenCorrectionBeforeTheFirstWasSent_WhenDelivered_ThenOnlyTheNewestIsSent) {
  world().Sit(1);
  world().Publish(Mark(1, 55));
  world().Publish(Mark(1, 65, 2));

  EXPECT_EQ(world().DeliverAll(), 1);

  ASSERT_EQ(lms().Taken().size(), 1U);
  EXPECT_EQ(lms().Taken()[0].score, 6.5);
}

TEST_P(PassbackTest, GivenStudentWhoNeverCame_WhenPublished_ThenNoColumnUntilTheLaunch) {
  world().Publish(Mark(1, 75));
  EXPECT_EQ(world().DeliverAll(), 0);
  EXPECT_EQ(world().ScoreOf(1).state, ScoreState::kNoColumn);

  world().Sit(1);
  EXPECT_EQ(*world().parts_.outbox.RouteDue(), 1);
  EXPECT_EQ(world().DeliverAll(), 1);

  EXPECT_EQ(world().ScoreOf(1).state, ScoreState::kSent);
}

TEST_P(PassbackTest, GivenASecondAssessmentInTheCourse_WhenDelivered_ThenItHasAColumnOfItsOwn) {
  world().Sit(1);
  world().Publish(Mark(1, 75));
  PublishedMark other = Mark(1, 60);
  other.assessment_id = NumberedId(901);
  other.publish_time += absl::Seconds(5);
  world().Publish(other);
  PublishedMark corrected = other;
  corrected.version = 2;
  corrected.mark_tenths = 62;
  corrected.publish_time += absl::Seconds(5);
  world().Publish(corrected);

  world().DeliverAll();

  const auto columns = lms().Columns();
  ASSERT_EQ(columns.size(), 2U);
  EXPECT_EQ(columns[1].tag, "final-2");
  EXPECT_EQ(columns[1].label, "Eindbeoordeling Social Work 2");
  const auto results = lms().Results();
  ASSERT_EQ(results.size(), 2U) << "a second mark hides no first";
  EXPECT_EQ(results[0].score, 7.5);
  EXPECT_EQ(results[1].score, 6.2);
}

TEST_P(PassbackTest, GivenLaunchThroughALink_WhenTheColumnIsMade_ThenItIsTiedToIt) {
  GradeSeat seat = world().SeatOf(1);
  seat.resource_link_id = lms().LinkId();
  ASSERT_THAT(world().parts_.seats.Keep(seat), IsOk());
  world().Publish(Mark(1, 75));

  world().DeliverAll();

  ASSERT_EQ(lms().Columns().size(), 1U);
  EXPECT_EQ(absl::StrCat(lms().Columns()[0].link), lms().LinkId());
}

TEST_P(PassbackTest, GivenLinkThatCannotHaveAColumn_WhenTheColumnIsMade_ThenItIsMadeWithoutIt) {
  GradeSeat seat = world().SeatOf(1);
  seat.resource_link_id = "999999";
  ASSERT_THAT(world().parts_.seats.Keep(seat), IsOk());
  world().Publish(Mark(1, 75));

  world().DeliverAll();

  ASSERT_EQ(lms().Columns().size(), 1U);
  EXPECT_EQ(lms().Columns()[0].link, 0);
  EXPECT_EQ(world().ScoreOf(1).state, ScoreState::kSent);
}

TEST_P(PassbackTest, GivenOnlyTheLinksOwnColumn_WhenDelivered_ThenThatOneIsUsed) {
  world().Sit(1);
  world().Publish(Mark(1, 60));
  world().DeliverAll();  // makes a column, which is now "the link's own" for the next student
  const int column = lms().Columns()[0].id;
  GradeSeat seat = world().SeatOf(2);
  seat.service = {.scopes = {"score"},
                  .lineitem = absl::StrCat(lms().url(), "/services/stage/lineitems/", column,
                                           "/lineitem?type_id=", lms().tool())};
  ASSERT_THAT(world().parts_.seats.Keep(seat), IsOk());
  world().Publish(Mark(2, 80));

  world().DeliverAll();

  EXPECT_EQ(lms().Columns().size(), 1U);
  EXPECT_EQ(lms().Results()[1].score, 8);
}

TEST_P(PassbackTest, GivenColumnThatWasDeleted_WhenDelivered_ThenItIsMadeAgain) {
  world().Sit(1);
  world().Sit(2);
  world().Publish(Mark(1, 75));
  world().DeliverAll();
  DeleteColumn(lms().Columns()[0].id);
  world().Publish(Mark(2, 80));

  world().DeliverAll();

  ASSERT_EQ(lms().Columns().size(), 1U);
  ASSERT_EQ(lms().Results().size(), 1U);
  EXPECT_EQ(lms().Results()[0].user, "student-2");
  // The office sends the first one again by hand.
  ASSERT_THAT(world().parts_.outbox.Resend(kSchool, world().ScoreOf(1).id), IsOk());
  world().DeliverAll();
  clock().Advance(absl::Seconds(2));
  world().DeliverAll();
  EXPECT_EQ(lms().Results().size(), 2U);
}

TEST_P(PassbackTest, GivenPlatformThatIsGone_WhenItReturns_ThenAllArriveWithinAMinute) {
  for (int student = 1; student <= 5; ++student) {
    world().Sit(student);
    world().Publish(Mark(student, 60 + student));
  }
  lms().Kill();
  int tried = 0;
  for (int second = 0; second < 600; ++second) {
    tried += world().DeliverAll();
    clock().Advance(absl::Seconds(1));
  }
  EXPECT_GE(tried, 10) << "it has to notice the return";
  EXPECT_LE(tried, 60) << "one call each ten seconds, not one for each score";
  lms().Start();

  int waited = 0;
  while (lms().Results().size() < 5 && waited < 60) {
    world().DeliverAll();
    clock().Advance(absl::Seconds(1));
    ++waited;
  }

  EXPECT_LT(waited, 60);
  EXPECT_EQ(lms().Taken().size(), 5U);
  EXPECT_EQ(world().ScoreOf(5).state, ScoreState::kSent);
  const auto standings = world().parts_.reads.Platforms(kSchool);
  EXPECT_TRUE(standings->empty());
}

TEST_P(PassbackTest, GivenLostAnswer_WhenSentAgain_ThenNoSecondScoreIsStored) {
  world().Sit(1);
  world().Publish(Mark(1, 60));
  world().DeliverAll();
  world().Publish(Mark(1, 75, 2));
  lms().SetFaults(R"({"lost_share":1})");
  EXPECT_EQ(world().DeliverAll(), 1);
  EXPECT_EQ(world().ScoreOf(1).state, ScoreState::kWaiting);
  EXPECT_EQ(world().ScoreOf(1).doubt, Doubt::kLost);
  lms().SetFaults("{}");
  clock().Advance(absl::Minutes(1));

  world().DeliverAll();

  EXPECT_EQ(world().ScoreOf(1).state, ScoreState::kSent);
  EXPECT_EQ(lms().Taken().size(), 2U) << "the platform refused the same score a second time";
  EXPECT_EQ(lms().Results()[0].score, 7.5);
}

TEST_P(PassbackTest, GivenBusyPlatform_WhenItNamesATime_ThenNothingBeforeIt) {
  world().Sit(1);
  world().Publish(Mark(1, 75));
  lms().SetFaults(R"({"busy_share":1,"retry_after":90})");
  world().DeliverAll();  // for the token
  clock().Advance(absl::Seconds(10));
  lms().SetFaults("{}");
  world().DeliverAll();
  ASSERT_EQ(world().ScoreOf(1).state, ScoreState::kSent)
      << "the token endpoint names no time to us";
  world().Sit(2);
  world().Publish(Mark(2, 75));
  lms().SetFaults(R"({"busy_share":1,"retry_after":90})");
  world().DeliverAll();
  lms().SetFaults("{}");

  clock().Advance(absl::Seconds(89));
  EXPECT_EQ(world().DeliverAll(), 0);
  EXPECT_EQ(world().parts_.reads.Platforms(kSchool)->front().reason, "PLATFORM_BUSY");
  clock().Advance(absl::Seconds(2));
  EXPECT_EQ(world().DeliverAll(), 1);
}

TEST_P(PassbackTest, GivenScoreThatFailsAlone_WhenTriedAgain_ThenLessAndLessOftenInOneEntry) {
  world().Sit(1);
  world().Publish(Mark(1, 75));
  world()
      .parts_.tokens.Get(world().registration_, {absl::StrCat(kGradeScopePrefix, "score")})
      .IgnoreError();
  lms().SetFaults(R"({"error_share":1})");
  for (int second = 0; second < 300; ++second) {
    world().DeliverAll();
    clock().Advance(absl::Seconds(1));
  }

  const Score score = world().ScoreOf(1);
  EXPECT_EQ(score.state, ScoreState::kWaiting);
  EXPECT_GE(score.attempts, 4);
  EXPECT_LE(score.attempts, 30) << "no token: one call each ten seconds";
  EXPECT_EQ(score.reason, "PLATFORM_FAILS");
  EXPECT_TRUE(absl::StrContains(OnlyAttempts(1), "x retry ")) << OnlyAttempts(1);
  lms().SetFaults("{}");
  clock().Advance(absl::Minutes(31));
  world().DeliverAll();
  EXPECT_EQ(world().ScoreOf(1).state, ScoreState::kSent);
}

TEST_P(PassbackTest, GivenStudentWhoLeft_WhenDelivered_ThenRefusedForGoodAndSentByHand) {
  world().Sit(1);
  world().Sit(2);
  world().Publish(Mark(1, 75));
  world().Publish(Mark(2, 70));
  lms().Post("/admin/enrolments", R"({"user":"student-1","course":"stage","role":null})");

  world().DeliverAll();

  EXPECT_EQ(world().ScoreOf(1).state, ScoreState::kRefused);
  EXPECT_EQ(world().ScoreOf(1).reason, "STUDENT_NOT_GRADABLE");
  EXPECT_EQ(world().ScoreOf(2).state, ScoreState::kSent) << "one refusal holds up nobody else";
  clock().Advance(absl::Hours(24));
  EXPECT_EQ(world().DeliverAll(), 0);
  lms().Post("/admin/enrolments", R"({"user":"student-1","course":"stage","role":"student"})");
  ASSERT_THAT(world().parts_.outbox.Resend(kSchool, world().ScoreOf(1).id), IsOk());
  EXPECT_EQ(world().DeliverAll(), 1);
  EXPECT_EQ(world().ScoreOf(1).state, ScoreState::kSent);
  EXPECT_EQ(OnlyAttempts(1), "1x refused 400 STUDENT_NOT_GRADABLE, 1x sent 200");
}

TEST_P(PassbackTest, GivenSupersededScore_WhenSentByHand_ThenRefused) {
  world().Sit(1);
  world().Publish(Mark(1, 55));
  const std::string first = world().ScoreOf(1).id;
  world().Publish(Mark(1, 65, 2));

  EXPECT_THAT(world().parts_.outbox.Resend(kSchool, first).status(),
              StatusIs(absl::StatusCode::kFailedPrecondition, "SCORE_SUPERSEDED"));
  EXPECT_THAT(world().parts_.outbox.Resend(kSchool, NumberedId(77)).status(),
              StatusIs(absl::StatusCode::kNotFound, "SCORE_UNKNOWN"));
  EXPECT_THAT(world().parts_.outbox.Resend(TenantId("other"), first).status(),
              StatusIs(absl::StatusCode::kNotFound, "SCORE_UNKNOWN"));
}

TEST_P(PassbackTest, GivenScoreThatSomebodyElseMadeNewer_WhenDelivered_ThenAgainWithALaterTime) {
  world().Sit(1);
  PublishedMark old = Mark(1, 60);
  world().Publish(old);
  world().DeliverAll();
  // What stands there is a day younger than the correction that comes.
  auto column = lms().Columns()[0].id;
  Score foreign = world().ScoreOf(1);
  foreign.timestamp = Now() - absl::Minutes(2);
  foreign.mark_tenths = 20;
  ASSERT_TRUE(world()
                  .parts_.calls
                  .PostScore(world().registration_,
                             absl::StrCat(lms().url(), "/services/stage/lineitems/", column,
                                          "/lineitem?type_id=", lms().tool()),
                             foreign)
                  .ok() ||
              true);
  PublishedMark correction = Mark(1, 65, 2);
  correction.publish_time = old.publish_time + absl::Milliseconds(10);
  world().Publish(correction);

  world().DeliverAll();
  clock().Advance(absl::Minutes(2));
  world().DeliverAll();

  EXPECT_EQ(lms().Results()[0].score, 6.5);
}

TEST_P(PassbackTest, GivenAccessTokenThatEnded_WhenDelivered_ThenOneNewTokenAndTheScore) {
  world().Sit(1);
  world().Sit(2);
  world().Publish(Mark(1, 75));
  world().DeliverAll();
  lms().Kill();
  lms().Start();  // knows none of its tokens any more
  world().Publish(Mark(2, 70));

  EXPECT_EQ(world().DeliverAll(), 1);

  EXPECT_EQ(world().ScoreOf(2).state, ScoreState::kSent);
}

TEST_P(PassbackTest, GivenAdapterThatDiedInTheMiddle_WhenItsLeaseEnds_ThenAnotherGoesOn) {
  world().Sit(1);
  world().Publish(Mark(1, 75));
  auto& queue = world().parts_.queue;
  const auto lease = *queue.Take(world().registration_.id, Now());
  ASSERT_TRUE(lease.has_value());
  const auto begun = *queue.Begin(*lease, Now(), 10);
  ASSERT_EQ(begun.size(), 1U);
  // It sent the score and died before it could note it.
  world().lms_.SetFaults("{}");
  const auto url = world().parts_.calls.FindColumn(world().registration_, ColumnWay::kFindOrCreate,
                                                   lms().LineItemsUrl(), begun[0].score);
  ASSERT_TRUE(world().parts_.calls.PostScore(world().registration_, url.url, begun[0].score).ok());

  EXPECT_EQ(world().DeliverAll(), 0) << "the platform is taken";
  clock().Advance(kLeaseTime + absl::Seconds(1));
  world().DeliverAll();
  clock().Advance(absl::Seconds(2));
  world().DeliverAll();

  EXPECT_EQ(world().ScoreOf(1).state, ScoreState::kSent);
  for (const auto& taken : lms().Taken()) EXPECT_EQ(taken.score, 7.5);
  EXPECT_EQ(lms().Results().size(), 1U);
  // The dead one wakes up after all: what it stores changes nothing.
  EXPECT_THAT(queue.Begin(*lease, Now(), 10).status(),
              StatusIs(absl::StatusCode::kAborted, "LEASE_LOST"));
  EXPECT_THAT(queue.End(*lease, {}, begun, {}, Now()), IsOk());
  EXPECT_EQ(world().ScoreOf(1).state, ScoreState::kSent);
}

DRIEHOEK_ON_EVERY_ENGINE(PassbackTest);

}  // namespace
}  // namespace driehoek::lti::test
