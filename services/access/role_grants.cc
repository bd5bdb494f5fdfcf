#include "access/role_grants.h"

#include "absl/strings/str_cat.h"
#include "access/access_events.h"
#include "shared/base/errors.h"
#include "shared/base/resource_name.h"

namespace driehoek::access {
namespace {

// A role code stands for itself: it is looked up, so its hash can hang on the institution only.
std::string HashOfRoleCode(const AccessKeys& keys, const TenantId& tenant, absl::string_view code) {
  return CodeHash(keys, absl::StrCat("role/", tenant.value()), code);
}

}  // namespace

std::string RoleGrantName(const TenantId& tenant, const RoleGrantId& id) {
  return MakeName(tenant, "roleGrants", id.value());
}

absl::StatusOr<PreparedRole> RoleGrants::Prepare(const TenantId& tenant, const RoleOffer& offer,
                                                 std::optional<auth::Role> by, absl::Time now,
                                                 absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(RoleGrant grant, OfferRole(offer, by, now));
  DRIEHOEK_RETURN_IF_ERROR(CheckProgrammes(tenant, grant.programmes, deadline));
  DRIEHOEK_ASSIGN_OR_RETURN(const InstitutionFacts institution,
                            people_.Institution(tenant, deadline));
  PreparedRole role{.grant = std::move(grant),
                    .code = NewRoleCode(),
                    .institution_name = institution.display_name,
                    .language_code = institution.language_code};
  role.last_day = LastWholeDay(role.grant.expire_time, institution);
  role.grant.id = RoleGrantId(ids_.NewId());
  role.grant.code_hash = HashOfRoleCode(keys_, tenant, role.code);
  return role;
}

absl::Status RoleGrants::CheckProgrammes(const TenantId& tenant,
                                         const std::vector<std::string>& programmes,
                                         absl::Time deadline) {
  FieldViolations wrong;
  for (const std::string& programme : programmes) {
    DRIEHOEK_ASSIGN_OR_RETURN(const bool is_there,
                              people_.HasProgramme(tenant, programme, deadline));
    if (!is_there) {
      wrong.Add("role_grant.programmes", "REFERENCE_NOT_FOUND", "names a programme that is not there");
    }
  }
  return wrong.ToStatus();
}

absl::Status RoleGrants::Store(storage::TenantTransaction& transaction,
                               const PreparedRole& role) const {
  DRIEHOEK_RETURN_IF_ERROR(RoleStore::Write(transaction, role.grant));
  return mails_.RoleCode(transaction, role.grant.email, role.language_code, role.grant.role,
                         role.institution_name, role.code, role.last_day);
}

absl::StatusOr<RoleGrant> RoleGrants::OfferFromConsole(events::ChangeLog& change_log,
                                                       const TenantId& tenant,
                                                       const RoleOffer& offer, absl::Time now,
                                                       absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(PreparedRole role, Prepare(tenant, offer, std::nullopt, now, deadline));
  const std::string name = RoleGrantName(tenant, role.grant.id);
  events::CommitPlan plan;
  plan.writes.push_back({name, 0});
  plan.audit.push_back({"driehoekctl", "driehoekctl role grant", name, ""});
  plan.events.push_back(AccessEvent("role_offered", name));
  DRIEHOEK_RETURN_IF_ERROR(
      change_log
          .Commit(tenant, plan, deadline,
                  [&](storage::TenantTransaction& transaction) { return Store(transaction, role); })
          .status());
  role.grant.version = 1;
  return role.grant;
}

absl::StatusOr<RoleGrant> RoleGrants::Redeem(const TenantId& tenant, const PersonId& person,
                                             absl::string_view typed, absl::Time now,
                                             absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const std::optional<int> left,
                            store_.TakeTry(tenant, person, now, deadline));
  if (!left.has_value()) {
    return RetryableError(absl::StatusCode::kResourceExhausted, "TOO_MANY_TRIES",
                          "too many wrong codes: wait before trying again", kRoleTryWindow);
  }
  std::optional<RoleGrant> grant;
  if (const std::optional<std::string> code = TypedRoleCode(typed); code.has_value()) {
    DRIEHOEK_ASSIGN_OR_RETURN(
        grant, store_.FindCode(tenant, HashOfRoleCode(keys_, tenant, *code), deadline));
  }
  if (!grant.has_value()) {
    return Error(absl::StatusCode::kFailedPrecondition, "CODE_WRONG", "the code is not right",
                 {{"tries_left", absl::StrCat(*left)}});
  }
  return TakeUpRole(*std::move(grant), person, now);
}

absl::StatusOr<std::vector<auth::Role>> RoleGrants::RolesOf(const TenantId& tenant,
                                                            const PersonId& person,
                                                            absl::Time deadline) {
  return store_.RolesOf(tenant, person, deadline);
}

}  // namespace driehoek::access
