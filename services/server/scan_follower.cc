#include "server/scan_follower.h"

#include "absl/strings/match.h"
#include "driehoek/v1/event.pb.h"
#include "placement/placement_proto.h"
#include "placement/scan/scan_proto.h"
#include "shared/base/errors.h"
#include "shared/base/resource_name.h"

namespace driehoek::server {
namespace {

constexpr absl::Duration kLookAgain = absl::Minutes(10);
constexpr int kBatch = 200;

}  // namespace

absl::Status ScanFollower::Run(const TenantId& tenant, absl::Time now, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, parts_.facts.Today(tenant, now, deadline));
  Followed& followed = followed_[tenant];
  if (followed.day != today || now - followed.looked >= kLookAgain) {
    // The position is taken first: what happens meanwhile is looked at once more, never left out.
    DRIEHOEK_ASSIGN_OR_RETURN(const events::FeedPosition newest,
                              parts_.log.Newest(tenant, deadline));
    DRIEHOEK_RETURN_IF_ERROR(parts_.scans.MoveAll(tenant, now, deadline).status());
    // What was not followed since the last look may have moved scans; their placements are looked
    // at by the clock too.
    if (followed.looked == absl::Time()) followed.sequence = newest.sequence;
    followed.day = today;
    followed.looked = now;
  }
  for (;;) {
    DRIEHOEK_ASSIGN_OR_RETURN(const auto events,
                              parts_.log.ReadAfter(tenant, followed.sequence, kBatch, deadline));
    for (const events::StoredEvent& event : events) {
      DRIEHOEK_RETURN_IF_ERROR(Follow(tenant, event, now, deadline));
      followed.sequence = event.sequence;
    }
    if (static_cast<int>(events.size()) < kBatch) return absl::OkStatus();
  }
}

absl::Status ScanFollower::Follow(const TenantId& tenant, const events::StoredEvent& event,
                                  absl::Time now, absl::Time deadline) {
  v1::Event parsed;
  if (!parsed.ParseFromString(event.payload)) {
    return Error(absl::StatusCode::kInternal, "EVENT_UNREADABLE", "a stored event cannot be read");
  }
  if (parsed.has_workplace_scan_changed()) {
    DRIEHOEK_ASSIGN_OR_RETURN(const ResourceName scan,
                              ResourceName::Parse(event.resource, placement::scan::kScanPattern));
    return MovePlacements(tenant, placement::scan::ScanId(scan.id()), now, deadline);
  }
  if (parsed.has_placement_changed()) {
    DRIEHOEK_ASSIGN_OR_RETURN(const ResourceName name,
                              ResourceName::Parse(event.resource, placement::kPlacementPattern));
    return parts_.scans.MoveOfPlacement(tenant, placement::PlacementId(name.id()), now, deadline)
        .status();
  }
  if (absl::StrContains(event.resource, "/enrolments/")) {
    DRIEHOEK_ASSIGN_OR_RETURN(
        const ResourceName name,
        ResourceName::Parse(event.resource, "institutions/{institution}/enrolments/{enrolment}"));
    return parts_.scans.MoveOfEnrolment(tenant, placement::EnrolmentId(name.id()), now, deadline)
        .status();
  }
  return absl::OkStatus();
}

absl::Status ScanFollower::MovePlacements(const TenantId& tenant, const placement::scan::ScanId& id,
                                          absl::Time now, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto scan, parts_.scan_store.Find(tenant, id, deadline));
  if (!scan.has_value()) return absl::OkStatus();
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto placements,
      parts_.placement_store.AtWorkplace(tenant, scan->organisation, scan->workplace, deadline));
  for (const placement::Placement& placement : placements) {
    DRIEHOEK_RETURN_IF_ERROR(
        parts_.placements.MoveOne(tenant, placement.id, now, deadline).status());
  }
  return absl::OkStatus();
}

}  // namespace driehoek::server
