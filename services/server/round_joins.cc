#include "server/round_joins.h"

#include <map>
#include <utility>

#include "shared/base/errors.h"

namespace driehoek::server {
namespace {

namespace round = placement::round;

// Names what the places of one answer point at. Several lie at one workplace or share a supervisor: each is read once.
class PlaceLabeller {
 public:
  PlaceLabeller(const directory::DirectoryReader& reader, const TenantId& tenant, absl::Time deadline)
      : reader_(reader), tenant_(tenant), deadline_(deadline) {}

  absl::StatusOr<round::PlaceLabels> LabelsOf(const round::RoundPlace& place) {
    DRIEHOEK_ASSIGN_OR_RETURN(round::PlaceLabels labels, LabelsOfWorkplace(place.workplace));
    if (!place.supervisor.empty()) {
      DRIEHOEK_ASSIGN_OR_RETURN(labels.supervisor, NameOfSupervisor(place.supervisor));
    }
    return labels;
  }

 private:
  absl::StatusOr<round::PlaceLabels> LabelsOfWorkplace(const placement::WorkplaceId& workplace) {
    if (const auto known = workplaces_.find(workplace); known != workplaces_.end()) return known->second;
    round::PlaceLabels labels;
    DRIEHOEK_ASSIGN_OR_RETURN(const auto found,
                              reader_.WorkplaceOf(tenant_, directory::WorkplaceId(workplace.value()), deadline_));
    if (found.has_value()) {
      labels.organisation = found->organisation.display_name;
      labels.workplace = found->workplace.display_name;
      labels.sector =
          found->workplace.sector.empty() ? found->organisation.sector : found->workplace.sector;
      if (!found->workplace.establishment.empty()) {
        DRIEHOEK_ASSIGN_OR_RETURN(const auto establishment,
                                  reader_.EstablishmentOf(tenant_, found->workplace.establishment, deadline_));
        if (establishment.has_value()) labels.city = establishment->city;
      }
    }
    return workplaces_.emplace(workplace, std::move(labels)).first->second;
  }

  absl::StatusOr<std::string> NameOfSupervisor(const placement::SupervisorId& supervisor) {
    if (const auto known = supervisors_.find(supervisor); known != supervisors_.end()) return known->second;
    std::string name;
    DRIEHOEK_ASSIGN_OR_RETURN(const auto profile,
                              reader_.SupervisorOf(tenant_, directory::SupervisorId(supervisor.value()), deadline_));
    if (profile.has_value()) {
      DRIEHOEK_ASSIGN_OR_RETURN(const auto person, reader_.NamedPersonOf(tenant_, profile->person, deadline_));
      if (person.has_value()) name = person->display_name;
    }
    return supervisors_.emplace(supervisor, std::move(name)).first->second;
  }

  const directory::DirectoryReader& reader_;
  const TenantId& tenant_;
  const absl::Time deadline_;
  std::map<placement::WorkplaceId, round::PlaceLabels> workplaces_;
  std::map<placement::SupervisorId, std::string> supervisors_;
};

}  // namespace

absl::StatusOr<bool> RoundFactsOfDirectory::HasProgramme(const TenantId& tenant, const placement::ProgrammeId& id,
                                                         absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto programme,
                            reader_.ProgrammeOf(tenant, directory::ProgrammeId(id.value()), deadline));
  return programme.has_value();
}

absl::StatusOr<std::optional<round::StudentFact>> RoundFactsOfDirectory::Student(
    const TenantId& tenant, const placement::EnrolmentId& enrolment, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(auto fact, placements_.Enrolment(tenant, enrolment, deadline));
  if (!fact.has_value()) return std::nullopt;
  DRIEHOEK_ASSIGN_OR_RETURN(const auto person, reader_.NamedPersonOf(tenant, fact->student, deadline));
  if (!person.has_value()) return std::nullopt;
  return round::StudentFact{*std::move(fact), person->display_name};
}

absl::StatusOr<placement::PlaceFact> RoundFactsOfDirectory::Place(const TenantId& tenant,
                                                                  const round::RoundPlace& place,
                                                                  absl::Time deadline) {
  placement::Placement at;
  at.organisation = place.organisation;
  at.workplace = place.workplace;
  at.supervisor = place.supervisor;
  return placements_.Place(tenant, at, deadline);
}

absl::StatusOr<std::vector<round::PlaceLabels>> RoundFactsOfDirectory::LabelsOf(
    const TenantId& tenant, const std::vector<round::RoundPlace>& places, absl::Time deadline) {
  PlaceLabeller labeller(reader_, tenant, deadline);
  std::vector<round::PlaceLabels> all;
  all.reserve(places.size());
  for (const round::RoundPlace& place : places) {
    DRIEHOEK_ASSIGN_OR_RETURN(round::PlaceLabels labels, labeller.LabelsOf(place));
    all.push_back(std::move(labels));
  }
  return all;
}

absl::StatusOr<std::vector<placement::Conflict>> RoundFactsOfDirectory::Conflicts(const TenantId& tenant,
                                                                                  const PersonId& student,
                                                                                  absl::Time deadline) {
  if (conflicts_ == nullptr) return std::vector<placement::Conflict>();
  return conflicts_->Running(tenant, student, deadline);
}

absl::StatusOr<std::vector<std::string>> RoundFactsOfDirectory::NamesOf(const TenantId& tenant,
                                                                        const std::vector<PersonId>& persons,
                                                                        absl::Time deadline) {
  std::vector<std::string> names;
  names.reserve(persons.size());
  for (const PersonId& person : persons) {
    DRIEHOEK_ASSIGN_OR_RETURN(const auto found, reader_.NamedPersonOf(tenant, person, deadline));
    names.push_back(found.has_value() ? found->display_name : std::string());
  }
  return names;
}

absl::StatusOr<int> RoundFactsOfDirectory::MaxStudentsPerSupervisor(const TenantId& tenant,
                                                                    const placement::VariantId& variant,
                                                                    absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto policy, placements_.Policy(tenant, variant, deadline));
  return policy.max_students_per_supervisor;
}

}  // namespace driehoek::server
