#include "access/role_handler.h"

#include <utility>
#include <vector>

#include "access/access_events.h"
#include "access/access_proto.h"
#include "access/commit_answer.h"
#include "shared/base/errors.h"
#include "shared/base/resource_name.h"
#include "shared/rpc/field_reading.h"
#include "shared/rpc/wire.h"

namespace driehoek::access {
namespace {

absl::Status CheckParent(absl::string_view parent) {
  return ResourceName::Parse(parent, "institutions/{institution}", "parent").status();
}

}  // namespace

absl::StatusOr<v1::RoleGrant> RoleHandler::CreateRoleGrant(
    const rpc::Call& call, const v1::CreateRoleGrantRequest& request) {
  DRIEHOEK_RETURN_IF_ERROR(CheckParent(request.parent()));
  RoleOffer offer{.role = request.role_grant().role(),
                  .email = request.role_grant().email(),
                  .exam_board_reference = request.role_grant().exam_board_reference()};
  FieldViolations violations;
  for (const std::string& name : request.role_grant().programmes()) {
    offer.programmes.push_back(rpc::ReadIds(name, "institutions/{institution}/programmes/{programme}",
                                            "role_grant.programmes", violations)[0]);
  }
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  DRIEHOEK_ASSIGN_OR_RETURN(
      const PreparedRole role,
      parts_.grants.Prepare(call.tenant(), offer, call.caller().role, call.now(), call.deadline()));
  const std::string name = RoleGrantName(call.tenant(), role.grant.id);
  RoleGrant after = role.grant;
  after.version = 1;
  events::CommitPlan plan = call.NewPlan(name);
  plan.writes.push_back({name, 0});
  plan.events.push_back(AccessEvent("role_offered", name));
  DRIEHOEK_ASSIGN_OR_RETURN(auto committed,
                            CommitAnswer(parts_.change_log, call, call.tenant(), std::move(plan),
                                         ToProto(call.tenant(), after, call.now()),
                                         [&](storage::TenantTransaction& transaction) {
                                           return parts_.grants.Store(transaction, role);
                                         }));
  return std::move(committed.response);
}

absl::StatusOr<v1::ListRoleGrantsResponse> RoleHandler::ListRoleGrants(
    const rpc::Call& call, const v1::ListRoleGrantsRequest& request) {
  DRIEHOEK_RETURN_IF_ERROR(CheckParent(request.parent()));
  DRIEHOEK_ASSIGN_OR_RETURN(const rpc::Page page, rpc::ParsePage(request));
  DRIEHOEK_ASSIGN_OR_RETURN(
      std::vector<RoleGrant> grants,
      parts_.store.List(call.tenant(), RoleGrantId(page.cursor), page.size + 1, call.deadline()));
  v1::ListRoleGrantsResponse response;
  if (grants.size() > static_cast<std::size_t>(page.size)) {
    grants.resize(static_cast<std::size_t>(page.size));
    response.set_next_page_token(rpc::MakePageToken(request, grants.back().id.value()));
  }
  for (const RoleGrant& grant : grants) {
    *response.add_role_grants() = ToProto(call.tenant(), grant, call.now());
    if (!grant.person.empty()) {
      call.RecordRead(RoleGrantName(call.tenant(), grant.id), grant.person);
    }
  }
  return response;
}

absl::StatusOr<v1::RoleGrant> RoleHandler::RedeemRoleGrant(
    const rpc::Call& call, const v1::RedeemRoleGrantRequest& request) {
  DRIEHOEK_RETURN_IF_ERROR(CheckParent(request.parent()));
  const PersonId& person = call.caller().person;
  if (person.empty() || !call.caller().guest_grant.empty()) return auth::NotFound();
  DRIEHOEK_ASSIGN_OR_RETURN(
      const RoleGrant grant,
      parts_.grants.Redeem(call.tenant(), person, request.code(), call.now(), call.deadline()));
  const std::string name = RoleGrantName(call.tenant(), grant.id);
  RoleGrant after = grant;
  ++after.version;
  events::CommitPlan plan = call.NewPlan(name);
  plan.audit.front().subject = PersonName(call.tenant(), person);
  plan.writes.push_back({name, grant.version});
  plan.events.push_back(AccessEvent("role_taken_up", name));
  DRIEHOEK_ASSIGN_OR_RETURN(
      auto committed,
      CommitAnswer(parts_.change_log, call, call.tenant(), std::move(plan),
                   ToProto(call.tenant(), after, call.now()),
                   [&](storage::TenantTransaction& transaction) -> absl::Status {
                     DRIEHOEK_RETURN_IF_ERROR(RoleStore::ForgetTries(transaction, person));
                     return RoleStore::Write(transaction, grant);
                   }));
  return std::move(committed.response);
}

absl::StatusOr<v1::RoleGrant> RoleHandler::RevokeRoleGrant(
    const rpc::Call& call, const v1::RevokeRoleGrantRequest& request) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const ResourceName name,
      ResourceName::Parse(request.name(), "institutions/{institution}/roleGrants/{role_grant}"));
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto grant, parts_.store.Get(call.tenant(), RoleGrantId(name.id()), call.deadline()));
  if (!grant.has_value()) return auth::NotFound();
  DRIEHOEK_RETURN_IF_ERROR(
      rpc::CheckEtag(request.etag(), grant->version, rpc::EtagRule::kOptional));
  DRIEHOEK_ASSIGN_OR_RETURN(const RoleGrant revoked, RevokeRole(*grant, call.now()));
  RoleGrant after = revoked;
  ++after.version;
  events::CommitPlan plan = call.NewPlan(request.name());
  if (!grant->person.empty()) {
    plan.audit.front().subject = PersonName(call.tenant(), grant->person);
  }
  plan.writes.push_back({request.name(), grant->version});
  plan.events.push_back(AccessEvent("role_revoked", request.name()));
  DRIEHOEK_ASSIGN_OR_RETURN(auto committed,
                            CommitAnswer(parts_.change_log, call, call.tenant(), std::move(plan),
                                         ToProto(call.tenant(), after, call.now()),
                                         [&](storage::TenantTransaction& transaction) {
                                           return RoleStore::Write(transaction, revoked);
                                         }));
  return std::move(committed.response);
}

}  // namespace driehoek::access
