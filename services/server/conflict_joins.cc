#include "server/conflict_joins.h"

#include <utility>

#include "shared/base/errors.h"

namespace driehoek::server {

using placement::conflict::ConflictOfInterest;
using placement::conflict::SidesFact;

absl::StatusOr<std::string> SidesOfDirectory::NameOf(const TenantId& tenant, const PersonId& person,
                                                     absl::Time deadline) const {
  if (person.empty()) return std::string();
  DRIEHOEK_ASSIGN_OR_RETURN(const auto found, reader_.NamedPersonOf(tenant, person, deadline));
  return found.has_value() ? found->display_name : std::string();
}

absl::StatusOr<std::vector<SidesFact>> SidesOfDirectory::Of(
    const TenantId& tenant, const std::vector<ConflictOfInterest>& conflicts, absl::Time deadline) {
  std::vector<SidesFact> all;
  for (const ConflictOfInterest& one : conflicts) {
    SidesFact fact;
    DRIEHOEK_ASSIGN_OR_RETURN(fact.student_name, NameOf(tenant, one.student, deadline));
    DRIEHOEK_ASSIGN_OR_RETURN(
        const auto organisation,
        reader_.OrganisationOf(tenant, directory::OrganisationId(one.organisation.value()),
                               deadline));
    fact.has_organisation = organisation.has_value();
    if (organisation.has_value()) fact.organisation_name = organisation->display_name;
    DRIEHOEK_ASSIGN_OR_RETURN(
        const auto supervisor,
        reader_.SupervisorOf(tenant, directory::SupervisorId(one.supervisor.value()), deadline));
    if (supervisor.has_value()) {
      fact.organisation_of_supervisor = placement::OrganisationId(supervisor->organisation.value());
      DRIEHOEK_ASSIGN_OR_RETURN(fact.supervisor_name, NameOf(tenant, supervisor->person, deadline));
    }
    all.push_back(std::move(fact));
  }
  return all;
}

}  // namespace driehoek::server
