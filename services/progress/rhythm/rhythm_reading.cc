#include "progress/rhythm/rhythm_reading.h"

#include "driehoek/v1/event.pb.h"
#include "progress/policy.h"
#include "progress/rhythm/rhythm_policy.h"
#include "progress/rhythm/rhythm_proto.h"
#include "shared/rpc/field_reading.h"

namespace driehoek::progress::rhythm {

absl::StatusOr<absl::CivilDay> RhythmReading::Today(const rpc::Call& call) const {
  return directory_.Today(call.tenant(), call.now(), call.deadline());
}

absl::StatusOr<PlacementFact> RhythmReading::LoadAllowed(const rpc::Call& call,
                                                         const PlacementId& id) const {
  DRIEHOEK_ASSIGN_OR_RETURN(auto placement, placements_.Find(call.tenant(), id, call.deadline()));
  if (!placement.has_value()) return auth::NotFound();
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, Today(call));
  DRIEHOEK_ASSIGN_OR_RETURN(const ReachFact reach,
                            placements_.Reach(call.caller(), today, call.deadline()));
  DRIEHOEK_RETURN_IF_ERROR(
      call.MayDo(kListHours, progress::RelationsTo(*placement, call.caller(), reach)));
  return *std::move(placement);
}

absl::StatusOr<PlacementFact> RhythmReading::LoadReferred(const rpc::Call& call,
                                                          const std::string& name,
                                                          absl::string_view field,
                                                          FieldViolations& violations) const {
  if (name.empty()) {
    violations.Add(field, "FIELD_MISSING", "must be given");
    return violations.ToStatus();
  }
  const PlacementId id(rpc::ReadIds(name, kPlacementPattern, field, violations)[0]);
  if (id.empty()) return violations.ToStatus();
  auto placement = LoadAllowed(call, id);
  if (placement.status().code() == absl::StatusCode::kNotFound) {
    violations.Add(field, "REFERENCE_NOT_FOUND", "names nothing that is there");
    return violations.ToStatus();
  }
  return placement;
}

void AddEvent(absl::string_view type, const std::string& resource, const std::string& placement,
              events::CommitPlan& plan) {
  v1::Event event;
  event.set_type(std::string(type));
  event.set_resource(resource);
  event.mutable_rhythm_changed()->set_resource(resource);
  event.mutable_rhythm_changed()->set_placement(placement);
  plan.events.push_back({event.type(), resource, event.SerializeAsString()});
}

bool IsRace(const absl::Status& status) {
  const std::string reason = ReasonOf(status);
  return reason == "UNIQUE_VIOLATION" || reason == "RESOURCE_EXISTS" || reason == "STALE_ETAG";
}

}  // namespace driehoek::progress::rhythm
