#include "shared/storage/database.h"

#include <cstdio>
#include <cstdlib>

namespace driehoek::storage {
namespace {

// Asking for what is not there is a fault of the calling code: going on would answer with another
// column's value. The message holds a position and a type, never the value.
[[noreturn]] void Abort(std::size_t column, std::size_t size, const char* wanted) {
  std::fprintf(stderr, "storage: column %zu of %zu is not %s\n", column, size, wanted);
  std::abort();
}

}  // namespace

std::int64_t Row::Int(std::size_t column) const {
  const auto* value =
      column < columns_.size() ? std::get_if<std::int64_t>(&columns_[column]) : nullptr;
  if (value == nullptr) Abort(column, columns_.size(), "an integer");
  return *value;
}

const std::string& Row::Text(std::size_t column) const {
  const auto* value =
      column < columns_.size() ? std::get_if<std::string>(&columns_[column]) : nullptr;
  if (value == nullptr) Abort(column, columns_.size(), "text");
  return *value;
}

const std::string& Row::Blob(std::size_t column) const {
  const auto* value = column < columns_.size() ? std::get_if<Bytes>(&columns_[column]) : nullptr;
  if (value == nullptr) Abort(column, columns_.size(), "bytes");
  return value->value;
}

bool Row::IsNull(std::size_t column) const {
  if (column >= columns_.size()) Abort(column, columns_.size(), "there");
  return std::holds_alternative<std::monostate>(columns_[column]);
}

std::optional<std::string> Row::OptionalText(std::size_t column) const {
  if (IsNull(column)) return std::nullopt;
  return Text(column);
}

std::optional<std::int64_t> Row::OptionalInt(std::size_t column) const {
  if (IsNull(column)) return std::nullopt;
  return Int(column);
}

std::optional<absl::Time> Row::OptionalTime(std::size_t column) const {
  if (IsNull(column)) return std::nullopt;
  return Time(column);
}

}  // namespace driehoek::storage
