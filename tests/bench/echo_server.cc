// A bare callback server: no caller, no rule, no database. Arguments: nothing, or a certificate and
// its key (PEM files). Says its port as a line of the log does.
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include "bench/bare_server.h"
#include "echo.grpc.pb.h"

namespace {

using driehoek::bench::EchoMessage;

class BareEcho final : public driehoek::bench::EchoService::CallbackService {
  grpc::ServerUnaryReactor* Echo(grpc::CallbackServerContext* context, const EchoMessage* request,
                                 EchoMessage* response) override {
    response->set_payload(request->answer_size() > 0
                              ? std::string(static_cast<std::size_t>(request->answer_size()), 'x')
                              : request->payload());
    grpc::ServerUnaryReactor* const reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }
};

std::string FileText(const char* path) {
  std::ifstream in(path);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

std::shared_ptr<grpc::ServerCredentials> Credentials(int argc, char** argv) {
  if (argc < 3) return grpc::InsecureServerCredentials();
  grpc::SslServerCredentialsOptions options;
  options.pem_key_cert_pairs.push_back({FileText(argv[2]), FileText(argv[1])});
  return grpc::SslServerCredentials(options);
}

}  // namespace

int main(int argc, char** argv) {
  BareEcho echo;
  return driehoek::bench::Serve(echo, Credentials(argc, argv));
}
