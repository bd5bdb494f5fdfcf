#include "server/supervision_joins.h"

#include <algorithm>

#include "shared/base/errors.h"

namespace driehoek::server {
namespace {

const absl::CivilDay kEver(1900, 1, 1);
// Placements of a supervisor or of one teacher's students: far more than one person can look after.
constexpr int kMostPlacements = 500;
constexpr int kMostContacts = 500;

// Ended early before anything began: it never was an occasion for access.
bool NeverBegan(const placement::Placement& placement) {
  return placement.state == placement::State::kEndedEarly && placement.end_date < placement.start_date;
}

}  // namespace

absl::StatusOr<std::vector<access::SupervisedPlacement>> SupervisionOfPlacements::PlacementsOf(const TenantId& tenant,
                                                                                               const PersonId& person,
                                                                                               absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::TimeZone zone, reader_.Zone(tenant, deadline));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto found, placements_.OfPersons(tenant, {person}, kEver, deadline));
  std::vector<access::SupervisedPlacement> supervised;
  for (const placement::Placement& placement : found) {
    if (placement.supervisor_person != person || NeverBegan(placement)) continue;
    supervised.push_back({placement.create_time, absl::FromCivil(placement.end_date + 1, zone)});
  }
  return supervised;
}

absl::StatusOr<std::vector<PersonId>> SupervisionOfPlacements::GuestsOfTeacher(const TenantId& tenant,
                                                                               const PersonId& teacher, absl::Time now,
                                                                               absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, reader_.Today(tenant, now, deadline));
  DRIEHOEK_ASSIGN_OR_RETURN(const std::vector<PersonId> students,
                            reader_.StudentsOf(tenant, teacher, today, deadline));
  std::vector<PersonId> guests;
  if (students.empty()) return guests;
  placement::PlacementQuery query;
  query.students = students;
  query.limit = kMostPlacements;
  DRIEHOEK_ASSIGN_OR_RETURN(const auto placements, placements_.List(tenant, query, deadline));
  std::vector<std::string> organisations;
  for (const placement::Placement& placement : placements.items) {
    if (!placement.supervisor_person.empty()) guests.push_back(placement.supervisor_person);
    if (!placement.organisation.empty()) organisations.push_back(placement.organisation.value());
  }
  std::sort(organisations.begin(), organisations.end());
  organisations.erase(std::unique(organisations.begin(), organisations.end()), organisations.end());
  for (const std::string& organisation : organisations) {
    DRIEHOEK_ASSIGN_OR_RETURN(const auto profiles,
                              directory_.List<directory::SupervisorProfile>(
                                  tenant, {.parent = organisation, .limit = kMostContacts}, deadline));
    for (const directory::SupervisorProfile& profile : profiles.items) {
      if (profile.function == directory::SupervisorFunction::kOrganisationContact) guests.push_back(profile.person);
    }
  }
  std::sort(guests.begin(), guests.end());
  guests.erase(std::unique(guests.begin(), guests.end()), guests.end());
  return guests;
}

absl::StatusOr<std::vector<directory::StudentAndSupervisor>> PairsOfPlacements::Of(const TenantId& tenant,
                                                                                   const std::vector<PersonId>& persons,
                                                                                   absl::Time deadline) {
  // Only those that are not over: `since` lies past every end.
  DRIEHOEK_ASSIGN_OR_RETURN(const auto found,
                            placements_.OfPersons(tenant, persons, absl::CivilDay(2200, 1, 1), deadline));
  std::vector<directory::StudentAndSupervisor> pairs;
  for (const placement::Placement& placement : found) {
    if (!placement.supervisor_person.empty()) pairs.push_back({placement.student, placement.supervisor_person});
  }
  return pairs;
}

}  // namespace driehoek::server
