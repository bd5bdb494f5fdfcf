#include "placement/register/preference_file_service.h"

#include "driehoek/v1/preference_file_service.grpc.pb.h"
#include "placement/register/policy.h"
#include "shared/rpc/serve.h"

namespace driehoek::registry {
namespace {

class PreferenceFileGrpcService final : public v1::PreferenceFileService::Service {
 public:
  PreferenceFileGrpcService(rpc::Border& border, const PreferenceFileHandler& handler)
      : border_(border), handler_(handler) {}

  DRIEHOEK_SERVE(handler_, ImportPreferences, v1::ImportRegisterResponse)
  DRIEHOEK_SERVE(handler_, ExportPreferences, v1::ExportRegisterResponse)

 private:
  rpc::Border& border_;
  const PreferenceFileHandler& handler_;
};

}  // namespace

std::unique_ptr<grpc::Service> MakePreferenceFileService(rpc::Border& border,
                                                         const PreferenceFileHandler& handler) {
  return std::make_unique<PreferenceFileGrpcService>(border, handler);
}

}  // namespace driehoek::registry
