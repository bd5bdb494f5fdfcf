// What agreements ask of placements and directory, joined.
#pragma once

#include <vector>

#include "agreement/facts.h"
#include "directory/reader.h"
#include "placement/sql_placement_store.h"

namespace driehoek::server {

// Thread-safe. What it refers to must outlive it.
class FactsOfPlacements final : public agreement::Facts {
 public:
  FactsOfPlacements(const directory::DirectoryReader& reader, placement::SqlPlacementStore& placements)
      : reader_(reader), placements_(placements) {}

  absl::StatusOr<agreement::PlacementFacts> Placement(const TenantId& tenant, const agreement::PlacementId& placement,
                                                      absl::Time now, absl::Time deadline) override;
  absl::StatusOr<agreement::NamedPerson> ContactPerson(const TenantId& tenant, const PersonId& student, absl::Time now,
                                                       absl::Time deadline) override;
  absl::StatusOr<std::vector<PersonId>> StudentsOf(const TenantId& tenant, const PersonId& teacher, absl::Time now,
                                                   absl::Time deadline) override;
  absl::StatusOr<std::vector<agreement::OrganisationId>> OrganisationsOf(const TenantId& tenant, const PersonId& person,
                                                                         absl::Time deadline) override;
  absl::StatusOr<agreement::SignerFacts> Signer(const TenantId& tenant, const PersonId& person,
                                                absl::Time deadline) override;
  absl::StatusOr<agreement::InstitutionFacts> Institution(const TenantId& tenant, absl::Time deadline) override;
  absl::StatusOr<Signatory> FindSignatory(const TenantId& tenant, const agreement::OrganisationId& organisation,
                                          absl::string_view supervisor, absl::Time deadline) override;

 private:
  absl::StatusOr<agreement::NamedPerson> Named(const TenantId& tenant, const PersonId& person, absl::Time deadline);
  absl::Status AddProgramme(const TenantId& tenant, const placement::Placement& placement, absl::Time deadline,
                            agreement::PlacementFacts& facts);
  absl::Status AddWorkplace(const TenantId& tenant, const placement::Placement& placement, absl::Time deadline,
                            agreement::PlacementFacts& facts);

  const directory::DirectoryReader& reader_;
  placement::SqlPlacementStore& placements_;
};

}  // namespace driehoek::server
