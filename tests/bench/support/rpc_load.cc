#include "bench/support/rpc_load.h"

#include <grpcpp/generic/generic_stub.h>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "bench/support/callers.h"
#include "bench/support/comparison.h"

namespace driehoek::bench {
namespace {

constexpr absl::Duration kLongestCall = absl::Seconds(30);

// One unary call on the completion queue of its caller.
grpc::Status Call(grpc::GenericStub& stub, const RpcLoad& load, const grpc::ByteBuffer& request,
                  grpc::CompletionQueue& queue, grpc::ByteBuffer& response) {
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + kLongestCall));
  if (!load.authorization.empty()) context.AddMetadata("authorization", load.authorization);
  const auto call = stub.PrepareUnaryCall(&context, load.method, request, &queue);
  call->StartCall();
  grpc::Status status;
  call->Finish(&response, &status, nullptr);
  void* tag = nullptr;
  bool ok = false;
  queue.Next(&tag, &ok);
  return status;
}

grpc::ByteBuffer ToBuffer(const std::string& bytes) {
  const grpc::Slice slice(bytes);
  return grpc::ByteBuffer(&slice, 1);
}

}  // namespace

RpcCost Measure(const RpcLoad& load, const Process& server, int callers, absl::Duration time) {
  grpc::GenericStub stub(load.channel);
  std::vector<grpc::ByteBuffer> requests;
  for (const std::string& request : load.requests) requests.push_back(ToBuffer(request));
  std::vector<std::unique_ptr<grpc::CompletionQueue>> queues;
  for (int i = 0; i < callers; ++i) queues.push_back(std::make_unique<grpc::CompletionQueue>());
  const double cpu_before = server.CpuSeconds();
  const absl::Time start = absl::Now();
  const double per_second = StepsPerSecond(callers, time, [&](int caller, int turn) {
    grpc::ByteBuffer response;
    const auto which = static_cast<std::size_t>(turn * callers + caller) % requests.size();
    return Call(stub, load, requests[which], *queues[static_cast<std::size_t>(caller)], response)
        .ok();
  });
  const double cpu = server.CpuSeconds() - cpu_before;
  const double requests_made = per_second * absl::ToDoubleSeconds(absl::Now() - start);
  return {per_second, cpu * 1e6 / requests_made};
}

grpc::Status TryAsk(const RpcLoad& load, const std::string& request, std::string& answer) {
  grpc::GenericStub stub(load.channel);
  grpc::CompletionQueue queue;
  grpc::ByteBuffer response;
  const grpc::Status status = Call(stub, load, ToBuffer(request), queue, response);
  std::vector<grpc::Slice> slices;
  if (response.Valid()) response.Dump(&slices);
  answer.clear();
  for (const grpc::Slice& slice : slices)
    answer.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  return status;
}

std::string Ask(const RpcLoad& load, const std::string& request) {
  std::string answer;
  const grpc::Status status = TryAsk(load, request, answer);
  if (!status.ok())
    Fail(absl::StrCat(load.method, " answered ", static_cast<int>(status.error_code()), " ",
                      status.error_message()));
  return answer;
}

}  // namespace driehoek::bench
