#include "server/placement_joins.h"

#include <map>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "agreement/clause_rules.h"
#include "shared/auth/rights.h"
#include "shared/base/errors.h"
#include "shared/base/resource_name.h"

namespace driehoek::server {
namespace {

// The enumerations of two parts are in the same order, that of the contract.
placement::Variant ToPlacement(directory::Variant variant) { return static_cast<placement::Variant>(variant); }
placement::Funding ToPlacement(directory::Funding funding) { return static_cast<placement::Funding>(funding); }
placement::AgreementRule ToPlacement(directory::AgreementRule rule) {
  return static_cast<placement::AgreementRule>(rule);
}

std::string VariantName(const TenantId& tenant, const directory::ProgrammeVariant& variant) {
  return absl::StrCat(MakeName(tenant, "programmes", variant.programme.value()), "/variants/", variant.id.value());
}

// Names what the placements of one answer point at. They share supervisors, teachers and workplaces: each is read once.
class Labeller {
 public:
  Labeller(const directory::DirectoryReader& reader, const TenantId& tenant, absl::CivilDay today, absl::Time deadline)
      : reader_(reader), tenant_(tenant), today_(today), deadline_(deadline) {}

  absl::StatusOr<placement::Labels> LabelsOf(const placement::Placement& placement) {
    placement::Labels labels;
    DRIEHOEK_ASSIGN_OR_RETURN(labels.student, NameOf(placement.student));
    DRIEHOEK_ASSIGN_OR_RETURN(labels.supervisor, NameOf(placement.supervisor_person));
    DRIEHOEK_ASSIGN_OR_RETURN(
        const auto variant,
        reader_.VariantOf(tenant_, directory::ProgrammeVariantId(placement.programme_variant.value()), deadline_));
    if (variant.has_value()) labels.programme = variant->programme.display_name;
    if (!placement.workplace.empty()) {
      DRIEHOEK_ASSIGN_OR_RETURN(const auto place, PlaceOf(directory::WorkplaceId(placement.workplace.value())));
      if (place.has_value()) {
        labels.organisation = place->organisation.display_name;
        labels.workplace = place->workplace.display_name;
      }
    }
    DRIEHOEK_ASSIGN_OR_RETURN(const auto contact, reader_.ContactOn(tenant_, placement.student, today_, deadline_));
    if (contact.has_value()) {
      DRIEHOEK_ASSIGN_OR_RETURN(labels.contact_person, NameOf(contact->teacher));
    }
    return labels;
  }

 private:
  // Empty when there is no such person.
  absl::StatusOr<std::string> NameOf(const PersonId& person) {
    if (person.empty()) return std::string();
    if (const auto known = names_.find(person); known != names_.end()) return known->second;
    DRIEHOEK_ASSIGN_OR_RETURN(const auto found, reader_.NamedPersonOf(tenant_, person, deadline_));
    return names_.emplace(person, found.has_value() ? found->display_name : std::string()).first->second;
  }

  absl::StatusOr<std::optional<directory::WorkplaceFacts>> PlaceOf(const directory::WorkplaceId& workplace) {
    if (const auto known = places_.find(workplace); known != places_.end()) return known->second;
    DRIEHOEK_ASSIGN_OR_RETURN(auto found, reader_.WorkplaceOf(tenant_, workplace, deadline_));
    return places_.emplace(workplace, std::move(found)).first->second;
  }

  const directory::DirectoryReader& reader_;
  const TenantId& tenant_;
  const absl::CivilDay today_;
  const absl::Time deadline_;
  std::map<PersonId, std::string> names_;
  std::map<directory::WorkplaceId, std::optional<directory::WorkplaceFacts>> places_;
};

// The region of each id, in order; empty where none is known.
template <typename DirectoryId, typename Id>
std::vector<std::string> InOrder(const std::map<DirectoryId, std::string>& regions,
                                 const std::vector<Id>& ids) {
  std::vector<std::string> all;
  all.reserve(ids.size());
  for (const Id& id : ids) {
    const auto found = regions.find(DirectoryId(id.value()));
    all.push_back(found == regions.end() ? std::string() : found->second);
  }
  return all;
}

template <typename DirectoryId, typename Id>
std::vector<DirectoryId> ToDirectory(const std::vector<Id>& ids) {
  std::vector<DirectoryId> all;
  all.reserve(ids.size());
  for (const Id& id : ids) all.emplace_back(id.value());
  return all;
}

}  // namespace

absl::StatusOr<absl::CivilDay> PlacementFactsOfDirectory::Today(const TenantId& tenant, absl::Time now,
                                                                absl::Time deadline) {
  return reader_.Today(tenant, now, deadline);
}

absl::StatusOr<std::optional<placement::EnrolmentFact>> PlacementFactsOfDirectory::Enrolment(
    const TenantId& tenant, const placement::EnrolmentId& id, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto enrolment,
                            reader_.EnrolmentOf(tenant, directory::EnrolmentId(id.value()), deadline));
  if (!enrolment.has_value()) return std::nullopt;
  DRIEHOEK_ASSIGN_OR_RETURN(const auto variant, reader_.VariantOf(tenant, enrolment->variant, deadline));
  if (!variant.has_value()) return std::nullopt;
  return placement::EnrolmentFact{
      .student = enrolment->student,
      .programme = placement::ProgrammeId(enrolment->programme.value()),
      .programme_variant = placement::VariantId(enrolment->variant.value()),
      .variant = ToPlacement(variant->variant.variant),
      .funding = ToPlacement(variant->variant.funding),
      .phase = enrolment->phase,
      .enrolment = {MakeName(tenant, "enrolments", enrolment->id.value()), enrolment->version}};
}

absl::StatusOr<placement::PolicyFact> PlacementFactsOfDirectory::Policy(const TenantId& tenant,
                                                                        const placement::VariantId& variant,
                                                                        absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto facts, reader_.VariantOf(tenant, directory::ProgrammeVariantId(variant.value()), deadline));
  if (!facts.has_value()) return auth::NotFound();
  return placement::PolicyFact{
      .agreement_rule = ToPlacement(facts->policy.agreement_rule),
      .max_students_per_supervisor = facts->policy.max_students_per_supervisor,
      .scan_validity_days = facts->policy.scan_validity_days,
      .scan_lead_days = facts->policy.scan_lead_days,
      .signal_working_days = facts->policy.signal_working_days,
      .continuation_working_days = facts->policy.continuation_working_days,
      .search_clock_weeks = facts->policy.search_clock_weeks,
      .programme_variant = {VariantName(tenant, facts->variant), facts->variant.version}};
}

absl::StatusOr<placement::PlaceFact> PlacementFactsOfDirectory::Place(const TenantId& tenant,
                                                                      const placement::Placement& placement,
                                                                      absl::Time deadline) {
  placement::PlaceFact fact;
  if (!placement.workplace.empty()) {
    DRIEHOEK_ASSIGN_OR_RETURN(
        const auto place, reader_.WorkplaceOf(tenant, directory::WorkplaceId(placement.workplace.value()), deadline));
    fact.has_workplace =
        place.has_value() && place->workplace.organisation.value() == placement.organisation.value();
  }
  if (!placement.supervisor.empty()) {
    DRIEHOEK_ASSIGN_OR_RETURN(const auto profile,
                              reader_.SupervisorOf(tenant, directory::SupervisorId(placement.supervisor.value()), deadline));
    if (profile.has_value() && profile->organisation.value() == placement.organisation.value()) {
      fact.supervisor = profile->person;
      fact.supervisor_is_on_floor = profile->function == directory::SupervisorFunction::kFloorSupervisor;
    }
  }
  return fact;
}

absl::StatusOr<placement::ContactFact> PlacementFactsOfDirectory::ContactOn(const TenantId& tenant,
                                                                            const PersonId& student, absl::CivilDay day,
                                                                            absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto assignment, reader_.ContactOn(tenant, student, day, deadline));
  placement::ContactFact fact;
  if (assignment.has_value()) {
    fact.teacher = assignment->teacher;
    fact.assignment = placement::FactVersion{MakeName(tenant, "contactAssignments", assignment->id.value()),
                                             assignment->version};
  }
  return fact;
}

absl::StatusOr<placement::ReachFact> PlacementFactsOfDirectory::Reach(const auth::Caller& caller, absl::CivilDay today,
                                                                      absl::Time deadline) {
  placement::ReachFact reach;
  if (caller.role == auth::Role::kTeacher) {
    DRIEHOEK_ASSIGN_OR_RETURN(reach.students, reader_.StudentsOf(caller.tenant, caller.person, today, deadline));
  }
  if (caller.role == auth::Role::kWorkplaceSupervisor || caller.role == auth::Role::kOrganisationContact) {
    DRIEHOEK_ASSIGN_OR_RETURN(const auto profiles, reader_.ProfilesOf(caller.tenant, caller.person, deadline));
    for (const directory::SupervisorProfile& profile : profiles) {
      reach.organisations.emplace_back(profile.organisation.value());
    }
  }
  return reach;
}

absl::StatusOr<std::vector<placement::Labels>> PlacementFactsOfDirectory::LabelsOf(
    const TenantId& tenant, const std::vector<placement::Placement>& placements, absl::CivilDay today,
    absl::Time deadline) {
  Labeller labeller(reader_, tenant, today, deadline);
  std::vector<placement::Labels> all;
  all.reserve(placements.size());
  for (const placement::Placement& placement : placements) {
    DRIEHOEK_ASSIGN_OR_RETURN(placement::Labels labels, labeller.LabelsOf(placement));
    all.push_back(std::move(labels));
  }
  return all;
}

absl::StatusOr<std::vector<std::string>> PlacementFactsOfDirectory::OutcomeCodes(const TenantId& tenant,
                                                                                 const placement::VariantId& variant,
                                                                                 absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto set, reader_.OutcomesOf(tenant, directory::ProgrammeVariantId(variant.value()), deadline));
  std::vector<std::string> codes;
  if (!set.has_value()) return codes;
  for (const directory::Outcome& outcome : set->outcomes) codes.push_back(outcome.code);
  return codes;
}

absl::StatusOr<std::string> PlacementFactsOfDirectory::ProgrammeLabel(const TenantId& tenant,
                                                                      const placement::VariantId& variant,
                                                                      absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto facts, reader_.VariantOf(tenant, directory::ProgrammeVariantId(variant.value()), deadline));
  return facts.has_value() ? facts->programme.display_name : std::string();
}

absl::StatusOr<std::vector<std::string>> PlacementFactsOfDirectory::RegionsOf(
    const TenantId& tenant, const std::vector<placement::EnrolmentId>& enrolments,
    absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto regions,
      reader_.RegionsOf(tenant, ToDirectory<directory::EnrolmentId>(enrolments), deadline));
  return InOrder(regions, enrolments);
}

absl::StatusOr<std::vector<std::string>> PlacementFactsOfDirectory::RegionsOf(
    const TenantId& tenant, const std::vector<placement::WorkplaceId>& workplaces,
    absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto regions,
      reader_.RegionsOf(tenant, ToDirectory<directory::WorkplaceId>(workplaces), deadline));
  return InOrder(regions, workplaces);
}

absl::StatusOr<placement::AgreementFact> PlacementFactsOfAgreements::Of(const TenantId& tenant,
                                                                        const placement::PlacementId& placement,
                                                                        absl::Time deadline) {
  agreement::ListQuery query;
  query.reach.everything = true;
  query.placement = agreement::PlacementId(placement.value());
  query.limit = 10;
  DRIEHOEK_ASSIGN_OR_RETURN(const auto found, store_.List(tenant, query, deadline));
  placement::AgreementFact fact;
  for (const agreement::Agreement& agreement : found.items) {
    // The one that something can still become of; else the latest that was, which stands for nothing any more.
    if (!agreement::IsOpen(agreement)) continue;
    const agreement::Version& version =
        agreement.in_force.has_value() ? *agreement.in_force : agreement::Newest(agreement);
    fact.agreement =
        placement::FactVersion{MakeName(tenant, "agreements", agreement.id.value()), agreement.version};
    fact.is_in_force = agreement.in_force.has_value();
    fact.is_offered = fact.is_in_force || agreement::IsOffered(version.state);
    fact.responsibilities_accepted = true;
    for (const agreement::PartyRole role : agreement::kAllParties) {
      fact.responsibilities_accepted =
          fact.responsibilities_accepted && agreement::FindAcceptance(version, role) != nullptr;
    }
    for (const agreement::MissingClause& missing : agreement::MissingClauses(version.clauses)) {
      fact.missing_clauses.push_back(missing.code);
    }
    break;
  }
  return fact;
}

}  // namespace driehoek::server
