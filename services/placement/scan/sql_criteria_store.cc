#include "placement/scan/sql_criteria_store.h"

#include <cstdint>
#include <limits>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "placement/scan/scan_json.h"
#include "shared/base/errors.h"
#include "shared/base/id_source.h"

namespace driehoek::placement::scan {
namespace {

using storage::Row;
using storage::Rows;
using storage::TenantTransaction;
using storage::ToValue;
using storage::Value;

constexpr absl::string_view kSelect =
    "SELECT id, version, programme_id, number, first_phase, last_phase, criteria, create_time "
    "FROM scan_criteria WHERE tenant_id = $1";

constexpr absl::string_view kInsert =
    "INSERT INTO scan_criteria (tenant_id, id, version, programme_id, number, first_phase, "
    "last_phase, criteria, create_time) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

absl::StatusOr<Criteria> FromRow(const Row& row) {
  Criteria criteria{.programme = ProgrammeId(row.Text(2)),
                    .id = CriteriaId(row.Text(0)),
                    .number = static_cast<int>(row.Int(3)),
                    .first_phase = static_cast<int>(row.Int(4)),
                    .last_phase = static_cast<int>(row.Int(5)),
                    .create_time = row.Time(7),
                    .version = row.Int(1)};
  DRIEHOEK_ASSIGN_OR_RETURN(criteria.criteria, CriteriaFromJson(row.Text(6)));
  return criteria;
}

std::optional<Criteria> FirstOf(std::vector<Criteria> found) {
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

}  // namespace

absl::StatusOr<std::vector<Criteria>> SqlCriteriaStore::Select(const TenantId& tenant,
                                                               absl::string_view condition,
                                                               const std::vector<Value>& parameters,
                                                               absl::Time deadline) const {
  std::vector<Criteria> found;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(
            const Rows rows, transaction.Execute(absl::StrCat(kSelect, condition), parameters));
        found.clear();
        for (const Row& row : rows) {
          DRIEHOEK_ASSIGN_OR_RETURN(Criteria criteria, FromRow(row));
          found.push_back(std::move(criteria));
        }
        return absl::OkStatus();
      }));
  return found;
}

absl::StatusOr<std::optional<Criteria>> SqlCriteriaStore::Find(const TenantId& tenant,
                                                               const CriteriaId& id,
                                                               absl::Time deadline) const {
  if (!IsUuid(id.value())) return std::nullopt;
  DRIEHOEK_ASSIGN_OR_RETURN(auto found, Select(tenant, " AND id = $2", {id.value()}, deadline));
  return FirstOf(std::move(found));
}

absl::StatusOr<ListedCriteria> SqlCriteriaStore::List(const TenantId& tenant,
                                                      const ProgrammeId& programme, int limit,
                                                      const std::string& cursor,
                                                      absl::Time deadline) const {
  ListedCriteria listed;
  std::int64_t below = std::numeric_limits<std::int64_t>::max();
  if (!IsUuid(programme.value())) return listed;
  if (!cursor.empty() && !absl::SimpleAtoi(cursor, &below)) return listed;
  DRIEHOEK_ASSIGN_OR_RETURN(
      listed.items,
      Select(tenant, " AND programme_id = $2 AND number < $3 ORDER BY number DESC LIMIT $4",
             {programme.value(), below, std::int64_t{limit} + 1}, deadline));
  if (listed.items.size() > static_cast<std::size_t>(limit)) {
    listed.items.pop_back();
    listed.next_cursor = absl::StrCat(listed.items.back().number);
  }
  return listed;
}

absl::StatusOr<std::optional<Criteria>> SqlCriteriaStore::Newest(const TenantId& tenant,
                                                                 const ProgrammeId& programme,
                                                                 int phase,
                                                                 absl::Time deadline) const {
  if (!IsUuid(programme.value())) return std::nullopt;
  DRIEHOEK_ASSIGN_OR_RETURN(
      auto found, Select(tenant,
                         " AND programme_id = $2 AND first_phase <= $3 AND last_phase >= $3 ORDER "
                         "BY number DESC LIMIT 1",
                         {programme.value(), std::int64_t{phase}}, deadline));
  return FirstOf(std::move(found));
}

absl::StatusOr<int> SqlCriteriaStore::NewestNumber(const TenantId& tenant,
                                                   const ProgrammeId& programme,
                                                   absl::Time deadline) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const ListedCriteria newest, List(tenant, programme, 1, "", deadline));
  return newest.items.empty() ? 0 : newest.items.front().number;
}

absl::Status SqlCriteriaStore::Put(TenantTransaction& transaction, const Criteria& c) {
  return transaction
      .Execute(kInsert, {c.id.value(), c.version, c.programme.value(), std::int64_t{c.number},
                         std::int64_t{c.first_phase}, std::int64_t{c.last_phase},
                         ToJson(c.criteria), ToValue(c.create_time)})
      .status();
}

}  // namespace driehoek::placement::scan
