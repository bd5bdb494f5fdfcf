#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "placement/round/round_columns.h"
#include "placement/round/round_json.h"
#include "placement/round/sql_round_store.h"
#include "shared/base/id_source.h"
#include "shared/storage/columns.h"

namespace driehoek::placement::round {
namespace {

using storage::IdOrNull;
using storage::Row;
using storage::Rows;
using storage::TenantTransaction;
using storage::Value;

constexpr absl::string_view kSelect =
    "SELECT id, version, round_id, organisation_id, workplace_id, supervisor_id, "
    "capacity_offer_id, capacity, description, intended_group, rules, sort_name "
    "FROM round_place WHERE tenant_id = $1 AND round_id = $2";

constexpr absl::string_view kPut =
    "INSERT INTO round_place (tenant_id, round_id, id, version, organisation_id, workplace_id, "
    "supervisor_id, capacity_offer_id, capacity, description, intended_group, rules, sort_name) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) "
    "ON CONFLICT (tenant_id, round_id, id) DO UPDATE SET version = excluded.version, "
    "supervisor_id = excluded.supervisor_id, capacity_offer_id = excluded.capacity_offer_id, "
    "capacity = excluded.capacity, description = excluded.description, "
    "intended_group = excluded.intended_group, rules = excluded.rules";

absl::StatusOr<RoundPlace> FromRow(const Row& row) {
  RoundPlace place{.id = RoundPlaceId(row.Text(0)),
                   .round = RoundId(row.Text(2)),
                   .organisation = OrganisationId(row.Text(3)),
                   .workplace = WorkplaceId(row.Text(4)),
                   .supervisor = IdAt<SupervisorId>(row, 5),
                   .capacity_offer = IdAt<CapacityOfferId>(row, 6),
                   .capacity = IntAt(row, 7),
                   .description = row.Text(8),
                   .intended_group = row.Text(9),
                   .sort_name = row.Text(11),
                   .version = row.Int(1)};
  DRIEHOEK_RETURN_IF_ERROR(RulesFromJson(row.Text(10), place));
  return place;
}

std::string All() { return absl::StrCat(kSelect, " ORDER BY id"); }

}  // namespace

absl::StatusOr<std::optional<RoundPlace>> SqlRoundStore::FindPlace(const TenantId& tenant,
                                                                   const RoundId& round,
                                                                   const RoundPlaceId& id,
                                                                   absl::Time deadline) const {
  if (!IsUuid(round.value()) || !IsUuid(id.value())) return std::nullopt;
  DRIEHOEK_ASSIGN_OR_RETURN(auto found, ReadAll<RoundPlace>(database_, tenant, deadline,
                                                            absl::StrCat(kSelect, " AND id = $3"),
                                                            {round.value(), id.value()}, FromRow));
  return FirstOf(std::move(found));
}

absl::StatusOr<std::vector<RoundPlace>> SqlRoundStore::Places(const TenantId& tenant,
                                                              const RoundId& round,
                                                              absl::Time deadline) const {
  return ReadAll<RoundPlace>(database_, tenant, deadline, All(), {round.value()}, FromRow);
}

absl::StatusOr<std::vector<RoundPlace>> SqlRoundStore::PlacesIn(TenantTransaction& transaction,
                                                                const RoundId& round) {
  DRIEHOEK_ASSIGN_OR_RETURN(const Rows rows, transaction.Execute(All(), {round.value()}));
  return FromRows<RoundPlace>(rows, FromRow);
}

absl::StatusOr<Listed<RoundPlace>> SqlRoundStore::ListPlaces(const TenantId& tenant,
                                                             const RoundId& round, int limit,
                                                             const std::string& cursor,
                                                             absl::Time deadline) const {
  Listed<RoundPlace> listed;
  std::vector<Value> parameters = {round.value(), std::int64_t{limit} + 1};
  std::string sql(kSelect);
  if (!cursor.empty()) {
    const std::pair<std::string, std::string> last =
        absl::StrSplit(cursor, absl::MaxSplits(' ', 1));
    if (!IsUuid(last.first)) return listed;
    parameters.emplace_back(last.second);
    parameters.emplace_back(last.first);
    absl::StrAppend(&sql, " AND (sort_name, id) > ($4, $5)");
  }
  absl::StrAppend(&sql, " ORDER BY sort_name, id LIMIT $3");
  DRIEHOEK_ASSIGN_OR_RETURN(
      listed.items, ReadAll<RoundPlace>(database_, tenant, deadline, sql, parameters, FromRow));
  CutPage(listed, limit, [](const RoundPlace& last) {
    return absl::StrCat(last.id.value(), " ", last.sort_name);
  });
  return listed;
}

absl::Status SqlRoundStore::Put(TenantTransaction& transaction, const RoundPlace& p) {
  return transaction
      .Execute(kPut, {p.round.value(), p.id.value(), p.version, p.organisation.value(),
                      p.workplace.value(), IdOrNull(p.supervisor.value()),
                      IdOrNull(p.capacity_offer.value()), std::int64_t{p.capacity}, p.description,
                      p.intended_group, RulesToJson(p), p.sort_name})
      .status();
}

absl::Status SqlRoundStore::Delete(TenantTransaction& transaction, const RoundPlace& place) {
  return transaction
      .Execute("DELETE FROM round_place WHERE tenant_id = $1 AND round_id = $2 AND id = $3",
               {place.round.value(), place.id.value()})
      .status();
}

}  // namespace driehoek::placement::round
