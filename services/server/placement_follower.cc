#include "server/placement_follower.h"

#include "absl/strings/match.h"
#include "driehoek/v1/event.pb.h"
#include "shared/base/errors.h"
#include "shared/base/resource_name.h"

namespace driehoek::server {
namespace {

constexpr absl::Duration kLookAgain = absl::Minutes(10);
constexpr int kBatch = 200;

}  // namespace

absl::Status PlacementFollower::Run(const TenantId& tenant, absl::Time now, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, facts_.Today(tenant, now, deadline));
  Followed& followed = followed_[tenant];
  if (followed.day != today || now - followed.looked >= kLookAgain) {
    DRIEHOEK_RETURN_IF_ERROR(LookAtAll(tenant, today, now, deadline));
  }
  for (;;) {
    DRIEHOEK_ASSIGN_OR_RETURN(const auto events, log_.ReadAfter(tenant, followed.sequence, kBatch, deadline));
    for (const events::StoredEvent& event : events) {
      DRIEHOEK_RETURN_IF_ERROR(Follow(tenant, event, now, deadline));
      followed.sequence = event.sequence;
    }
    if (static_cast<int>(events.size()) < kBatch) return absl::OkStatus();
  }
}

absl::Status PlacementFollower::LookAtAll(const TenantId& tenant, absl::CivilDay today, absl::Time now,
                                          absl::Time deadline) {
  // The position is taken first: what happens meanwhile is looked at once more, never left out.
  DRIEHOEK_ASSIGN_OR_RETURN(const events::FeedPosition newest, log_.Newest(tenant, deadline));
  const auto moved = due_.MoveAll(tenant, now, deadline);
  if (!moved.ok()) return moved.status();
  followed_[tenant] = {newest.sequence, today, now};
  return absl::OkStatus();
}

absl::Status PlacementFollower::Follow(const TenantId& tenant, const events::StoredEvent& event, absl::Time now,
                                       absl::Time deadline) {
  v1::Event parsed;
  if (!parsed.ParseFromString(event.payload)) {
    return Error(absl::StatusCode::kInternal, "EVENT_UNREADABLE", "a stored event cannot be read");
  }
  if (parsed.has_agreement_changed()) {
    DRIEHOEK_ASSIGN_OR_RETURN(const ResourceName placement,
                              ResourceName::Parse(parsed.agreement_changed().placement(),
                                                  "institutions/{institution}/placements/{placement}"));
    return due_.MoveOne(tenant, placement::PlacementId(placement.id()), now, deadline).status();
  }
  if (absl::StrContains(event.resource, "/contactAssignments/")) {
    DRIEHOEK_ASSIGN_OR_RETURN(
        const ResourceName name,
        ResourceName::Parse(event.resource, "institutions/{institution}/contactAssignments/{contact_assignment}"));
    DRIEHOEK_ASSIGN_OR_RETURN(const auto assignment,
                              directory_.Find<directory::ContactAssignment>(tenant, name.id(), deadline));
    if (assignment.has_value()) return due_.MoveOfStudent(tenant, assignment->student, now, deadline).status();
  }
  if (parsed.has_assessment_changed()) {
    DRIEHOEK_ASSIGN_OR_RETURN(const ResourceName placement,
                              ResourceName::Parse(parsed.assessment_changed().placement(),
                                                  "institutions/{institution}/placements/{placement}"));
    return due_.MoveOne(tenant, placement::PlacementId(placement.id()), now, deadline).status();
  }
  if (parsed.has_placement_changed()) {
    DRIEHOEK_ASSIGN_OR_RETURN(const ResourceName placement,
                              ResourceName::Parse(parsed.placement_changed().placement(),
                                                  "institutions/{institution}/placements/{placement}"));
    return due_.MoveOne(tenant, placement::PlacementId(placement.id()), now, deadline).status();
  }
  return absl::OkStatus();
}

}  // namespace driehoek::server
