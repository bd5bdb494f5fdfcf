#include "progress/task/owed_verdicts.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "progress/task/task_json.h"
#include "shared/base/errors.h"
#include "shared/storage/conditions.h"

namespace driehoek::progress::task {
namespace {

using storage::Row;
using storage::Rows;
using storage::TenantTransaction;

constexpr absl::string_view kSelect =
    "SELECT id, placement_id, submissions FROM learning_task WHERE tenant_id = $1 "
    "AND state IN ('submitted', 'resubmitted', 'advised')";

bool IsBefore(const OwedVerdict& one, const OwedVerdict& other) {
  return std::tie(one.placement, one.clock.due_date, one.task) <
         std::tie(other.placement, other.clock.due_date, other.task);
}

}  // namespace

absl::StatusOr<std::vector<OwedVerdict>> OwedVerdicts::Of(
    const TenantId& tenant, const std::vector<PlacementId>& placements, absl::Time deadline) const {
  std::vector<OwedVerdict> owed;
  if (placements.empty()) return owed;
  storage::Conditions conditions;
  conditions.OneOf("placement_id", placements, [](const auto& id) { return id.value(); });
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(
            const Rows rows,
            transaction.Execute(absl::StrCat(kSelect, conditions.sql()), conditions.parameters()));
        owed.clear();
        for (const Row& row : rows) {
          DRIEHOEK_ASSIGN_OR_RETURN(auto submissions, SubmissionsFromJson(row.Text(2)));
          if (submissions.empty() || submissions.back().clock.stop_date.has_value()) continue;
          owed.push_back({PlacementId(row.Text(1)), TaskId(row.Text(0)),
                          std::move(submissions.back().content.title), submissions.back().clock});
        }
        return absl::OkStatus();
      }));
  std::sort(owed.begin(), owed.end(), IsBefore);
  return owed;
}

}  // namespace driehoek::progress::task
