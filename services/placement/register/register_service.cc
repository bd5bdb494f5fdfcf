#include "placement/register/register_service.h"

#include "driehoek/v1/register_service.grpc.pb.h"
#include "placement/register/policy.h"
#include "shared/rpc/serve.h"

namespace driehoek::registry {
namespace {

class RegisterGrpcService final : public v1::RegisterService::Service {
 public:
  RegisterGrpcService(rpc::Border& border, const RegisterHandler& handler)
      : border_(border), handler_(handler) {}

  DRIEHOEK_SERVE(handler_, ImportRegister, v1::ImportRegisterResponse)
  DRIEHOEK_SERVE(handler_, ExportRegister, v1::ExportRegisterResponse)

 private:
  rpc::Border& border_;
  const RegisterHandler& handler_;
};

}  // namespace

std::unique_ptr<grpc::Service> MakeRegisterService(rpc::Border& border,
                                                   const RegisterHandler& handler) {
  return std::make_unique<RegisterGrpcService>(border, handler);
}

}  // namespace driehoek::registry
