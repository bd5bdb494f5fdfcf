#include "placement/shared_attention.h"

#include "placement/lifecycle.h"
#include "placement/sql_placement_store.h"
#include "shared/base/errors.h"

namespace driehoek::placement {

absl::Status Promise(storage::TenantTransaction& transaction, const Placement& placement, int limit,
                     const std::optional<AttentionHold>& hold, SharedAttention* shared) {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto parallel,
                            SqlPlacementStore::LockHours(transaction, placement));
  DRIEHOEK_RETURN_IF_ERROR(CheckHours(parallel, placement));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto others, SqlPlacementStore::LockLoad(transaction, placement));
  if (!hold.has_value()) return CheckAttention(others, placement, limit);
  DRIEHOEK_RETURN_IF_ERROR(CheckAttention(others, placement, limit, hold->elsewhere));
  return shared->Note(transaction, *hold, placement);
}

}  // namespace driehoek::placement
