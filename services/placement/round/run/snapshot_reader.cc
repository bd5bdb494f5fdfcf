#include "placement/round/run/snapshot_reader.h"

#include <algorithm>
#include <limits>
#include <set>
#include <utility>

#include "placement/lifecycle.h"
#include "placement/round/eligibility.h"
#include "shared/base/errors.h"

namespace driehoek::placement::round::run {
namespace {

// Most students at once in the period of the round.
int MostInPeriod(const std::vector<Placement>& placements, const Elsewhere& elsewhere,
                 const MatchingRound& round) {
  Placement nobody;
  nobody.start_date = round.start_date;
  nobody.end_date = round.end_date;
  return MostAtOnce(placements, nobody, elsewhere) - 1;
}

}  // namespace

absl::StatusOr<int> SnapshotReader::LimitOf(const TenantId& tenant, const MatchingRound& round,
                                            const std::vector<Participant>& participants,
                                            absl::Time deadline) const {
  if (round.max_students_per_supervisor > 0) return round.max_students_per_supervisor;
  std::set<VariantId> variants;
  for (const Participant& participant : participants)
    variants.insert(participant.programme_variant);
  int least = std::numeric_limits<int>::max();
  for (const VariantId& variant : variants) {
    DRIEHOEK_ASSIGN_OR_RETURN(const int allowed,
                              facts_.MaxStudentsPerSupervisor(tenant, variant, deadline));
    least = std::min(least, allowed);
  }
  return least;
}

absl::StatusOr<Snapshot> SnapshotReader::Of(const TenantId& tenant, const MatchingRound& round,
                                            absl::Time deadline) const {
  Snapshot snapshot{.round = round};
  DRIEHOEK_ASSIGN_OR_RETURN(snapshot.places, rounds_.Places(tenant, round.id, deadline));
  DRIEHOEK_ASSIGN_OR_RETURN(snapshot.participants,
                            rounds_.Participants(tenant, round.id, deadline));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto conflicts, facts_.Conflicts(tenant, PersonId(), deadline));
  snapshot.places = ExcludeConflicts(std::move(snapshot.places), snapshot.participants, conflicts);
  DRIEHOEK_ASSIGN_OR_RETURN(const int limit,
                            LimitOf(tenant, round, snapshot.participants, deadline));
  std::map<SupervisorId, std::vector<Placement>> loads;
  std::map<SupervisorId, OrganisationId> organisations;
  for (const RoundPlace& place : snapshot.places) {
    if (place.supervisor.empty()) continue;
    loads[place.supervisor];
    organisations[place.supervisor] = place.organisation;
  }
  std::vector<SupervisorId> supervisors;
  for (const auto& [supervisor, none] : loads) supervisors.push_back(supervisor);
  DRIEHOEK_ASSIGN_OR_RETURN(
      auto placements,
      placements_.TakingAttention(tenant, supervisors, round.start_date, round.end_date, deadline));
  for (Placement& placement : placements) {
    loads[placement.supervisor].push_back(std::move(placement));
  }
  for (const auto& [supervisor, load] : loads) {
    Elsewhere elsewhere;
    if (shared_ != nullptr) {
      DRIEHOEK_ASSIGN_OR_RETURN(
          elsewhere, shared_->TakenElsewhere(tenant, organisations[supervisor], supervisor,
                                             round.start_date, round.end_date, deadline));
    }
    snapshot.limits[supervisor] = std::max(limit - MostInPeriod(load, elsewhere, round), 0);
  }
  return snapshot;
}

}  // namespace driehoek::placement::round::run
