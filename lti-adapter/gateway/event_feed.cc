#include "gateway/event_feed.h"

#include "absl/strings/str_cat.h"
#include "driehoek/v1/event_service.grpc.pb.h"
#include "gateway/service_connection.h"

namespace driehoek::lti {
namespace {

namespace v1 = ::driehoek::v1;

class GrpcFeed final : public EventFeed {
 public:
  GrpcFeed(v1::EventService::Stub& stub, const std::string& authorization,
           const v1::WatchEventsRequest& request) {
    context_.AddMetadata("authorization", authorization);
    reader_ = stub.WatchEvents(&context_, request);
  }
  ~GrpcFeed() override {
    if (finished_) return;
    context_.TryCancel();
    v1::WatchEventsResponse rest;
    while (reader_->Read(&rest)) {
    }
    (void)reader_->Finish();
  }
  GrpcFeed(const GrpcFeed&) = delete;
  GrpcFeed& operator=(const GrpcFeed&) = delete;

  absl::StatusOr<FeedEvent> Next() override {
    v1::WatchEventsResponse response;
    if (!finished_ && reader_->Read(&response)) {
      return FeedEvent{.resume_token = response.resume_token(),
                       .type = response.event().type(),
                       .resource = response.event().resource()};
    }
    if (!finished_) {
      finished_ = true;
      const grpc::Status status = reader_->Finish();
      end_ = ToStatus({.code = static_cast<int>(status.error_code()),
                       .message = status.error_message(),
                       .details = status.error_details()});
    }
    return end_;
  }

  void Cancel() override { context_.TryCancel(); }

 private:
  grpc::ClientContext context_;
  std::unique_ptr<grpc::ClientReader<v1::WatchEventsResponse>> reader_;
  bool finished_ = false;
  absl::Status end_;
};

class GrpcFeeds final : public EventFeeds {
 public:
  GrpcFeeds(const std::string& address, const ServiceTls& tls, const auth::CallTokenKeys& keys,
            const Clock& clock)
      : stub_(v1::EventService::NewStub(ConnectTo(address, tls))), keys_(keys), clock_(clock) {}

  std::unique_ptr<EventFeed> Open(const TenantId& tenant, const std::string& resume_token,
                                  const std::vector<std::string>& types) override {
    v1::WatchEventsRequest request;
    request.set_parent(absl::StrCat("institutions/", tenant.value()));
    request.set_resume_token(resume_token);
    for (const std::string& type : types) request.add_types(type);
    const auth::Caller adapter{.tenant = tenant,
                               .role = auth::Role::kAdapter,
                               .roles = {auth::Role::kAdapter},
                               .session = "adapter"};
    return std::make_unique<GrpcFeed>(
        *stub_, absl::StrCat("Driehoek ", auth::SignCallToken(keys_, adapter, clock_.Now())),
        request);
  }

 private:
  std::unique_ptr<v1::EventService::Stub> stub_;
  const auth::CallTokenKeys& keys_;
  const Clock& clock_;
};

}  // namespace

std::unique_ptr<EventFeeds> NewEventFeeds(const std::string& address, const ServiceTls& tls,
                                          const auth::CallTokenKeys& keys, const Clock& clock) {
  return std::make_unique<GrpcFeeds>(address, tls, keys, clock);
}

}  // namespace driehoek::lti
