#include "server/signing_joins.h"

#include <utility>

#include "shared/base/errors.h"

namespace driehoek::server {
namespace {

agreement::CodeSent Told(const access::PreparedCode& code) {
  return {code.masked_address, code.expire_time, code.resend_time};
}

}  // namespace

absl::StatusOr<agreement::CodeSent> CodesOfAccess::Send(
    const TenantId& tenant, const PersonId& person, absl::string_view purpose, events::CommitPlan plan,
    absl::FunctionRef<std::string(const agreement::CodeSent&)> answer, absl::Time now, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const access::PreparedCode code,
      codes_.Send(change_log_, tenant, person, purpose, access::CodeUse::kSign, std::move(plan),
                  [&](const access::PreparedCode& prepared) { return answer(Told(prepared)); }, now, deadline));
  return Told(code);
}

absl::StatusOr<agreement::CodeProof> CodesOfAccess::Check(const TenantId& tenant, const PersonId& person,
                                                          absl::string_view purpose, absl::string_view typed,
                                                          absl::Time now, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(access::CheckedCode checked,
                            codes_.Check(tenant, person, purpose, typed, now, deadline));
  return agreement::CodeProof{std::move(checked.consume), std::move(checked.masked_address)};
}

}  // namespace driehoek::server
