// What access and the directory ask of each other, joined.
#pragma once

#include <vector>

#include "access/ports.h"
#include "access/role_grants.h"
#include "directory/facts.h"
#include "directory/reader.h"
#include "directory/sql_directory_store.h"

namespace driehoek::server {

// People and policies for access, out of the directory. Thread-safe; the reader must outlive it.
class PeopleOfDirectory final : public access::People {
 public:
  PeopleOfDirectory(const directory::DirectoryReader& reader, const directory::SqlDirectoryStore& store)
      : reader_(reader), store_(store) {}

  absl::StatusOr<access::PersonFacts> Person(const TenantId& tenant, const PersonId& person,
                                             absl::Time deadline) override;
  absl::StatusOr<access::InstitutionFacts> Institution(const TenantId& tenant, absl::Time deadline) override;
  absl::StatusOr<bool> HasProgramme(const TenantId& tenant, absl::string_view programme, absl::Time deadline) override;
  absl::StatusOr<access::GuestPolicy> PolicyForGuests(const TenantId& tenant, absl::Time deadline) override;

 private:
  const directory::DirectoryReader& reader_;
  const directory::SqlDirectoryStore& store_;
};

// Roles that were granted inside, for the directory. Thread-safe; the grants must outlive it.
class RolesOfAccess final : public directory::GrantedRoles {
 public:
  explicit RolesOfAccess(access::RoleGrants& grants) : grants_(grants) {}
  absl::StatusOr<std::vector<auth::Role>> Of(const TenantId& tenant, const PersonId& person, absl::Time now,
                                             absl::Time deadline) override;

 private:
  access::RoleGrants& grants_;
};

}  // namespace driehoek::server
