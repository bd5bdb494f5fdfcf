// What access and the directory ask of placements, joined: who supervises whom.
#pragma once

#include <vector>

#include "access/ports.h"
#include "directory/facts.h"
#include "directory/reader.h"
#include "placement/sql_placement_store.h"

namespace driehoek::server {

// Thread-safe. What it refers to must outlive it.
class SupervisionOfPlacements final : public access::Supervision {
 public:
  SupervisionOfPlacements(const placement::SqlPlacementStore& placements, const directory::DirectoryReader& reader,
                          const directory::SqlDirectoryStore& directory)
      : placements_(placements), reader_(reader), directory_(directory) {}

  absl::StatusOr<std::vector<access::SupervisedPlacement>> PlacementsOf(const TenantId& tenant, const PersonId& person,
                                                                        absl::Time deadline) override;
  absl::StatusOr<std::vector<PersonId>> GuestsOfTeacher(const TenantId& tenant, const PersonId& teacher, absl::Time now,
                                                        absl::Time deadline) override;

 private:
  const placement::SqlPlacementStore& placements_;
  const directory::DirectoryReader& reader_;
  const directory::SqlDirectoryStore& directory_;
};

// Thread-safe. The store must outlive it.
class PairsOfPlacements final : public directory::PlacementPairs {
 public:
  explicit PairsOfPlacements(const placement::SqlPlacementStore& placements) : placements_(placements) {}
  absl::StatusOr<std::vector<directory::StudentAndSupervisor>> Of(const TenantId& tenant,
                                                                  const std::vector<PersonId>& persons,
                                                                  absl::Time deadline) override;

 private:
  const placement::SqlPlacementStore& placements_;
};

}  // namespace driehoek::server
