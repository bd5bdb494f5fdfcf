// Finding out where a score goes, inside a transaction: the seat, the column, and which scores it
// takes the place of.
#pragma once

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "passback/score.h"
#include "shared/storage/database.h"

namespace driehoek::lti {

// How long a score without a column waits until it is looked at again. A launch of the student
// wakes it at once.
inline constexpr absl::Duration kColumnLookAgain = absl::Minutes(10);

// Stores where `score` goes and makes it `waiting`; `no_column` when the student has no seat that
// leads to a column; `superseded` when its column has a newer one already. Older scores of the same
// assessment, and of the same student and column, become `superseded`.
//
// Whoever calls holds the institution's feed position, so nobody routes beside it.
absl::Status RouteScore(storage::Transaction& transaction, Score score, absl::Time now);

// Locks the institution's feed position until the transaction ends.
absl::Status HoldPosition(storage::Transaction& transaction, const TenantId& tenant);

}  // namespace driehoek::lti
