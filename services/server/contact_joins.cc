#include "server/contact_joins.h"

#include "shared/base/errors.h"

namespace driehoek::server {
namespace {

using progress::signal::Edge;
using progress::signal::RunningPlacement;

Edge ToEdge(progress::checkin::Edge edge) {
  switch (edge) {
    case progress::checkin::Edge::kProgrammeStudent:
      return Edge::kProgrammeStudent;
    case progress::checkin::Edge::kProgrammeWorkplace:
      return Edge::kProgrammeWorkplace;
    case progress::checkin::Edge::kStudentWorkplace:
      return Edge::kStudentWorkplace;
  }
  return Edge::kStudentWorkplace;
}

std::vector<progress::PlacementId> IdsOf(const std::vector<RunningPlacement>& placements) {
  std::vector<progress::PlacementId> ids;
  ids.reserve(placements.size());
  for (const RunningPlacement& placement : placements) ids.push_back(placement.id);
  return ids;
}

}  // namespace

absl::Status ContactsOfCheckIns::AddTo(const TenantId& tenant,
                                       const std::vector<RunningPlacement>& placements,
                                       absl::CivilDay /*today*/,
                                       std::vector<progress::signal::PlacementHistory>& histories,
                                       absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto states, reading_.Of(tenant, IdsOf(placements), deadline));
  for (std::size_t i = 0; i < placements.size(); ++i) {
    const auto state = states.find(placements[i].id);
    if (state == states.end()) continue;
    for (const progress::checkin::Edge edge : progress::checkin::kAllEdges) {
      const auto& last = state->second.last_contact[static_cast<std::size_t>(edge)];
      auto& known = histories[i].last_contact[ToEdge(edge)];
      if (last.has_value() && (!known.has_value() || *known < *last)) known = last;
    }
    histories[i].missed_check_ins = state->second.missed_check_in_count;
    histories[i].last_missed = state->second.last_missed;
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<std::optional<absl::Time>>> ContactsOfCheckIns::NextCheckIns(
    const TenantId& tenant, const std::vector<RunningPlacement>& placements, absl::Time now,
    absl::Time deadline) {
  std::vector<std::optional<absl::Time>> next(placements.size());
  DRIEHOEK_ASSIGN_OR_RETURN(const auto first,
                            reading_.NextCheckIns(tenant, IdsOf(placements), now, deadline));
  for (std::size_t i = 0; i < placements.size(); ++i) {
    const auto found = first.find(placements[i].id);
    if (found != first.end()) next[i] = found->second;
  }
  return next;
}

}  // namespace driehoek::server
