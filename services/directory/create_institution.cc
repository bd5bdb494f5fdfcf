#include "directory/create_institution.h"

#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "directory/policy_defaults.h"
#include "directory/resource_calls.h"
#include "directory/sql_directory_store.h"
#include "shared/base/resource_name.h"

namespace driehoek::directory {
namespace {

std::vector<PolicySet> ShippedPolicies(IdSource& ids, absl::Time now) {
  std::vector<PolicySet> sets;
  for (const Variant variant : {Variant::kFullTime, Variant::kPartTime, Variant::kDual}) {
    PolicySet set = DefaultPolicySet(variant);
    set.id = PolicySetId(ids.NewId());
    set.number = 1;
    set.create_time = now;
    set.version = 1;
    sets.push_back(std::move(set));
  }
  return sets;
}

}  // namespace

absl::StatusOr<Institution> CreateInstitution(const NewInstitution& wish,
                                              events::ChangeLog& change_log, IdSource& ids,
                                              absl::Time now, absl::Time deadline) {
  const Institution institution{.id = TenantId(wish.id),
                                .display_name = wish.display_name,
                                .time_zone = wish.time_zone,
                                .language_code = wish.language_code,
                                .create_time = now,
                                .version = 1};
  FieldViolations violations;
  if (!IsInstitutionId(wish.id)) {
    violations.Add("id", "INSTITUTION_ID_MALFORMED",
                   "a lower case letter, then 1 to 39 lower case letters, digits or hyphens");
  } else if (absl::StartsWith(wish.id, "kvk-") || absl::StartsWith(wish.id, "org-")) {
    violations.Add("id", "INSTITUTION_ID_MALFORMED",
                   "kvk- and org- begin the ids of organisations that institutions share");
  }
  Check(institution, violations);
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());

  const TenantId& tenant = institution.id;
  const std::vector<PolicySet> policies = ShippedPolicies(ids, now);
  const std::string name = Wire<Institution>::Name(tenant, institution);
  events::CommitPlan plan;
  plan.writes.push_back({name, 0});
  for (const PolicySet& set : policies)
    plan.writes.push_back({Wire<PolicySet>::Name(tenant, set), 0});
  plan.events.push_back(DirectoryChanged(name));
  plan.audit.push_back({"system", "CreateInstitution", name, ""});
  const auto answer = change_log.Commit(
      tenant, plan, deadline, [&](storage::TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_RETURN_IF_ERROR(SqlDirectoryStore::Put(transaction, institution));
        for (const PolicySet& set : policies) {
          DRIEHOEK_RETURN_IF_ERROR(SqlDirectoryStore::Put(transaction, set));
        }
        return absl::OkStatus();
      });
  if (answer.status().code() == absl::StatusCode::kAlreadyExists) {
    return Error(absl::StatusCode::kAlreadyExists, "INSTITUTION_EXISTS",
                 "there is an institution with this id");
  }
  if (!answer.ok()) return answer.status();
  return institution;
}

}  // namespace driehoek::directory
