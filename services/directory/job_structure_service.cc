#include "directory/job_structure_service.h"

#include "directory/methods.h"
#include "driehoek/v1/job_structure_service.grpc.pb.h"

namespace driehoek::directory {
namespace {

class JobStructureGrpcService final : public v1::JobStructureService::Service {
 public:
  JobStructureGrpcService(rpc::Border& border, const DirectoryHandler& handler)
      : border_(border), handler_(handler), calls_(handler.calls()) {}

  grpc::Status GetJobRole(grpc::ServerContext* context, const v1::GetJobRoleRequest* request,
                          v1::JobRole* response) override {
    return border_.Handle(context, kGetJobRole, request, response,
                          [this](const rpc::Call& call, const v1::GetJobRoleRequest& q) {
                            return calls_.Get<JobRole>(call, q.name());
                          });
  }
  grpc::Status ListJobRoles(grpc::ServerContext* context, const v1::ListJobRolesRequest* request,
                            v1::ListJobRolesResponse* response) override {
    return border_.Handle(context, kListJobRoles, request, response,
                          [this](const rpc::Call& call, const v1::ListJobRolesRequest& q) {
                            return handler_.ListOfOrganisation<JobRole>(
                                call, q, &v1::ListJobRolesResponse::mutable_job_roles);
                          });
  }
  grpc::Status CreateJobRole(grpc::ServerContext* context, const v1::CreateJobRoleRequest* request,
                             v1::JobRole* response) override {
    return border_.Handle(context, kCreateJobRole, request, response,
                          [this](const rpc::Call& call, const v1::CreateJobRoleRequest& q) {
                            return handler_.CreateJobRole(call, q);
                          });
  }
  grpc::Status UpdateJobRole(grpc::ServerContext* context, const v1::UpdateJobRoleRequest* request,
                             v1::JobRole* response) override {
    return border_.Handle(context, kUpdateJobRole, request, response,
                          [this](const rpc::Call& call, const v1::UpdateJobRoleRequest& q) {
                            return calls_.Update<JobRole>(call, q.job_role(), q.update_mask(),
                                                          kGetJobRole, NothingMore<JobRole>);
                          });
  }

 private:
  rpc::Border& border_;
  const DirectoryHandler& handler_;
  const ResourceCalls& calls_;
};

}  // namespace

std::unique_ptr<grpc::Service> MakeJobStructureService(rpc::Border& border,
                                                       const DirectoryHandler& handler) {
  return std::make_unique<JobStructureGrpcService>(border, handler);
}

}  // namespace driehoek::directory
