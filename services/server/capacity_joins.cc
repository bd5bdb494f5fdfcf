#include "server/capacity_joins.h"

#include <map>
#include <optional>
#include <utility>

#include "shared/base/errors.h"

namespace driehoek::server {
namespace {

// A student has one study, seldom two.
constexpr int kMostStudies = 20;

// The places of one page share workplaces and supervisors: each is read once.
class PlaceReader {
 public:
  PlaceReader(const directory::DirectoryReader& reader, const directory::SqlDirectoryStore& store,
              const TenantId& tenant, absl::Time deadline)
      : reader_(reader), store_(store), tenant_(tenant), deadline_(deadline) {}

  absl::StatusOr<capacity::PlaceFact> Read(const capacity::CapacityOffer& offer) {
    capacity::PlaceFact fact;
    DRIEHOEK_ASSIGN_OR_RETURN(const std::optional<Workplace> place, WorkplaceOf(offer.workplace));
    if (!place.has_value() || place->organisation != offer.organisation.value()) return fact;
    fact.has_workplace = true;
    fact.organisation_name = place->organisation_name;
    fact.workplace_name = place->name;
    fact.city = place->city;
    if (offer.supervisor.empty()) return fact;
    DRIEHOEK_ASSIGN_OR_RETURN(
        const auto profile,
        reader_.SupervisorOf(tenant_, directory::SupervisorId(offer.supervisor.value()), deadline_));
    if (!profile.has_value() || profile->organisation.value() != offer.organisation.value()) return fact;
    fact.has_supervisor = true;
    fact.supervisor_is_on_floor = profile->function == directory::SupervisorFunction::kFloorSupervisor;
    DRIEHOEK_ASSIGN_OR_RETURN(const auto person, reader_.NamedPersonOf(tenant_, profile->person, deadline_));
    if (person.has_value()) fact.supervisor_name = person->display_name;
    return fact;
  }

 private:
  struct Workplace {
    std::string organisation;
    std::string organisation_name;
    std::string name;
    std::string city;
  };

  absl::StatusOr<std::optional<Workplace>> WorkplaceOf(const capacity::WorkplaceId& id) {
    if (const auto known = workplaces_.find(id); known != workplaces_.end()) return known->second;
    DRIEHOEK_ASSIGN_OR_RETURN(const auto found,
                              reader_.WorkplaceOf(tenant_, directory::WorkplaceId(id.value()), deadline_));
    std::optional<Workplace> place;
    if (found.has_value()) {
      place = Workplace{found->organisation.id.value(), found->organisation.display_name,
                        found->workplace.display_name, ""};
      if (!found->workplace.establishment.empty()) {
        DRIEHOEK_ASSIGN_OR_RETURN(
            const auto establishment,
            store_.Find<directory::Establishment>(tenant_, found->workplace.establishment.value(), deadline_));
        if (establishment.has_value()) place->city = establishment->city;
      }
    }
    return workplaces_.emplace(id, std::move(place)).first->second;
  }

  const directory::DirectoryReader& reader_;
  const directory::SqlDirectoryStore& store_;
  const TenantId& tenant_;
  const absl::Time deadline_;
  std::map<capacity::WorkplaceId, std::optional<Workplace>> workplaces_;
};

}  // namespace

absl::StatusOr<absl::CivilDay> CapacityFactsOfDirectory::Today(const TenantId& tenant, absl::Time now,
                                                               absl::Time deadline) {
  return reader_.Today(tenant, now, deadline);
}

absl::StatusOr<std::vector<capacity::PlaceFact>> CapacityFactsOfDirectory::Places(
    const TenantId& tenant, const std::vector<capacity::CapacityOffer>& offers, absl::Time deadline) {
  PlaceReader reader(reader_, store_, tenant, deadline);
  std::vector<capacity::PlaceFact> facts;
  for (const capacity::CapacityOffer& offer : offers) {
    DRIEHOEK_ASSIGN_OR_RETURN(capacity::PlaceFact fact, reader.Read(offer));
    facts.push_back(std::move(fact));
  }
  return facts;
}

absl::StatusOr<capacity::ReachFact> CapacityFactsOfDirectory::Reach(const auth::Caller& caller, absl::CivilDay today,
                                                                    absl::Time deadline) {
  capacity::ReachFact reach;
  if (caller.role == auth::Role::kWorkplaceSupervisor || caller.role == auth::Role::kOrganisationContact) {
    DRIEHOEK_ASSIGN_OR_RETURN(const auto profiles, reader_.ProfilesOf(caller.tenant, caller.person, deadline));
    for (const directory::SupervisorProfile& profile : profiles) {
      reach.organisations.emplace_back(profile.organisation.value());
    }
  }
  if (caller.role != auth::Role::kStudent || caller.person.empty()) return reach;
  DRIEHOEK_ASSIGN_OR_RETURN(const auto enrolments,
                            store_.List<directory::Enrolment>(
                                caller.tenant, {.student = caller.person, .limit = kMostStudies}, deadline));
  for (const directory::Enrolment& enrolment : enrolments.items) {
    if (enrolment.end_date.has_value() && *enrolment.end_date < today) continue;
    DRIEHOEK_ASSIGN_OR_RETURN(const auto variant, reader_.VariantOf(caller.tenant, enrolment.variant, deadline));
    if (!variant.has_value()) continue;
    // The enumerations of two parts are in the same order, that of the contract.
    reach.studies.push_back({capacity::ProgrammeId(enrolment.programme.value()),
                             static_cast<capacity::Variant>(variant->variant.variant), enrolment.phase});
  }
  return reach;
}

absl::StatusOr<bool> CapacityFactsOfDirectory::HasProgramme(const TenantId& tenant,
                                                            const capacity::ProgrammeId& programme,
                                                            absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto found,
                            store_.Find<directory::Programme>(tenant, programme.value(), deadline));
  return found.has_value();
}

absl::StatusOr<std::string> CapacityFactsOfDirectory::OrganisationName(const TenantId& tenant,
                                                                       const capacity::OrganisationId& organisation,
                                                                       absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto found, reader_.OrganisationOf(tenant, directory::OrganisationId(organisation.value()), deadline));
  return found.has_value() ? found->display_name : std::string();
}

}  // namespace driehoek::server
