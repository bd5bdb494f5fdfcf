// The timeline of an agreement as rows.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "agreement/agreement.h"
#include "agreement/agreement_store.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::agreement {

// `entry_id` is one for all that happened in a commit.
absl::Status WriteTimeline(storage::TenantTransaction& transaction, const AgreementId& id,
                           const std::string& entry_id, const std::vector<TimelineEntry>& timeline);

// Newest first. INVALID_ARGUMENT / PAGE_TOKEN_INVALID.
absl::StatusOr<PageOf<TimelineEntry>> ReadTimeline(storage::TenantTransaction& transaction,
                                                   const AgreementId& id, int limit,
                                                   absl::string_view cursor);

}  // namespace driehoek::agreement
