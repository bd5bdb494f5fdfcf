// What capacity offers and hosting intents ask of the directory, joined.
#pragma once

#include <string>
#include <vector>

#include "directory/reader.h"
#include "placement/capacity/facts.h"

namespace driehoek::server {

// Thread-safe. What it refers to must outlive it.
class CapacityFactsOfDirectory final : public capacity::DirectoryFacts {
 public:
  CapacityFactsOfDirectory(const directory::DirectoryReader& reader, const directory::SqlDirectoryStore& store)
      : reader_(reader), store_(store) {}

  absl::StatusOr<absl::CivilDay> Today(const TenantId& tenant, absl::Time now, absl::Time deadline) override;
  absl::StatusOr<std::vector<capacity::PlaceFact>> Places(const TenantId& tenant,
                                                          const std::vector<capacity::CapacityOffer>& offers,
                                                          absl::Time deadline) override;
  absl::StatusOr<capacity::ReachFact> Reach(const auth::Caller& caller, absl::CivilDay today,
                                            absl::Time deadline) override;
  absl::StatusOr<bool> HasProgramme(const TenantId& tenant, const capacity::ProgrammeId& programme,
                                    absl::Time deadline) override;
  absl::StatusOr<std::string> OrganisationName(const TenantId& tenant, const capacity::OrganisationId& organisation,
                                               absl::Time deadline) override;

 private:
  const directory::DirectoryReader& reader_;
  const directory::SqlDirectoryStore& store_;
};

}  // namespace driehoek::server
