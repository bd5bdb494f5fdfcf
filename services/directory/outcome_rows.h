// The outcomes of a set and their level descriptors, which lie in tables of their own.
#pragma once

#include "absl/status/status.h"
#include "directory/programme.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::directory {

// Writes the outcomes of a new set; a set never changes.
absl::Status PutOutcomes(storage::TenantTransaction& transaction, const OutcomeSet& set);
// Fills `set.outcomes`.
absl::Status LoadOutcomes(storage::TenantTransaction& transaction, OutcomeSet& set);

}  // namespace driehoek::directory
