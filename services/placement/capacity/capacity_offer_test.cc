#include "placement/capacity/capacity_offer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace driehoek::capacity {
namespace {

const ProgrammeId kAd("ad");
const ProgrammeId kBachelor("bachelor");
const absl::CivilDay kToday(2026, 9, 1);

// Four seats, two of them kept for the Ad; the bachelor may have three.
CapacityOffer Offer() {
  return {.start_date = kToday,
          .end_date = kToday + 100,
          .seat_count = 4,
          .weekly_hours = 32,
          .forms = {Form::kInternship},
          .shares = {{.programme = kAd, .reserved_seat_count = 2},
                     {.programme = kBachelor, .max_seat_count = 3}}};
}

std::string ReasonFor(const CapacityOffer& offer) {
  FieldViolations violations;
  Check(offer, violations);
  return ReasonOf(violations.ToStatus());
}

TEST(CapacityOfferTest, GivenGoodOffer_WhenChecked_ThenNothingIsWrong) {
  EXPECT_EQ(ReasonFor(Offer()), "");
}

TEST(CapacityOfferTest, GivenOneWrongField_WhenChecked_ThenItsReasonIsGiven) {
  const std::pair<const char*, void (*)(CapacityOffer&)> faults[] = {
      {"END_BEFORE_START", [](CapacityOffer& o) { o.end_date = o.start_date - 1; }},
      {"PERIOD_TOO_LONG", [](CapacityOffer& o) { o.end_date = o.start_date + 366 * 6; }},
      {"NUMBER_OUT_OF_RANGE", [](CapacityOffer& o) { o.seat_count = 501; }},
      {"NUMBER_OUT_OF_RANGE", [](CapacityOffer& o) { o.weekly_hours = 0; }},
      {"NUMBER_OUT_OF_RANGE", [](CapacityOffer& o) { o.min_phase = 9; }},
      {"FORM_MISSING", [](CapacityOffer& o) { o.forms.clear(); }},
      {"VALUE_REPEATED", [](CapacityOffer& o) { o.forms.push_back(o.forms[0]); }},
      {"VALUE_REPEATED",
       [](CapacityOffer& o) {
         o.variants = {Variant::kDual, Variant::kDual};
       }},
      {"RESERVED_TOO_MANY", [](CapacityOffer& o) { o.seat_count = 1; }},
      {"MAX_BELOW_RESERVED", [](CapacityOffer& o) { o.shares[0].max_seat_count = 1; }},
      {"PROGRAMME_REPEATED", [](CapacityOffer& o) { o.shares[1].programme = kAd; }},
      {"LANGUAGE_MALFORMED", [](CapacityOffer& o) { o.languages = {"Dutch!"}; }},
      {"TEXT_MISSING", [](CapacityOffer& o) { o.outcome_codes = {""}; }},
      {"TEXT_TOO_LONG", [](CapacityOffer& o) { o.city = std::string(101, 'x'); }}};
  for (const auto& [reason, spoil] : faults) {
    CapacityOffer offer = Offer();
    spoil(offer);
    EXPECT_EQ(ReasonFor(offer), reason);
  }
  CapacityOffer offer = Offer();
  offer.seat_count = -1;
  offer.shares.clear();
  EXPECT_EQ(ReasonFor(offer), "NUMBER_OUT_OF_RANGE");
}

TEST(CapacityOfferTest, GivenZeroSeatsAndOneDay_WhenChecked_ThenBothAreAllowed) {
  CapacityOffer offer = Offer();
  offer.seat_count = 0;
  offer.shares.clear();
  offer.end_date = offer.start_date;
  EXPECT_EQ(ReasonFor(offer), "");
}

TEST(SeatRuleTest, GivenFloorOfAnother_WhenSeatsRunOut_ThenTheFloorIsKept) {
  const CapacityOffer offer = Offer();
  EXPECT_EQ(FreeSeatsFor(offer, {{kBachelor, 1}}, kBachelor), 1);
  EXPECT_TRUE(CheckSeatLeft(offer, {{kBachelor, 1}}, kBachelor).ok());
  EXPECT_EQ(ReasonOf(CheckSeatLeft(offer, {{kBachelor, 2}}, kBachelor)), "SEATS_RESERVED");
  EXPECT_TRUE(CheckSeatLeft(offer, {{kBachelor, 2}}, kAd).ok());
  // A floor that is filled keeps nothing back.
  EXPECT_TRUE(CheckSeatLeft(offer, {{kAd, 2}, {kBachelor, 1}}, kBachelor).ok());
}

TEST(SeatRuleTest, GivenCeiling_WhenReached_ThenRefusedThoughSeatsAreLeft) {
  CapacityOffer offer = Offer();
  offer.seat_count = 9;
  EXPECT_TRUE(CheckSeatLeft(offer, {{kBachelor, 2}}, kBachelor).ok());
  EXPECT_EQ(ReasonOf(CheckSeatLeft(offer, {{kBachelor, 3}}, kBachelor)), "PROGRAMME_CEILING");
  EXPECT_EQ(FreeSeatsFor(offer, {{kBachelor, 3}}, kBachelor), 0);
}

TEST(SeatRuleTest, GivenAllTakenOrWithdrawn_WhenAsked_ThenNoSeat) {
  CapacityOffer offer = Offer();
  EXPECT_EQ(ReasonOf(CheckSeatLeft(offer, {{kAd, 4}}, kAd)), "OFFER_FULL");
  EXPECT_EQ(FreeSeats(offer, {{kAd, 5}}), 0);
  const auto withdrawn = Withdraw(offer, absl::UnixEpoch());
  ASSERT_TRUE(withdrawn.ok());
  EXPECT_EQ(FreeSeats(*withdrawn, {}), 0);
  EXPECT_EQ(ReasonOf(CheckSeatLeft(*withdrawn, {}, kAd)), "OFFER_WITHDRAWN");
  EXPECT_EQ(ReasonOf(Withdraw(*withdrawn, absl::UnixEpoch()).status()), "OFFER_WITHDRAWN");
}

TEST(SeatRuleTest, GivenClaims_WhenOfferShrinks_ThenItMustCoverThem) {
  CapacityOffer offer = Offer();
  EXPECT_TRUE(CheckCoversClaims(offer, {{kAd, 1}, {kBachelor, 3}}).ok());
  offer.seat_count = 3;
  EXPECT_EQ(ReasonOf(CheckCoversClaims(offer, {{kAd, 1}, {kBachelor, 3}})), "SEATS_TAKEN");
  offer.seat_count = 9;
  offer.shares[1].max_seat_count = 2;
  EXPECT_EQ(ReasonOf(CheckCoversClaims(offer, {{kBachelor, 3}})), "SEATS_TAKEN");
}

TEST(IsOpenToTest, GivenStudies_WhenAsked_ThenOnlyThoseThatFit) {
  CapacityOffer offer = Offer();
  offer.min_phase = 2;
  offer.variants = {Variant::kDual};
  const Study fits{kAd, Variant::kDual, 2};
  EXPECT_TRUE(IsOpenTo(offer, fits, kToday));
  EXPECT_TRUE(IsOpenTo(offer, fits, offer.end_date));
  EXPECT_FALSE(IsOpenTo(offer, fits, offer.end_date + 1));
  EXPECT_FALSE(IsOpenTo(offer, {kAd, Variant::kDual, 1}, kToday));
  EXPECT_FALSE(IsOpenTo(offer, {kAd, Variant::kPartTime, 2}, kToday));
  offer.shares[0] = {.programme = kAd, .max_seat_count = 0};
  EXPECT_FALSE(IsOpenTo(offer, fits, kToday));
  offer.shares.clear();
  offer.state = OfferState::kWithdrawn;
  EXPECT_FALSE(IsOpenTo(offer, fits, kToday));
}

}  // namespace
}  // namespace driehoek::capacity
