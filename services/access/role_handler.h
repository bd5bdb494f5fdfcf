// The calls on role grants and API clients.
#pragma once

#include "absl/status/statusor.h"
#include "access/client_store.h"
#include "access/role_grants.h"
#include "access/role_store.h"
#include "driehoek/v1/access_service.pb.h"
#include "shared/base/id_source.h"
#include "shared/events/change_log.h"
#include "shared/rpc/call.h"

namespace driehoek::access {

// Thread-safe. What it refers to must outlive it.
class RoleHandler {
 public:
  struct Parts {
    RoleStore& store;
    RoleGrants& grants;
    events::ChangeLog& change_log;
  };
  explicit RoleHandler(const Parts& parts) : parts_(parts) {}

  absl::StatusOr<v1::RoleGrant> CreateRoleGrant(const rpc::Call& call,
                                                const v1::CreateRoleGrantRequest& request);
  absl::StatusOr<v1::ListRoleGrantsResponse> ListRoleGrants(
      const rpc::Call& call, const v1::ListRoleGrantsRequest& request);
  absl::StatusOr<v1::RoleGrant> RedeemRoleGrant(const rpc::Call& call,
                                                const v1::RedeemRoleGrantRequest& request);
  absl::StatusOr<v1::RoleGrant> RevokeRoleGrant(const rpc::Call& call,
                                                const v1::RevokeRoleGrantRequest& request);

 private:
  Parts parts_;
};

// Thread-safe. What it refers to must outlive it.
class ClientHandler {
 public:
  struct Parts {
    ClientStore& store;
    IdSource& ids;
    events::ChangeLog& change_log;
  };
  explicit ClientHandler(const Parts& parts) : parts_(parts) {}

  absl::StatusOr<v1::CreateApiClientResponse> CreateApiClient(
      const rpc::Call& call, const v1::CreateApiClientRequest& request);
  absl::StatusOr<v1::ListApiClientsResponse> ListApiClients(
      const rpc::Call& call, const v1::ListApiClientsRequest& request);
  absl::StatusOr<v1::ApiClient> RevokeApiClient(const rpc::Call& call,
                                                const v1::RevokeApiClientRequest& request);

 private:
  Parts parts_;
};

}  // namespace driehoek::access
