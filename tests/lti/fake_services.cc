#include "lti/fake_services.h"

#include <google/rpc/error_details.pb.h>
#include <google/rpc/status.pb.h>
#include <grpcpp/grpcpp.h>

#include <chrono>
#include <thread>

#include "absl/strings/str_cat.h"
#include "driehoek/v1/access_service.grpc.pb.h"
#include "driehoek/v1/calendar_service.grpc.pb.h"
#include "driehoek/v1/directory_service.grpc.pb.h"
#include "driehoek/v1/notification_service.grpc.pb.h"

namespace driehoek::lti::test {
namespace {

constexpr const char* kPerson = "/persons/0197c000-0000-7000-8000-000000000001";
constexpr const char* kGuest = "institutions/demo/persons/0197c000-0000-7000-8000-000000000002";
constexpr const char* kGrant = "institutions/demo/guestGrants/0197c000-0000-7000-8000-00000000000a";
constexpr const char* kOtherGuest =
    "institutions/other/persons/0197c000-0000-7000-8000-000000000003";
constexpr const char* kOtherGrant =
    "institutions/other/guestGrants/0197c000-0000-7000-8000-00000000000b";

grpc::Status Refusal(grpc::StatusCode code, const std::string& reason) {
  google::rpc::Status status;
  status.set_code(code);
  google::rpc::ErrorInfo info;
  info.set_reason(reason);
  info.set_domain("driehoek");
  if (reason == "CODE_WRONG") (*info.mutable_metadata())["tries_left"] = "4";
  status.add_details()->PackFrom(info);
  google::rpc::BadRequest bad;
  bad.add_field_violations()->set_field("institution.name");
  status.add_details()->PackFrom(bad);
  return grpc::Status(code, "refused", status.SerializeAsString());
}

}  // namespace

struct FakeServices::Inside {
  Inside(const auth::CallTokenKeys& call_keys, const Clock& a_clock)
      : keys(call_keys), clock(a_clock), directory(*this), access(*this), calendar(*this), notifications(*this) {}

  const auth::CallTokenKeys& keys;
  const Clock& clock;
  mutable std::mutex mutex;
  std::vector<Ensured> ensured;
  std::optional<auth::Caller> last_caller;
  std::vector<std::string> granted;
  bool refuse = false;
  int stopped = 0;

  // Notes the caller; UNAUTHENTICATED as driehoekd.
  grpc::Status Admit(const grpc::ServerContext& context) {
    const auto found = context.client_metadata().find("authorization");
    if (found == context.client_metadata().end())
      return Refusal(grpc::UNAUTHENTICATED, "CALLER_MISSING");
    absl::string_view value(found->second.data(), found->second.size());
    if (value.substr(0, 9) != "Driehoek ") return Refusal(grpc::UNAUTHENTICATED, "CALLER_MISSING");
    const auto caller = auth::VerifyCallToken(keys, value.substr(9), clock.Now());
    if (!caller.ok()) return Refusal(grpc::UNAUTHENTICATED, "CALL_TOKEN_INVALID");
    const std::lock_guard lock(mutex);
    last_caller = *caller;
    return grpc::Status::OK;
  }

  class Directory final : public v1::DirectoryService::Service {
   public:
    explicit Directory(Inside& inside) : inside_(inside) {}
    grpc::Status EnsurePerson(grpc::ServerContext* context, const v1::EnsurePersonRequest* request,
                              v1::EnsurePersonResponse* response) override {
      if (auto admitted = inside_.Admit(*context); !admitted.ok()) return admitted;
      const std::lock_guard lock(inside_.mutex);
      inside_.ensured.push_back({request->issuer(),
                                 request->subject(),
                                 request->display_name(),
                                 request->email(),
                                 request->student_number(),
                                 {request->launch_roles().begin(), request->launch_roles().end()}});
      response->mutable_person()->set_name(absl::StrCat(request->parent(), kPerson));
      for (const std::string& role : request->launch_roles()) response->add_roles(role);
      for (const std::string& role : inside_.granted) response->add_roles(role);
      return grpc::Status::OK;
    }
    grpc::Status GetInstitution(grpc::ServerContext* context,
                                const v1::GetInstitutionRequest* request,
                                v1::Institution* response) override {
      if (auto admitted = inside_.Admit(*context); !admitted.ok()) return admitted;
      const std::lock_guard lock(inside_.mutex);
      if (inside_.refuse) return Refusal(grpc::FAILED_PRECONDITION, "FAKE_REFUSAL");
      response->set_name(request->name());
      return grpc::Status::OK;
    }
    grpc::Status GetProgramme(grpc::ServerContext* context, const v1::GetProgrammeRequest*,
                              v1::Programme*) override {
      // Never answers in time.
      while (!context->IsCancelled()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
      return grpc::Status::CANCELLED;
    }

   private:
    Inside& inside_;
  };

  class Calendar final : public v1::CalendarService::Service {
   public:
    explicit Calendar(Inside& inside) : inside_(inside) {}
    grpc::Status OpenCalendarFeed(grpc::ServerContext* context,
                                  const v1::OpenCalendarFeedRequest* request,
                                  v1::OpenCalendarFeedResponse* response) override {
      if (auto admitted = inside_.Admit(*context); !admitted.ok()) return admitted;
      if (request->secret() != "demo.good") {
        return Refusal(grpc::NOT_FOUND, "CALENDAR_FEED_UNKNOWN");
      }
      response->set_calendar("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n");
      return grpc::Status::OK;
    }

   private:
    Inside& inside_;
  };

  class Notifications final : public v1::NotificationService::Service {
   public:
    explicit Notifications(Inside& inside) : inside_(inside) {}
    grpc::Status StopNotifications(grpc::ServerContext* context,
                                   const v1::StopNotificationsRequest* request,
                                   v1::StopNotificationsResponse* response) override {
      if (auto admitted = inside_.Admit(*context); !admitted.ok()) return admitted;
      if (request->secret() != "demo.good") return Refusal(grpc::NOT_FOUND, "STOP_LINK_UNKNOWN");
      const std::lock_guard lock(inside_.mutex);
      ++inside_.stopped;
      response->set_language_code("en");
      return grpc::Status::OK;
    }

   private:
    Inside& inside_;
  };

  class Access final : public v1::AccessService::Service {
   public:
    explicit Access(Inside& inside) : inside_(inside) {}
    grpc::Status GetSelf(grpc::ServerContext* context, const v1::GetSelfRequest*,
                         v1::Self* response) override {
      if (auto admitted = inside_.Admit(*context); !admitted.ok()) return admitted;
      const std::lock_guard lock(inside_.mutex);
      response->mutable_person()->set_name(inside_.last_caller->Name());
      response->mutable_person()->set_display_name("</script><b>Tess");
      response->set_role(std::string(auth::RoleName(inside_.last_caller->role)));
      for (const auth::Role role : inside_.last_caller->roles)
        response->add_roles(std::string(auth::RoleName(role)));
      return grpc::Status::OK;
    }
    grpc::Status OpenGuestLink(grpc::ServerContext* context,
                               const v1::OpenGuestLinkRequest* request,
                               v1::OpenGuestLinkResponse* response) override {
      if (auto admitted = inside_.Admit(*context); !admitted.ok()) return admitted;
      if (request->secret() == "demo.expired")
        return Refusal(grpc::FAILED_PRECONDITION, "LINK_EXPIRED");
      if (request->secret() != "demo.good") return Refusal(grpc::NOT_FOUND, "LINK_UNKNOWN");
      response->mutable_guest_grant()->set_name(kGrant);
      response->mutable_guest_grant()->set_person(kGuest);
      response->add_roles("workplace_supervisor");
      return grpc::Status::OK;
    }
    grpc::Status RequestAddressCode(grpc::ServerContext* context,
                                    const v1::RequestAddressCodeRequest*,
                                    v1::RequestAddressCodeResponse* response) override {
      response->set_masked_address("p***@firm.example");
      return inside_.Admit(*context);
    }
    grpc::Status RequestNewGuestLink(grpc::ServerContext* context,
                                     const v1::RequestNewGuestLinkRequest* request,
                                     v1::RequestNewGuestLinkResponse*) override {
      if (auto admitted = inside_.Admit(*context); !admitted.ok()) return admitted;
      return request->email() == "known@firm.example" ? grpc::Status::OK
                                                      : Refusal(grpc::NOT_FOUND, "ADDRESS_UNKNOWN");
    }
    grpc::Status ConfirmAddress(grpc::ServerContext* context,
                                const v1::ConfirmAddressRequest* request,
                                v1::ConfirmAddressResponse* response) override {
      if (auto admitted = inside_.Admit(*context); !admitted.ok()) return admitted;
      if (request->code() != "123456") return Refusal(grpc::FAILED_PRECONDITION, "CODE_WRONG");
      for (const auto& [grant, person] :
           {std::pair{kGrant, kGuest}, std::pair{kOtherGrant, kOtherGuest}}) {
        auto* added = response->add_guest_grants();
        added->set_name(grant);
        added->set_person(person);
      }
      return grpc::Status::OK;
    }
    grpc::Status RedeemRoleGrant(grpc::ServerContext* context, const v1::RedeemRoleGrantRequest*,
                                 v1::RoleGrant* response) override {
      if (auto admitted = inside_.Admit(*context); !admitted.ok()) return admitted;
      response->set_role("practice_office");
      response->set_state(v1::RoleGrant::ACTIVE);
      return grpc::Status::OK;
    }

   private:
    Inside& inside_;
  };

  Directory directory;
  Access access;
  Calendar calendar;
  Notifications notifications;
  int port = 0;
  std::unique_ptr<grpc::Server> server;
};

FakeServices::FakeServices(const auth::CallTokenKeys& keys, const Clock& clock)
    : inside_(std::make_unique<Inside>(keys, clock)) {
  grpc::ServerBuilder builder;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &inside_->port);
  builder.RegisterService(&inside_->directory);
  builder.RegisterService(&inside_->access);
  builder.RegisterService(&inside_->calendar);
  builder.RegisterService(&inside_->notifications);
  inside_->server = builder.BuildAndStart();
}

FakeServices::~FakeServices() {
  inside_->server->Shutdown(std::chrono::system_clock::now());
  inside_->server->Wait();
}

std::string FakeServices::address() const { return absl::StrCat("127.0.0.1:", inside_->port); }

std::vector<FakeServices::Ensured> FakeServices::ensured() const {
  const std::lock_guard lock(inside_->mutex);
  return inside_->ensured;
}

std::optional<auth::Caller> FakeServices::last_caller() const {
  const std::lock_guard lock(inside_->mutex);
  return inside_->last_caller;
}

void FakeServices::GrantRole(const std::string& role) {
  const std::lock_guard lock(inside_->mutex);
  inside_->granted.push_back(role);
}

void FakeServices::RefuseInstitution(bool refuse) {
  const std::lock_guard lock(inside_->mutex);
  inside_->refuse = refuse;
}

int FakeServices::stopped() const {
  const std::lock_guard lock(inside_->mutex);
  return inside_->stopped;
}

}  // namespace driehoek::lti::test
