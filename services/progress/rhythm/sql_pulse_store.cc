#include "progress/rhythm/sql_pulse_store.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "shared/base/errors.h"
#include "shared/base/id_source.h"
#include "shared/storage/columns.h"
#include "shared/storage/conditions.h"

namespace driehoek::progress::rhythm {
namespace {

using storage::DayOf;
using storage::Row;
using storage::Rows;
using storage::TenantTransaction;
using storage::ToValue;
using storage::Value;

constexpr absl::string_view kSelect =
    "SELECT id, version, placement_id, party, person_id, first_date, last_date, learning_share, "
    "mood, word, too_little_time, answer_date, create_time, update_time "
    "FROM pulse WHERE tenant_id = $1";

constexpr absl::string_view kPut =
    "INSERT INTO pulse (tenant_id, id, version, placement_id, party, person_id, first_date, "
    "last_date, learning_share, mood, word, too_little_time, answer_date, create_time, "
    "update_time) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) "
    "ON CONFLICT (tenant_id, id) DO UPDATE SET version = excluded.version, "
    "person_id = excluded.person_id, learning_share = excluded.learning_share, "
    "mood = excluded.mood, word = excluded.word, too_little_time = excluded.too_little_time, "
    "answer_date = excluded.answer_date, update_time = excluded.update_time";

Pulse FromRow(const Row& row) {
  return {.id = PulseId(row.Text(0)),
          .placement = PlacementId(row.Text(2)),
          .party = EnumFromName<Party>(row.Text(3)).value_or(Party{}),
          .person = PersonId(row.Text(4)),
          .period = {DayOf(absl::string_view(row.Text(5))), DayOf(absl::string_view(row.Text(6)))},
          .learning_share = static_cast<int>(row.Int(7)),
          .mood = static_cast<int>(row.Int(8)),
          .word = row.Text(9),
          .too_little_time = row.Bool(10),
          .answer_date = DayOf(absl::string_view(row.Text(11))),
          .create_time = row.Time(12),
          .update_time = row.Time(13),
          .version = row.Int(1)};
}

}  // namespace

absl::StatusOr<std::vector<Pulse>> SqlPulseStore::Select(const TenantId& tenant,
                                                         absl::string_view condition,
                                                         const std::vector<Value>& parameters,
                                                         absl::Time deadline) const {
  std::vector<Pulse> pulses;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(
            const Rows rows, transaction.Execute(absl::StrCat(kSelect, condition), parameters));
        pulses.clear();
        pulses.reserve(rows.size());
        for (const Row& row : rows) pulses.push_back(FromRow(row));
        return absl::OkStatus();
      }));
  return pulses;
}

absl::StatusOr<std::optional<Pulse>> SqlPulseStore::Find(const TenantId& tenant, const PulseId& id,
                                                         absl::Time deadline) const {
  if (!IsUuid(id.value())) return std::nullopt;
  DRIEHOEK_ASSIGN_OR_RETURN(auto found, Select(tenant, " AND id = $2", {id.value()}, deadline));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

absl::StatusOr<std::vector<Pulse>> SqlPulseStore::OfPlacement(const TenantId& tenant,
                                                              const PlacementId& placement,
                                                              absl::Time deadline) const {
  if (!IsUuid(placement.value())) return std::vector<Pulse>();
  return Select(tenant, " AND placement_id = $2 ORDER BY first_date DESC, id DESC",
                {placement.value()}, deadline);
}

absl::StatusOr<std::vector<Pulse>> SqlPulseStore::Since(const TenantId& tenant,
                                                        const std::vector<PlacementId>& placements,
                                                        absl::CivilDay since,
                                                        absl::Time deadline) const {
  if (placements.empty()) return std::vector<Pulse>();
  storage::Conditions conditions;
  conditions.OneOf("placement_id", placements, [](const auto& id) { return id.value(); });
  conditions.Compare("last_date", " >= ", ToValue(since));
  conditions.Add(" ORDER BY placement_id, first_date DESC, id DESC");
  return Select(tenant, conditions.sql(), conditions.parameters(), deadline);
}

absl::Status SqlPulseStore::Put(TenantTransaction& transaction, const Pulse& p) {
  return transaction
      .Execute(kPut, {p.id.value(), p.version, p.placement.value(), std::string(NameOf(p.party)),
                      p.person.value(), ToValue(p.period.first), ToValue(p.period.last),
                      std::int64_t{p.learning_share}, std::int64_t{p.mood}, p.word,
                      ToValue(p.too_little_time), ToValue(p.answer_date), ToValue(p.create_time),
                      ToValue(p.update_time)})
      .status();
}

}  // namespace driehoek::progress::rhythm
