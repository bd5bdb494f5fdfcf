// What conflicts of interest ask of the directory, joined.
#pragma once

#include <vector>

#include "directory/reader.h"
#include "placement/conflict/facts.h"

namespace driehoek::server {

// Thread-safe. The reader must outlive it.
class SidesOfDirectory final : public placement::conflict::SidesFacts {
 public:
  explicit SidesOfDirectory(const directory::DirectoryReader& reader) : reader_(reader) {}

  absl::StatusOr<std::vector<placement::conflict::SidesFact>> Of(
      const TenantId& tenant, const std::vector<placement::conflict::ConflictOfInterest>& conflicts,
      absl::Time deadline) override;

 private:
  absl::StatusOr<std::string> NameOf(const TenantId& tenant, const PersonId& person,
                                     absl::Time deadline) const;

  const directory::DirectoryReader& reader_;
};

}  // namespace driehoek::server
