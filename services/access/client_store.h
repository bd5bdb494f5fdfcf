// Keeps API clients.
#pragma once

#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "access/api_client.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::access {

// Thread-safe. The database must outlive it.
class ClientStore {
 public:
  explicit ClientStore(storage::TenantDatabase& database) : database_(database) {}

  // Nothing when there is none; also for an id that is no UUID.
  absl::StatusOr<std::optional<ApiClient>> Get(const TenantId& tenant, const ApiClientId& id,
                                               absl::Time deadline);
  absl::StatusOr<std::optional<ApiClient>> FindSecret(const TenantId& tenant,
                                                      absl::string_view secret_hash,
                                                      absl::Time deadline);
  // Newest first, at most `limit`, those older than `before` (empty: from the newest).
  absl::StatusOr<std::vector<ApiClient>> List(const TenantId& tenant, const ApiClientId& before,
                                              int limit, absl::Time deadline);

  // Writes a client inside the transaction of a change; it gets `client.version + 1`.
  static absl::Status Write(storage::TenantTransaction& transaction, const ApiClient& client);

 private:
  storage::TenantDatabase& database_;
};

}  // namespace driehoek::access
