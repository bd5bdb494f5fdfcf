// Places of a round that come from an offer of seats, over gRPC, on every engine (R23, I2): a place
// that is taken takes a seat of the offer, and a placement that ends early gives both back.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "driehoek/v1/placement_service.grpc.pb.h"
#include "round_run_test.h"

namespace driehoek::test {
namespace {

using ::testing::ElementsAre;
using Code = absl::StatusCode;

class RoundOfferRpcTest : public RoundRunRpcTest {
 protected:
  // Two places of one seat each, of an offer of two.
  void PublishOffered() {
    offer_ = NewOffer(2);
    PublishRound();
  }
  absl::Status End(const std::string& placement) {
    v1::GetPlacementRequest get;
    get.set_name(placement);
    const auto now = Value(
        world().Ask(world().placements, &v1::PlacementService::Stub::GetPlacement, kOffice, get));
    v1::EndPlacementRequest request;
    request.set_name(placement);
    request.set_reason("De afdeling stopt");
    request.set_etag(now.etag());
    return world()
        .Ask(world().placements, &v1::PlacementService::Stub::EndPlacement, kOffice, request)
        .status();
  }
  // Whom the place waits for; nobody: empty.
  std::string OfferedTo(const std::string& place) {
    for (std::size_t i = 0; i < students_.size(); ++i) {
      const auto now = Now(i);
      if (now.allocation().state() == v1::Allocation::OFFERED && now.allocation().place() == place)
        return now.student();
    }
    return "";
  }
  absl::Status LookAtOffers() {
    return rounds().offer_due.Run(TenantId("demo"), world().clock.Now(),
                                  DirectoryWorld::Deadline());
  }
};
DRIEHOEK_ON_EVERY_ENGINE(RoundOfferRpcTest);

TEST_P(RoundOfferRpcTest, GivenOffer_WhenAPlaceIsAdded_ThenNoMoreSeatsThanAreFree) {
  const auto round = NewRound();
  const std::string offer = NewOffer(3);
  ASSERT_THAT(TakeSeat(offer, "somebody"), IsOk());
  EXPECT_THAT(
      ViolationsOf(
          Ask(&Matching::CreateRoundPlace, kOffice, PlaceRequest(round, 3, offer)).status()),
      ElementsAre("place.capacity OFFER_TOO_SMALL"));
  auto place = Value(Ask(&Matching::CreateRoundPlace, kOffice, PlaceRequest(round, 1, offer)));
  EXPECT_EQ(place.capacity_offer(), offer);
  EXPECT_THAT(
      ViolationsOf(
          Ask(&Matching::CreateRoundPlace, kOffice, PlaceRequest(round, 2, offer)).status()),
      ElementsAre("place.capacity OFFER_TOO_SMALL"))
      << "what another place of the round gives away counts";
  v1::UpdateRoundPlaceRequest update;
  update.mutable_place()->set_name(place.name());
  update.mutable_place()->set_capacity(3);
  EXPECT_THAT(ViolationsOf(Ask(&Matching::UpdateRoundPlace, kOffice, update).status()),
              ElementsAre("place.capacity OFFER_TOO_SMALL"));
  update.mutable_place()->set_capacity(2);
  EXPECT_THAT(Ask(&Matching::UpdateRoundPlace, kOffice, update), IsOk());
  EXPECT_EQ(TakenSeats(offer), 1) << "a place that nobody took takes no seat";
}

TEST_P(RoundOfferRpcTest, GivenOfferOfNobodyOrElsewhere_WhenAPlaceIsAdded_ThenNamed) {
  const auto round = NewRound();
  const std::string none = absl::StrCat(kDemo, "/capacityOffers/", world().ids.NewId());
  EXPECT_THAT(ViolationsOf(
                  Ask(&Matching::CreateRoundPlace, kOffice, PlaceRequest(round, 1, none)).status()),
              ElementsAre("place.capacity_offer REFERENCE_NOT_FOUND"));
  auto elsewhere = PlaceRequest(round, 1, NewOffer(2));
  elsewhere.mutable_place()->set_workplace(steps().Workplace(organisation_));
  EXPECT_THAT(ViolationsOf(Ask(&Matching::CreateRoundPlace, kOffice, elsewhere).status()),
              ElementsAre("place.capacity_offer OTHER_WORKPLACE"));
}

TEST_P(RoundOfferRpcTest, GivenPlaceOfAnOffer_WhenTaken_ThenItsSeatIsClaimed) {
  PublishOffered();
  const std::size_t first = HolderOf(places_[0]);
  EXPECT_EQ(TakenSeats(offer_), 0);
  const auto taken = Value(Answer(Now(first), v1::AnswerPlaceRequest::ACCEPT));
  EXPECT_EQ(TakenSeats(offer_), 1);
  v1::GetPlacementRequest get;
  get.set_name(taken.allocation().placement());
  const auto placement = Value(
      world().Ask(world().placements, &v1::PlacementService::Stub::GetPlacement, kOffice, get));
  EXPECT_EQ(placement.capacity_offer(), offer_);
}

TEST_P(RoundOfferRpcTest, GivenOfferThatIsFullByNow_WhenTaken_ThenRefusedAndStillOffered) {
  PublishOffered();
  ASSERT_THAT(TakeSeat(offer_, "somebody"), IsOk());
  ASSERT_THAT(TakeSeat(offer_, "somebody else"), IsOk());
  const std::size_t first = HolderOf(places_[0]);
  EXPECT_THAT(Answer(Now(first), v1::AnswerPlaceRequest::ACCEPT),
              StatusIs(Code::kFailedPrecondition, "OFFER_FULL"));
  EXPECT_EQ(Now(first).allocation().state(), v1::Allocation::OFFERED);
  EXPECT_EQ(Now(first).allocation().placement(), "");
  EXPECT_EQ(TakenSeats(offer_), 2);
}

TEST_P(RoundOfferRpcTest, GivenTakenPlace_WhenThePlacementEnds_ThenTheNextInLineGetsTheSeat) {
  PublishOffered();
  const std::size_t first = HolderOf(places_[0]);
  const std::size_t second = HolderOf(places_[1]);
  const std::size_t waiting = HolderOf("");
  const auto taken = Value(Answer(Now(first), v1::AnswerPlaceRequest::ACCEPT));
  ASSERT_THAT(End(taken.allocation().placement()), IsOk());
  EXPECT_EQ(TakenSeats(offer_), 0);
  EXPECT_EQ(OfferedTo(places_[0]), "") << "nobody looked yet";
  ASSERT_THAT(LookAtOffers(), IsOk());
  // Whoever had the second wish moves up, and the one without a place gets what that one leaves.
  EXPECT_EQ(OfferedTo(places_[0]), students_[second].student());
  EXPECT_EQ(OfferedTo(places_[1]), students_[waiting].student());
  EXPECT_EQ(Now(first).allocation().state(), v1::Allocation::ACCEPTED) << "that was the answer";
  EXPECT_EQ(GetRound(kOffice, round_)->counts().accepted_count(), 0);
  ASSERT_THAT(Answer(Now(second), v1::AnswerPlaceRequest::ACCEPT), IsOk());
  EXPECT_EQ(TakenSeats(offer_), 1);
  const auto events = Events();
  ASSERT_THAT(LookAtOffers(), IsOk());
  EXPECT_EQ(Events(), events) << "a seat is given back once";
}

TEST_P(RoundOfferRpcTest, GivenTakenPlace_WhenTheOfficeMovesTheStudent_ThenTheSeatIsFree) {
  PublishOffered();
  const std::size_t first = HolderOf(places_[0]);
  ASSERT_THAT(Answer(Now(first), v1::AnswerPlaceRequest::ACCEPT), IsOk());
  EXPECT_EQ(TakenSeats(offer_), 1);
  ASSERT_THAT(MoveTo(Now(first), ""), IsOk());
  EXPECT_EQ(TakenSeats(offer_), 0);
}

}  // namespace
}  // namespace driehoek::test
