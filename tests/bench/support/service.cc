#include "bench/support/service.h"

#include <grpcpp/generic/generic_stub.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "bench/support/comparison.h"

namespace driehoek::bench {
namespace {

// Asks the health service, as whoever waits for the program does.
bool Answers(const std::shared_ptr<grpc::Channel>& channel) {
  grpc::GenericStub stub(channel);
  grpc::ClientContext context;
  context.set_wait_for_ready(true);
  context.set_deadline(absl::ToChronoTime(absl::Now() + absl::Seconds(10)));
  grpc::CompletionQueue queue;
  const auto call = stub.PrepareUnaryCall(&context, "/grpc.health.v1.Health/Check",
                                          grpc::ByteBuffer(nullptr, 0), &queue);
  call->StartCall();
  grpc::ByteBuffer response;
  grpc::Status status;
  call->Finish(&response, &status, nullptr);
  void* tag = nullptr;
  bool ok = false;
  queue.Next(&tag, &ok);
  return status.ok();
}

}  // namespace

std::string Programs() {
  return std::filesystem::read_symlink("/proc/self/exe").parent_path().string();
}

TlsFiles MakeTlsFiles(const std::string& folder) {
  TlsFiles files{folder + "/tls.crt", folder + "/tls.key"};
  Process::Run({"openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                "-addext", "subjectAltName=DNS:localhost", "-keyout", files.key, "-out",
                files.certificate});
  return files;
}

std::shared_ptr<grpc::Channel> ChannelTo(int port, const std::string& certificate) {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  const std::string address = absl::StrCat("127.0.0.1:", port);
  if (certificate.empty())
    return grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments);
  std::ifstream in(certificate);
  grpc::SslCredentialsOptions options;
  options.pem_root_certs.assign(std::istreambuf_iterator<char>(in), {});
  arguments.SetSslTargetNameOverride("localhost");
  return grpc::CreateCustomChannel(address, grpc::SslCredentials(options), arguments);
}

Service::Service(const Options& options) {
  where_ = {"--data", options.data};
  if (!options.database.empty()) where_.insert(where_.end(), {"--database", options.database});
  if (!options.has_institution) {
    std::vector<std::string> create = {
        Programs() + "/driehoekctl", "institution", "create", "demo", "--name",
        "Hogeschool De Waarden"};
    create.insert(create.end(), where_.begin(), where_.end());
    Process::Run(create);
  }
  std::vector<std::string> command = {Programs() + "/driehoekd", "--grpc-listen", "127.0.0.1:0",
                                      "--metrics-listen", "127.0.0.1:0"};
  command.insert(command.end(), where_.begin(), where_.end());
  if (!options.tls.key.empty()) {
    command.insert(command.end(), {"--tls-certificate-file", options.tls.certificate,
                                   "--tls-key-file", options.tls.key});
  }
  const std::string log = options.data + "/driehoekd.log";
  std::filesystem::remove(log);
  const absl::Time start = absl::Now();
  process_ = std::make_unique<Process>(command, log);
  port_ = NumberIn(process_->WaitForLine("\"what\":\"ready\""), "grpc_port");
  if (!Answers(ChannelTo(port_, options.tls.certificate))) Fail("driehoekd does not answer");
  time_to_ready_ = absl::Now() - start;
  auto keys = auth::CallTokenKeys::ReadFile(options.data + "/keys/call_token.key");
  if (!keys.ok()) Fail("driehoekd made no key for call tokens");
  keys_ = *std::move(keys);
}

std::string Service::Authorization(auth::Role role, const std::string& person_id) const {
  const auth::Caller caller{
      .tenant = TenantId("demo"),
      .person = PersonId(person_id),
      .role = role,
      .roles = {role},
      .session = "01900000-0000-7000-8000-0000000000e1",
      .client_address = "192.0.2.7",
      .user_agent = "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/128.0"};
  return "Driehoek " + auth::SignCallToken(keys_, caller, absl::Now());
}

std::string Service::ApiClient(const std::string& role) const {
  std::vector<std::string> command = {
      Programs() + "/driehoekctl", "api-client", "create", "--institution", "demo", "--role", role};
  command.insert(command.end(), where_.begin(), where_.end());
  // The credential has a line of its own.
  for (const absl::string_view line : absl::StrSplit(Process::Run(command), '\n')) {
    if (absl::StartsWith(line, "demo.")) return absl::StrCat("Bearer ", line);
  }
  Fail("driehoekctl gave no credential");
}

}  // namespace driehoek::bench
