// A database seen by one institution: every statement gets the institution's id as $1 (sql.md: isolation by handle,
// not by care). Statements name `tenant_id = $1` on every table; the caller's own parameters begin at $2.
#pragma once

#include <vector>

#include "shared/base/strong_id.h"
#include "shared/storage/database.h"

namespace driehoek::storage {

// Inside one transaction of one institution.
class TenantTransaction {
 public:
  TenantTransaction(Transaction& transaction, const TenantId& tenant) : transaction_(transaction), tenant_(tenant) {}
  // Runs `sql` with $1 = tenant and $2.. = `parameters`. Errors as Transaction::Execute.
  absl::StatusOr<Rows> Execute(absl::string_view sql, std::vector<Value> parameters = {});
  // Likewise. Errors as Transaction::Change.
  absl::StatusOr<std::int64_t> Change(absl::string_view sql, std::vector<Value> parameters = {});
  absl::string_view ForUpdate() const { return transaction_.ForUpdate(); }
  const TenantId& tenant() const { return tenant_; }

 private:
  std::vector<Value> Bind(std::vector<Value> parameters) const;

  Transaction& transaction_;
  const TenantId& tenant_;
};

using TenantBody = absl::FunctionRef<absl::Status(TenantTransaction&)>;

// Thread-safe; the Database must outlive it.
class TenantDatabase {
 public:
  explicit TenantDatabase(Database& database) : database_(database) {}
  absl::Status Write(const TenantId& tenant, absl::Time deadline, TenantBody body);
  absl::Status Read(const TenantId& tenant, absl::Time deadline, TenantBody body);

 private:
  Database& database_;
};

}  // namespace driehoek::storage
