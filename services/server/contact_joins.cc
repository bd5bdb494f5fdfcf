#include "server/contact_joins.h"

#include <map>

#include "shared/base/errors.h"

namespace driehoek::server {
namespace {

using progress::checkin::CheckIn;
using progress::checkin::CheckInQuery;
using progress::checkin::CheckInState;
using progress::signal::Edge;
using progress::signal::RunningPlacement;

constexpr int kAtOnce = 500;

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

// Every check-in that `query` finds, by moment, earliest first.
absl::StatusOr<std::vector<CheckIn>> All(const progress::checkin::SqlCheckInStore& store,
                                         const TenantId& tenant, CheckInQuery query,
                                         absl::Time deadline) {
  std::vector<CheckIn> all;
  query.limit = kAtOnce;
  do {
    DRIEHOEK_ASSIGN_OR_RETURN(auto page, store.List(tenant, query, deadline));
    for (CheckIn& one : page.items) all.push_back(std::move(one));
    query.cursor = page.next_cursor;
  } while (!query.cursor.empty());
  return all;
}

}  // namespace

absl::Status ContactsOfCheckIns::AddTo(const TenantId& tenant,
                                       const std::vector<RunningPlacement>& placements,
                                       absl::CivilDay /*today*/,
                                       std::vector<progress::signal::PlacementHistory>& histories,
                                       absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto states, reading_.Of(tenant, IdsOf(placements), deadline));
  std::vector<progress::PlacementId> with_missed;
  for (std::size_t i = 0; i < placements.size(); ++i) {
    const auto state = states.find(placements[i].id);
    if (state == states.end()) continue;
    for (const progress::checkin::Edge edge : progress::checkin::kAllEdges) {
      const auto& last = state->second.last_contact[static_cast<std::size_t>(edge)];
      auto& known = histories[i].last_contact[ToEdge(edge)];
      if (last.has_value() && (!known.has_value() || *known < *last)) known = last;
    }
    histories[i].missed_check_ins = state->second.missed_check_in_count;
    if (histories[i].missed_check_ins > 0) with_missed.push_back(placements[i].id);
  }
  if (with_missed.empty()) return absl::OkStatus();
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto missed,
      All(check_ins_, tenant, {.states = {CheckInState::kMissed}, .placements = with_missed},
          deadline));
  std::map<progress::PlacementId, absl::CivilDay> last_missed;
  for (const CheckIn& one : missed) last_missed[one.placement] = one.planned_date;
  for (std::size_t i = 0; i < placements.size(); ++i) {
    const auto last = last_missed.find(placements[i].id);
    if (last != last_missed.end()) histories[i].last_missed = last->second;
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<std::optional<absl::Time>>> ContactsOfCheckIns::NextCheckIns(
    const TenantId& tenant, const std::vector<RunningPlacement>& placements, absl::Time now,
    absl::Time deadline) {
  std::vector<std::optional<absl::Time>> next(placements.size());
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto ahead,
      All(check_ins_, tenant,
          {.states = {CheckInState::kPlanned, CheckInState::kInvited, CheckInState::kViewsOpen},
           .from = now,
           .placements = IdsOf(placements)},
          deadline));
  std::map<progress::PlacementId, absl::Time> first;
  for (const CheckIn& one : ahead) first.emplace(one.placement, one.start_time);
  for (std::size_t i = 0; i < placements.size(); ++i) {
    const auto found = first.find(placements[i].id);
    if (found != first.end()) next[i] = found->second;
  }
  return next;
}

}  // namespace driehoek::server
