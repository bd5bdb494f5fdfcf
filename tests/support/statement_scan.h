// Finds SQL in C++ source text and judges whether it stands under one tenant.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace driehoek::test {

struct Statement {
  std::string file;
  std::string sql;
};

// String literals that begin with SELECT, INSERT INTO, UPDATE, DELETE FROM or WITH in capitals,
// adjacent ones joined; comments are left out. `file` stays empty.
std::vector<Statement> FindStatements(absl::string_view source);

// Empty when `tenant_id = $1` is asked of every table that is read or changed, and an INSERT puts
// $1 into tenant_id as its first column; else what is wrong.
std::string TenantFault(const std::string& sql);

}  // namespace driehoek::test
