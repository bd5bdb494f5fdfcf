#include "notify/preference_policy.h"

#include "shared/auth/person_roles.h"

namespace driehoek::notify {

std::vector<auth::Right> NotificationRights() {
  using auth::Relation;
  using auth::Role;
  std::vector<auth::Right> rights;
  for (const Role role : auth::kPersonRoles) {
    rights.push_back({kGetNotificationPreferences, role, {Relation::kSelf}});
    rights.push_back({kUpdateNotificationPreferences, role, {Relation::kSelf}});
  }
  // For whoever holds the secret of a mail; the adapter has nobody signed in.
  rights.push_back({kStopNotifications, Role::kAdapter, {Relation::kInstitution}});
  return rights;
}

}  // namespace driehoek::notify
