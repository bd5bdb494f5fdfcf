#include "placement/attention/sql_note_store.h"

#include <cstdint>

#include "shared/base/errors.h"
#include "shared/base/id_source.h"
#include "shared/storage/columns.h"

namespace driehoek::placement::attention {
namespace {

using storage::Bytes;
using storage::DayOf;
using storage::Row;
using storage::Rows;
using storage::TenantTransaction;
using storage::ToValue;

constexpr absl::string_view kFirstId = "00000000-0000-0000-0000-000000000000";

constexpr absl::string_view kSelect =
    "SELECT id, placement_id, supervisor_id, organisation_tenant, supervisor_key, first_date, "
    "last_date, state FROM attention_note WHERE tenant_id = $1 AND placement_id = $2 ORDER BY id";

// The states are those of TakesAttention.
constexpr absl::string_view kSelectUnsettled =
    "SELECT DISTINCT n.placement_id FROM attention_note n LEFT JOIN placement p "
    "ON p.tenant_id = $1 AND p.id = n.placement_id WHERE n.tenant_id = $1 AND n.placement_id > $2 "
    "AND (n.state <> 'confirmed' OR p.id IS NULL OR p.supervisor_id IS NULL "
    "OR p.supervisor_id <> n.supervisor_id OR p.start_date <> n.first_date "
    "OR p.end_date <> n.last_date "
    "OR p.state NOT IN ('confirmed', 'ready', 'active', 'paused', 'finishing')) "
    "ORDER BY n.placement_id LIMIT $3";

constexpr absl::string_view kInsert =
    "INSERT INTO attention_note (tenant_id, id, placement_id, supervisor_id, organisation_tenant, "
    "supervisor_key, first_date, last_date, state) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

Note FromRow(const Row& row) {
  return {.id = ClaimId(row.Text(0)),
          .placement = PlacementId(row.Text(1)),
          .supervisor = SupervisorId(row.Text(2)),
          .shared = {TenantId(row.Text(3)), row.Blob(4)},
          .first_date = DayOf(absl::string_view(row.Text(5))),
          .last_date = DayOf(absl::string_view(row.Text(6))),
          .state = EnumFromName<NoteState>(row.Text(7)).value_or(NoteState::kPending)};
}

}  // namespace

absl::StatusOr<std::vector<Note>> SqlNoteStore::Read(TenantTransaction& transaction,
                                                     const PlacementId& placement) {
  DRIEHOEK_ASSIGN_OR_RETURN(const Rows rows, transaction.Execute(kSelect, {placement.value()}));
  std::vector<Note> notes;
  for (const Row& row : rows) notes.push_back(FromRow(row));
  return notes;
}

absl::StatusOr<std::vector<Note>> SqlNoteStore::OfPlacement(const TenantId& tenant,
                                                            const PlacementId& placement,
                                                            absl::Time deadline) const {
  std::vector<Note> notes;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(notes, Read(transaction, placement));
        return absl::OkStatus();
      }));
  return notes;
}

absl::StatusOr<std::vector<PlacementId>> SqlNoteStore::Unsettled(const TenantId& tenant,
                                                                 const PlacementId& after,
                                                                 int limit,
                                                                 absl::Time deadline) const {
  std::vector<PlacementId> placements;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(
            const Rows rows,
            transaction.Execute(
                kSelectUnsettled,
                {after.empty() ? std::string(kFirstId) : after.value(), std::int64_t{limit}}));
        placements.clear();
        for (const Row& row : rows) placements.emplace_back(row.Text(0));
        return absl::OkStatus();
      }));
  return placements;
}

absl::StatusOr<bool> SqlNoteStore::IsWanted(const TenantId& tenant, const ClaimId& id,
                                            absl::Time deadline) const {
  bool is_wanted = false;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(
            const Rows rows, transaction.Execute("SELECT id FROM attention_note WHERE tenant_id = "
                                                 "$1 AND id = $2 AND state <> 'leaving'",
                                                 {id.value()}));
        is_wanted = !rows.empty();
        return absl::OkStatus();
      }));
  return is_wanted;
}

absl::Status SqlNoteStore::SetConfirmed(const TenantId& tenant, const ClaimId& id,
                                        absl::Time deadline) const {
  return database_.Write(tenant, deadline, [&](TenantTransaction& transaction) {
    return transaction
        .Execute(
            "UPDATE attention_note SET state = 'confirmed' "
            "WHERE tenant_id = $1 AND id = $2 AND state = 'pending'",
            {id.value()})
        .status();
  });
}

absl::Status SqlNoteStore::Delete(const TenantId& tenant, const ClaimId& id,
                                  absl::Time deadline) const {
  return database_.Write(tenant, deadline, [&](TenantTransaction& transaction) {
    return transaction
        .Execute("DELETE FROM attention_note WHERE tenant_id = $1 AND id = $2", {id.value()})
        .status();
  });
}

absl::Status SqlNoteStore::Add(TenantTransaction& transaction, const Note& note) {
  return transaction
      .Execute(kInsert,
               {note.id.value(), note.placement.value(), note.supervisor.value(),
                note.shared.organisation.value(), Bytes{note.shared.key}, ToValue(note.first_date),
                ToValue(note.last_date), std::string(NameOf(note.state))})
      .status();
}

absl::Status SqlNoteStore::SetLeaving(TenantTransaction& transaction, const ClaimId& id) {
  return transaction
      .Execute("UPDATE attention_note SET state = 'leaving' WHERE tenant_id = $1 AND id = $2",
               {id.value()})
      .status();
}

}  // namespace driehoek::placement::attention
