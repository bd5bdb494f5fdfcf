// Versions of an agreement as rows: the version itself, its parties with their signatures, and its
// checks.
#pragma once

#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "agreement/agreement.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::agreement {

// Inserts the version or brings its rows up to date. That a signer opened the text is never taken
// back, since it is noted without raising the agreement's version.
absl::Status WriteVersion(storage::TenantTransaction& transaction, const AgreementId& id,
                          const Version& version);

// The versions of one agreement with numbers from `first` to `last`, newest first, at most `limit`.
absl::StatusOr<std::vector<Version>> ReadVersions(storage::TenantTransaction& transaction,
                                                  const AgreementId& id, int first, int last,
                                                  int limit);

}  // namespace driehoek::agreement
