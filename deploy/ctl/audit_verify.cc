#include <cstdio>
#include <optional>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "arguments.h"
#include "commands.h"
#include "installation.h"
#include "server/tenants.h"
#include "shared/base/errors.h"
#include "shared/events/audit_chain.h"

namespace driehoek::ctl {
namespace {

constexpr absl::Duration kLongestCheck = absl::Hours(1);

// `SEQUENCE:HASH`, as an earlier run printed it; nothing when the flag is not given. INVALID_ARGUMENT / ARGUMENTS_WRONG.
absl::StatusOr<std::optional<events::AuditAnchor>> ReadAnchor(const Arguments& arguments) {
  const std::string text = arguments.Get("anchor");
  if (text.empty()) return std::nullopt;
  const std::pair<std::string, std::string> parts = absl::StrSplit(text, absl::MaxSplits(':', 1));
  events::AuditAnchor anchor{.hash = parts.second};
  if (!absl::SimpleAtoi(parts.first, &anchor.sequence) || anchor.hash.size() != 64) {
    return Error(absl::StatusCode::kInvalidArgument, "ARGUMENTS_WRONG",
                 "--anchor must be SEQUENCE:HASH, as 'audit verify' printed it after 'head'");
  }
  if (!arguments.Has("institution")) {
    return Error(absl::StatusCode::kInvalidArgument, "FLAG_MISSING", "--anchor is of one --institution");
  }
  return anchor;
}

}  // namespace

absl::Status AuditVerify(const Words& words) {
  DRIEHOEK_ASSIGN_OR_RETURN(const Arguments arguments, Arguments::Parse(words, {"institution", "anchor"}));
  DRIEHOEK_ASSIGN_OR_RETURN(const std::optional<events::AuditAnchor> anchor, ReadAnchor(arguments));
  DRIEHOEK_RETURN_IF_ERROR(arguments.NeedPositional(0, "audit verify [--institution ID [--anchor SEQUENCE:HASH]]"));
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
                              chain.Verify(tenant, anchor, installation.now() + kLongestCheck));
    if (verdict.broken_sequence.has_value()) {
      ++broken;
      std::printf("%s\tBROKEN at entry %lld: %s\n", tenant.value().c_str(),
                  static_cast<long long>(*verdict.broken_sequence), verdict.fault.c_str());
    } else {
      std::printf("%s\twhole\t%lld entries\thead %lld:%s\n", tenant.value().c_str(),
                  static_cast<long long>(verdict.entries), static_cast<long long>(verdict.head.sequence),
                  verdict.head.hash.c_str());
    }
  }
  if (broken == 0) return absl::OkStatus();
  return Error(absl::StatusCode::kDataLoss, "AUDIT_BROKEN", absl::StrCat(broken, " audit chains are broken"));
}

}  // namespace driehoek::ctl
