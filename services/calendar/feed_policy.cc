#include "calendar/feed_policy.h"

#include "shared/auth/person_roles.h"

namespace driehoek::calendar {

std::vector<auth::Right> CalendarRights() {
  using auth::Relation;
  using auth::Role;
  std::vector<auth::Right> rights;
  for (const Role role : auth::kPersonRoles) {
    for (const absl::string_view method :
         {kGetCalendarFeed, kCreateCalendarFeed, kRevokeCalendarFeed}) {
      rights.push_back({method, role, {Relation::kSelf}});
    }
  }
  // For whoever holds the address; the adapter has nobody signed in.
  rights.push_back({kOpenCalendarFeed, Role::kAdapter, {Relation::kInstitution}});
  return rights;
}

}  // namespace driehoek::calendar
