#include <cstdio>

#include "absl/strings/str_cat.h"
#include "arguments.h"
#include "commands.h"
#include "installation.h"
#include "server/tenants.h"
#include "shared/base/errors.h"
#include "shared/events/audit_chain.h"

namespace driehoek::ctl {
namespace {

constexpr absl::Duration kLongestCheck = absl::Hours(1);

}  // namespace

absl::Status AuditVerify(const Words& words) {
  DRIEHOEK_ASSIGN_OR_RETURN(const Arguments arguments, Arguments::Parse(words, {"institution"}));
  DRIEHOEK_RETURN_IF_ERROR(arguments.NeedPositional(0, "audit verify [--institution ID]"));
  Installation installation(arguments);
  DRIEHOEK_ASSIGN_OR_RETURN(storage::Database* const database, installation.Service());
  DRIEHOEK_ASSIGN_OR_RETURN(storage::TenantDatabase* const tenant_database, installation.Tenants());
  DRIEHOEK_ASSIGN_OR_RETURN(std::vector<TenantId> tenants, server::ListTenants(*database, installation.deadline()));
  if (const std::string only = arguments.Get("institution"); !only.empty()) {
    DRIEHOEK_RETURN_IF_ERROR(installation.CheckInstitution(TenantId(only)));
    tenants = {TenantId(only)};
  }
  events::AuditChain chain(*tenant_database);
  int broken = 0;
  for (const TenantId& tenant : tenants) {
    DRIEHOEK_ASSIGN_OR_RETURN(const events::AuditVerdict verdict,
                              chain.Verify(tenant, std::nullopt, installation.now() + kLongestCheck));
    if (verdict.broken_sequence.has_value()) {
      ++broken;
      std::printf("%s\tBROKEN at entry %lld: %s\n", tenant.value().c_str(),
                  static_cast<long long>(*verdict.broken_sequence), verdict.fault.c_str());
    } else {
      std::printf("%s\twhole\t%lld entries\thead %s\n", tenant.value().c_str(), static_cast<long long>(verdict.entries),
                  verdict.head.hash.c_str());
    }
  }
  if (broken == 0) return absl::OkStatus();
  return Error(absl::StatusCode::kDataLoss, "AUDIT_BROKEN", absl::StrCat(broken, " audit chains are broken"));
}

}  // namespace driehoek::ctl
