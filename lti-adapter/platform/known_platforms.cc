#include "platform/known_platforms.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "shared/base/errors.h"

namespace driehoek::lti {
namespace {

// A NUL keeps the parts apart: none of them can hold one.
constexpr absl::string_view kBetween("\0", 1);

std::string KeyOf(absl::string_view first, absl::string_view second) {
  return absl::StrCat(first, kBetween, second);
}

}  // namespace

// Real time throughout: how old a memory may be has nothing to do with the clock that launches are
// judged by.

RegistrationPtr KnownPlatforms::FindAtHand(absl::string_view issuer, absl::string_view client_id) {
  return by_client_.Get(KeyOf(issuer, client_id), absl::Now()).value_or(nullptr);
}

RegistrationPtr KnownPlatforms::GetAtHand(absl::string_view id) {
  return by_id_.Get(id, absl::Now()).value_or(nullptr);
}

TenantId KnownPlatforms::DeploymentAtHand(const Registration& registration,
                                          absl::string_view deployment_id) {
  return deployments_.Get(KeyOf(registration.id, deployment_id), absl::Now()).value_or(TenantId());
}

absl::StatusOr<RegistrationPtr> KnownPlatforms::Find(const std::string& issuer,
                                                     const std::string& client_id) {
  DRIEHOEK_ASSIGN_OR_RETURN(Registration found, store_.Find(issuer, client_id));
  auto registration = std::make_shared<const Registration>(std::move(found));
  // Without a client the answer hangs on there being no second one; that is asked anew each time.
  if (!client_id.empty()) by_client_.Put(KeyOf(issuer, client_id), registration, absl::Now());
  return registration;
}

absl::StatusOr<RegistrationPtr> KnownPlatforms::Get(const std::string& id) {
  DRIEHOEK_ASSIGN_OR_RETURN(Registration found, store_.Get(id));
  auto registration = std::make_shared<const Registration>(std::move(found));
  by_id_.Put(id, registration, absl::Now());
  return registration;
}

absl::StatusOr<TenantId> KnownPlatforms::UseDeployment(const Registration& registration,
                                                       const std::string& deployment_id) {
  DRIEHOEK_ASSIGN_OR_RETURN(const Deployment deployment,
                            store_.UseDeployment(registration, deployment_id));
  deployments_.Put(KeyOf(registration.id, deployment_id), deployment.tenant, absl::Now());
  return deployment.tenant;
}

}  // namespace driehoek::lti
