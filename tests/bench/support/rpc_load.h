// Load on a gRPC server: the same client for ours and for the baseline.
#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "bench/support/process.h"

namespace driehoek::bench {

// What is asked over and over. The requests are serialised once and answers are not parsed, so that
// the client costs the same whatever the server answers.
struct RpcLoad {
  std::shared_ptr<grpc::Channel> channel;
  std::string method;                 // "/package.Service/Method"
  std::vector<std::string> requests;  // taken by turns
  std::string authorization = {};     // metadata; empty: none
};

struct RpcCost {
  double requests_per_second = 0;
  double server_cpu_microseconds = 0;  // a request
};

// Lets `callers` ask for `time`. Ends the program when a call fails.
RpcCost Measure(const RpcLoad& load, const Process& server, int callers, absl::Duration time);

// One call; `answer` is the serialised one, empty when it was refused.
grpc::Status TryAsk(const RpcLoad& load, const std::string& request, std::string& answer);
// One call that must succeed, else the program ends; the serialised answer.
std::string Ask(const RpcLoad& load, const std::string& request);

}  // namespace driehoek::bench
