#include "access/access_service.h"

namespace driehoek::access {

grpc::Status AccessService::GetSelf(grpc::ServerContext* context, const v1::GetSelfRequest* request,
                                    v1::Self* response) {
  return Answer(context, "driehoek.v1.AccessService/GetSelf", request, response, parts_.self,
                &SelfHandler::GetSelf);
}

grpc::Status AccessService::CreateGuestGrant(grpc::ServerContext* context,
                                             const v1::CreateGuestGrantRequest* request,
                                             v1::GuestGrant* response) {
  return Answer(context, "driehoek.v1.AccessService/CreateGuestGrant", request, response,
                parts_.guests, &GuestHandler::CreateGuestGrant);
}

grpc::Status AccessService::GetGuestGrant(grpc::ServerContext* context,
                                          const v1::GetGuestGrantRequest* request,
                                          v1::GuestGrant* response) {
  return Answer(context, "driehoek.v1.AccessService/GetGuestGrant", request, response,
                parts_.guests, &GuestHandler::GetGuestGrant);
}

grpc::Status AccessService::ListGuestGrants(grpc::ServerContext* context,
                                            const v1::ListGuestGrantsRequest* request,
                                            v1::ListGuestGrantsResponse* response) {
  return Answer(context, "driehoek.v1.AccessService/ListGuestGrants", request, response,
                parts_.guests, &GuestHandler::ListGuestGrants);
}

grpc::Status AccessService::RenewGuestLink(grpc::ServerContext* context,
                                           const v1::RenewGuestLinkRequest* request,
                                           v1::GuestLink* response) {
  return Answer(context, "driehoek.v1.AccessService/RenewGuestLink", request, response,
                parts_.guests, &GuestHandler::RenewGuestLink);
}

grpc::Status AccessService::RevokeGuestGrant(grpc::ServerContext* context,
                                             const v1::RevokeGuestGrantRequest* request,
                                             v1::GuestGrant* response) {
  return Answer(context, "driehoek.v1.AccessService/RevokeGuestGrant", request, response,
                parts_.guests, &GuestHandler::RevokeGuestGrant);
}

grpc::Status AccessService::OpenGuestLink(grpc::ServerContext* context,
                                          const v1::OpenGuestLinkRequest* request,
                                          v1::OpenGuestLinkResponse* response) {
  return Answer(context, "driehoek.v1.AccessService/OpenGuestLink", request, response, parts_.links,
                &LinkHandler::OpenGuestLink);
}

grpc::Status AccessService::RequestNewGuestLink(grpc::ServerContext* context,
                                                const v1::RequestNewGuestLinkRequest* request,
                                                v1::RequestNewGuestLinkResponse* response) {
  return Answer(context, "driehoek.v1.AccessService/RequestNewGuestLink", request, response,
                parts_.links, &LinkHandler::RequestNewGuestLink);
}

grpc::Status AccessService::RequestAddressCode(grpc::ServerContext* context,
                                               const v1::RequestAddressCodeRequest* request,
                                               v1::RequestAddressCodeResponse* response) {
  return Answer(context, "driehoek.v1.AccessService/RequestAddressCode", request, response,
                parts_.guests, &GuestHandler::RequestAddressCode);
}

grpc::Status AccessService::ConfirmAddress(grpc::ServerContext* context,
                                           const v1::ConfirmAddressRequest* request,
                                           v1::ConfirmAddressResponse* response) {
  return Answer(context, "driehoek.v1.AccessService/ConfirmAddress", request, response,
                parts_.links, &LinkHandler::ConfirmAddress);
}

grpc::Status AccessService::CreateRoleGrant(grpc::ServerContext* context,
                                            const v1::CreateRoleGrantRequest* request,
                                            v1::RoleGrant* response) {
  return Answer(context, "driehoek.v1.AccessService/CreateRoleGrant", request, response,
                parts_.roles, &RoleHandler::CreateRoleGrant);
}

grpc::Status AccessService::ListRoleGrants(grpc::ServerContext* context,
                                           const v1::ListRoleGrantsRequest* request,
                                           v1::ListRoleGrantsResponse* response) {
  return Answer(context, "driehoek.v1.AccessService/ListRoleGrants", request, response,
                parts_.roles, &RoleHandler::ListRoleGrants);
}

grpc::Status AccessService::RedeemRoleGrant(grpc::ServerContext* context,
                                            const v1::RedeemRoleGrantRequest* request,
                                            v1::RoleGrant* response) {
  return Answer(context, "driehoek.v1.AccessService/RedeemRoleGrant", request, response,
                parts_.roles, &RoleHandler::RedeemRoleGrant);
}

grpc::Status AccessService::RevokeRoleGrant(grpc::ServerContext* context,
                                            const v1::RevokeRoleGrantRequest* request,
                                            v1::RoleGrant* response) {
  return Answer(context, "driehoek.v1.AccessService/RevokeRoleGrant", request, response,
                parts_.roles, &RoleHandler::RevokeRoleGrant);
}

grpc::Status AccessService::CreateApiClient(grpc::ServerContext* context,
                                            const v1::CreateApiClientRequest* request,
                                            v1::CreateApiClientResponse* response) {
  return Answer(context, "driehoek.v1.AccessService/CreateApiClient", request, response,
                parts_.clients, &ClientHandler::CreateApiClient);
}

grpc::Status AccessService::ListApiClients(grpc::ServerContext* context,
                                           const v1::ListApiClientsRequest* request,
                                           v1::ListApiClientsResponse* response) {
  return Answer(context, "driehoek.v1.AccessService/ListApiClients", request, response,
                parts_.clients, &ClientHandler::ListApiClients);
}

grpc::Status AccessService::RevokeApiClient(grpc::ServerContext* context,
                                            const v1::RevokeApiClientRequest* request,
                                            v1::ApiClient* response) {
  return Answer(context, "driehoek.v1.AccessService/RevokeApiClient", request, response,
                parts_.clients, &ClientHandler::RevokeApiClient);
}

grpc::Status AccessService::ListAuditEntries(grpc::ServerContext* context,
                                             const v1::ListAuditEntriesRequest* request,
                                             v1::ListAuditEntriesResponse* response) {
  return Answer(context, "driehoek.v1.AccessService/ListAuditEntries", request, response,
                parts_.self, &SelfHandler::ListAuditEntries);
}

}  // namespace driehoek::access
