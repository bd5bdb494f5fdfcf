#include "placement/conflict/conflict_service.h"

#include "driehoek/v1/conflict_service.grpc.pb.h"
#include "placement/conflict/policy.h"
#include "shared/rpc/serve.h"

namespace driehoek::placement::conflict {
namespace {

class ConflictGrpcService final : public v1::ConflictService::Service {
 public:
  ConflictGrpcService(rpc::Border& border, const ConflictHandler& handler)
      : border_(border), handler_(handler) {}

  DRIEHOEK_SERVE(handler_, GetConflictOfInterest, v1::ConflictOfInterest)
  DRIEHOEK_SERVE(handler_, ListConflictsOfInterest, v1::ListConflictsOfInterestResponse)
  DRIEHOEK_SERVE(handler_, CreateConflictOfInterest, v1::ConflictOfInterest)
  DRIEHOEK_SERVE(handler_, EndConflictOfInterest, v1::ConflictOfInterest)

 private:
  rpc::Border& border_;
  const ConflictHandler& handler_;
};

}  // namespace

std::unique_ptr<grpc::Service> MakeConflictService(rpc::Border& border,
                                                   const ConflictHandler& handler) {
  return std::make_unique<ConflictGrpcService>(border, handler);
}

}  // namespace driehoek::placement::conflict
