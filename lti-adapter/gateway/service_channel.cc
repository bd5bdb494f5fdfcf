#include "gateway/service_channel.h"

#include <google/rpc/status.pb.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>

#include <chrono>
#include <fstream>
#include <future>
#include <iterator>
#include <memory>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "gateway/service_connection.h"
#include "shared/base/errors.h"

namespace driehoek::lti {
namespace {

constexpr int kMaxAnswerBytes = 4 * 1024 * 1024;

std::string ToString(const grpc::ByteBuffer& buffer) {
  std::vector<grpc::Slice> slices;
  std::string bytes;
  if (!buffer.Dump(&slices).ok()) return bytes;
  for (const grpc::Slice& slice : slices) {
    bytes.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  }
  return bytes;
}

std::shared_ptr<grpc::ChannelCredentials> Credentials(const ServiceTls& tls) {
  if (tls.ca.empty()) return grpc::InsecureChannelCredentials();
  return grpc::SslCredentials({tls.ca, tls.key, tls.certificate});
}

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  if (path.empty()) return std::string();
  std::ifstream in(path, std::ios::binary);
  std::string content(std::istreambuf_iterator<char>(in), {});
  if (in.is_open() && !content.empty()) return content;
  return Error(absl::StatusCode::kInvalidArgument, "TLS_FILE_UNREADABLE",
               absl::StrCat("cannot read ", path));
}

class GrpcCall final : public PendingCall {
 public:
  GrpcCall(grpc::GenericStub& stub, const std::string& method, const std::string& request,
           const std::string& authorization, absl::Duration timeout) {
    context_.set_deadline(std::chrono::system_clock::now() + absl::ToChronoMicroseconds(timeout));
    context_.AddMetadata("authorization", authorization);
    const grpc::Slice slice(request);
    out_ = grpc::ByteBuffer(&slice, 1);
    status_ = done_->get_future();
    stub.UnaryCall(&context_, method, grpc::StubOptions(), &out_, &in_,
                   [done = done_](grpc::Status status) { done->set_value(std::move(status)); });
  }
  // gRPC writes into this object until the call is over.
  ~GrpcCall() override {
    if (!status_.valid()) return;
    context_.TryCancel();
    status_.wait();
  }
  GrpcCall(const GrpcCall&) = delete;
  GrpcCall& operator=(const GrpcCall&) = delete;

  ServiceAnswer Wait() override {
    const grpc::Status status = status_.get();
    if (status.ok()) return {.ok = true, .message = ToString(in_)};
    return {.error = {.code = static_cast<int>(status.error_code()),
                      .message = status.error_message(),
                      .details = status.error_details()}};
  }

 private:
  grpc::ClientContext context_;
  grpc::ByteBuffer out_;
  grpc::ByteBuffer in_;
  // Shared: the callback may still be inside set_value when the waiting thread goes on.
  std::shared_ptr<std::promise<grpc::Status>> done_ =
      std::make_shared<std::promise<grpc::Status>>();
  std::future<grpc::Status> status_;
};

class GrpcChannel final : public ServiceChannel {
 public:
  GrpcChannel(const std::string& address, const ServiceTls& tls, const auth::CallTokenKeys& keys,
              const Clock& clock)
      : channel_(ConnectTo(address, tls)), stub_(channel_), keys_(keys), clock_(clock) {}

  std::unique_ptr<PendingCall> Begin(const std::string& method, const std::string& request,
                                     const auth::Caller& caller, absl::Duration timeout) override {
    return std::make_unique<GrpcCall>(
        stub_, method, request,
        absl::StrCat("Driehoek ", auth::SignCallToken(keys_, caller, clock_.Now())), timeout);
  }

  bool Reachable(absl::Duration timeout) override {
    return channel_->WaitForConnected(std::chrono::system_clock::now() +
                                      absl::ToChronoMicroseconds(timeout));
  }

 private:
  std::shared_ptr<grpc::Channel> channel_;  // shared with gRPC's own threads
  grpc::GenericStub stub_;
  const auth::CallTokenKeys& keys_;
  const Clock& clock_;
};

}  // namespace

std::shared_ptr<grpc::Channel> ConnectTo(const std::string& address, const ServiceTls& tls) {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(kMaxAnswerBytes);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, 60000);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, 20000);
  // A service that comes back is found within a second or two.
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 2000);
  return grpc::CreateCustomChannel(address, Credentials(tls), arguments);
}

absl::StatusOr<ServiceTls> ReadTls(const ServiceTlsFiles& files) {
  ServiceTls tls;
  DRIEHOEK_ASSIGN_OR_RETURN(tls.ca, ReadFile(files.ca_file));
  DRIEHOEK_ASSIGN_OR_RETURN(tls.certificate, ReadFile(files.certificate_file));
  DRIEHOEK_ASSIGN_OR_RETURN(tls.key, ReadFile(files.key_file));
  return tls;
}

std::unique_ptr<ServiceChannel> NewServiceChannel(const std::string& address, const ServiceTls& tls,
                                                  const auth::CallTokenKeys& keys,
                                                  const Clock& clock) {
  return std::make_unique<GrpcChannel>(address, tls, keys, clock);
}

absl::Status ToStatus(const ServiceError& error) {
  google::rpc::Status wire;
  if (wire.ParseFromString(error.details) && wire.details_size() > 0) {
    absl::Status status(static_cast<absl::StatusCode>(error.code), error.message);
    for (const auto& detail : wire.details())
      status.SetPayload(detail.type_url(), absl::Cord(detail.value()));
    return status;
  }
  // Nobody said why: no connection, no answer in time, or something that is not our service.
  return Error(absl::StatusCode::kUnavailable, "SERVICE_AWAY", "the services did not answer");
}

}  // namespace driehoek::lti
