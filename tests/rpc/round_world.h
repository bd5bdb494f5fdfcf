// Matching rounds as they are joined in the server, beside a directory over real gRPC; and steps
// that each make one thing and fail the test when that is refused.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "directory_steps.h"
#include "driehoek/v1/matching_service.grpc.pb.h"
#include "placement/capacity/seat_claims.h"
#include "placement/capacity/sql_offer_store.h"
#include "placement/round/policy.h"
#include "server/offer_joins.h"
#include "server/round_parts.h"
#include "support/database_test.h"
#include "support/violations.h"

namespace driehoek::test {

using Matching = v1::MatchingService::Stub;

class RoundRpcTest : public DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    Migrate("events", events::Migrations());
    Migrate("directory", directory::Migrations());
    Migrate("placement", placement::Migrations());
    Migrate("capacity", capacity::Migrations());
    Migrate("round", placement::round::Migrations());
    Migrate("round_run", placement::round::run::Migrations());
    world_ =
        std::make_unique<DirectoryWorld>(tenant_database(), placement::round::MatchingRights());
    offers_ = std::make_unique<capacity::SqlOfferStore>(tenant_database());
    claims_ = std::make_unique<capacity::SeatClaims>(tenant_database());
    offer_rooms_ = std::make_unique<server::RoomsOfCapacity>(*offers_, *claims_);
    offer_seats_ = std::make_unique<server::SeatsOfCapacity>(world_->clock);
    world_->offer_seats.lent = offer_seats_.get();
    rounds_ = std::make_unique<server::RoundParts>(server::RoundParts::Outside{
        tenant_database(), world_->change_log, world_->ids, world_->clock, world_->border,
        world_->reader, world_->directory_facts, world_->placement_store, secret_, *offer_rooms_,
        *offer_seats_, &world_->conflicts, &world_->attention});
    grpc::ServerBuilder builder;
    builder.RegisterService(rounds_->service.get());
    server_ = builder.BuildAndStart();
    stub_ = v1::MatchingService::NewStub(server_->InProcessChannel({}));
    ASSERT_THAT(world_->Found("demo"), IsOk());
    steps_ = std::make_unique<Steps>(*world_);
    for (const char* name : {"Ad Engineering", "Bachelor Engineering", "Ad Management"}) {
      programmes_.push_back(steps_->Programme(name));
      variants_.push_back(steps_->Variant(programmes_.back(), v1::ProgrammeVariant::FULL_TIME));
    }
    organisation_ = steps_->Organisation("Van Leeuwen").value().name();
    workplace_ = steps_->Workplace(organisation_);
  }
  void TearDown() override {
    if (server_ != nullptr) server_->Shutdown();
  }

  DirectoryWorld& world() { return *world_; }
  server::RoundParts& rounds() { return *rounds_; }
  Steps& steps() { return *steps_; }

  template <typename Q, typename R>
  absl::StatusOr<R> Ask(grpc::Status (Matching::*method)(grpc::ClientContext*, const Q&, R*),
                        const Who& who, const Q& request) {
    return world_->Ask(stub_, method, who, request);
  }

  // Three groups, one of each programme.
  v1::CreateMatchingRoundRequest RoundRequest(const std::string& name = "Ronde voorjaar") {
    v1::CreateMatchingRoundRequest request;
    request.set_parent(kDemo);
    auto& round = *request.mutable_matching_round();
    round.set_display_name(name);
    const char* const codes[] = {"ad", "bachelor", "ad-management"};
    for (std::size_t i = 0; i < 3; ++i) {
      auto& group = *round.add_groups();
      group.set_code(codes[i]);
      group.set_display_name(codes[i]);
      group.add_programmes(programmes_[i]);
    }
    *round.mutable_start_date() = rpc::ToProto(world_->Today() + 60);
    *round.mutable_end_date() = rpc::ToProto(world_->Today() + 160);
    round.set_form(v1::Placement::INTERNSHIP);
    round.set_weekly_hours(32);
    *round.mutable_preferences_due_time() = rpc::ToProto(world_->clock.Now() + absl::Hours(1));
    return request;
  }
  v1::MatchingRound NewRound(const std::string& name = "Ronde voorjaar") {
    return Value(Ask(&Matching::CreateMatchingRound, kOffice, RoundRequest(name)));
  }
  // `offer`: whose seats it gives away; empty: none.
  v1::CreateRoundPlaceRequest PlaceRequest(const v1::MatchingRound& round, int capacity = 4,
                                           const std::string& offer = "") {
    v1::CreateRoundPlaceRequest request;
    request.set_parent(round.name());
    request.mutable_place()->set_workplace(workplace_);
    request.mutable_place()->set_capacity(capacity);
    request.mutable_place()->set_capacity_offer(offer);
    return request;
  }
  v1::RoundPlace NewPlace(const v1::MatchingRound& round, int capacity = 4,
                          const std::string& offer = "") {
    return Value(Ask(&Matching::CreateRoundPlace, kOffice, PlaceRequest(round, capacity, offer)));
  }
  // An offer of the workplace; its name.
  std::string NewOffer(int seats) {
    const capacity::CapacityOfferId id(world_->ids.NewId());
    EXPECT_THAT(Write([&](storage::TenantTransaction& transaction) {
                  return capacity::SqlOfferStore::Put(
                      transaction, {.id = id,
                                    .organisation = capacity::OrganisationId(IdOf(organisation_)),
                                    .workplace = capacity::WorkplaceId(IdOf(workplace_)),
                                    .start_date = world_->Today() + 60,
                                    .end_date = world_->Today() + 160,
                                    .seat_count = seats,
                                    .weekly_hours = 32,
                                    .forms = {placement::Form::kInternship},
                                    .create_time = world_->clock.Now(),
                                    .update_time = world_->clock.Now(),
                                    .version = 1});
                }),
                IsOk());
    return absl::StrCat(kDemo, "/capacityOffers/", id.value());
  }
  // Somebody outside the round takes a seat of the offer.
  absl::Status TakeSeat(const std::string& offer, const std::string& claimant) {
    return Write([&](storage::TenantTransaction& transaction) {
      return capacity::SeatClaims::LockSeat(
          transaction, capacity::CapacityOfferId(IdOf(offer)),
          {claimant, capacity::ProgrammeId(IdOf(programmes_[0])), std::nullopt},
          world_->clock.Now());
    });
  }
  int TakenSeats(const std::string& offer) {
    int taken = -1;
    EXPECT_THAT(Write([&](storage::TenantTransaction& transaction) -> absl::Status {
                  DRIEHOEK_ASSIGN_OR_RETURN(const auto claimed,
                                            capacity::SeatClaims::Claimed(
                                                transaction, capacity::CapacityOfferId(IdOf(offer)),
                                                world_->clock.Now()));
                  taken = capacity::TakenSeats(claimed);
                  return absl::OkStatus();
                }),
                IsOk());
    return taken;
  }
  absl::Status Write(absl::FunctionRef<absl::Status(storage::TenantTransaction&)> body) {
    return tenant_database().Write(TenantId("demo"), DirectoryWorld::Deadline(), body);
  }
  // A new student of the programme, in the round.
  v1::Participant NewParticipant(const v1::MatchingRound& round, const std::string& name,
                                 std::size_t programme = 0) {
    v1::AddParticipantsRequest request;
    request.set_parent(round.name());
    request.add_enrolments(steps_->Enrolment(steps_->Person(name), variants_[programme]));
    const auto added = Value(Ask(&Matching::AddParticipants, kOffice, request));
    return added.participants_size() == 1 ? added.participants(0) : v1::Participant();
  }
  absl::StatusOr<v1::MatchingRound> Open(const v1::MatchingRound& round) {
    v1::OpenPreferencesRequest request;
    request.set_name(round.name());
    request.set_etag(round.etag());
    return Ask(&Matching::OpenPreferences, kOffice, request);
  }
  absl::StatusOr<v1::MatchingRound> Freeze(const v1::MatchingRound& round) {
    v1::FreezeMatchingRoundRequest request;
    request.set_name(round.name());
    request.set_etag(round.etag());
    return Ask(&Matching::FreezeMatchingRound, kOffice, request);
  }
  absl::StatusOr<v1::MatchingRound> GetRound(const Who& who, const v1::MatchingRound& round) {
    v1::GetMatchingRoundRequest request;
    request.set_name(round.name());
    return Ask(&Matching::GetMatchingRound, who, request);
  }
  absl::StatusOr<v1::Participant> GetParticipant(const Who& who, const v1::Participant& one) {
    v1::GetParticipantRequest request;
    request.set_name(one.name());
    return Ask(&Matching::GetParticipant, who, request);
  }
  v1::SubmitPreferencesRequest Wishes(const v1::Participant& participant,
                                      const std::vector<std::string>& places) {
    v1::SubmitPreferencesRequest request;
    request.set_name(participant.name());
    request.set_etag(participant.etag());
    for (const std::string& place : places) request.add_wishes(place);
    return request;
  }
  absl::StatusOr<v1::Participant> Submit(const v1::Participant& participant,
                                         const std::vector<std::string>& places) {
    return Ask(&Matching::SubmitPreferences, As(Role::kStudent, participant.student()),
               Wishes(participant, places));
  }
  // The types of all events so far.
  std::vector<std::string> Events() {
    std::vector<std::string> types;
    EXPECT_THAT(
        tenant_database().Read(
            TenantId("demo"), DirectoryWorld::Deadline(),
            [&](storage::TenantTransaction& transaction) -> absl::Status {
              DRIEHOEK_ASSIGN_OR_RETURN(
                  const storage::Rows rows,
                  transaction.Execute("SELECT type FROM feed WHERE tenant_id = $1 ORDER BY seq"));
              types.clear();
              for (const storage::Row& row : rows) types.push_back(row.Text(0));
              return absl::OkStatus();
            }),
        IsOk());
    return types;
  }
  template <typename T>
  static T Value(const absl::StatusOr<T>& answer) {
    EXPECT_THAT(answer, IsOk());
    return answer.ok() ? *answer : T();
  }

  std::vector<std::string> programmes_;
  std::vector<std::string> variants_;
  std::string organisation_;
  std::string workplace_;

 private:
  const std::string secret_ = std::string(32, 's');
  std::unique_ptr<DirectoryWorld> world_;
  std::unique_ptr<capacity::SqlOfferStore> offers_;
  std::unique_ptr<capacity::SeatClaims> claims_;
  std::unique_ptr<server::RoomsOfCapacity> offer_rooms_;
  std::unique_ptr<server::SeatsOfCapacity> offer_seats_;
  std::unique_ptr<server::RoundParts> rounds_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<Matching> stub_;
  std::unique_ptr<Steps> steps_;
};

}  // namespace driehoek::test
