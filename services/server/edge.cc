#include "server/edge.h"

#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/impl/codegen/proto_utils.h>
#include <grpcpp/resource_quota.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "server/socket_address.h"
#include "shared/base/errors.h"

namespace driehoek::server {
namespace {

constexpr int kMiB = 1 << 20;

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::string content(std::istreambuf_iterator<char>(in), {});
  if (in.is_open() && !content.empty()) return content;
  return Error(absl::StatusCode::kInvalidArgument, "TLS_FILE_UNREADABLE", absl::StrCat("cannot read ", path));
}

absl::Status Deaf() {
  return Error(absl::StatusCode::kUnavailable, "NOT_ANSWERING", "a new connection to the service is not answered");
}

// The host to call in at: loopback when the service listens everywhere.
std::string ProbeHost(absl::string_view listen) {
  const std::string host(listen.substr(0, listen.rfind(':')));
  if (host.empty() || host == "0.0.0.0") return "127.0.0.1";
  return host == "[::]" ? "[::1]" : host;
}

}  // namespace

void SetLimits(grpc::ServerBuilder& builder) {
  builder.SetMaxReceiveMessageSize(kMiB);
  builder.SetMaxSendMessageSize(4 * kMiB);
  builder.AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE, 8 * 1024);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, 128);
  // Windows as HTTP/2 has them, widened for the message that comes: the listener counts on it.
  builder.AddChannelArgument(GRPC_ARG_HTTP2_STREAM_LOOKAHEAD_BYTES, 64 * 1024);
  builder.AddChannelArgument(GRPC_ARG_HTTP2_BDP_PROBE, 0);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_IDLE_MS, 300'000);
  // gRPC adds a jitter of its own of a tenth.
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_MS, 30 * 60 * 1000);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_GRACE_MS, 60 * 1000);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS, 60'000);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, 20'000);
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS, 20'000);
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MAX_PING_STRIKES, 2);
  grpc::ResourceQuota quota("driehoekd");
  quota.Resize(256U * kMiB);
  quota.SetMaxThreads(256);
  builder.SetResourceQuota(quota);
  builder.SetSyncServerOption(grpc::ServerBuilder::SyncServerOption::NUM_CQS, 2);
  builder.SetSyncServerOption(grpc::ServerBuilder::SyncServerOption::MIN_POLLERS, 1);
  // A thread that finds so many waiting ends, and with fewer allowed every burst makes new ones.
  builder.SetSyncServerOption(grpc::ServerBuilder::SyncServerOption::MAX_POLLERS, 32);
}

absl::StatusOr<std::shared_ptr<grpc::ServerCredentials>> ServerCredentials(const Config& config) {
  if (config.tls_certificate_file.empty()) return grpc::InsecureServerCredentials();
  grpc::SslServerCredentialsOptions options;
  if (!config.tls_client_ca_file.empty()) {
    DRIEHOEK_ASSIGN_OR_RETURN(options.pem_root_certs, ReadFile(config.tls_client_ca_file));
    options.client_certificate_request = GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY;
  }
  grpc::SslServerCredentialsOptions::PemKeyCertPair pair;
  DRIEHOEK_ASSIGN_OR_RETURN(pair.private_key, ReadFile(config.tls_key_file));
  DRIEHOEK_ASSIGN_OR_RETURN(pair.cert_chain, ReadFile(config.tls_certificate_file));
  options.pem_key_cert_pairs.push_back(std::move(pair));
  return grpc::SslServerCredentials(options);
}

SelfProbe::SelfProbe(const Config& config, const Listener& listener)
    : listener_(listener), host_(ProbeHost(config.grpc_listen)), has_tls_(!config.tls_certificate_file.empty()) {}

absl::Status SelfProbe::Check() const { return has_tls_ ? CheckAccept() : CheckHealth(); }

absl::Status SelfProbe::CheckAccept() const {
  const std::int64_t before = listener_.counts().accepted;
  DRIEHOEK_ASSIGN_OR_RETURN(const int fd, Connect(absl::StrCat(host_, ":", listener_.port())));
  bool accepted = false;
  for (int i = 0; i < 40 && !accepted; ++i) {
    absl::SleepFor(absl::Milliseconds(50));
    accepted = listener_.counts().accepted > before;
  }
  close(fd);
  return accepted ? absl::OkStatus() : Deaf();
}

absl::Status SelfProbe::CheckHealth() const {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  const auto channel = grpc::CreateCustomChannel(absl::StrCat(host_, ":", listener_.port()),
                                                 grpc::InsecureChannelCredentials(), arguments);
  grpc::GenericStub stub(channel);
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + absl::Seconds(2)));
  grpc::CompletionQueue queue;
  const grpc::ByteBuffer empty(nullptr, 0);
  const auto call = stub.PrepareUnaryCall(&context, "/grpc.health.v1.Health/Check", empty, &queue);
  call->StartCall();
  grpc::ByteBuffer response;
  grpc::Status status;
  call->Finish(&response, &status, nullptr);
  void* tag = nullptr;
  bool ok = false;
  queue.Next(&tag, &ok);
  if (!status.ok()) return Deaf();
  std::vector<grpc::Slice> slices;
  response.Dump(&slices);
  std::string bytes;
  for (const grpc::Slice& slice : slices) bytes.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  // HealthCheckResponse{status = SERVING}: field 1, value 1.
  return bytes == std::string("\x08\x01", 2) ? absl::OkStatus() : Deaf();
}

}  // namespace driehoek::server
