// Keeps role grants, and counts wrong role codes per person.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "access/role_grant.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::access {

// Thread-safe. The database must outlive it.
class RoleStore {
 public:
  explicit RoleStore(storage::TenantDatabase& database) : database_(database) {}

  // Nothing when there is none; also for an id that is no UUID.
  absl::StatusOr<std::optional<RoleGrant>> Get(const TenantId& tenant, const RoleGrantId& id,
                                               absl::Time deadline);
  absl::StatusOr<std::optional<RoleGrant>> FindCode(const TenantId& tenant,
                                                    absl::string_view code_hash,
                                                    absl::Time deadline);
  // Newest first, at most `limit`, those older than `before` (empty: from the newest).
  absl::StatusOr<std::vector<RoleGrant>> List(const TenantId& tenant, const RoleGrantId& before,
                                              int limit, absl::Time deadline);
  // The roles that a person holds by grants, each once.
  absl::StatusOr<std::vector<auth::Role>> RolesOf(const TenantId& tenant, const PersonId& person,
                                                  absl::Time deadline);
  // Who holds the role now and reaches this programme, of the first 500 grants.
  absl::StatusOr<std::vector<PersonId>> HoldersOf(const TenantId& tenant, auth::Role role,
                                                  absl::string_view programme,
                                                  absl::Time deadline);
  // The programmes that the grants of this role reach together; empty when one of them is not
  // limited, nothing when the person has none.
  absl::StatusOr<std::optional<std::vector<std::string>>> ReachOf(const TenantId& tenant,
                                                                  const PersonId& person,
                                                                  auth::Role role,
                                                                  absl::Time deadline);

  // Takes one try before the code is looked at, so that racing tries are kRoleTries in all. What is
  // left after it; nothing when there was none.
  absl::StatusOr<std::optional<int>> TakeTry(const TenantId& tenant, const PersonId& person,
                                             absl::Time now, absl::Time deadline);
  // Forgets the tries of a person whose code was right, inside the transaction of that change.
  static absl::Status ForgetTries(storage::TenantTransaction& transaction, const PersonId& person);

  // Writes a grant inside the transaction of a change; it gets `grant.version + 1`.
  static absl::Status Write(storage::TenantTransaction& transaction, const RoleGrant& grant);

 private:
  storage::TenantDatabase& database_;
};

}  // namespace driehoek::access
