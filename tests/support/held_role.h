// A role that somebody holds, as if its code had been entered.
#pragma once

#include <string>
#include <vector>

#include "shared/auth/caller.h"
#include "shared/base/clock.h"
#include "shared/base/id_source.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::test {

// Grants `caller` its role, for `programmes` only when there are any. The test fails when it cannot be stored.
void HoldRole(storage::TenantDatabase& tenants, IdSource& ids, const Clock& clock, const auth::Caller& caller,
              std::vector<std::string> programmes = {});

}  // namespace driehoek::test
