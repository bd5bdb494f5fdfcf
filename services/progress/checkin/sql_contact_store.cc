#include "progress/checkin/sql_contact_store.h"

#include <cstdint>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "progress/checkin/contact_days.h"
#include "shared/base/errors.h"
#include "shared/base/id_source.h"
#include "shared/storage/columns.h"
#include "shared/storage/conditions.h"

namespace driehoek::progress::checkin {
namespace {

using storage::Conditions;
using storage::Row;
using storage::Rows;
using storage::TenantTransaction;
using storage::ToValue;
using storage::Value;

constexpr absl::string_view kSelect =
    "SELECT id, version, placement_id, student_id, programme_id, parties, contact_date, kind, "
    "note, recorder_party, recorder_id, create_time FROM contact_moment WHERE tenant_id = $1";

constexpr absl::string_view kCount =
    "SELECT COUNT(*) FROM contact_moment WHERE tenant_id = $1 AND placement_id = $2";

constexpr absl::string_view kPut =
    "INSERT INTO contact_moment (tenant_id, id, version, placement_id, student_id, programme_id, "
    "parties, contact_date, kind, note, recorder_party, recorder_id, create_time) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";

ContactMoment FromRow(const Row& row) {
  ContactMoment moment{.id = ContactMomentId(row.Text(0)),
                       .placement = PlacementId(row.Text(2)),
                       .student = PersonId(row.Text(3)),
                       .programme = ProgrammeId(row.Text(4)),
                       .date = storage::DayOf(absl::string_view(row.Text(6))),
                       .kind = EnumFromName<ContactKind>(row.Text(7)).value_or(ContactKind{}),
                       .note = row.Text(8),
                       .recorder_party = EnumFromName<Party>(row.Text(9)).value_or(Party{}),
                       .recorder = PersonId(row.Text(10)),
                       .create_time = row.Time(11),
                       .version = row.Int(1)};
  for (const absl::string_view name : absl::StrSplit(row.Text(5), ' ')) {
    if (const auto party = EnumFromName<Party>(name)) moment.parties.push_back(*party);
  }
  return moment;
}

bool CanBeId(const std::string& id) { return id.empty() || IsUuid(id); }

const auto kText = [](const std::string& text) { return text; };
const auto kIdText = [](const auto& id) { return id.value(); };

}  // namespace

absl::StatusOr<std::vector<ContactMoment>> SqlContactStore::Select(
    const TenantId& tenant, absl::string_view condition, const std::vector<Value>& parameters,
    absl::Time deadline) const {
  std::vector<ContactMoment> moments;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(
            const Rows rows, transaction.Execute(absl::StrCat(kSelect, condition), parameters));
        moments.clear();
        for (const Row& row : rows) moments.push_back(FromRow(row));
        return absl::OkStatus();
      }));
  return moments;
}

absl::StatusOr<std::optional<ContactMoment>> SqlContactStore::Find(const TenantId& tenant,
                                                                   const ContactMomentId& id,
                                                                   absl::Time deadline) const {
  if (!IsUuid(id.value())) return std::nullopt;
  DRIEHOEK_ASSIGN_OR_RETURN(auto found, Select(tenant, " AND id = $2", {id.value()}, deadline));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

absl::StatusOr<ListedContacts> SqlContactStore::List(const TenantId& tenant,
                                                     const ContactQuery& query,
                                                     absl::Time deadline) const {
  ListedContacts listed;
  const bool is_empty_set = (query.students && query.students->empty()) ||
                            (query.placements && query.placements->empty());
  if (!CanBeId(query.placement.value()) || !CanBeId(query.cursor) || is_empty_set) return listed;
  Conditions conditions;
  conditions.Equal("placement_id", query.placement.value());
  if (query.students) conditions.OneOf("student_id", *query.students, kIdText);
  if (query.placements) conditions.OneOf("placement_id", *query.placements, kIdText);
  if (query.programmes) conditions.OneOf("programme_id", *query.programmes, kText);
  conditions.NewestFirst(query.cursor, query.limit);
  DRIEHOEK_ASSIGN_OR_RETURN(listed.items,
                            Select(tenant, conditions.sql(), conditions.parameters(), deadline));
  storage::CutPage(listed, query.limit);
  return listed;
}

absl::StatusOr<int> SqlContactStore::CountOf(const TenantId& tenant, const PlacementId& placement,
                                             absl::Time deadline) const {
  int count = 0;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(const Rows rows,
                                  transaction.Execute(kCount, {placement.value()}));
        count = static_cast<int>(rows.front().Int(0));
        return absl::OkStatus();
      }));
  return count;
}

absl::Status SqlContactStore::Put(TenantTransaction& transaction, const ContactMoment& m) {
  const std::string parties = absl::StrJoin(
      m.parties, " ", [](std::string* out, Party party) { absl::StrAppend(out, NameOf(party)); });
  DRIEHOEK_RETURN_IF_ERROR(transaction
                               .Execute(kPut, {m.id.value(), m.version, m.placement.value(),
                                               m.student.value(), m.programme.value(), parties,
                                               ToValue(m.date), std::string(NameOf(m.kind)), m.note,
                                               std::string(NameOf(m.recorder_party)),
                                               m.recorder.value(), ToValue(m.create_time)})
                               .status());
  return PutContactDays(transaction, m.placement, EdgesOf(m.parties), m.date, m.id.value());
}

}  // namespace driehoek::progress::checkin
