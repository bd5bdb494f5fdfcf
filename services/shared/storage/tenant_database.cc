#include "shared/storage/tenant_database.h"

#include <iterator>
#include <utility>

namespace driehoek::storage {

std::vector<Value> TenantTransaction::Bind(std::vector<Value> parameters) const {
  std::vector<Value> bound;
  bound.reserve(parameters.size() + 1);
  bound.emplace_back(tenant_.value());
  std::move(parameters.begin(), parameters.end(), std::back_inserter(bound));
  return bound;
}

absl::StatusOr<Rows> TenantTransaction::Execute(absl::string_view sql,
                                                std::vector<Value> parameters) {
  return transaction_.Execute(sql, Bind(std::move(parameters)));
}

absl::StatusOr<std::int64_t> TenantTransaction::Change(absl::string_view sql,
                                                       std::vector<Value> parameters) {
  return transaction_.Change(sql, Bind(std::move(parameters)));
}

absl::Status TenantDatabase::Write(const TenantId& tenant, absl::Time deadline, TenantBody body) {
  return database_.Write(deadline, [&](Transaction& transaction) {
    TenantTransaction bound(transaction, tenant);
    return body(bound);
  });
}

absl::Status TenantDatabase::Read(const TenantId& tenant, absl::Time deadline, TenantBody body) {
  return database_.Read(deadline, [&](Transaction& transaction) {
    TenantTransaction bound(transaction, tenant);
    return body(bound);
  });
}

}  // namespace driehoek::storage
