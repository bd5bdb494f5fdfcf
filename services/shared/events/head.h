// The one row an institution in which a sequence of numbers goes on: whoever adds to the sequence
// locks it first, so that numbers come in the order of the commits and without gaps.
#pragma once

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::events {

// The row that `select` finds by its full key, locked until the commit. Where there is none yet,
// `insert` stores the one before the first number, and leaves alone what another call stored first.
absl::StatusOr<storage::Row> LockHead(storage::TenantTransaction& transaction,
                                      absl::string_view select, storage::TenantBody insert);

}  // namespace driehoek::events
