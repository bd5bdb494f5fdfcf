#include "progress/evidence/sql_item_store.h"

#include <cstdint>
#include <utility>

#include "absl/strings/str_cat.h"
#include "progress/evidence/item_json.h"
#include "progress/evidence/lifecycle.h"
#include "shared/base/errors.h"
#include "shared/base/id_source.h"
#include "shared/storage/columns.h"
#include "shared/storage/conditions.h"

namespace driehoek::progress::evidence {
namespace {

using storage::Conditions;
using storage::Row;
using storage::Rows;
using storage::TenantTransaction;
using storage::ToValue;
using storage::Value;

constexpr absl::CivilDay kNever(9999, 12, 31);

constexpr absl::string_view kSelect =
    "SELECT id, version, placement_id, student_id, programme_id, title, outcome_codes, task_id, "
    "state, versions, create_time, update_time FROM evidence_item WHERE tenant_id = $1";

constexpr absl::string_view kPut =
    "INSERT INTO evidence_item (tenant_id, id, version, placement_id, student_id, programme_id, "
    "title, outcome_codes, task_id, state, versions, next_look, create_time, update_time) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) "
    "ON CONFLICT (tenant_id, id) DO UPDATE SET version = excluded.version, "
    "outcome_codes = excluded.outcome_codes, task_id = excluded.task_id, state = excluded.state, "
    "versions = excluded.versions, next_look = excluded.next_look, "
    "update_time = excluded.update_time";

absl::StatusOr<EvidenceItem> FromRow(const Row& row) {
  EvidenceItem item{.id = ItemId(row.Text(0)),
                    .placement = PlacementId(row.Text(2)),
                    .student = PersonId(row.Text(3)),
                    .programme = ProgrammeId(row.Text(4)),
                    .title = row.Text(5),
                    .state = EnumFromName<ItemState>(row.Text(8)).value_or(ItemState{}),
                    .create_time = row.Time(10),
                    .update_time = row.Time(11),
                    .version = row.Int(1)};
  if (!row.IsNull(7)) item.task = TaskId(row.Text(7));
  DRIEHOEK_ASSIGN_OR_RETURN(item.outcome_codes, CodesFromJson(row.Text(6)));
  DRIEHOEK_ASSIGN_OR_RETURN(item.versions, VersionsFromJson(row.Text(9)));
  return item;
}

bool CanBeId(const std::string& id) { return id.empty() || IsUuid(id); }

const auto kText = [](const std::string& text) { return text; };
const auto kIdText = [](const auto& id) { return id.value(); };

// Whether a set of the query leaves nothing to find.
bool IsEmptySet(const ItemQuery& query) {
  return (query.students && query.students->empty()) ||
         (query.placements && query.placements->empty());
}

}  // namespace

absl::StatusOr<std::vector<EvidenceItem>> SqlItemStore::Select(const TenantId& tenant,
                                                               absl::string_view condition,
                                                               const std::vector<Value>& parameters,
                                                               absl::Time deadline) const {
  std::vector<EvidenceItem> items;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(
            const Rows rows, transaction.Execute(absl::StrCat(kSelect, condition), parameters));
        items.clear();
        for (const Row& row : rows) {
          DRIEHOEK_ASSIGN_OR_RETURN(EvidenceItem item, FromRow(row));
          items.push_back(std::move(item));
        }
        return absl::OkStatus();
      }));
  return items;
}

absl::StatusOr<std::optional<EvidenceItem>> SqlItemStore::Find(const TenantId& tenant,
                                                               const ItemId& id,
                                                               absl::Time deadline) const {
  if (!IsUuid(id.value())) return std::nullopt;
  DRIEHOEK_ASSIGN_OR_RETURN(auto found, Select(tenant, " AND id = $2", {id.value()}, deadline));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

absl::StatusOr<ListedItems> SqlItemStore::List(const TenantId& tenant, const ItemQuery& query,
                                               absl::Time deadline) const {
  ListedItems listed;
  if (!CanBeId(query.placement.value()) || !CanBeId(query.cursor) || IsEmptySet(query)) {
    return listed;
  }
  Conditions conditions;
  conditions.Equal("placement_id", query.placement.value());
  if (!query.states.empty()) conditions.OneOf("state", query.states, NameOf<ItemState>);
  if (query.students) conditions.OneOf("student_id", *query.students, kIdText);
  if (query.placements) conditions.OneOf("placement_id", *query.placements, kIdText);
  if (query.programmes) conditions.OneOf("programme_id", *query.programmes, kText);
  conditions.NewestFirst(query.cursor, query.limit);
  DRIEHOEK_ASSIGN_OR_RETURN(listed.items,
                            Select(tenant, conditions.sql(), conditions.parameters(), deadline));
  storage::CutPage(listed, query.limit);
  return listed;
}

absl::StatusOr<std::vector<EvidenceItem>> SqlItemStore::OfPlacement(const TenantId& tenant,
                                                                    const PlacementId& placement,
                                                                    absl::Time deadline) const {
  if (!IsUuid(placement.value())) return std::vector<EvidenceItem>();
  return Select(tenant, " AND placement_id = $2 ORDER BY id", {placement.value()}, deadline);
}

absl::StatusOr<std::vector<EvidenceItem>> SqlItemStore::ToLookAt(const TenantId& tenant,
                                                                 absl::CivilDay today,
                                                                 const ItemId& after, int limit,
                                                                 absl::Time deadline) const {
  Conditions conditions;
  conditions.Compare("next_look", " <= ", ToValue(today));
  if (!after.empty()) conditions.Compare("id", " > ", after.value());
  const std::string most = conditions.Bind(std::int64_t{limit});
  conditions.Add(absl::StrCat(" ORDER BY id LIMIT ", most));
  return Select(tenant, conditions.sql(), conditions.parameters(), deadline);
}

absl::Status SqlItemStore::Put(TenantTransaction& transaction, const EvidenceItem& item) {
  return transaction
      .Execute(kPut, {item.id.value(), item.version, item.placement.value(), item.student.value(),
                      item.programme.value(), item.title, ToJson(item.outcome_codes),
                      storage::IdOrNull(item.task.value()), std::string(NameOf(item.state)),
                      ToJson(item.versions), ToValue(NextLook(item).value_or(kNever)),
                      ToValue(item.create_time), ToValue(item.update_time)})
      .status();
}

}  // namespace driehoek::progress::evidence
