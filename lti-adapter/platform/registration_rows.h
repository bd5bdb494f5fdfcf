// The statements on registrations and deployments, one function each, inside a transaction of the
// store.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "platform/registration.h"
#include "shared/storage/database.h"

namespace driehoek::lti {

absl::StatusOr<std::vector<Registration>> SelectByIssuer(storage::Transaction& transaction,
                                                         const std::string& issuer);
absl::StatusOr<std::optional<Registration>> SelectByClient(storage::Transaction& transaction,
                                                           const std::string& issuer,
                                                           const std::string& client_id);
absl::StatusOr<std::optional<Registration>> SelectById(storage::Transaction& transaction,
                                                       const std::string& id);
absl::Status InsertRegistration(storage::Transaction& transaction,
                                const Registration& registration);
absl::Status UpdateScopes(storage::Transaction& transaction, const std::string& id,
                          const std::vector<std::string>& scopes);

absl::StatusOr<std::vector<Deployment>> SelectDeployments(storage::Transaction& transaction,
                                                          const std::string& registration_id);
absl::StatusOr<std::vector<ListedDeployment>> SelectListedDeployments(
    storage::Transaction& transaction);
// Nothing when it is there already.
absl::Status InsertDeployment(storage::Transaction& transaction, const Deployment& deployment);
absl::Status UpsertActiveDeployment(storage::Transaction& transaction,
                                    const Deployment& deployment);

}  // namespace driehoek::lti
