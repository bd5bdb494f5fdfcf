// Role grants: how somebody gets a role that a launch does not give (design, section 3, "Roles";
// domain text 6.4). A code is mailed; entered after a launch it binds the role to that person,
// never to an address. Pure but for the code's letters.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "shared/auth/caller.h"
#include "shared/base/enum_names.h"
#include "shared/base/strong_id.h"

namespace driehoek::access {

using RoleGrantId = StrongId<struct RoleGrantTag>;

enum class RoleGrantState { kOffered, kActive, kExpired, kRevoked };

inline constexpr absl::Duration kRoleCodeLifetime = absl::Hours(24 * 7);
// Wrong role codes of one person within kRoleTryWindow.
inline constexpr int kRoleTries = 5;
inline constexpr absl::Duration kRoleTryWindow = absl::Minutes(15);
inline constexpr std::size_t kMostProgrammes = 50;

struct RoleGrant {
  RoleGrantId id;
  auth::Role role = auth::Role::kPracticeOffice;
  std::string email;
  std::string exam_board_reference;
  std::vector<std::string> programmes;  // ids; empty: the whole institution
  std::string code_hash;
  PersonId person;  // empty until the code was entered
  RoleGrantState state = RoleGrantState::kOffered;
  absl::Time create_time;
  absl::Time expire_time;
  std::int64_t version = 0;  // 0: not stored yet
};

// What holds at `now`: an offer that nobody took in time is expired.
RoleGrantState StateAt(const RoleGrant& grant, absl::Time now);

// Offers a role. INVALID_ARGUMENT / ROLE_NOT_GRANTABLE unless it is one of practice_office,
// examiner, programme_manager, institution_admin, privacy_officer; EXAM_BOARD_REFERENCE_MISSING for
// an examiner without one; EMAIL_MALFORMED; PROGRAMMES_NOT_ALLOWED for a role other than
// practice_office and programme_manager, TOO_MANY_PROGRAMMES. PERMISSION_DENIED / ROLE_NOT_ALLOWED when a programme
// manager offers another role than examiner. `by` is absent for driehoekctl, which may offer all of
// them.
struct RoleOffer {
  std::string role;
  std::string email;
  std::string exam_board_reference;
  std::vector<std::string> programmes;
};
absl::StatusOr<RoleGrant> OfferRole(const RoleOffer& offer, std::optional<auth::Role> by,
                                    absl::Time now);

// Binds the role to `person`. FAILED_PRECONDITION / CODE_EXPIRED unless it is offered at `now`.
absl::StatusOr<RoleGrant> TakeUpRole(RoleGrant grant, const PersonId& person, absl::Time now);

// Takes it back. FAILED_PRECONDITION / GRANT_NOT_LIVE when it is over.
absl::StatusOr<RoleGrant> RevokeRole(RoleGrant grant, absl::Time now);

// Ten characters of Crockford's base 32 (no I, L, O, U), 50 random bits, written `XXXXX-XXXXX`.
std::string NewRoleCode();
// What was typed in the spelling that NewRoleCode uses: upper case, O as 0, I and L as 1, no spaces
// or hyphens. Nothing unless ten characters are left.
std::optional<std::string> TypedRoleCode(absl::string_view typed);

}  // namespace driehoek::access

template <>
struct driehoek::EnumNames<driehoek::access::RoleGrantState> {
  static constexpr std::array<absl::string_view, 4> kNames = {"offered", "active", "expired",
                                                              "revoked"};
};
