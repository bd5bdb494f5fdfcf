// Keeps the claims on shared attention in line with the placements of each institution: what a call
// could not finish at every look, and all of them when this process starts and now and then.
#pragma once

#include <map>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "placement/attention/attention_claims.h"
#include "shared/base/strong_id.h"

namespace driehoek::server {

// For one thread, that of the deadline runner. The claims must outlive it.
class AttentionFollower {
 public:
  explicit AttentionFollower(placement::attention::AttentionClaims& claims) : claims_(claims) {}

  absl::Status Run(const TenantId& tenant, absl::Time now, absl::Time deadline);

 private:
  placement::attention::AttentionClaims& claims_;
  std::map<TenantId, absl::Time> looked_;  // when all were last looked at
};

}  // namespace driehoek::server
