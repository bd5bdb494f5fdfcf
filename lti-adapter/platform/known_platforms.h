// Registrations and active deployments, kept in memory for a second: a class that opens Driehoek
// together reads the database once. What is taken back counts within that second; refusals are not
// kept, so what an administrator approves counts at once.
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "platform/registration_store.h"
#include "shared/base/brief_cache.h"

namespace driehoek::lti {

inline constexpr absl::Duration kKnownPlatformTime = absl::Seconds(1);

using RegistrationPtr = std::shared_ptr<const Registration>;

// Thread-safe. The store must outlive it.
class KnownPlatforms {
 public:
  explicit KnownPlatforms(RegistrationStore& store) : store_(store) {}

  // As RegistrationStore::Find, Get and UseDeployment; may wait for the database. The last one
  // answers with the institution.
  absl::StatusOr<RegistrationPtr> Find(const std::string& issuer, const std::string& client_id);
  absl::StatusOr<RegistrationPtr> Get(const std::string& id);
  absl::StatusOr<TenantId> UseDeployment(const Registration& registration,
                                         const std::string& deployment_id);

  // The same when it is at hand, else null or empty. Never waits.
  RegistrationPtr FindAtHand(absl::string_view issuer, absl::string_view client_id);
  RegistrationPtr GetAtHand(absl::string_view id);
  TenantId DeploymentAtHand(const Registration& registration, absl::string_view deployment_id);

 private:
  RegistrationStore& store_;
  // Strangers cannot fill these: only what exists is kept.
  BriefCache<RegistrationPtr> by_client_{kKnownPlatformTime};
  BriefCache<RegistrationPtr> by_id_{kKnownPlatformTime};
  BriefCache<TenantId> deployments_{kKnownPlatformTime};
};

}  // namespace driehoek::lti
