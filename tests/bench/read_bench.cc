// Reading an agreement with a caller who may, at 16 callers, beside a bare callback server that
// gives back as many bytes: requests a second, and processor time of the server for each. With
// SQLite, with TLS on both sides, with PostgreSQL.
#include <algorithm>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "bench/agreements.h"
#include "bench/support/comparison.h"
#include "bench/support/rpc_load.h"
#include "bench/support/service.h"
#include "driehoek/v1/agreement_service.pb.h"
#include "echo.pb.h"
#include "support/postgres_server.h"
#include "support/temp_folder.h"

namespace driehoek::bench {
namespace {

constexpr int kCallers = 16;
constexpr int kAgreements = 100;
constexpr int kRounds = 7;
constexpr absl::Duration kRound = absl::Seconds(2);

RpcLoad ReadLoad(const Service& service, const std::shared_ptr<grpc::Channel>& channel,
                 const Agreements& agreements) {
  RpcLoad load{
      .channel = channel, .method = "/driehoek.v1.AgreementService/GetAgreement", .requests = {}};
  for (const std::string& name : agreements.names) {
    v1::GetAgreementRequest request;
    request.set_name(name);
    load.requests.push_back(request.SerializeAsString());
  }
  // Of another than the reader, so that the reading is noted too.
  load.authorization = service.Authorization(auth::Role::kTeacher, agreements.teacher);
  return load;
}

// Messages as large as the answers of `read`.
RpcLoad EchoLoad(const RpcLoad& read, const std::shared_ptr<grpc::Channel>& channel) {
  RpcLoad load{.channel = channel, .method = "/driehoek.bench.EchoService/Echo", .requests = {}};
  std::size_t largest = 0;
  for (const std::string& request : read.requests) {
    const std::size_t size = Ask(read, request).size();
    EchoMessage message;
    message.set_payload(std::string(size, 'x'));
    load.requests.push_back(message.SerializeAsString());
    largest = std::max(largest, size);
  }
  Say(absl::StrCat("answers of up to ", largest, " bytes"));
  return load;
}

struct Case {
  std::string name;
  std::string database = {};
  bool has_tls = false;
  bool has_goal = false;
};

void Compare(const Case& wanted) {
  Say(absl::StrCat("reads", wanted.name, ", ours and the echo by turns"));
  const test::TempFolder folder;
  const TlsFiles tls = wanted.has_tls ? MakeTlsFiles(folder.path()) : TlsFiles{};
  Service service({.data = folder.path(), .database = wanted.database, .tls = tls});
  const auto channel = ChannelTo(service.port(), tls.certificate);
  const Agreements agreements = MakeAgreements(service, channel, kAgreements);
  std::vector<std::string> command = {Programs() + "/echo_server"};
  if (wanted.has_tls) command.insert(command.end(), {tls.certificate, tls.key});
  const Process echo(command, folder.path() + "/echo.log");
  const auto echo_channel =
      ChannelTo(NumberIn(echo.WaitForLine("ready"), "grpc_port"), tls.certificate);
  const RpcLoad echo_load = EchoLoad(ReadLoad(service, channel, agreements), echo_channel);

  Comparison speed(absl::StrCat("read", wanted.name), "requests/s",
                   wanted.has_goal ? Goal::AtLeast(0.7) : Goal{});
  Comparison cpu(absl::StrCat("read, CPU a request", wanted.name), "us",
                 wanted.has_goal ? Goal::AtMost(1.6) : Goal{});
  for (int round = 0; round < kRounds; ++round) {
    const RpcCost ours =
        Measure(ReadLoad(service, channel, agreements), service.process(), kCallers, kRound);
    const RpcCost bare = Measure(echo_load, echo, kCallers, kRound);
    speed.Add(ours.requests_per_second, bare.requests_per_second);
    cpu.Add(ours.server_cpu_microseconds, bare.server_cpu_microseconds);
  }
  speed.Print();
  cpu.Print();
}

}  // namespace
}  // namespace driehoek::bench

// Without an argument all cases; else the one named: sqlite, tls or postgresql.
int main(int argc, char** argv) {
  using driehoek::bench::Compare;
  const std::string only = argc > 1 ? argv[1] : "";
  const auto wanted = [&](const char* name) { return only.empty() || only == name; };
  if (wanted("sqlite")) Compare({.name = "", .has_goal = true});
  if (wanted("tls")) Compare({.name = ", TLS", .has_tls = true});
  if (wanted("postgresql")) {
    const auto& postgres = driehoek::test::PostgresServer::Get();
    if (!postgres.problem().empty()) driehoek::bench::Fail(postgres.problem());
    Compare({.name = ", PostgreSQL", .database = postgres.Url()});
  }
  return 0;
}
