// SqlPlacementStore::CountAxes: one statement that counts.
#include "absl/strings/str_cat.h"
#include "placement/sql_placement_store.h"
#include "shared/base/errors.h"
#include "shared/storage/columns.h"
#include "shared/storage/conditions.h"

namespace driehoek::placement {
namespace {

using storage::Conditions;
using storage::Row;
using storage::Rows;
using storage::TenantTransaction;
using storage::ToValue;

// $2 and $3 are the first and the last of the first days. A condition on a column of the groups is
// looked up before they are made, on both engines.
constexpr absl::string_view kCount =
    "SELECT programme_id, variant_id, variant, funding, collaboration_level, authenticity_level, "
    "COUNT(*) FROM placement WHERE tenant_id = $1 AND state <> 'ended_early' "
    "AND start_date >= $2 AND start_date <= $3 "
    "GROUP BY programme_id, variant_id, variant, funding, collaboration_level, authenticity_level "
    "HAVING COUNT(*) > 0";

// No placement starts before or after these.
constexpr absl::CivilDay kEarliest(1000, 1, 1);
constexpr absl::CivilDay kLatest(9999, 12, 31);

CountedAxes FromRow(const Row& row) {
  return {.programme = ProgrammeId(row.Text(0)),
          .programme_variant = VariantId(row.Text(1)),
          .variant = EnumFromName<Variant>(row.Text(2)).value_or(Variant{}),
          .funding = EnumFromName<Funding>(row.Text(3)).value_or(Funding{}),
          .collaboration_level = static_cast<int>(row.Int(4)),
          .authenticity_level = static_cast<int>(row.Int(5)),
          .placement_count = static_cast<int>(row.Int(6))};
}

}  // namespace

absl::StatusOr<std::vector<CountedAxes>> SqlPlacementStore::CountAxes(const TenantId& tenant,
                                                                      const AxesQuery& query,
                                                                      absl::Time deadline) const {
  std::vector<CountedAxes> counted;
  if (query.programmes && query.programmes->empty()) return counted;
  Conditions conditions;
  conditions.Bind(ToValue(query.first.value_or(kEarliest)));
  conditions.Bind(ToValue(query.last.value_or(kLatest)));
  if (query.programmes) {
    conditions.OneOf("programme_id", *query.programmes, [](const std::string& id) { return id; });
  }
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(
            const Rows rows,
            transaction.Execute(absl::StrCat(kCount, conditions.sql()), conditions.parameters()));
        counted.clear();
        counted.reserve(rows.size());
        for (const Row& row : rows) counted.push_back(FromRow(row));
        return absl::OkStatus();
      }));
  return counted;
}

}  // namespace driehoek::placement
