// What has to be sent, and how far the events were read: both move in one transaction, so a mark is
// taken up once, whatever dies in between and however many adapters follow the same events.
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "passback/score.h"
#include "shared/base/clock.h"
#include "shared/base/id_source.h"
#include "shared/storage/database.h"

namespace driehoek::lti {

// How far the events of an institution were read.
struct FeedPosition {
  std::string resume_token;  // "": nothing yet
  int version = 0;           // counts the moves
};

// Thread-safe. What it refers to must outlive it.
class Outbox {
 public:
  Outbox(storage::Database& database, const Clock& clock, IdSource& ids)
      : database_(database), clock_(clock), ids_(ids) {}

  absl::StatusOr<FeedPosition> PositionOf(const TenantId& tenant);
  // Moves from `position` on, and takes `mark` up if there is one. A version of a mark that is
  // there already changes nothing. ABORTED / POSITION_MOVED when another adapter was first: then
  // nothing was stored. The position afterwards.
  absl::StatusOr<FeedPosition> Advance(const TenantId& tenant, const FeedPosition& position,
                                       const std::string& resume_token,
                                       const std::optional<PublishedMark>& mark);

  // Looks again for a column for scores that have none and are due; how many found one.
  absl::StatusOr<int> RouteDue();
  absl::Time Now() const { return clock_.Now(); }

  // Sends a score once more, at once. NOT_FOUND / SCORE_UNKNOWN; FAILED_PRECONDITION /
  // SCORE_SUPERSEDED. The score afterwards.
  absl::StatusOr<Score> Resend(const TenantId& tenant, const std::string& id);

 private:
  storage::Database& database_;
  const Clock& clock_;
  IdSource& ids_;
};

}  // namespace driehoek::lti
