#include <utility>
#include <vector>

#include "access/access_events.h"
#include "access/access_proto.h"
#include "access/client_grants.h"
#include "access/commit_answer.h"
#include "access/role_handler.h"
#include "shared/base/errors.h"
#include "shared/base/resource_name.h"
#include "shared/rpc/wire.h"

namespace driehoek::access {
namespace {

absl::Status CheckParent(absl::string_view parent) {
  return ResourceName::Parse(parent, "institutions/{institution}", "parent").status();
}

}  // namespace

absl::StatusOr<v1::CreateApiClientResponse> ClientHandler::CreateApiClient(
    const rpc::Call& call, const v1::CreateApiClientRequest& request) {
  DRIEHOEK_RETURN_IF_ERROR(CheckParent(request.parent()));
  DRIEHOEK_ASSIGN_OR_RETURN(const PreparedClient made,
                            PrepareClient(call.tenant(), request.api_client().display_name(),
                                          request.api_client().role(), parts_.ids, call.now()));
  const std::string name = ApiClientName(call.tenant(), made.client.id);
  ApiClient after = made.client;
  after.version = 1;
  // The credential is added after the answer was stored, so that it is at rest nowhere.
  v1::CreateApiClientResponse answer;
  *answer.mutable_api_client() = ToProto(call.tenant(), after);
  events::CommitPlan plan = call.NewPlan(name);
  plan.writes.push_back({name, 0});
  plan.events.push_back(AccessEvent("client_created", name));
  DRIEHOEK_ASSIGN_OR_RETURN(
      auto committed, CommitAnswer(parts_.change_log, call, call.tenant(), std::move(plan), answer,
                                   [&](storage::TenantTransaction& transaction) {
                                     return ClientStore::Write(transaction, made.client);
                                   }));
  if (committed.was_first) committed.response.set_credential(made.credential);
  return std::move(committed.response);
}

absl::StatusOr<v1::ListApiClientsResponse> ClientHandler::ListApiClients(
    const rpc::Call& call, const v1::ListApiClientsRequest& request) {
  DRIEHOEK_RETURN_IF_ERROR(CheckParent(request.parent()));
  DRIEHOEK_ASSIGN_OR_RETURN(const rpc::Page page, rpc::ParsePage(request));
  DRIEHOEK_ASSIGN_OR_RETURN(
      std::vector<ApiClient> clients,
      parts_.store.List(call.tenant(), ApiClientId(page.cursor), page.size + 1, call.deadline()));
  v1::ListApiClientsResponse response;
  if (clients.size() > static_cast<std::size_t>(page.size)) {
    clients.resize(static_cast<std::size_t>(page.size));
    response.set_next_page_token(rpc::MakePageToken(request, clients.back().id.value()));
  }
  for (const ApiClient& client : clients) {
    *response.add_api_clients() = ToProto(call.tenant(), client);
  }
  return response;
}

absl::StatusOr<v1::ApiClient> ClientHandler::RevokeApiClient(
    const rpc::Call& call, const v1::RevokeApiClientRequest& request) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const ResourceName name,
      ResourceName::Parse(request.name(), "institutions/{institution}/apiClients/{api_client}"));
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto client, parts_.store.Get(call.tenant(), ApiClientId(name.id()), call.deadline()));
  if (!client.has_value()) return auth::NotFound();
  DRIEHOEK_RETURN_IF_ERROR(
      rpc::CheckEtag(request.etag(), client->version, rpc::EtagRule::kOptional));
  DRIEHOEK_ASSIGN_OR_RETURN(const ApiClient revoked, RevokeClient(*client));
  ApiClient after = revoked;
  ++after.version;
  events::CommitPlan plan = call.NewPlan(request.name());
  plan.writes.push_back({request.name(), client->version});
  plan.events.push_back(AccessEvent("client_revoked", request.name()));
  DRIEHOEK_ASSIGN_OR_RETURN(
      auto committed,
      CommitAnswer(parts_.change_log, call, call.tenant(), std::move(plan),
                   ToProto(call.tenant(), after), [&](storage::TenantTransaction& transaction) {
                     return ClientStore::Write(transaction, revoked);
                   }));
  return std::move(committed.response);
}

}  // namespace driehoek::access
