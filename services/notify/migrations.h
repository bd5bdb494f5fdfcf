// The tables of this service, component "notify" of the migrator.
#pragma once

#include "absl/types/span.h"
#include "shared/storage/migrate.h"

namespace driehoek::notify {

absl::Span<const storage::Migration> Migrations();

}  // namespace driehoek::notify
