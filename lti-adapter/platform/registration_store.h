// Registrations, deployments and invitations.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "platform/registration.h"
#include "shared/base/clock.h"
#include "shared/base/id_source.h"
#include "shared/storage/database.h"

namespace driehoek::lti {

inline constexpr absl::Duration kInvitationLifetime = absl::Hours(24 * 14);

// Thread-safe. What it refers to must outlive it.
class RegistrationStore {
 public:
  RegistrationStore(storage::Database& database, const Clock& clock, IdSource& ids)
      : database_(database), clock_(clock), ids_(ids) {}

  // Active registrations of an issuer; `client_id` empty: all of them. NOT_FOUND / ISSUER_UNKNOWN
  // or CLIENT_UNKNOWN; FAILED_PRECONDITION / CLIENT_AMBIGUOUS when no client was named and there is
  // more than one.
  absl::StatusOr<Registration> Find(const std::string& issuer, const std::string& client_id);
  // NOT_FOUND / CLIENT_UNKNOWN when it is not there or not active.
  absl::StatusOr<Registration> Get(const std::string& id);
  // The deployment when it is active. An unknown one is kept as pending when registration named
  // none, for an administrator to approve. PERMISSION_DENIED / DEPLOYMENT_PENDING or
  // DEPLOYMENT_UNKNOWN.
  absl::StatusOr<Deployment> UseDeployment(const Registration& registration,
                                           const std::string& deployment_id);

  // Stores what a platform answered to our registration, and uses up the invitation, or nothing. An
  // equal pair with equal endpoints is an update: only scopes change. ALREADY_EXISTS /
  // REGISTRATION_CONFLICT when the pair is known with other endpoints or for another institution;
  // NOT_FOUND / INVITATION_UNKNOWN.
  absl::Status Register(const Registration& registration, const std::string& deployment_id,
                        const std::string& invitation);
  // By hand, for platforms without dynamic registration. ALREADY_EXISTS / REGISTRATION_CONFLICT.
  absl::Status Add(const Registration& registration);

  // A new code, good for `uses` registrations of this institution.
  absl::StatusOr<std::string> Invite(const TenantId& tenant, int uses);
  // The institution that the code is for. NOT_FOUND / INVITATION_UNKNOWN when unknown, expired or
  // used up.
  absl::StatusOr<TenantId> CheckInvitation(const std::string& code);
  // The same, and keeps others from using it for a minute. ABORTED / INVITATION_BUSY.
  absl::StatusOr<TenantId> LeaseInvitation(const std::string& code);
  void ReleaseInvitation(const std::string& code);

  // All deployments, by issuer, client and id.
  absl::StatusOr<std::vector<ListedDeployment>> ListDeployments();
  // Makes a deployment active, whether it was seen before or not; `tenant` empty: the
  // registration's institution. NOT_FOUND / CLIENT_UNKNOWN.
  absl::Status Approve(const std::string& issuer, const std::string& client_id,
                       const std::string& deployment_id, const TenantId& tenant);

 private:
  storage::Database& database_;
  const Clock& clock_;
  IdSource& ids_;
};

}  // namespace driehoek::lti
