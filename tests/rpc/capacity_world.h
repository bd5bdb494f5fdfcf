// Capacity as it is joined in the server, beside a directory with one triangle, over real gRPC in
// the process.
#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>
#include <string>
#include <vector>

#include "directory_steps.h"
#include "driehoek/v1/capacity_service.grpc.pb.h"
#include "placement/capacity/capacity_handler.h"
#include "placement/capacity/capacity_service.h"
#include "placement/capacity/policy.h"
#include "server/capacity_joins.h"
#include "support/database_test.h"

namespace driehoek::test {

using Capacity = v1::CapacityService::Stub;

class CapacityWorld {
 public:
  explicit CapacityWorld(storage::TenantDatabase& database)
      : world(database),
        offers(database),
        claims(database),
        intents(database),
        facts(world.reader, world.directory_store),
        rights(capacity::CapacityRights()),
        border({world.keys, world.credentials, rights, world.change_log, world.reads,
                world.observer, world.clock}),
        handler({offers, claims, intents, world.change_log, world.ids, facts}),
        service(capacity::MakeCapacityService(border, handler)) {
    grpc::ServerBuilder builder;
    builder.RegisterService(service.get());
    server = builder.BuildAndStart();
    stub = v1::CapacityService::NewStub(server->InProcessChannel({}));
  }
  ~CapacityWorld() { server->Shutdown(); }

  template <typename Q, typename R>
  absl::StatusOr<R> Ask(grpc::Status (Capacity::*method)(grpc::ClientContext*, const Q&, R*),
                        const Who& who, const Q& request) {
    return world.Ask(stub, method, who, request);
  }

  DirectoryWorld world;
  capacity::SqlOfferStore offers;
  capacity::SeatClaims claims;
  capacity::SqlIntentStore intents;
  server::CapacityFactsOfDirectory facts;
  auth::RightsTable rights;
  rpc::Border border;
  capacity::CapacityHandler handler;
  std::unique_ptr<grpc::Service> service;
  std::unique_ptr<grpc::Server> server;
  std::unique_ptr<Capacity> stub;
};

// A new database with one institution, one triangle of a dual programme, and the steps of offers.
class CapacityTest : public DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    Migrate("events", events::Migrations());
    Migrate("directory", directory::Migrations());
    Migrate("placement", placement::Migrations());
    Migrate("capacity", capacity::Migrations());
    if (HasFatalFailure()) return;
    capacity_ = std::make_unique<CapacityWorld>(tenant_database());
    ASSERT_THAT(world().Found("demo"), IsOk());
    triangle_ = std::make_unique<Triangle>(world(), v1::ProgrammeVariant::DUAL);
  }
  CapacityWorld& capacity_world() { return *capacity_; }
  DirectoryWorld& world() { return capacity_->world; }
  const Triangle& triangle() const { return *triangle_; }

  template <typename Q, typename R>
  absl::StatusOr<R> Ask(grpc::Status (Capacity::*method)(grpc::ClientContext*, const Q&, R*),
                        const Who& who, const Q& request) {
    return capacity_->Ask(method, who, request);
  }
  // Five seats at the triangle's workplace, from `start` days from now on.
  v1::CreateCapacityOfferRequest Wish(int start = 10) {
    v1::CreateCapacityOfferRequest request;
    request.set_parent(kDemo);
    auto& offer = *request.mutable_capacity_offer();
    offer.set_workplace(triangle().workplace);
    offer.set_supervisor(triangle().supervisor);
    *offer.mutable_start_date() = rpc::ToProto(world().Today() + start);
    *offer.mutable_end_date() = rpc::ToProto(world().Today() + start + 100);
    offer.set_seat_count(5);
    offer.set_weekly_hours(32);
    offer.add_forms(v1::Placement::DUAL_POST);
    offer.set_note("Alleen na een gesprek.");
    return request;
  }
  v1::CapacityOffer Offered(const v1::CreateCapacityOfferRequest& request) {
    const auto made = Ask(&Capacity::CreateCapacityOffer, kOffice, request);
    EXPECT_THAT(made, IsOk());
    return made.value_or(v1::CapacityOffer());
  }
  absl::StatusOr<v1::CapacityOffer> Get(const Who& who, const std::string& name) {
    v1::GetCapacityOfferRequest request;
    request.set_name(name);
    return Ask(&Capacity::GetCapacityOffer, who, request);
  }

 private:
  std::unique_ptr<CapacityWorld> capacity_;
  std::unique_ptr<Triangle> triangle_;
};

}  // namespace driehoek::test
