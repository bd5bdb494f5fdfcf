// The tables of this service, component "access" of the migrator.
#pragma once

#include "absl/types/span.h"
#include "shared/storage/migrate.h"

namespace driehoek::access {

absl::Span<const storage::Migration> Migrations();

}  // namespace driehoek::access
