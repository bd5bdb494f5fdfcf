#include "bench/bare_server.h"

#include <cstdio>

namespace driehoek::bench {

int Serve(grpc::Service& service, const std::shared_ptr<grpc::ServerCredentials>& credentials) {
  int port = 0;
  grpc::ServerBuilder builder;
  builder.AddListeningPort("127.0.0.1:0", credentials, &port);
  builder.RegisterService(&service);
  const std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
  if (server == nullptr) return 1;
  std::printf("{\"what\":\"ready\",\"grpc_port\":%d}\n", port);
  std::fflush(stdout);
  server->Wait();
  return 0;
}

}  // namespace driehoek::bench
