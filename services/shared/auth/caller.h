// Who calls: the answer to "who, for which institution, in which role, proved how".
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "shared/base/strong_id.h"

namespace driehoek::auth {

// The roles of the domain text, section 6.4, by their names in code and on the command line, plus the adapter
// itself, which may only make persons known, exchange guest links and follow events.
enum class Role {
  kStudent,
  kTeacher,
  kPracticeOffice,
  kWorkplaceSupervisor,
  kOrganisationContact,
  kExaminer,
  kProgrammeManager,
  kPanelMember,
  kInstitutionAdmin,
  kPrivacyOfficer,
  kService,
  kAdapter,
};
inline constexpr int kRoleCount = 12;

// "student", "practice_office", ...
absl::string_view RoleName(Role role);
std::optional<Role> ParseRole(absl::string_view name);

// Whether the role is granted inside (by a code, after a launch) rather than given by the LMS, by supervising or to a client.
bool IsGranted(Role role);

struct Caller {
  TenantId tenant;
  // The person; empty for an API client and for the adapter itself.
  PersonId person;
  // The one role acted in (domain text 6.4: who holds several acts in one at a time).
  Role role = Role::kStudent;
  // Every role the person holds in this session, the active one among them.
  std::vector<Role> roles;
  // For a granted role: ids of the programmes that it is limited to, as the grant stands now; empty: the whole institution.
  std::vector<std::string> programmes;
  // Session of the adapter, or id of the API client. For audit and for `request_id`.
  std::string session;
  // Guest grant that this session hangs on; empty for LMS sessions. Checked live on every call (R86).
  std::string guest_grant;
  // When the caller last proved the address or a second factor in this session.
  std::optional<absl::Time> factor_time;
  // What signing evidence keeps of the browser: its address and user agent as the adapter saw them. May be empty.
  std::string client_address;
  std::string user_agent;

  // The resource name of the person: institutions/{tenant}/persons/{person}; of a client
  // institutions/{tenant}/apiClients/{session}; "adapter" for the adapter.
  std::string Name() const;
  // Whether the role reaches into this programme. True for every role that is not limited to programmes.
  bool ReachesProgramme(absl::string_view id) const;
};

}  // namespace driehoek::auth
