#include "server/attention_joins.h"

#include <string>

#include "shared/base/errors.h"

namespace driehoek::server {

absl::StatusOr<std::optional<placement::attention::SharedSupervisor>>
SharedSupervisorsOfDirectory::Of(const TenantId& tenant,
                                 const placement::OrganisationId& organisation,
                                 const placement::SupervisorId& supervisor, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto found,
      reader_.OrganisationOf(tenant, directory::OrganisationId(organisation.value()), deadline));
  if (!found.has_value() || found->kvk_number.empty() || !found->verify_time.has_value()) {
    return std::nullopt;
  }
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto profile,
      reader_.SupervisorOf(tenant, directory::SupervisorId(supervisor.value()), deadline));
  if (!profile.has_value() || profile->organisation != found->id) return std::nullopt;
  DRIEHOEK_ASSIGN_OR_RETURN(const auto person, reader_.PersonOf(tenant, profile->person, deadline));
  if (!person.has_value()) return std::nullopt;
  const std::string key = access::AddressHash(keys_, person->contact.email);
  if (key.empty()) return std::nullopt;
  return placement::attention::SharedSupervisor{
      .organisation = placement::attention::OrganisationTenant(found->kvk_number), .key = key};
}

}  // namespace driehoek::server
