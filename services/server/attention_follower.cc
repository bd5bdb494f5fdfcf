#include "server/attention_follower.h"

#include "shared/base/errors.h"

namespace driehoek::server {
namespace {

constexpr absl::Duration kLookAgain = absl::Minutes(10);

}  // namespace

absl::Status AttentionFollower::Run(const TenantId& tenant, absl::Time now, absl::Time deadline) {
  const auto looked = looked_.find(tenant);
  if (looked != looked_.end() && now - looked->second < kLookAgain) {
    return claims_.SettleDue(tenant, deadline);
  }
  DRIEHOEK_RETURN_IF_ERROR(claims_.SettleAll(tenant, deadline));
  looked_[tenant] = now;
  return absl::OkStatus();
}

}  // namespace driehoek::server
