// What signing an agreement asks of access, joined: one-time codes.
#pragma once

#include "access/verification_codes.h"
#include "agreement/facts.h"
#include "shared/events/change_log.h"

namespace driehoek::server {

// Thread-safe. What it refers to must outlive it.
class CodesOfAccess final : public agreement::SigningCodes {
 public:
  CodesOfAccess(access::VerificationCodes& codes, events::ChangeLog& change_log)
      : codes_(codes), change_log_(change_log) {}

  absl::StatusOr<agreement::CodeSent> Send(const TenantId& tenant, const PersonId& person, absl::string_view purpose,
                                           events::CommitPlan plan,
                                           absl::FunctionRef<std::string(const agreement::CodeSent&)> answer,
                                           absl::Time now, absl::Time deadline) override;
  absl::StatusOr<agreement::CodeProof> Check(const TenantId& tenant, const PersonId& person, absl::string_view purpose,
                                             absl::string_view typed, absl::Time now, absl::Time deadline) override;

 private:
  access::VerificationCodes& codes_;
  events::ChangeLog& change_log_;
};

}  // namespace driehoek::server
