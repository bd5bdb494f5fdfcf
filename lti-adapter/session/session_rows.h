// Sessions as rows.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "session/session.h"
#include "shared/storage/database.h"

namespace driehoek::lti {

// The columns that ReadSession takes, in its order.
inline constexpr absl::string_view kSessionColumns =
    "s.session_id, s.kind, s.identities, s.course, s.course_title, s.registration_id, s.language, "
    "s.embedding_origins, "
    "s.factor_us, s.created_us, s.used_us, s.expires_us";
inline constexpr std::size_t kSessionColumnCount = 12;

// DATA_LOSS / SESSION_UNREADABLE when the stored identities are not what was written.
absl::StatusOr<Session> ReadSession(const storage::Row& row);

// Identities as JSON, read whole and written whole.
std::string WriteIdentities(const std::vector<Identity>& identities);
absl::StatusOr<std::vector<Identity>> ReadIdentities(const std::string& json);

}  // namespace driehoek::lti
