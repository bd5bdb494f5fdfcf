// Ways on as they are joined in the server, beside scans and a directory over real gRPC; and steps
// that make the requests.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "driehoek/v1/continuation_service.grpc.pb.h"
#include "placement/continuation/route_service.h"
#include "scan_world.h"
#include "server/register_snapshots.h"

namespace driehoek::test {

using Routes = v1::ContinuationService::Stub;
using Route = v1::ContinuationRoute;

class ContinuationRpcTest : public ScanRpcTest {
 protected:
  void SetUp() override {
    ScanRpcTest::SetUp();
    Migrate("continuation", placement::continuation::Migrations());
    DirectoryWorld& directory = world().directory;
    Steps(directory).Outcomes(triangle().programme, {"LU1", "LU2"});
    store_ = std::make_unique<placement::continuation::SqlRouteStore>(tenant_database());
    registers_ = std::make_unique<server::RegisterSnapshots>(
        server::RegisterSnapshots::Parts{directory.directory_store, directory.placement_store,
                                         world().scan_store, world().event_log});
    handler_ = std::make_unique<placement::continuation::RouteHandler>(
        placement::continuation::RouteHandler::Parts{
            *store_, directory.placement_store, directory.change_log, directory.ids,
            directory.directory_facts, *registers_, &directory.conflicts});
    service_ = placement::continuation::MakeContinuationService(directory.border, *handler_);
    grpc::ServerBuilder builder;
    builder.RegisterService(service_.get());
    server_ = builder.BuildAndStart();
    routes_ = v1::ContinuationService::NewStub(server_->InProcessChannel({}));
  }
  void TearDown() override {
    if (server_ != nullptr) server_->Shutdown();
    ScanRpcTest::TearDown();
  }

  template <typename Q, typename R>
  absl::StatusOr<R> Ask(grpc::Status (Routes::*method)(grpc::ClientContext*, const Q&, R*),
                        const Who& who, const Q& request) {
    return world().directory.Ask(routes_, method, who, request);
  }
  Who Student() const { return As(Role::kStudent, triangle().student); }
  Who Teacher() const { return As(Role::kTeacher, triangle().teacher); }

  static v1::OpenContinuationRouteRequest Wish(const std::string& placement) {
    v1::OpenContinuationRouteRequest request;
    request.set_parent(kDemo);
    request.mutable_continuation_route()->set_placement(placement);
    request.mutable_continuation_route()->set_ground(Route::WORKPLACE_ENDS);
    request.mutable_continuation_route()->set_reason("The organisation reorganises.");
    return request;
  }
  absl::StatusOr<Route> Open(const std::string& placement, const Who& who = kOffice) {
    return Ask(&Routes::OpenContinuationRoute, who, Wish(placement));
  }
  absl::StatusOr<Route> Get(const std::string& name, const Who& who = kOffice) {
    v1::GetContinuationRouteRequest request;
    request.set_name(name);
    return Ask(&Routes::GetContinuationRoute, who, request);
  }
  absl::StatusOr<v1::SuggestAlternativesResponse> Suggest(const std::string& name,
                                                          const Who& who = kOffice) {
    v1::SuggestAlternativesRequest request;
    request.set_name(name);
    return Ask(&Routes::SuggestAlternatives, who, request);
  }
  static v1::OfferOptionsRequest Offer(const Route& route) {
    v1::OfferOptionsRequest request;
    request.set_name(route.name());
    request.set_etag(route.etag());
    return request;
  }
  static v1::ChooseOptionRequest Choice(const Route& route, const std::string& option) {
    v1::ChooseOptionRequest request;
    request.set_name(route.name());
    request.set_option(option);
    request.set_etag(route.etag());
    return request;
  }
  static v1::CloseContinuationRouteRequest End(const Route& route) {
    v1::CloseContinuationRouteRequest request;
    request.set_name(route.name());
    request.set_note("She starts on Monday.");
    request.set_etag(route.etag());
    return request;
  }
  absl::Status Refresh() {
    return registers_->Refresh(TenantId("demo"), world().directory.clock.Now(),
                               DirectoryWorld::Deadline());
  }

  std::unique_ptr<placement::continuation::SqlRouteStore> store_;
  std::unique_ptr<server::RegisterSnapshots> registers_;
  std::unique_ptr<placement::continuation::RouteHandler> handler_;
  std::unique_ptr<grpc::Service> service_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<Routes> routes_;
};

}  // namespace driehoek::test
