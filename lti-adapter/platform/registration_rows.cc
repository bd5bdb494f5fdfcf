#include "platform/registration_rows.h"

#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "shared/base/errors.h"

namespace driehoek::lti {
namespace {

using storage::Row;
using storage::Rows;
using storage::ToValue;
using storage::Transaction;

std::vector<std::string> Words(const std::string& text) {
  return absl::StrSplit(text, ' ', absl::SkipEmpty());
}

Registration ToRegistration(const Row& row) {
  return {.id = row.Text(0),
          .issuer = row.Text(1),
          .client_id = row.Text(2),
          .tenant = TenantId(row.Text(3)),
          .authorization_endpoint = row.Text(4),
          .token_endpoint = row.Text(5),
          .jwks_uri = row.Text(6),
          .token_audience = row.Text(7),
          .scopes = Words(row.Text(8)),
          .family = row.Text(9),
          .embedding_origins = Words(row.Text(10)),
          .status = row.Text(11) == "active" ? RegistrationStatus::kActive
                                             : RegistrationStatus::kDisabled,
          .create_time = row.Time(12)};
}

std::optional<Registration> OnlyOne(const Rows& rows) {
  if (rows.empty()) return std::nullopt;
  return ToRegistration(rows.front());
}

absl::string_view StatusName(DeploymentStatus status) {
  return status == DeploymentStatus::kActive ? "active" : "pending";
}

Deployment ToDeployment(const Row& row, std::size_t first) {
  return {.registration_id = row.Text(first),
          .id = row.Text(first + 1),
          .tenant = TenantId(row.Text(first + 2)),
          .status = row.Text(first + 3) == "active" ? DeploymentStatus::kActive
                                                    : DeploymentStatus::kPending,
          .first_seen = row.Time(first + 4)};
}

}  // namespace

absl::StatusOr<std::vector<Registration>> SelectByIssuer(Transaction& transaction,
                                                         const std::string& issuer) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const Rows rows,
      transaction.Execute(
          "SELECT registration_id, issuer, client_id, tenant_id, authorization_endpoint, "
          "token_endpoint, jwks_uri, token_audience, scopes, family, embedding_origins, status, "
          "created_us FROM registration WHERE issuer = $1 ORDER BY client_id",
          {issuer}));
  std::vector<Registration> found;
  found.reserve(rows.size());
  for (const Row& row : rows) found.push_back(ToRegistration(row));
  return found;
}

absl::StatusOr<std::optional<Registration>> SelectByClient(Transaction& transaction,
                                                           const std::string& issuer,
                                                           const std::string& client_id) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const Rows rows,
      transaction.Execute(
          "SELECT registration_id, issuer, client_id, tenant_id, authorization_endpoint, "
          "token_endpoint, jwks_uri, token_audience, scopes, family, embedding_origins, status, "
          "created_us FROM registration WHERE issuer = $1 AND client_id = $2",
          {issuer, client_id}));
  return OnlyOne(rows);
}

absl::StatusOr<std::optional<Registration>> SelectById(Transaction& transaction,
                                                       const std::string& id) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const Rows rows,
      transaction.Execute(
          "SELECT registration_id, issuer, client_id, tenant_id, authorization_endpoint, "
          "token_endpoint, jwks_uri, token_audience, scopes, family, embedding_origins, status, "
          "created_us FROM registration WHERE registration_id = $1",
          {id}));
  return OnlyOne(rows);
}

absl::Status InsertRegistration(Transaction& transaction, const Registration& registration) {
  return transaction
      .Execute(
          "INSERT INTO registration (registration_id, issuer, client_id, tenant_id, "
          "authorization_endpoint, "
          "token_endpoint, jwks_uri, token_audience, scopes, family, embedding_origins, status, "
          "created_us) "
          "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'active', $12)",
          {registration.id, registration.issuer, registration.client_id,
           registration.tenant.value(), registration.authorization_endpoint,
           registration.token_endpoint, registration.jwks_uri, registration.token_audience,
           absl::StrJoin(registration.scopes, " "), registration.family,
           absl::StrJoin(registration.embedding_origins, " "), ToValue(registration.create_time)})
      .status();
}

absl::Status UpdateScopes(Transaction& transaction, const std::string& id,
                          const std::vector<std::string>& scopes) {
  return transaction
      .Execute("UPDATE registration SET scopes = $1 WHERE registration_id = $2",
               {absl::StrJoin(scopes, " "), id})
      .status();
}

absl::StatusOr<std::vector<Deployment>> SelectDeployments(Transaction& transaction,
                                                          const std::string& registration_id) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const Rows rows,
      transaction.Execute("SELECT registration_id, deployment_id, tenant_id, status, first_seen_us "
                          "FROM deployment WHERE registration_id = $1 ORDER BY deployment_id",
                          {registration_id}));
  std::vector<Deployment> deployments;
  deployments.reserve(rows.size());
  for (const Row& row : rows) deployments.push_back(ToDeployment(row, 0));
  return deployments;
}

absl::StatusOr<std::vector<ListedDeployment>> SelectListedDeployments(Transaction& transaction) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const Rows rows,
      transaction.Execute(
          "SELECT r.issuer, r.client_id, d.registration_id, d.deployment_id, d.tenant_id, "
          "d.status, "
          "d.first_seen_us FROM deployment d JOIN registration r ON r.registration_id = "
          "d.registration_id ORDER BY r.issuer, r.client_id, d.deployment_id",
          {}));
  std::vector<ListedDeployment> listed;
  listed.reserve(rows.size());
  for (const Row& row : rows) {
    listed.push_back(
        {.issuer = row.Text(0), .client_id = row.Text(1), .deployment = ToDeployment(row, 2)});
  }
  return listed;
}

absl::Status InsertDeployment(Transaction& transaction, const Deployment& deployment) {
  return transaction
      .Execute(
          "INSERT INTO deployment (registration_id, deployment_id, tenant_id, status, "
          "first_seen_us) "
          "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (registration_id, deployment_id) DO NOTHING",
          {deployment.registration_id, deployment.id, deployment.tenant.value(),
           std::string(StatusName(deployment.status)), ToValue(deployment.first_seen)})
      .status();
}

absl::Status UpsertActiveDeployment(Transaction& transaction, const Deployment& deployment) {
  return transaction
      .Execute(
          "INSERT INTO deployment (registration_id, deployment_id, tenant_id, status, "
          "first_seen_us) "
          "VALUES ($1, $2, $3, 'active', $4) ON CONFLICT (registration_id, deployment_id) DO "
          "UPDATE SET "
          "status = 'active', tenant_id = excluded.tenant_id",
          {deployment.registration_id, deployment.id, deployment.tenant.value(),
           ToValue(deployment.first_seen)})
      .status();
}

}  // namespace driehoek::lti
