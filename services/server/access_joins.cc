#include "server/access_joins.h"

#include <algorithm>

#include "shared/auth/rights.h"
#include "shared/base/errors.h"

namespace driehoek::server {
namespace {

auth::Role RoleOf(directory::SupervisorFunction function) {
  switch (function) {
    case directory::SupervisorFunction::kFloorSupervisor:
      return auth::Role::kWorkplaceSupervisor;
    case directory::SupervisorFunction::kOrganisationContact:
      return auth::Role::kOrganisationContact;
  }
  return auth::Role::kOrganisationContact;
}

constexpr int kMostPolicySets = 500;

}  // namespace

absl::StatusOr<access::PersonFacts> PeopleOfDirectory::Person(const TenantId& tenant, const PersonId& person,
                                                              absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto found, reader_.PersonOf(tenant, person, deadline));
  if (!found.has_value()) return auth::NotFound();
  DRIEHOEK_ASSIGN_OR_RETURN(const auto profiles, reader_.ProfilesOf(tenant, person, deadline));
  access::PersonFacts facts{.id = person,
                            .display_name = found->person.display_name,
                            .given_name = found->person.given_name,
                            .email = found->contact.email,
                            .language_code = found->language_code,
                            .chose_language = !found->person.language_code.empty(),
                            .create_time = found->person.create_time,
                            .version = found->person.version};
  for (const directory::SupervisorProfile& profile : profiles) {
    const auth::Role role = RoleOf(profile.function);
    if (std::find(facts.guest_roles.begin(), facts.guest_roles.end(), role) == facts.guest_roles.end()) {
      facts.guest_roles.push_back(role);
    }
  }
  // The floor first: what is asked of a supervisor comes before what a contact may look at.
  std::sort(facts.guest_roles.begin(), facts.guest_roles.end());
  return facts;
}

absl::StatusOr<access::InstitutionFacts> PeopleOfDirectory::Institution(const TenantId& tenant, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const directory::Institution institution, reader_.InstitutionOf(tenant, deadline));
  return access::InstitutionFacts{.display_name = institution.display_name,
                                  .time_zone = institution.time_zone,
                                  .language_code = institution.language_code,
                                  .accent_color = institution.accent_color,
                                  .institution_code = institution.institution_code,
                                  .create_time = institution.create_time,
                                  .version = institution.version};
}

absl::StatusOr<bool> PeopleOfDirectory::HasProgramme(const TenantId& tenant, absl::string_view programme,
                                                     absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto found, store_.Find<directory::Programme>(tenant, programme, deadline));
  return found.has_value();
}

absl::StatusOr<access::GuestPolicy> PeopleOfDirectory::PolicyForGuests(const TenantId& tenant, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto policies,
                            store_.List<directory::PolicySet>(tenant, {.limit = kMostPolicySets}, deadline));
  access::GuestPolicy longest;
  std::vector<directory::Variant> seen;
  // Newest version first per variant: the first one of each is the one in use.
  for (const directory::PolicySet& policy : policies.items) {
    if (std::find(seen.begin(), seen.end(), policy.variant) != seen.end()) continue;
    const absl::Duration unopened = absl::Hours(24 * policy.guest_unopened_days);
    const absl::Duration after_end = absl::Hours(24 * policy.guest_after_end_days);
    longest.unopened = seen.empty() ? unopened : std::max(longest.unopened, unopened);
    longest.after_end = seen.empty() ? after_end : std::max(longest.after_end, after_end);
    seen.push_back(policy.variant);
  }
  return longest;
}

absl::StatusOr<std::vector<auth::Role>> RolesOfAccess::Of(const TenantId& tenant, const PersonId& person,
                                                          absl::Time /*now*/, absl::Time deadline) {
  return grants_.RolesOf(tenant, person, deadline);
}

}  // namespace driehoek::server
