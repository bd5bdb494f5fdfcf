// The access service in a gRPC server of its own, on a free port, over a real database of each
// engine.
#pragma once

#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <regex>
#include <string>
#include <vector>

#include "access/access_service.h"
#include "access/migrations.h"
#include "access/policy.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "notify/migrations.h"
#include "rpc/access_world.h"
#include "shared/base/resource_name.h"
#include "shared/events/audit_chain.h"
#include "support/database_test.h"
#include "support/status_matchers.h"

namespace driehoek::test {

inline const TenantId kDemo("demo");
inline const TenantId kOther("other");
inline const PersonId kIngrid("0197c000-0000-7000-8000-0000000000a1");
inline const PersonId kHenk("0197c000-0000-7000-8000-0000000000a3");
inline const PersonId kIngridThere("0197c000-0000-7000-8000-0000000000a2");
inline const PersonId kMarijke("0197c000-0000-7000-8000-0000000000b1");
inline const PersonId kAdmin("0197c000-0000-7000-8000-0000000000b2");
inline const PersonId kOffice("0197c000-0000-7000-8000-0000000000b3");
inline const PersonId kOfficer("0197c000-0000-7000-8000-0000000000b4");

class SilentObserver final : public rpc::CallObserver {
 public:
  void Began(const std::string& /*peer*/) override {}
  void Finished(absl::string_view, const auth::Caller*, const absl::Status&,
                absl::Duration) override {}
};

class CountingReadLog final : public rpc::ReadLog {
 public:
  absl::Status Saw(const TenantId&, const std::string& /*reader*/, absl::string_view /*resource*/,
                   const std::string& /*subject*/) override {
    ++seen;
    return absl::OkStatus();
  }
  std::atomic<int> seen = 0;
};

// The service in a server of its own, on a free port.
class AccessRpcTest : public DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (HasFatalFailure() || IsSkipped()) return;
    // The border turns its clock into deadlines of the database, which are real.
    clock().Set(absl::Now());
    Migrate("events", events::Migrations());
    Migrate("notify", notify::Migrations());
    Migrate("access", access::Migrations());
    world_ = std::make_unique<AccessWorld>(tenant_database(), clock());
    audit_ = std::make_unique<events::AuditChain>(tenant_database());
    AddPeople();
    Hold(auth::Role::kInstitutionAdmin, kAdmin);
    Hold(auth::Role::kPracticeOffice, kOffice);
    Hold(auth::Role::kPrivacyOfficer, kOfficer);
    Serve();
  }
  void TearDown() override {
    if (server_ != nullptr) server_->Shutdown();
    DatabaseTest::TearDown();
  }

  AccessWorld& world() { return *world_; }
  CountingReadLog& reads() { return read_log_; }
  v1::AccessService::Stub& stub() { return *stub_; }

  static auth::Caller As(auth::Role role, const PersonId& person, const TenantId& tenant = kDemo) {
    return {.tenant = tenant, .person = person, .role = role, .roles = {role}, .session = "s"};
  }
  // Gives the person the role, as if its code had been entered.
  void Hold(auth::Role role, const PersonId& person, const TenantId& tenant = kDemo) {
    const access::RoleGrant grant{.id = access::RoleGrantId(world_->ids.NewId()),
                                  .role = role,
                                  .email = "somebody@school.nl",
                                  .code_hash = person.value() + std::string(auth::RoleName(role)),
                                  .person = person,
                                  .state = access::RoleGrantState::kActive,
                                  .create_time = clock().Now(),
                                  .expire_time = clock().Now()};
    ASSERT_THAT(tenant_database().Write(tenant, Soon(),
                                        [&](storage::TenantTransaction& transaction) {
                                          return access::RoleStore::Write(transaction, grant);
                                        }),
                IsOk());
  }
  static auth::Caller Adapter() { return {.role = auth::Role::kAdapter}; }
  static auth::Caller Guest(const v1::GuestGrant& grant) {
    auth::Caller caller = As(auth::Role::kWorkplaceSupervisor, kIngrid);
    caller.guest_grant = grant.name().substr(grant.name().rfind('/') + 1);
    return caller;
  }

  // Calls as `caller` and gives the answer, or an absl::Status with the reason that came over the
  // wire.
  template <typename Request, typename Response>
  absl::StatusOr<Response> Call(const auth::Caller& caller, const Request& request,
                                grpc::Status (v1::AccessService::Stub::*method)(
                                    grpc::ClientContext*, const Request&, Response*)) {
    return CallWith("Driehoek " + auth::SignCallToken(keys_, caller, clock().Now()), request,
                    method);
  }
  template <typename Request, typename Response>
  absl::StatusOr<Response> CallWith(const std::string& authorization, const Request& request,
                                    grpc::Status (v1::AccessService::Stub::*method)(
                                        grpc::ClientContext*, const Request&, Response*)) {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(20));
    context.AddMetadata("authorization", authorization);
    Response response;
    const grpc::Status status = ((*stub_).*method)(&context, request, &response);
    if (status.ok()) return response;
    google::rpc::Status details;
    details.ParseFromString(status.error_details());
    for (const auto& any : details.details()) {
      google::rpc::ErrorInfo info;
      if (any.UnpackTo(&info)) {
        return Error(static_cast<absl::StatusCode>(status.error_code()), info.reason(),
                     status.error_message());
      }
    }
    return absl::Status(static_cast<absl::StatusCode>(status.error_code()), status.error_message());
  }

  absl::StatusOr<v1::GuestGrant> Invite(const auth::Caller& caller, const PersonId& person,
                                        const std::string& request_id = "") {
    v1::CreateGuestGrantRequest request;
    request.set_parent("institutions/" + caller.tenant.value());
    request.mutable_guest_grant()->set_person(PersonName(caller.tenant, person));
    request.set_request_id(request_id);
    return Call(caller, request, &v1::AccessService::Stub::CreateGuestGrant);
  }
  // The secret of the last link that was mailed.
  std::string MailedSecret(const TenantId& tenant = kDemo) {
    std::string secret;
    for (const notify::Mail& mail : world().TakeMails(tenant, Soon())) {
      std::smatch match;
      if (std::regex_search(mail.text, match, std::regex("/g#(\\S+)"))) secret = match[1];
    }
    return secret;
  }
  std::string MailedCode() {
    std::string code;
    for (const notify::Mail& mail : world().TakeMails(kDemo, Soon())) {
      std::smatch match;
      if (std::regex_search(mail.text, match, std::regex("\n([0-9]{6})\n"))) code = match[1];
    }
    return code;
  }
  absl::StatusOr<v1::OpenGuestLinkResponse> Open(const std::string& secret) {
    v1::OpenGuestLinkRequest request;
    request.set_secret(secret);
    return Call(Adapter(), request, &v1::AccessService::Stub::OpenGuestLink);
  }

 private:
  void AddPeople() {
    world_->people.Add(kDemo, kIngrid, "Ingrid", "ingrid@vanleeuwen.nl",
                       {auth::Role::kWorkplaceSupervisor});
    world_->people.Add(kDemo, kHenk, "Henk", "henk@vanleeuwen.nl",
                       {auth::Role::kWorkplaceSupervisor});
    world_->people.Add(kOther, kIngridThere, "Ingrid", "ingrid@vanleeuwen.nl",
                       {auth::Role::kWorkplaceSupervisor});
    world_->people.Add(kDemo, kMarijke, "Marijke", "m@school.nl", {});
    world_->people.Add(kDemo, kAdmin, "Ada", "ada@school.nl", {});
    world_->people.Add(kDemo, kOffice, "Bureau", "bureau@school.nl", {});
    world_->people.Add(kDemo, kOfficer, "Fleur", "fg@school.nl", {});
    world_->supervision.guests_of_teacher[kMarijke] = {kIngrid};
  }
  void Serve() {
    guest_handler_ = std::make_unique<access::GuestHandler>(
        access::GuestHandler::Parts{world_->guests, world_->links, world_->codes, world_->people,
                                    world_->supervision, world_->change_log, world_->keys});
    link_handler_ = std::make_unique<access::LinkHandler>(access::LinkHandler::Parts{
        world_->guests, world_->links, world_->codes, world_->people, world_->wrong_secrets,
        world_->change_log, database(), world_->keys});
    role_handler_ = std::make_unique<access::RoleHandler>(
        access::RoleHandler::Parts{world_->roles, world_->role_grants, world_->change_log});
    client_handler_ = std::make_unique<access::ClientHandler>(
        access::ClientHandler::Parts{world_->clients, world_->ids, world_->change_log});
    self_handler_ = std::make_unique<access::SelfHandler>(access::SelfHandler::Parts{
        world_->guests, world_->links, world_->clients, world_->people, *audit_});
    border_ = std::make_unique<rpc::Border>(rpc::Border::Parts{
        keys_, world_->credentials, rights_, world_->change_log, read_log_, observer_, clock()});
    service_ = std::make_unique<access::AccessService>(
        access::AccessService::Parts{*border_, *self_handler_, *guest_handler_, *link_handler_,
                                     *role_handler_, *client_handler_});
    grpc::ServerBuilder builder;
    int port = 0;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
    builder.RegisterService(service_.get());
    server_ = builder.BuildAndStart();
    ASSERT_NE(server_, nullptr);
    stub_ = v1::AccessService::NewStub(grpc::CreateChannel("127.0.0.1:" + std::to_string(port),
                                                           grpc::InsecureChannelCredentials()));
  }

  const auth::CallTokenKeys keys_{std::vector<std::string>{std::string(32, 't')}};
  const auth::RightsTable rights_{access::AccessRights()};
  SilentObserver observer_;
  CountingReadLog read_log_;
  std::unique_ptr<AccessWorld> world_;
  std::unique_ptr<events::AuditChain> audit_;
  std::unique_ptr<access::GuestHandler> guest_handler_;
  std::unique_ptr<access::LinkHandler> link_handler_;
  std::unique_ptr<access::RoleHandler> role_handler_;
  std::unique_ptr<access::ClientHandler> client_handler_;
  std::unique_ptr<access::SelfHandler> self_handler_;
  std::unique_ptr<rpc::Border> border_;
  std::unique_ptr<access::AccessService> service_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<v1::AccessService::Stub> stub_;
};

}  // namespace driehoek::test
