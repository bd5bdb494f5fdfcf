#include "server/register_joins.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "directory/directory_proto.h"
#include "directory/resource_calls.h"

namespace driehoek::server {
namespace {

// What is made new, parents before children as their keys ask.
struct NewRows {
  std::optional<directory::Organisation> organisation;
  std::optional<directory::Establishment> establishment;
  directory::Workplace workplace;
};

template <typename V>
void Announce(const TenantId& tenant, const V& value, placement::NewPlace& place) {
  const std::string name = directory::Wire<V>::Name(tenant, value);
  place.writes.push_back({name, 0});
  place.events.push_back(directory::DirectoryChanged(name));
}

absl::Status Put(storage::TenantTransaction& transaction, const NewRows& rows) {
  if (rows.organisation.has_value()) {
    DRIEHOEK_RETURN_IF_ERROR(directory::SqlDirectoryStore::Put(transaction, *rows.organisation));
  }
  if (rows.establishment.has_value()) {
    DRIEHOEK_RETURN_IF_ERROR(directory::SqlDirectoryStore::Put(transaction, *rows.establishment));
  }
  return directory::SqlDirectoryStore::Put(transaction, rows.workplace);
}

}  // namespace

absl::StatusOr<std::optional<directory::Establishment>> RegisterOfDirectory::BranchIn(
    const TenantId& tenant, const directory::OrganisationId& organisation, const std::string& city,
    absl::Time deadline) const {
  directory::ListQuery query{.parent = organisation.value(), .limit = 500};
  DRIEHOEK_ASSIGN_OR_RETURN(const auto listed, store_.List<directory::Establishment>(tenant, query, deadline));
  const auto found = std::find_if(listed.items.begin(), listed.items.end(),
                                  [&](const directory::Establishment& branch) { return branch.city == city; });
  if (found == listed.items.end()) return std::nullopt;
  return *found;
}

absl::StatusOr<placement::NewPlace> RegisterOfDirectory::Prepare(const TenantId& tenant,
                                                                 const placement::FoundPlace& found,
                                                                 absl::Time deadline) {
  NewRows rows;
  std::optional<directory::Organisation> organisation;
  if (!found.kvk_number.empty()) {
    DRIEHOEK_ASSIGN_OR_RETURN(organisation, store_.FindByKvk(tenant, found.kvk_number, deadline));
  }
  std::optional<directory::Establishment> branch;
  if (!organisation.has_value()) {
    organisation = directory::Organisation{.id = directory::OrganisationId(ids_.NewId()),
                                           .display_name = found.organisation_display_name,
                                           .kvk_number = found.kvk_number,
                                           .relation_type = directory::RelationType::kIncidental,
                                           .version = 1};
    rows.organisation = organisation;
  } else if (!found.city.empty()) {
    DRIEHOEK_ASSIGN_OR_RETURN(branch, BranchIn(tenant, organisation->id, found.city, deadline));
  }
  if (!found.city.empty() && !branch.has_value()) {
    branch = directory::Establishment{.organisation = organisation->id,
                                      .id = directory::EstablishmentId(ids_.NewId()),
                                      .display_name = found.city,
                                      .city = found.city,
                                      .version = 1};
    rows.establishment = branch;
  }
  rows.workplace = {.organisation = organisation->id,
                    .id = directory::WorkplaceId(ids_.NewId()),
                    .display_name = found.workplace_display_name,
                    .establishment = branch.has_value() ? branch->id : directory::EstablishmentId(),
                    .version = 1};

  placement::NewPlace place{.organisation = placement::OrganisationId(organisation->id.value()),
                            .workplace = placement::WorkplaceId(rows.workplace.id.value()),
                            .organisation_label = organisation->display_name,
                            .workplace_label = rows.workplace.display_name};
  if (rows.organisation.has_value()) Announce(tenant, *rows.organisation, place);
  if (rows.establishment.has_value()) Announce(tenant, *rows.establishment, place);
  Announce(tenant, rows.workplace, place);
  place.rows = [rows = std::move(rows)](storage::TenantTransaction& transaction) { return Put(transaction, rows); };
  return place;
}

}  // namespace driehoek::server
