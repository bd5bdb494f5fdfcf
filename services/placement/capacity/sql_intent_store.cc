#include "placement/capacity/sql_intent_store.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "placement/capacity/text_columns.h"
#include "shared/base/id_source.h"
#include "shared/storage/conditions.h"

namespace driehoek::capacity {
namespace {

using storage::Conditions;
using storage::Row;
using storage::Rows;
using storage::TenantTransaction;
using storage::ToValue;
using storage::Value;

constexpr absl::string_view kSelect =
    "SELECT id, version, organisation_id, organisation_name, year, answer, seat_count, reasons, "
    "remark, ask_time, answer_time FROM hosting_intent WHERE tenant_id = $1";

// Counts the years down, so that the newest comes first in ascending order.
std::string SortKey(const HostingIntent& intent) {
  return absl::StrFormat("%04d %s", 9999 - intent.year,
                         absl::AsciiStrToLower(intent.organisation_name));
}

HostingIntent FromRow(const Row& row) {
  return {.id = HostingIntentId(row.Text(0)),
          .organisation = OrganisationId(row.Text(2)),
          .organisation_name = row.Text(3),
          .year = static_cast<int>(row.Int(4)),
          .answer = EnumFromName<HostingAnswer>(row.Text(5)).value_or(HostingAnswer{}),
          .seat_count = static_cast<int>(row.Int(6)),
          .reasons = EnumsOf<HostingReason>(row.Text(7)),
          .remark = row.Text(8),
          .ask_time = row.Time(9),
          .answer_time = row.OptionalTime(10),
          .version = row.Int(1)};
}

}  // namespace

absl::StatusOr<std::optional<HostingIntent>> SqlIntentStore::Find(const TenantId& tenant,
                                                                  const HostingIntentId& id,
                                                                  absl::Time deadline) const {
  std::optional<HostingIntent> found;
  if (!IsUuid(id.value())) return found;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(
            const Rows rows,
            transaction.Execute(absl::StrCat(kSelect, " AND id = $2"), {id.value()}));
        found.reset();
        if (!rows.empty()) found = FromRow(rows.front());
        return absl::OkStatus();
      }));
  return found;
}

absl::StatusOr<ListedIntents> SqlIntentStore::List(const TenantId& tenant, const IntentQuery& query,
                                                   absl::Time deadline) const {
  ListedIntents listed;
  if (query.organisations && query.organisations->empty()) return listed;
  Conditions conditions;
  if (query.year != 0) conditions.Compare("year", " = ", std::int64_t{query.year});
  if (!query.answers.empty()) conditions.OneOf("answer", query.answers, NameOf<HostingAnswer>);
  if (query.organisations) {
    conditions.OneOf("organisation_id", *query.organisations,
                     [](const OrganisationId& id) { return id.value(); });
  }
  if (!query.cursor.empty()) {
    const std::pair<std::string, std::string> last =
        absl::StrSplit(query.cursor, absl::MaxSplits(' ', 1));
    if (!IsUuid(last.first)) return listed;
    const std::string key = conditions.Bind(last.second);
    const std::string id = conditions.Bind(last.first);
    conditions.Add(absl::StrCat(" AND (sort_key, id) > (", key, ", ", id, ")"));
  }
  const std::string limit = conditions.Bind(std::int64_t{query.limit} + 1);
  conditions.Add(absl::StrCat(" ORDER BY sort_key, id LIMIT ", limit));
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(
            const Rows rows,
            transaction.Execute(absl::StrCat(kSelect, conditions.sql()), conditions.parameters()));
        listed.items.clear();
        for (const Row& row : rows) listed.items.push_back(FromRow(row));
        return absl::OkStatus();
      }));
  if (listed.items.size() > static_cast<std::size_t>(query.limit)) {
    listed.items.pop_back();
    const HostingIntent& last = listed.items.back();
    listed.next_cursor = absl::StrCat(last.id.value(), " ", SortKey(last));
  }
  return listed;
}

absl::Status SqlIntentStore::Insert(TenantTransaction& transaction, const HostingIntent& intent) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const std::int64_t stored,
      transaction.Change(
          "INSERT INTO hosting_intent (tenant_id, id, version, organisation_id, "
          "organisation_name, sort_key, year, answer, seat_count, reasons, remark, ask_time, "
          "answer_time) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) "
          "ON CONFLICT (tenant_id, organisation_id, year) DO NOTHING",
          {intent.id.value(), intent.version, intent.organisation.value(), intent.organisation_name,
           SortKey(intent), std::int64_t{intent.year}, std::string(NameOf(intent.answer)),
           std::int64_t{intent.seat_count}, NamesOf(intent.reasons), intent.remark,
           ToValue(intent.ask_time), ToValue(intent.answer_time)}));
  if (stored > 0) return absl::OkStatus();
  return Error(absl::StatusCode::kAlreadyExists, "INTENT_EXISTS",
               "the organisation was asked for that year before");
}

absl::Status SqlIntentStore::Update(TenantTransaction& transaction, const HostingIntent& intent) {
  return transaction
      .Execute(
          "UPDATE hosting_intent SET version = $3, answer = $4, seat_count = $5, reasons = $6, "
          "remark = $7, answer_time = $8 WHERE tenant_id = $1 AND id = $2",
          {intent.id.value(), intent.version, std::string(NameOf(intent.answer)),
           std::int64_t{intent.seat_count}, NamesOf(intent.reasons), intent.remark,
           ToValue(intent.answer_time)})
      .status();
}

}  // namespace driehoek::capacity
