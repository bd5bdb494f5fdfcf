// The adapter's tables (migrations/0001_lti.sql).
#pragma once

#include "absl/types/span.h"
#include "shared/storage/migrate.h"

namespace driehoek::lti {

absl::Span<const storage::Migration> Migrations();

// How long a statement of the adapter may take.
inline constexpr absl::Duration kStoreTime = absl::Seconds(5);

}  // namespace driehoek::lti
