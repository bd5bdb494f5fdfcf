// What the clock does to agreements: they expire, and they become overdue, which the contact person
// is told (R21). Asked now and then by the deadline runner; safe to run on several servers at once,
// since each step is a commit against the version it looked at.
#pragma once

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "agreement/agreement_store.h"
#include "agreement/facts.h"
#include "shared/base/strong_id.h"

namespace driehoek::agreement {

// Thread-safe. What it refers to must outlive it.
class AgreementDue {
 public:
  AgreementDue(AgreementStore& store, Facts& facts) : store_(store), facts_(facts) {}

  // Does what fell due at the institution by `now`, at most kAtOnce agreements; returns how many
  // changed. One that somebody else changed at the same moment is left for the next time.
  absl::StatusOr<int> Run(const TenantId& tenant, absl::Time now, absl::Time deadline);

  static constexpr int kAtOnce = 100;

 private:
  absl::StatusOr<bool> RunOne(const TenantId& tenant, const AgreementId& id, absl::CivilDay today,
                              absl::Time now, absl::Time deadline);

  AgreementStore& store_;
  Facts& facts_;
};

}  // namespace driehoek::agreement
