// The one-time code in the address of our page after a launch. It holds the session, sealed; the
// row is made when the code is exchanged, so a launch that is never followed stores nothing.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "platform/secrets.h"
#include "platform/used_values.h"
#include "session/session.h"

namespace driehoek::lti {

// A code for a session of one identity, good for kCodeLifetime from `now`. Id and times of the
// session are not in it.
absl::StatusOr<std::string> SealCode(const Secrets& secrets, const Session& session,
                                     absl::Time now);

struct OpenedCode {
  Session session;
  UsedValue used;  // with the end of the code's life
};
// UNAUTHENTICATED / CODE_UNKNOWN for what SealCode did not make. Says nothing about its age or
// whether it was used.
absl::StatusOr<OpenedCode> OpenCode(const Secrets& secrets, absl::string_view code);

}  // namespace driehoek::lti
