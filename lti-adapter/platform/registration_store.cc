#include "platform/registration_store.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "platform/registration_rows.h"
#include "platform/schema.h"
#include "platform/secrets.h"
#include "shared/base/errors.h"
#include "shared/crypto/digest.h"

namespace driehoek::lti {
namespace {

using storage::Bytes;
using storage::Transaction;
using storage::Value;

absl::Status UnknownInvitation() {
  return Error(absl::StatusCode::kNotFound, "INVITATION_UNKNOWN",
               "no such invitation, or it was used");
}

absl::Status Conflict() {
  return Error(absl::StatusCode::kAlreadyExists, "REGISTRATION_CONFLICT",
               "this client is registered with other endpoints or for another institution");
}

bool SameEndpoints(const Registration& a, const Registration& b) {
  return a.authorization_endpoint == b.authorization_endpoint &&
         a.token_endpoint == b.token_endpoint && a.jwks_uri == b.jwks_uri && a.tenant == b.tenant;
}

Value HashOf(const std::string& secret) { return Bytes{crypto::Sha256(secret)}; }

}  // namespace

absl::StatusOr<Registration> RegistrationStore::Find(const std::string& issuer,
                                                     const std::string& client_id) {
  std::vector<Registration> found;
  bool issuer_known = false;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(absl::Now() + kStoreTime, [&](Transaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(found, SelectByIssuer(transaction, issuer));
        return absl::OkStatus();
      }));
  std::optional<Registration> match;
  for (Registration& registration : found) {
    if (registration.status != RegistrationStatus::kActive) continue;
    issuer_known = true;
    if (!client_id.empty() && registration.client_id != client_id) continue;
    if (match) {
      return Error(absl::StatusCode::kFailedPrecondition, "CLIENT_AMBIGUOUS",
                   "the issuer has more than one client");
    }
    match = std::move(registration);
  }
  if (match) return *std::move(match);
  return Error(absl::StatusCode::kNotFound, issuer_known ? "CLIENT_UNKNOWN" : "ISSUER_UNKNOWN",
               "no such registration");
}

absl::StatusOr<Registration> RegistrationStore::Get(const std::string& id) {
  std::optional<Registration> found;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(absl::Now() + kStoreTime, [&](Transaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(found, SelectById(transaction, id));
        return absl::OkStatus();
      }));
  if (!found || found->status != RegistrationStatus::kActive) {
    return Error(absl::StatusCode::kNotFound, "CLIENT_UNKNOWN", "no such registration");
  }
  return *std::move(found);
}

absl::StatusOr<Deployment> RegistrationStore::UseDeployment(const Registration& registration,
                                                            const std::string& deployment_id) {
  std::vector<Deployment> deployments;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(absl::Now() + kStoreTime, [&](Transaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(deployments, SelectDeployments(transaction, registration.id));
        return absl::OkStatus();
      }));
  for (const Deployment& deployment : deployments) {
    if (deployment.id != deployment_id) continue;
    if (deployment.status == DeploymentStatus::kActive) return deployment;
    return Error(absl::StatusCode::kPermissionDenied, "DEPLOYMENT_PENDING",
                 "an administrator has to approve it");
  }
  if (!deployments.empty()) {
    return Error(absl::StatusCode::kPermissionDenied, "DEPLOYMENT_UNKNOWN",
                 "another deployment was registered");
  }
  DRIEHOEK_RETURN_IF_ERROR(database_.Write(absl::Now() + kStoreTime, [&](Transaction& transaction) {
    return InsertDeployment(transaction, {.registration_id = registration.id,
                                          .id = deployment_id,
                                          .tenant = registration.tenant,
                                          .status = DeploymentStatus::kPending,
                                          .first_seen = clock_.Now()});
  }));
  return Error(absl::StatusCode::kPermissionDenied, "DEPLOYMENT_PENDING",
               "an administrator has to approve it");
}

absl::Status RegistrationStore::Register(const Registration& registration,
                                         const std::string& deployment_id,
                                         const std::string& invitation) {
  const absl::Time now = clock_.Now();
  const std::string new_id = ids_.NewId();
  return database_.Write(absl::Now() + kStoreTime, [&](Transaction& transaction) -> absl::Status {
    DRIEHOEK_ASSIGN_OR_RETURN(
        const std::int64_t used,
        transaction.Change(
            "UPDATE invitation SET uses_left = uses_left - 1, lease_until_us = $1 "
            "WHERE code_hash = $2 AND uses_left > 0 AND expires_us > $3 AND tenant_id = $4",
            {std::int64_t{0}, HashOf(invitation), storage::ToValue(now),
             registration.tenant.value()}));
    if (used == 0) return UnknownInvitation();
    DRIEHOEK_ASSIGN_OR_RETURN(
        const auto known, SelectByClient(transaction, registration.issuer, registration.client_id));
    Registration stored = registration;
    if (known) {
      if (!SameEndpoints(*known, registration)) return Conflict();
      stored.id = known->id;
      DRIEHOEK_RETURN_IF_ERROR(UpdateScopes(transaction, stored.id, registration.scopes));
    } else {
      stored.id = new_id;
      stored.create_time = now;
      DRIEHOEK_RETURN_IF_ERROR(InsertRegistration(transaction, stored));
    }
    if (deployment_id.empty()) return absl::OkStatus();
    return UpsertActiveDeployment(transaction, {.registration_id = stored.id,
                                                .id = deployment_id,
                                                .tenant = registration.tenant,
                                                .status = DeploymentStatus::kActive,
                                                .first_seen = now});
  });
}

absl::Status RegistrationStore::Add(const Registration& registration) {
  Registration stored = registration;
  stored.id = ids_.NewId();
  stored.create_time = clock_.Now();
  return database_.Write(absl::Now() + kStoreTime, [&](Transaction& transaction) -> absl::Status {
    DRIEHOEK_ASSIGN_OR_RETURN(const auto known,
                              SelectByClient(transaction, stored.issuer, stored.client_id));
    if (known) return Conflict();
    return InsertRegistration(transaction, stored);
  });
}

absl::StatusOr<std::string> RegistrationStore::Invite(const TenantId& tenant, int uses) {
  const std::string code = NewSecret();
  const absl::Time now = clock_.Now();
  DRIEHOEK_RETURN_IF_ERROR(database_.Write(absl::Now() + kStoreTime, [&](Transaction& transaction) {
    return transaction
        .Execute(
            "INSERT INTO invitation (code_hash, tenant_id, uses_left, lease_until_us, created_us, "
            "expires_us) "
            "VALUES ($1, $2, $3, $4, $5, $6)",
            {HashOf(code), tenant.value(), std::int64_t{uses}, std::int64_t{0},
             storage::ToValue(now), storage::ToValue(now + kInvitationLifetime)})
        .status();
  }));
  return code;
}

absl::StatusOr<TenantId> RegistrationStore::CheckInvitation(const std::string& code) {
  std::optional<TenantId> tenant;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(absl::Now() + kStoreTime, [&](Transaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(
            const storage::Rows rows,
            transaction.Execute("SELECT tenant_id FROM invitation WHERE code_hash = $1 AND "
                                "uses_left > 0 AND expires_us > $2",
                                {HashOf(code), storage::ToValue(clock_.Now())}));
        if (!rows.empty()) tenant = TenantId(rows[0].Text(0));
        return absl::OkStatus();
      }));
  if (!tenant) return UnknownInvitation();
  return *tenant;
}

absl::StatusOr<TenantId> RegistrationStore::LeaseInvitation(const std::string& code) {
  DRIEHOEK_ASSIGN_OR_RETURN(TenantId tenant, CheckInvitation(code));
  const absl::Time now = clock_.Now();
  bool leased = false;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Write(absl::Now() + kStoreTime, [&](Transaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(const std::int64_t updated,
                                  transaction.Change("UPDATE invitation SET lease_until_us = $1 "
                                                     "WHERE code_hash = $2 AND uses_left > 0 AND "
                                                     "lease_until_us < $3",
                                                     {storage::ToValue(now + absl::Minutes(1)),
                                                      HashOf(code), storage::ToValue(now)}));
        leased = updated > 0;
        return absl::OkStatus();
      }));
  if (!leased)
    return Error(absl::StatusCode::kAborted, "INVITATION_BUSY",
                 "a registration with it is under way");
  return tenant;
}

void RegistrationStore::ReleaseInvitation(const std::string& code) {
  // A release that fails costs a minute: the lease runs out.
  (void)database_.Write(absl::Now() + kStoreTime, [&](Transaction& transaction) {
    return transaction
        .Execute("UPDATE invitation SET lease_until_us = $1 WHERE code_hash = $2",
                 {std::int64_t{0}, HashOf(code)})
        .status();
  });
}

absl::StatusOr<std::vector<ListedDeployment>> RegistrationStore::ListDeployments() {
  std::vector<ListedDeployment> listed;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(absl::Now() + kStoreTime, [&](Transaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(listed, SelectListedDeployments(transaction));
        return absl::OkStatus();
      }));
  return listed;
}

absl::Status RegistrationStore::Approve(const std::string& issuer, const std::string& client_id,
                                        const std::string& deployment_id, const TenantId& tenant) {
  return database_.Write(absl::Now() + kStoreTime, [&](Transaction& transaction) -> absl::Status {
    DRIEHOEK_ASSIGN_OR_RETURN(const auto known, SelectByClient(transaction, issuer, client_id));
    if (!known) return Error(absl::StatusCode::kNotFound, "CLIENT_UNKNOWN", "no such registration");
    return UpsertActiveDeployment(transaction, {.registration_id = known->id,
                                                .id = deployment_id,
                                                .tenant = tenant.empty() ? known->tenant : tenant,
                                                .status = DeploymentStatus::kActive,
                                                .first_seen = clock_.Now()});
  });
}

}  // namespace driehoek::lti
