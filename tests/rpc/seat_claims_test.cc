// Seats are never given away twice (I2), on every engine: the guard that a placement's commit runs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "absl/strings/str_cat.h"
#include "capacity_world.h"

namespace driehoek::test {
namespace {

using capacity::CapacityOfferId;
using capacity::ProgrammeId;
using capacity::SeatClaim;
using capacity::SeatClaims;
using Code = absl::StatusCode;

class SeatClaimsTest : public CapacityTest {
 protected:
  absl::Status Write(absl::FunctionRef<absl::Status(storage::TenantTransaction&)> body) {
    return tenant_database().Write(TenantId("demo"), absl::Now() + absl::Seconds(120), body);
  }
  absl::Status Claim(const std::string& offer, const std::string& claimant,
                     std::optional<absl::Time> expire_time = std::nullopt) {
    return ClaimFor(triangle().programme, offer, claimant, expire_time);
  }
  absl::Status ClaimFor(const std::string& programme, const std::string& offer,
                        const std::string& claimant,
                        std::optional<absl::Time> expire_time = std::nullopt) {
    const SeatClaim claim{claimant, ProgrammeId(IdOf(programme)), expire_time};
    return Write([&](storage::TenantTransaction& transaction) {
      return SeatClaims::LockSeat(transaction, CapacityOfferId(IdOf(offer)), claim,
                                  world().clock.Now());
    });
  }
  absl::Status Release(const std::string& offer, const std::string& claimant) {
    return Write([&](storage::TenantTransaction& transaction) {
      return SeatClaims::Release(transaction, CapacityOfferId(IdOf(offer)), claimant);
    });
  }
  absl::Status Confirm(const std::string& offer, const std::string& claimant) {
    return Write([&](storage::TenantTransaction& transaction) {
      return SeatClaims::Confirm(transaction, CapacityOfferId(IdOf(offer)), claimant,
                                 world().clock.Now());
    });
  }
  std::string OfferOf(int seats) {
    auto request = Wish();
    request.mutable_capacity_offer()->set_seat_count(seats);
    return Offered(request).name();
  }
  int Taken(const std::string& offer) { return Get(kOffice, offer)->taken_seat_count(); }
};
DRIEHOEK_ON_EVERY_ENGINE(SeatClaimsTest);

TEST_P(SeatClaimsTest, GivenSeats_WhenClaimedConfirmedAndReleased_ThenCounted) {
  const std::string offer = OfferOf(1);
  const absl::Time soon = world().clock.Now() + absl::Minutes(10);
  EXPECT_THAT(Claim(offer, "a", soon), IsOk());
  EXPECT_THAT(Claim(offer, "b"), StatusIs(Code::kFailedPrecondition, "OFFER_FULL"));
  // Who has a seat may ask again.
  EXPECT_THAT(Claim(offer, "a", soon), IsOk());
  EXPECT_EQ(Taken(offer), 1);
  EXPECT_THAT(Confirm(offer, "a"), IsOk());
  EXPECT_THAT(Confirm(offer, "b"), StatusIs(Code::kFailedPrecondition, "CLAIM_NOT_FOUND"));
  world().clock.Advance(absl::Minutes(11));
  EXPECT_THAT(Claim(offer, "b"), StatusIs(Code::kFailedPrecondition, "OFFER_FULL"));
  EXPECT_THAT(Release(offer, "a"), IsOk());
  EXPECT_THAT(Release(offer, "a"), IsOk());
  EXPECT_THAT(Claim(offer, "b"), IsOk());
}

TEST_P(SeatClaimsTest, GivenReservation_WhenItExpires_ThenTheSeatIsFreeAgain) {
  const std::string offer = OfferOf(1);
  EXPECT_THAT(Claim(offer, "a", world().clock.Now() + absl::Minutes(10)), IsOk());
  world().clock.Advance(absl::Minutes(10));
  EXPECT_EQ(Taken(offer), 0);
  EXPECT_THAT(Claim(offer, "b"), IsOk());
  EXPECT_THAT(Confirm(offer, "a"), StatusIs(Code::kFailedPrecondition, "CLAIM_NOT_FOUND"));
  EXPECT_THAT(Claim(offer, "a"), StatusIs(Code::kFailedPrecondition, "OFFER_FULL"));
}

TEST_P(SeatClaimsTest, GivenFloorAndCeiling_WhenClaimed_ThenBothHold) {
  Steps steps(world());
  const std::string bachelor = steps.Programme("Bachelor");
  auto request = Wish();
  auto& wish = *request.mutable_capacity_offer();
  wish.set_seat_count(3);
  auto* share = wish.add_shares();
  share->set_programme(triangle().programme);
  share->set_reserved_seat_count(1);
  share = wish.add_shares();
  share->set_programme(bachelor);
  share->set_max_seat_count(2);
  const std::string offer = Offered(request).name();
  const std::string other = steps.Programme("Master");
  EXPECT_THAT(ClaimFor(bachelor, offer, "a"), IsOk());
  EXPECT_THAT(ClaimFor(bachelor, offer, "b"), IsOk());
  EXPECT_THAT(ClaimFor(bachelor, offer, "c"),
              StatusIs(Code::kFailedPrecondition, "PROGRAMME_CEILING"));
  EXPECT_THAT(ClaimFor(other, offer, "c"), StatusIs(Code::kFailedPrecondition, "SEATS_RESERVED"));
  EXPECT_THAT(Claim(offer, "c"), IsOk());
}

TEST_P(SeatClaimsTest, GivenClaims_WhenOfferShrinks_ThenRefused) {
  const std::string offer = OfferOf(3);
  EXPECT_THAT(Claim(offer, "a"), IsOk());
  EXPECT_THAT(Claim(offer, "b"), IsOk());
  v1::UpdateCapacityOfferRequest update;
  update.mutable_capacity_offer()->set_name(offer);
  update.mutable_capacity_offer()->set_seat_count(1);
  EXPECT_THAT(Ask(&Capacity::UpdateCapacityOffer, kOffice, update),
              StatusIs(Code::kFailedPrecondition, "SEATS_TAKEN"));
  update.mutable_capacity_offer()->set_seat_count(2);
  EXPECT_THAT(Ask(&Capacity::UpdateCapacityOffer, kOffice, update), IsOk());
}

TEST_P(SeatClaimsTest, GivenNoSuchOfferOrWithdrawn_WhenClaimed_ThenRefused) {
  EXPECT_THAT(Claim("institutions/demo/capacityOffers/none", "a"),
              StatusIs(Code::kFailedPrecondition, "OFFER_NOT_FOUND"));
  const std::string offer = OfferOf(3);
  v1::WithdrawCapacityOfferRequest withdraw;
  withdraw.set_name(offer);
  withdraw.set_etag(Get(kOffice, offer)->etag());
  ASSERT_THAT(Ask(&Capacity::WithdrawCapacityOffer, kOffice, withdraw), IsOk());
  EXPECT_THAT(Claim(offer, "a"), StatusIs(Code::kFailedPrecondition, "OFFER_WITHDRAWN"));
}

// 40 threads, each with 25 claimants of its own, on five seats.
TEST_P(SeatClaimsTest, GivenAThousandRacingClaims_WhenFiveSeats_ThenExactlyFive) {
  constexpr int kThreads = 40;
  constexpr int kEach = 25;
  const std::string offer = OfferOf(5);
  std::atomic<int> given = 0;
  std::atomic<int> full = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < kEach; ++i) {
        absl::Status status;
        // A conflict that outlasted the store's own tries is tried again, as a client would.
        do {
          status = Claim(offer, absl::StrCat("claimant-", t, "-", i));
        } while (status.code() == Code::kAborted);
        if (status.ok()) ++given;
        if (ReasonOf(status) == "OFFER_FULL") ++full;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(given, 5);
  EXPECT_EQ(full, kThreads * kEach - 5);
  EXPECT_EQ(Taken(offer), 5);
}

// Seats come and go while others ask: at no moment are more than three held.
TEST_P(SeatClaimsTest, GivenSeatsThatComeAndGo_WhenManyRace_ThenNeverMoreThanOffered) {
  constexpr int kThreads = 12;
  constexpr int kEach = 20;
  const std::string offer = OfferOf(3);
  std::atomic<int> held = 0;
  std::atomic<int> most = 0;
  std::atomic<int> given = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < kEach; ++i) {
        const std::string claimant = absl::StrCat("claimant-", t, "-", i);
        if (!Claim(offer, claimant).ok()) continue;
        ++given;
        const int now = ++held;
        for (int seen = most; now > seen && !most.compare_exchange_weak(seen, now);) {
        }
        --held;  // before the row goes, so that `held` never says more than is stored
        EXPECT_THAT(Release(offer, claimant), IsOk());
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_GE(given, 3);
  EXPECT_LE(most, 3);
  EXPECT_EQ(Taken(offer), 0);
}

}  // namespace
}  // namespace driehoek::test
