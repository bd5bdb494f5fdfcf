#include "support/held_role.h"

#include <utility>

#include "absl/time/clock.h"
#include "access/role_store.h"
#include "support/status_matchers.h"

namespace driehoek::test {

void HoldRole(storage::TenantDatabase& tenants, IdSource& ids, const Clock& clock, const auth::Caller& caller,
              std::vector<std::string> programmes) {
  const access::RoleGrant grant{.id = access::RoleGrantId(ids.NewId()),
                                .role = caller.role,
                                .email = "somebody@school.example",
                                .programmes = std::move(programmes),
                                .code_hash = std::string(auth::RoleName(caller.role)) + caller.person.value(),
                                .person = caller.person,
                                .state = access::RoleGrantState::kActive,
                                .create_time = clock.Now(),
                                .expire_time = clock.Now()};
  EXPECT_THAT(tenants.Write(caller.tenant, absl::Now() + absl::Seconds(20),
                            [&](storage::TenantTransaction& transaction) {
                              return access::RoleStore::Write(transaction, grant);
                            }),
              IsOk());
}

}  // namespace driehoek::test
