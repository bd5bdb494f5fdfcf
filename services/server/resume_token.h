// The position in an institution's events that a client sends back: signed, so that it is one that we gave, and with the
// epoch, so that a token from before a restore is known as such.
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "shared/base/strong_id.h"

namespace driehoek::server {

struct ResumePosition {
  std::int64_t epoch = 1;
  std::int64_t sequence = 0;
};

class ResumeTokens {
 public:
  // `installation_secret`: see installation_keys.h.
  explicit ResumeTokens(absl::string_view installation_secret);
  std::string Make(const TenantId& tenant, ResumePosition position) const;
  // INVALID_ARGUMENT / RESUME_TOKEN_INVALID unless made here for this tenant.
  absl::StatusOr<ResumePosition> Read(const TenantId& tenant, absl::string_view token) const;

 private:
  std::string Tag(absl::string_view body) const;
  std::string key_;
};

}  // namespace driehoek::server
