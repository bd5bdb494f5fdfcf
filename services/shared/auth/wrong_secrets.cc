#include "shared/auth/wrong_secrets.h"

#include "shared/base/errors.h"

namespace driehoek::auth {
namespace {

constexpr std::size_t kInstitutions = 1024;

}  // namespace

absl::Status WrongSecrets::Answer(const TenantId& tenant, absl::Time now,
                                  const absl::Status& unknown) {
  const std::lock_guard lock(mutex_);
  ++total_;
  const bool has_room = minutes_.size() < kInstitutions || minutes_.contains(tenant);
  Minute& minute = minutes_[has_room ? tenant : TenantId()];
  if (minute.start + absl::Minutes(1) <= now) minute = {.start = now};
  if (++minute.count <= kWrongSecretsAMinute) return unknown;
  return RetryableError(absl::StatusCode::kResourceExhausted, "TOO_MANY_WRONG_SECRETS",
                        "too many wrong secrets for this institution",
                        minute.start + absl::Minutes(1) - now);
}

std::int64_t WrongSecrets::total() const {
  const std::lock_guard lock(mutex_);
  return total_;
}

}  // namespace driehoek::auth
