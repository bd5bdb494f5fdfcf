// What the three files of the store share: columns as values, pages, reading all rows of a
// statement.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "placement/round/sql_round_store.h"
#include "shared/base/enum_names.h"
#include "shared/base/errors.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::placement::round {

// A column that a NameOf wrote.
template <typename E>
E EnumAt(const storage::Row& row, std::size_t column) {
  return EnumFromName<E>(row.Text(column)).value_or(E{});
}
template <typename Id>
Id IdAt(const storage::Row& row, std::size_t column) {
  return Id(row.OptionalText(column).value_or(""));
}
inline int IntAt(const storage::Row& row, std::size_t column) {
  return static_cast<int>(row.Int(column));
}

template <typename T>
absl::StatusOr<std::vector<T>> FromRows(const storage::Rows& rows,
                                        absl::StatusOr<T> (*from_row)(const storage::Row&)) {
  std::vector<T> values;
  values.reserve(rows.size());
  for (const storage::Row& row : rows) {
    DRIEHOEK_ASSIGN_OR_RETURN(T value, from_row(row));
    values.push_back(std::move(value));
  }
  return values;
}

template <typename T>
absl::StatusOr<std::vector<T>> ReadAll(storage::TenantDatabase& database, const TenantId& tenant,
                                       absl::Time deadline, const std::string& sql,
                                       const std::vector<storage::Value>& parameters,
                                       absl::StatusOr<T> (*from_row)(const storage::Row&)) {
  std::vector<T> values;
  DRIEHOEK_RETURN_IF_ERROR(
      database.Read(tenant, deadline, [&](storage::TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(const storage::Rows rows, transaction.Execute(sql, parameters));
        DRIEHOEK_ASSIGN_OR_RETURN(values, FromRows<T>(rows, from_row));
        return absl::OkStatus();
      }));
  return values;
}

template <typename T>
std::optional<T> FirstOf(std::vector<T> values) {
  if (values.empty()) return std::nullopt;
  return std::move(values.front());
}

// `listed` holds one more than the page when there is a next one; the cursor is that of its last.
template <typename T, typename CursorOf>
void CutPage(Listed<T>& listed, int limit, CursorOf&& cursor_of) {
  if (listed.items.size() <= static_cast<std::size_t>(limit)) return;
  listed.items.pop_back();
  listed.next_cursor = cursor_of(listed.items.back());
}

}  // namespace driehoek::placement::round
