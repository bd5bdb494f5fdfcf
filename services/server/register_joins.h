// The workplace that a student found, made in the directory together with the proposal.
#pragma once

#include "directory/sql_directory_store.h"
#include "placement/joined_commit.h"
#include "shared/base/id_source.h"

namespace driehoek::server {

// Thread-safe. Store and ids must outlive it.
class RegisterOfDirectory final : public placement::Register {
 public:
  RegisterOfDirectory(const directory::SqlDirectoryStore& store, IdSource& ids) : store_(store), ids_(ids) {}
  absl::StatusOr<placement::NewPlace> Prepare(const TenantId& tenant, const placement::FoundPlace& found,
                                              absl::Time deadline) override;

 private:
  // The branch of `organisation` in `city`; nothing when there is none.
  absl::StatusOr<std::optional<directory::Establishment>> BranchIn(const TenantId& tenant,
                                                                   const directory::OrganisationId& organisation,
                                                                   const std::string& city, absl::Time deadline) const;

  const directory::SqlDirectoryStore& store_;
  IdSource& ids_;
};

}  // namespace driehoek::server
