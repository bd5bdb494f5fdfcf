// driehoek.v1.AccessService over gRPC: passes each call through the border to its handler.
#pragma once

#include "access/guest_handler.h"
#include "access/link_handler.h"
#include "access/role_handler.h"
#include "access/self_handler.h"
#include "driehoek/v1/access_service.grpc.pb.h"
#include "shared/rpc/border.h"

namespace driehoek::access {

// Thread-safe. What it refers to must outlive it.
class AccessService final : public v1::AccessService::Service {
 public:
  struct Parts {
    rpc::Border& border;
    SelfHandler& self;
    GuestHandler& guests;
    LinkHandler& links;
    RoleHandler& roles;
    ClientHandler& clients;
  };
  explicit AccessService(const Parts& parts) : parts_(parts) {}

  grpc::Status GetSelf(grpc::ServerContext* context, const v1::GetSelfRequest* request,
                       v1::Self* response) override;
  grpc::Status CreateGuestGrant(grpc::ServerContext* context,
                                const v1::CreateGuestGrantRequest* request,
                                v1::GuestGrant* response) override;
  grpc::Status GetGuestGrant(grpc::ServerContext* context, const v1::GetGuestGrantRequest* request,
                             v1::GuestGrant* response) override;
  grpc::Status ListGuestGrants(grpc::ServerContext* context,
                               const v1::ListGuestGrantsRequest* request,
                               v1::ListGuestGrantsResponse* response) override;
  grpc::Status RenewGuestLink(grpc::ServerContext* context,
                              const v1::RenewGuestLinkRequest* request,
                              v1::GuestLink* response) override;
  grpc::Status RevokeGuestGrant(grpc::ServerContext* context,
                                const v1::RevokeGuestGrantRequest* request,
                                v1::GuestGrant* response) override;
  grpc::Status OpenGuestLink(grpc::ServerContext* context, const v1::OpenGuestLinkRequest* request,
                             v1::OpenGuestLinkResponse* response) override;
  grpc::Status RequestNewGuestLink(grpc::ServerContext* context,
                                   const v1::RequestNewGuestLinkRequest* request,
                                   v1::RequestNewGuestLinkResponse* response) override;
  grpc::Status RequestAddressCode(grpc::ServerContext* context,
                                  const v1::RequestAddressCodeRequest* request,
                                  v1::RequestAddressCodeResponse* response) override;
  grpc::Status ConfirmAddress(grpc::ServerContext* context,
                              const v1::ConfirmAddressRequest* request,
                              v1::ConfirmAddressResponse* response) override;
  grpc::Status CreateRoleGrant(grpc::ServerContext* context,
                               const v1::CreateRoleGrantRequest* request,
                               v1::RoleGrant* response) override;
  grpc::Status ListRoleGrants(grpc::ServerContext* context,
                              const v1::ListRoleGrantsRequest* request,
                              v1::ListRoleGrantsResponse* response) override;
  grpc::Status RedeemRoleGrant(grpc::ServerContext* context,
                               const v1::RedeemRoleGrantRequest* request,
                               v1::RoleGrant* response) override;
  grpc::Status RevokeRoleGrant(grpc::ServerContext* context,
                               const v1::RevokeRoleGrantRequest* request,
                               v1::RoleGrant* response) override;
  grpc::Status CreateApiClient(grpc::ServerContext* context,
                               const v1::CreateApiClientRequest* request,
                               v1::CreateApiClientResponse* response) override;
  grpc::Status ListApiClients(grpc::ServerContext* context,
                              const v1::ListApiClientsRequest* request,
                              v1::ListApiClientsResponse* response) override;
  grpc::Status RevokeApiClient(grpc::ServerContext* context,
                               const v1::RevokeApiClientRequest* request,
                               v1::ApiClient* response) override;
  grpc::Status ListAuditEntries(grpc::ServerContext* context,
                                const v1::ListAuditEntriesRequest* request,
                                v1::ListAuditEntriesResponse* response) override;

 private:
  template <typename Request, typename Response, typename Handler>
  grpc::Status Answer(grpc::ServerContext* context, absl::string_view method,
                      const Request* request, Response* response, Handler& handler,
                      absl::StatusOr<Response> (Handler::*call)(const rpc::Call&, const Request&)) {
    return parts_.border.Handle(
        context, method, request, response,
        [&](const rpc::Call& c, const Request& r) { return (handler.*call)(c, r); });
  }

  Parts parts_;
};

}  // namespace driehoek::access
