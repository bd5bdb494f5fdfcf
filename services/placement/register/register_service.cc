#include "placement/register/register_service.h"

#include "driehoek/v1/register_service.grpc.pb.h"
#include "placement/register/policy.h"

namespace driehoek::registry {
namespace {

// One override: through the border to the handler's function of the same name.
#define DRIEHOEK_SERVE(Method, Response)                                                \
  grpc::Status Method(grpc::ServerContext* context, const v1::Method##Request* request, \
                      v1::Response* response) override {                                \
    return border_.Handle(context, k##Method, request, response,                        \
                          [this](const rpc::Call& call, const v1::Method##Request& q) { \
                            return handler_.Method(call, q);                            \
                          });                                                           \
  }

class RegisterGrpcService final : public v1::RegisterService::Service {
 public:
  RegisterGrpcService(rpc::Border& border, const RegisterHandler& handler)
      : border_(border), handler_(handler) {}

  DRIEHOEK_SERVE(ImportRegister, ImportRegisterResponse)
  DRIEHOEK_SERVE(ExportRegister, ExportRegisterResponse)

 private:
  rpc::Border& border_;
  const RegisterHandler& handler_;
};

#undef DRIEHOEK_SERVE

}  // namespace

std::unique_ptr<grpc::Service> MakeRegisterService(rpc::Border& border,
                                                   const RegisterHandler& handler) {
  return std::make_unique<RegisterGrpcService>(border, handler);
}

}  // namespace driehoek::registry
