// What others are told of a signal, and the parts of a commit that every change of one has.
#pragma once

#include <cstdint>

#include "progress/signal/lifecycle.h"
#include "shared/base/strong_id.h"
#include "shared/events/change_log.h"

namespace driehoek::progress::signal {

// Adds to `plan` what `change` writes and tells. `before` is the version it was decided on. Never
// who raised it.
void AddChange(const TenantId& tenant, const SignalChange& change, std::int64_t before,
               events::CommitPlan& plan);

}  // namespace driehoek::progress::signal
