#include "agreement/broken_commitments.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "agreement/part_json.h"
#include "shared/base/errors.h"
#include "shared/storage/conditions.h"

namespace driehoek::agreement {
namespace {

using storage::Row;
using storage::Rows;
using storage::TenantTransaction;

constexpr absl::string_view kSelect =
    "SELECT a.placement_id, a.id, v.commitments FROM agreement a JOIN agreement_version v "
    "ON v.tenant_id = a.tenant_id AND v.agreement_id = a.id AND v.number = a.in_force_number "
    "WHERE a.tenant_id = $1 AND v.tenant_id = $1";

// Adds the commitment when a party calls it broken.
void Count(const Commitment& commitment, BrokenCommitments& broken) {
  bool is_broken = false;
  for (const CommitmentView& view : commitment.views) {
    if (view.status != CommitmentStatus::kBroken) continue;
    broken.last_time =
        broken.count == 0 && !is_broken ? view.time : std::max(broken.last_time, view.time);
    is_broken = true;
  }
  if (is_broken) ++broken.count;
}

}  // namespace

absl::StatusOr<std::vector<BrokenCommitments>> BrokenCommitmentReading::Of(
    const TenantId& tenant, const std::vector<PlacementId>& placements, absl::Time deadline) const {
  std::vector<BrokenCommitments> all;
  if (placements.empty()) return all;
  storage::Conditions conditions;
  conditions.OneOf("a.placement_id", placements, [](const auto& id) { return id.value(); });
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(
            const Rows rows,
            transaction.Execute(absl::StrCat(kSelect, conditions.sql()), conditions.parameters()));
        all.clear();
        for (const Row& row : rows) {
          BrokenCommitments broken{PlacementId(row.Text(0)), AgreementId(row.Text(1))};
          DRIEHOEK_ASSIGN_OR_RETURN(const auto commitments, CommitmentsFromJson(row.Text(2)));
          for (const Commitment& commitment : commitments) Count(commitment, broken);
          if (broken.count > 0) all.push_back(broken);
        }
        return absl::OkStatus();
      }));
  return all;
}

}  // namespace driehoek::agreement
