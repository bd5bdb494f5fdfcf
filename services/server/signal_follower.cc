#include "server/signal_follower.h"

#include <set>

#include "driehoek/v1/event.pb.h"
#include "shared/base/errors.h"
#include "shared/base/resource_name.h"

namespace driehoek::server {
namespace {

// Scans belong to workplaces and the days of a policy to a variant: what no event of a placement
// tells is seen within this time.
constexpr absl::Duration kLookAgain = absl::Hours(1);
constexpr int kBatch = 200;

// The placement whose signals an event may change; empty: none.
absl::StatusOr<std::string> PlacementOf(const events::StoredEvent& event) {
  v1::Event parsed;
  if (!parsed.ParseFromString(event.payload)) {
    return Error(absl::StatusCode::kInternal, "EVENT_UNREADABLE", "a stored event cannot be read");
  }
  switch (parsed.change_case()) {
    case v1::Event::kAgreementChanged:
      return parsed.agreement_changed().placement();
    case v1::Event::kPlacementChanged:
      return parsed.placement_changed().placement();
    case v1::Event::kWorkplaceScanChanged:
      return parsed.workplace_scan_changed().placement();
    case v1::Event::kLearningTaskChanged:
      return parsed.learning_task_changed().placement();
    case v1::Event::kCheckInChanged:
      return parsed.check_in_changed().placement();
    case v1::Event::kRhythmChanged:
      return parsed.rhythm_changed().placement();
    default:
      return std::string();
  }
}

}  // namespace

absl::Status SignalFollower::Run(const TenantId& tenant, absl::Time now, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, directory_.Today(tenant, now, deadline));
  Followed& followed = followed_[tenant];
  if (followed.day != today || now - followed.looked >= kLookAgain) {
    DRIEHOEK_RETURN_IF_ERROR(LookAtAll(tenant, today, now, deadline));
  }
  for (;;) {
    DRIEHOEK_ASSIGN_OR_RETURN(const auto events,
                              log_.ReadAfter(tenant, followed.sequence, kBatch, deadline));
    std::set<progress::PlacementId> touched;
    for (const events::StoredEvent& event : events) {
      DRIEHOEK_ASSIGN_OR_RETURN(const std::string name, PlacementOf(event));
      if (name.empty()) continue;
      DRIEHOEK_ASSIGN_OR_RETURN(
          const ResourceName placement,
          ResourceName::Parse(name, "institutions/{institution}/placements/{placement}"));
      touched.insert(progress::PlacementId(placement.id()));
    }
    DRIEHOEK_RETURN_IF_ERROR(
        due_.LookAt(tenant, {touched.begin(), touched.end()}, now, deadline).status());
    if (!events.empty()) followed.sequence = events.back().sequence;
    if (static_cast<int>(events.size()) < kBatch) break;
  }
  return due_.PassTime(tenant, now, deadline).status();
}

absl::Status SignalFollower::LookAtAll(const TenantId& tenant, absl::CivilDay today, absl::Time now,
                                       absl::Time deadline) {
  // The position is taken first: what happens meanwhile is looked at once more, never left out.
  DRIEHOEK_ASSIGN_OR_RETURN(const events::FeedPosition newest, log_.Newest(tenant, deadline));
  DRIEHOEK_RETURN_IF_ERROR(due_.LookAtAll(tenant, now, deadline).status());
  followed_[tenant] = {newest.sequence, today, now};
  return absl::OkStatus();
}

}  // namespace driehoek::server
