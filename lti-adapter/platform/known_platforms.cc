#include "platform/known_platforms.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "shared/base/errors.h"

namespace driehoek::lti {
namespace {

// Far above what one installation has; strangers cannot add any, since only what exists is kept.
constexpr std::size_t kMaxEntries = 10'000;

// A NUL keeps the parts apart: none of them can hold one.
constexpr absl::string_view kBetween("\0", 1);

std::string ClientKey(absl::string_view issuer, absl::string_view client_id) {
  return absl::StrCat("c", issuer, kBetween, client_id);
}
std::string IdKey(absl::string_view id) { return absl::StrCat("r", id); }
std::string DeploymentKey(absl::string_view registration_id, absl::string_view deployment_id) {
  return absl::StrCat("d", registration_id, kBetween, deployment_id);
}

}  // namespace

KnownPlatforms::Entry KnownPlatforms::Look(const std::string& key) {
  // Real time: how old a memory may be has nothing to do with the clock that launches are judged
  // by.
  const absl::Time now = absl::Now();
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(key);
  if (found == entries_.end()) return {};
  if (now < found->second.until) return found->second;
  entries_.erase(found);
  return {};
}

void KnownPlatforms::Keep(const std::string& key, Entry entry) {
  entry.until = absl::Now() + kKnownPlatformTime;
  const std::lock_guard lock(mutex_);
  if (entries_.size() >= kMaxEntries) entries_.clear();
  entries_[key] = std::move(entry);
}

RegistrationPtr KnownPlatforms::FindAtHand(absl::string_view issuer, absl::string_view client_id) {
  return Look(ClientKey(issuer, client_id)).registration;
}

RegistrationPtr KnownPlatforms::GetAtHand(absl::string_view id) {
  return Look(IdKey(id)).registration;
}

TenantId KnownPlatforms::DeploymentAtHand(const Registration& registration,
                                          absl::string_view deployment_id) {
  return Look(DeploymentKey(registration.id, deployment_id)).tenant;
}

absl::StatusOr<RegistrationPtr> KnownPlatforms::Find(const std::string& issuer,
                                                     const std::string& client_id) {
  DRIEHOEK_ASSIGN_OR_RETURN(Registration found, store_.Find(issuer, client_id));
  auto registration = std::make_shared<const Registration>(std::move(found));
  // Without a client the answer hangs on there being no second one; that is asked anew each time.
  if (!client_id.empty()) Keep(ClientKey(issuer, client_id), {.registration = registration});
  return registration;
}

absl::StatusOr<RegistrationPtr> KnownPlatforms::Get(const std::string& id) {
  DRIEHOEK_ASSIGN_OR_RETURN(Registration found, store_.Get(id));
  auto registration = std::make_shared<const Registration>(std::move(found));
  Keep(IdKey(id), {.registration = registration});
  return registration;
}

absl::StatusOr<TenantId> KnownPlatforms::UseDeployment(const Registration& registration,
                                                       const std::string& deployment_id) {
  DRIEHOEK_ASSIGN_OR_RETURN(const Deployment deployment,
                            store_.UseDeployment(registration, deployment_id));
  Keep(DeploymentKey(registration.id, deployment_id), {.tenant = deployment.tenant});
  return deployment.tenant;
}

}  // namespace driehoek::lti
