#include "shared/storage/postgres_values.h"

#include <cstdint>
#include <memory>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace driehoek::storage {
namespace {

// Object ids of built-in types: fixed for ever (pg_type.dat).
constexpr Oid kBool = 16;
constexpr Oid kBytea = 17;
constexpr Oid kInt8 = 20;
constexpr Oid kInt2 = 21;
constexpr Oid kInt4 = 23;
constexpr Oid kNumeric = 1700;

Value ReadField(const PGresult* result, int row, int column) {
  if (PQgetisnull(result, row, column) != 0) return std::monostate{};
  const absl::string_view text(PQgetvalue(result, row, column),
                               static_cast<std::size_t>(PQgetlength(result, row, column)));
  switch (PQftype(result, column)) {
    case kBool:
      return std::int64_t{text == "t" ? 1 : 0};
    case kBytea:
      // "\x" and two hex digits a byte; bytea_output=escape is not the default and not ours to set.
      return Bytes{absl::HexStringToBytes(text.substr(2))};
    case kInt2:
    case kInt4:
    case kInt8:
    case kNumeric: {
      std::int64_t number = 0;
      if (absl::SimpleAtoi(text, &number)) return number;
      return std::string(text);
    }
    default:
      return std::string(text);
  }
}

}  // namespace

PostgresParameters::PostgresParameters(absl::Span<const Value> parameters) {
  numbers_.reserve(parameters.size());  // pointers into it must stay
  values_.reserve(parameters.size());
  lengths_.reserve(parameters.size());
  formats_.reserve(parameters.size());
  for (const Value& value : parameters) {
    const char* data = nullptr;
    std::size_t length = 0;
    int format = 0;
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
      data = numbers_.emplace_back(absl::StrCat(*number)).c_str();
    } else if (const auto* text = std::get_if<std::string>(&value)) {
      data = text->c_str();
    } else if (const auto* bytes = std::get_if<Bytes>(&value)) {
      data = bytes->value.data();
      length = bytes->value.size();
      format = 1;
    }
    values_.push_back(data);
    lengths_.push_back(static_cast<int>(length));
    formats_.push_back(format);
  }
}

Rows ReadPostgresRows(const PGresult* result) {
  const int row_count = PQntuples(result);
  const int column_count = PQnfields(result);
  Rows rows;
  rows.reserve(static_cast<std::size_t>(row_count));
  for (int row = 0; row < row_count; ++row) {
    std::vector<Value> columns;
    columns.reserve(static_cast<std::size_t>(column_count));
    for (int column = 0; column < column_count; ++column) {
      columns.push_back(ReadField(result, row, column));
    }
    rows.emplace_back(std::move(columns));
  }
  return rows;
}

}  // namespace driehoek::storage
