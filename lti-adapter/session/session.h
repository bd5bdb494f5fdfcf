// Who works in a browser right now. No cookie after a launch: the page holds a bearer token in its
// memory and sends it as a header.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "shared/auth/caller.h"
#include "shared/base/strong_id.h"

namespace driehoek::lti {

inline constexpr absl::Duration kSessionLifetime = absl::Hours(12);
inline constexpr absl::Duration kSessionIdle = absl::Hours(2);
inline constexpr absl::Duration kCodeLifetime = absl::Seconds(30);

enum class SessionKind { kLms, kGuest };

// A person of one institution. A guest who proved his address has one for each institution with a
// live grant.
struct Identity {
  TenantId tenant;
  PersonId person;
  std::vector<auth::Role> roles;
  std::string guest_grant;  // id; "" for LMS sessions
};

struct Session {
  std::string id;  // UUIDv7
  SessionKind kind = SessionKind::kLms;
  std::vector<Identity>
      identities;               // never empty; the first one is acted for unless another is named
  std::string course;           // context id of the launch, or ""
  std::string course_title;     // as the LMS calls it, or ""
  std::string registration_id;  // "" for guests
  std::string language = "nl";
  std::vector<std::string> embedding_origins;
  std::optional<absl::Time> factor_time;  // when the address was last proved
  absl::Time create_time;
  absl::Time use_time;
  absl::Time expire_time;
};

}  // namespace driehoek::lti
