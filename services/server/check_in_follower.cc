#include "server/check_in_follower.h"

#include "driehoek/v1/event.pb.h"
#include "progress/checkin/check_in_proto.h"
#include "shared/base/errors.h"
#include "shared/base/resource_name.h"

namespace driehoek::server {
namespace {

constexpr absl::Duration kLookAgain = absl::Minutes(10);
constexpr int kBatch = 200;

}  // namespace

absl::Status CheckInFollower::Run(const TenantId& tenant, absl::Time now, absl::Time deadline) {
  // First what is sure to be due: planning may take longer than there is time.
  DRIEHOEK_RETURN_IF_ERROR(due_.Run(tenant, now, deadline).status());
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, directory_.Today(tenant, now, deadline));
  Followed& followed = followed_[tenant];
  if (followed.day != today || now - followed.looked >= kLookAgain) {
    // The position is taken first: what happens meanwhile is looked at once more, never left out.
    DRIEHOEK_ASSIGN_OR_RETURN(const events::FeedPosition newest, log_.Newest(tenant, deadline));
    DRIEHOEK_RETURN_IF_ERROR(due_.PlanAll(tenant, now, deadline).status());
    // What ended a placement while nobody followed is seen by the clock, when its check-ins come.
    if (followed.looked == absl::Time()) followed.sequence = newest.sequence;
    followed.day = today;
    followed.looked = now;
  }
  for (;;) {
    DRIEHOEK_ASSIGN_OR_RETURN(const auto events,
                              log_.ReadAfter(tenant, followed.sequence, kBatch, deadline));
    for (const events::StoredEvent& event : events) {
      DRIEHOEK_RETURN_IF_ERROR(Follow(tenant, event, now, deadline));
      followed.sequence = event.sequence;
    }
    if (static_cast<int>(events.size()) < kBatch) return absl::OkStatus();
  }
}

absl::Status CheckInFollower::Follow(const TenantId& tenant, const events::StoredEvent& event,
                                     absl::Time now, absl::Time deadline) {
  v1::Event parsed;
  if (!parsed.ParseFromString(event.payload)) {
    return Error(absl::StatusCode::kInternal, "EVENT_UNREADABLE", "a stored event cannot be read");
  }
  const std::string& placement = parsed.has_agreement_changed()
                                     ? parsed.agreement_changed().placement()
                                     : parsed.placement_changed().placement();
  if (placement.empty()) return absl::OkStatus();
  DRIEHOEK_ASSIGN_OR_RETURN(const ResourceName name,
                            ResourceName::Parse(placement, progress::checkin::kPlacementPattern));
  return due_.PlanOne(tenant, progress::PlacementId(name.id()), now, deadline).status();
}

}  // namespace driehoek::server
