// Attention of one supervisor that two institutions take, over gRPC and on every engine.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <thread>

#include "absl/strings/match.h"
#include "attention_test.h"
#include "shared/crypto/encoding.h"

namespace driehoek::test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::SizeIs;
using Code = absl::StatusCode;
using storage::Row;

DRIEHOEK_ON_EVERY_ENGINE(AttentionRpcTest);

TEST_P(AttentionRpcTest, GivenTwoInstitutions_WhenOneSupervisor_ThenTheLimitHoldsOverBoth) {
  const SharedPlace north(world(), "north");
  const SharedPlace south(world(), "south");
  const auto first = Make(north);
  ASSERT_THAT(first, IsOk());
  ASSERT_THAT(Make(south), IsOk());

  for (const SharedPlace* place : {&north, &south}) {
    const auto refused = Make(*place);
    EXPECT_THAT(refused, StatusIs(Code::kFailedPrecondition, "ATTENTION_EXCEEDED"));
    EXPECT_THAT(MetadataOf(refused.status()),
                ElementsAre(Pair("elsewhere", "1"), Pair("limit", "2"), Pair("students", "3")));
  }
  EXPECT_THAT(Claims(), ElementsAre("north confirmed", "south confirmed"));
  // Before and after the period there is room.
  EXPECT_THAT(Make(south, Wish(south, 0, 13)), IsOk());
  EXPECT_THAT(Make(north, Wish(north, 115, 20)), IsOk());

  End(north, first->name());

  EXPECT_THAT(Make(south), IsOk());
  EXPECT_THAT(Make(north), StatusIs(Code::kFailedPrecondition, "ATTENTION_EXCEEDED"));
}

TEST_P(AttentionRpcTest, GivenClaims_WhenTheOrganisationsTenantIsRead_ThenNothingOfAStudent) {
  const SharedPlace north(world(), "north");
  const SharedPlace south(world(), "south");
  std::vector<std::string> secrets = {"Daan", "Verhoeven", "Ingrid", kIngridsMail};
  for (const SharedPlace* place : {&north, &south}) {
    const auto made = Make(*place);
    ASSERT_THAT(made, IsOk());
    for (const std::string& name :
         {made->name(), made->student(), made->enrolment(), made->supervisor(), made->workplace(),
          place->supervisor_person, made->programme_variant()}) {
      secrets.push_back(IdOf(name));
      // As raw bytes too.
      std::string bare = IdOf(name);
      bare.erase(std::remove(bare.begin(), bare.end(), '-'), bare.end());
      secrets.push_back(bare);
    }
  }
  const auto text_of = [](const storage::Rows& rows) {
    std::string text;
    for (const Row& row : rows) {
      for (std::size_t i = 0; i < row.size(); ++i) absl::StrAppend(&text, row.Text(i), "\n");
    }
    return text;
  };
  std::string all = text_of(Select(kOrganisation,
                                   "SELECT id, institution_id, first_date, last_date, state FROM "
                                   "attention_claim WHERE tenant_id = $1"));
  for (const Row& row : Select(kOrganisation,
                               "SELECT supervisor_key, slot FROM attention_claim WHERE tenant_id "
                               "= $1")) {
    EXPECT_THAT(row.Blob(0), SizeIs(32));
    EXPECT_THAT(row.Blob(1), SizeIs(32));
    for (std::size_t i = 0; i < row.size(); ++i) {
      absl::StrAppend(&all, row.Blob(i), "\n", crypto::HexEncode(row.Blob(i)), "\n");
    }
  }
  EXPECT_TRUE(absl::StrContains(all, "north"));
  EXPECT_TRUE(absl::StrContains(all, "south"));
  for (const std::string& secret : secrets) EXPECT_FALSE(absl::StrContains(all, secret)) << secret;
  // Nothing else is kept there: no feed, no audit, no notes.
  for (const char* sql : {"SELECT type FROM feed WHERE tenant_id = $1",
                          "SELECT name FROM resource WHERE tenant_id = $1",
                          "SELECT state FROM attention_note WHERE tenant_id = $1"}) {
    EXPECT_THAT(Select(kOrganisation, sql), IsEmpty()) << sql;
  }
}

TEST_P(AttentionRpcTest, GivenNoVerifiedNumberOrNoAddress_WhenPlaced_ThenNothingIsShared) {
  const SharedPlace north(world(), "north", false);
  const SharedPlace south(world(), "south", true, "");
  for (const SharedPlace* place : {&north, &south}) {
    ASSERT_THAT(Make(*place), IsOk());
    ASSERT_THAT(Make(*place), IsOk());
    const auto refused = Make(*place);
    EXPECT_THAT(refused, StatusIs(Code::kFailedPrecondition, "ATTENTION_EXCEEDED"));
    EXPECT_THAT(MetadataOf(refused.status()),
                ElementsAre(Pair("limit", "2"), Pair("students", "3")));
  }
  EXPECT_THAT(Claims(), IsEmpty());
  EXPECT_THAT(Notes("north"), IsEmpty());
}

TEST_P(AttentionRpcTest, GivenAnotherAddress_WhenPlaced_ThenAnotherSupervisor) {
  const SharedPlace north(world(), "north");
  const SharedPlace south(world(), "south", true, "bert@vanleeuwen.example");
  for (const SharedPlace* place : {&north, &south}) {
    EXPECT_THAT(Make(*place), IsOk());
    EXPECT_THAT(Make(*place), IsOk());
  }
  EXPECT_THAT(Claims(), SizeIs(4));
}

TEST_P(AttentionRpcTest, GivenParallelPlacementsOfOneStudent_WhenCounted_ThenOneStudent) {
  const SharedPlace north(world(), "north");
  const SharedPlace south(world(), "south");
  const auto first = Make(north);
  ASSERT_THAT(first, IsOk());
  ASSERT_THAT(Make(north, Wish(north, 20, 30, first->student())), IsOk());
  EXPECT_THAT(Claims(), SizeIs(2));
  EXPECT_THAT(Make(south), IsOk());
  EXPECT_THAT(Make(south), StatusIs(Code::kFailedPrecondition, "ATTENTION_EXCEEDED"));
}

// Invariant I2 over institutions and under concurrency: a full-time policy allows two at once.
TEST_P(AttentionRpcTest, GivenManyAtOnceOfBoth_WhenOneSupervisor_ThenNeverMoreThanThePolicyAllows) {
  const SharedPlace north(world(), "north");
  const SharedPlace south(world(), "south");
  std::vector<std::pair<const SharedPlace*, v1::CreatePlacementRequest>> wishes;
  for (int i = 0; i < 4; ++i) {
    for (const SharedPlace* place : {&north, &south}) wishes.emplace_back(place, Wish(*place));
  }
  std::atomic<int> made = 0;
  std::atomic<int> refused = 0;
  std::vector<std::thread> threads;
  for (const auto& [place, wish] : wishes) {
    threads.emplace_back([&, place = place, &wish = wish] {
      const auto answer = Make(*place, wish);
      if (answer.ok()) ++made;
      if (ReasonOf(answer.status()) == "ATTENTION_EXCEEDED") ++refused;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(made, 2);
  EXPECT_EQ(refused, 6);
  EXPECT_THAT(Claims(), SizeIs(2));
}

TEST_P(AttentionRpcTest, GivenRefusedCommit_WhenItHadReserved_ThenTheRoomIsGivenBack) {
  const SharedPlace north(world(), "north");
  const SharedPlace south(world(), "south");
  const auto first = Make(north);
  ASSERT_THAT(first, IsOk());
  // 24 hours a week stand, 60 are too many for the student beside them.
  auto too_much = Wish(north, 14, 100, first->student());
  too_much.mutable_placement()->set_weekly_hours(60);
  EXPECT_THAT(Make(north, too_much), StatusIs(Code::kInvalidArgument, "HOURS_EXCEEDED"));
  EXPECT_THAT(Claims(), ElementsAre("north confirmed"));
  EXPECT_THAT(Notes("north"), ElementsAre("confirmed"));
}

TEST_P(AttentionRpcTest, GivenRetriedCall_WhenAnsweredAgain_ThenOneClaim) {
  const SharedPlace north(world(), "north");
  auto request = Wish(north);
  request.set_request_id(world().ids.NewRequestId());
  const auto first = Make(north, request);
  ASSERT_THAT(first, IsOk());
  const auto again = Make(north, request);
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->name(), first->name());
  EXPECT_THAT(Claims(), ElementsAre("north confirmed"));
}

TEST_P(AttentionRpcTest, GivenChange_WhenMovedToAnotherPeriodOrSupervisor_ThenTheClaimMoves) {
  SharedPlace north(world(), "north");
  const SharedPlace south(world(), "south");
  const auto made = Make(north);
  ASSERT_THAT(made, IsOk());
  ASSERT_THAT(Make(south), IsOk());
  v1::Placement changes;
  changes.set_name(made->name());
  *changes.mutable_start_date() = rpc::ToProto(world().Today() + 200);
  *changes.mutable_end_date() = rpc::ToProto(world().Today() + 250);

  ASSERT_THAT(Update(north, changes), IsOk());

  EXPECT_THAT(Claims(), ElementsAre("north confirmed", "south confirmed"));
  ASSERT_THAT(Make(south), IsOk());  // the old period is free
  EXPECT_THAT(Make(south, Wish(south, 230, 10)), IsOk());
  EXPECT_THAT(Make(south, Wish(south, 230, 10)),
              StatusIs(Code::kFailedPrecondition, "ATTENTION_EXCEEDED"));

  Steps steps(world(), "north");
  north.AddSupervisor(steps, "");
  changes.clear_start_date();
  changes.clear_end_date();
  changes.set_supervisor(north.supervisor);
  ASSERT_THAT(Update(north, changes), IsOk());

  EXPECT_THAT(Claims(), ElementsAre("south confirmed", "south confirmed", "south confirmed"));
  EXPECT_THAT(Notes("north"), IsEmpty());
  EXPECT_THAT(Make(south, Wish(south, 230, 10)), IsOk());
}

TEST_P(AttentionRpcTest, GivenTheIdOfAnOrganisation_WhenAnInstitutionWantsIt_ThenRefused) {
  for (const char* id : {"kvk-12345678", "org-delft"}) {
    EXPECT_THAT(world().Found(id), StatusIs(Code::kInvalidArgument, "INSTITUTION_ID_MALFORMED"))
        << id;
  }
}

}  // namespace
}  // namespace driehoek::test
