#include "placement/round/offer_room.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "placement/round/round_example.h"
#include "support/violations.h"

namespace driehoek::placement::round {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class OfferRoomTest : public ::testing::Test {
 protected:
  OfferRoomTest() { draft_.capacity_offer = CapacityOfferId("offer"); }

  std::vector<std::string> Reasons(const std::vector<RoundPlace>& others = {}) {
    FieldViolations violations;
    CheckOffer(draft_, before_, others, room_, violations);
    return test::ViolationsOf(violations.ToStatus());
  }

  RoundPlace draft_ = ExamplePlace();  // four seats
  std::optional<RoundPlace> before_;
  std::optional<OfferRoom> room_ = OfferRoom{WorkplaceId("workplace"), 4};
};

TEST_F(OfferRoomTest, GivenNoOffer_WhenChecked_ThenNothingIsAsked) {
  draft_.capacity_offer = CapacityOfferId();
  room_.reset();
  EXPECT_THAT(Reasons(), IsEmpty());
}

TEST_F(OfferRoomTest, GivenOffer_WhenUnknownOrElsewhere_ThenNamed) {
  room_.reset();
  EXPECT_THAT(Reasons(), ElementsAre("capacity_offer REFERENCE_NOT_FOUND"));
  room_ = OfferRoom{WorkplaceId("another"), 4};
  EXPECT_THAT(Reasons(), ElementsAre("capacity_offer OTHER_WORKPLACE"));
}

TEST_F(OfferRoomTest, GivenSeatsLeft_WhenAskedForOneMore_ThenRefused) {
  EXPECT_THAT(Reasons(), IsEmpty());
  draft_.capacity = 5;
  EXPECT_THAT(Reasons(), ElementsAre("capacity OFFER_TOO_SMALL"));
}

TEST_F(OfferRoomTest, GivenOtherPlacesOfTheRound_WhenTheyNameTheOffer_ThenTheirSeatsCount) {
  RoundPlace other = ExamplePlace("other");
  other.capacity = 1;
  EXPECT_THAT(Reasons({draft_, other}), IsEmpty());
  other.capacity_offer = draft_.capacity_offer;
  EXPECT_THAT(Reasons({draft_, other}), ElementsAre("capacity OFFER_TOO_SMALL"));
}

TEST_F(OfferRoomTest, GivenPlaceAsItWas_WhenTheOfferIsFullByNow_ThenOnlyMoreIsRefused) {
  before_ = draft_;
  room_ = OfferRoom{WorkplaceId("workplace"), 0};
  EXPECT_THAT(Reasons(), IsEmpty());
  draft_.capacity = 3;
  EXPECT_THAT(Reasons(), IsEmpty());
  draft_.capacity = 5;
  EXPECT_THAT(Reasons(), ElementsAre("capacity OFFER_TOO_SMALL"));
}

}  // namespace
}  // namespace driehoek::placement::round
