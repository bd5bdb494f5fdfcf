// Lists of agreements within somebody's reach, a page at a time.
#pragma once

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "agreement/agreement_rows.h"
#include "agreement/agreement_store.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::agreement {

// Sorts after every other id.
inline constexpr absl::string_view kHighestId = "ffffffff-ffff-ffff-ffff-ffffffffffff";

// INVALID_ARGUMENT / PAGE_TOKEN_INVALID.
absl::Status BadCursor();

// The highest number of the page after `cursor`.
absl::StatusOr<int> VersionCursor(absl::string_view cursor);

// The rows of one page, those that changed last first.
absl::StatusOr<PageOf<AgreementRow>> ListRows(storage::TenantTransaction& transaction,
                                              const ListQuery& query);

}  // namespace driehoek::agreement
