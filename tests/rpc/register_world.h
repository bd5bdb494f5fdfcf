// The register as it is joined in the server, beside offers and a directory with one triangle, over
// real gRPC in the process.
#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "capacity_world.h"
#include "driehoek/v1/register_service.grpc.pb.h"
#include "placement/register/policy.h"
#include "placement/register/register_handler.h"
#include "placement/register/register_service.h"
#include "server/register_books.h"
#include "shared/events/event_log.h"

namespace driehoek::test {

using Register = v1::RegisterService::Stub;
using Request = v1::ImportRegisterRequest;
using Answer = v1::ImportRegisterResponse;

class RegisterWorld {
 public:
  RegisterWorld(CapacityWorld& capacity, storage::TenantDatabase& database)
      : keys(database),
        books({capacity.world.directory_store, capacity.world.reader, capacity.offers, keys,
               database, capacity.world.change_log, capacity.world.ids}),
        rights(registry::RegisterRights()),
        border({capacity.world.keys, capacity.world.credentials, rights, capacity.world.change_log,
                capacity.world.reads, capacity.world.observer, capacity.world.clock}),
        handler(books),
        service(registry::MakeRegisterService(border, handler)) {
    grpc::ServerBuilder builder;
    builder.SetMaxReceiveMessageSize(1 << 20);  // as the service does
    builder.RegisterService(service.get());
    server = builder.BuildAndStart();
    stub = v1::RegisterService::NewStub(server->InProcessChannel({}));
  }
  ~RegisterWorld() { server->Shutdown(); }

  registry::ExternalKeys keys;
  server::RegisterBooks books;
  auth::RightsTable rights;
  rpc::Border border;
  registry::RegisterHandler handler;
  std::unique_ptr<grpc::Service> service;
  std::unique_ptr<grpc::Server> server;
  std::unique_ptr<Register> stub;
};

// "line:column:number:REASON" of each error.
inline std::vector<std::string> Told(const Answer& answer) {
  std::vector<std::string> told;
  for (const auto& error : answer.errors()) {
    told.push_back(absl::StrCat(error.line(), ":", error.column(), ":", error.column_number(), ":",
                                error.reason()));
  }
  return told;
}

class RegisterTest : public CapacityTest {
 protected:
  void SetUp() override {
    CapacityTest::SetUp();
    Migrate("register", registry::Migrations());
    if (HasFatalFailure()) return;
    register_ = std::make_unique<RegisterWorld>(capacity_world(), tenant_database());
  }
  absl::StatusOr<Answer> Import(v1::RegisterKind kind, const std::string& content,
                                Request::Mode mode = Request::APPLY, const Who& who = kOffice,
                                const std::string& request_id = "") {
    Request request;
    request.set_parent(kDemo);
    request.set_kind(kind);
    request.set_content(content);
    request.set_mode(mode);
    request.set_request_id(request_id);
    return world().Ask(register_->stub, &Register::ImportRegister, who, request);
  }
  absl::StatusOr<v1::ExportRegisterResponse> Export(
      v1::RegisterKind kind,
      v1::ExportRegisterRequest::Format format = v1::ExportRegisterRequest::CSV,
      const Who& who = kOffice) {
    v1::ExportRegisterRequest request;
    request.set_parent(kDemo);
    request.set_kind(kind);
    request.set_format(format);
    return world().Ask(register_->stub, &Register::ExportRegister, who, request);
  }
  // The number of the newest event: unchanged when nothing was stored.
  std::int64_t NewestEvent() {
    events::EventLog log(tenant_database());
    return log.Newest(TenantId("demo"), DirectoryWorld::Deadline())->sequence;
  }
  std::vector<v1::Organisation> Organisations() {
    v1::ListOrganisationsRequest request;
    request.set_parent(kDemo);
    request.set_page_size(500);
    const auto listed =
        world().Ask(world().directory, &Directory::ListOrganisations, kOffice, request);
    EXPECT_THAT(listed, IsOk());
    return {listed->organisations().begin(), listed->organisations().end()};
  }
  // So that the supervisor of the triangle is found by an address.
  void GiveSupervisorAnAddress(const std::string& email) {
    v1::UpdatePersonContactRequest request;
    request.mutable_person_contact()->set_name(triangle().supervisor_person + "/contact");
    request.mutable_person_contact()->set_email(email);
    ASSERT_THAT(world().Ask(world().directory, &Directory::UpdatePersonContact, kOffice, request),
                IsOk());
  }
  RegisterWorld& register_world() { return *register_; }

 private:
  std::unique_ptr<RegisterWorld> register_;
};

}  // namespace driehoek::test
