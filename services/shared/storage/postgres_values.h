// Our values as libpq's parameters, and its results as our rows.
#pragma once

#include <libpq-fe.h>

#include <string>
#include <vector>

#include "absl/types/span.h"
#include "shared/storage/database.h"

namespace driehoek::storage {

// Numbers and text go as text, so that the server takes the column's own type; bytes go as they
// are. `parameters` must outlive it.
class PostgresParameters {
 public:
  explicit PostgresParameters(absl::Span<const Value> parameters);
  PostgresParameters(const PostgresParameters&) = delete;
  PostgresParameters& operator=(const PostgresParameters&) = delete;

  int count() const { return static_cast<int>(values_.size()); }
  const char* const* values() const { return values_.data(); }
  const int* lengths() const { return lengths_.data(); }
  const int* formats() const { return formats_.data(); }

 private:
  std::vector<std::string> numbers_;
  std::vector<const char*> values_;
  std::vector<int> lengths_;
  std::vector<int> formats_;
};

// bigint, count(*), sum() and boolean expressions as integers, bytea as Bytes, all else as text:
// the same that SQLite gives for the same statement.
Rows ReadPostgresRows(const PGresult* result);

}  // namespace driehoek::storage
