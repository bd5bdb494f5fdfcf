#include "server/agreement_joins.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "shared/auth/rights.h"
#include "shared/base/errors.h"
#include "shared/base/resource_name.h"

namespace driehoek::server {
namespace {

// The enumerations of the agreement carry the contract's numbers, from 1; those of the directory the same order, from 0.
template <typename To, typename From>
To FromOrder(From value) {
  return static_cast<To>(static_cast<int>(value) + 1);
}

bool IsConfirmed(placement::State state) {
  switch (state) {
    case placement::State::kConfirmed:
    case placement::State::kReady:
    case placement::State::kActive:
    case placement::State::kPaused:
    case placement::State::kFinishing:
      return true;
    case placement::State::kSearching:
    case placement::State::kProposed:
    case placement::State::kScreened:
    case placement::State::kCompleted:
    case placement::State::kEndedEarly:
      return false;
  }
  return false;
}

}  // namespace

absl::StatusOr<agreement::NamedPerson> FactsOfPlacements::Named(const TenantId& tenant, const PersonId& person,
                                                                absl::Time deadline) {
  if (person.empty()) return agreement::NamedPerson{};
  DRIEHOEK_ASSIGN_OR_RETURN(const auto found, reader_.NamedPersonOf(tenant, person, deadline));
  if (!found.has_value()) return auth::NotFound();
  return agreement::NamedPerson{person, found->display_name};
}

absl::Status FactsOfPlacements::AddProgramme(const TenantId& tenant, const placement::Placement& placement,
                                             absl::Time deadline, agreement::PlacementFacts& facts) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto variant,
      reader_.VariantOf(tenant, directory::ProgrammeVariantId(placement.programme_variant.value()), deadline));
  if (!variant.has_value()) return auth::NotFound();
  facts.programme_variant = absl::StrCat(MakeName(tenant, "programmes", variant->programme.id.value()), "/variants/",
                                         variant->variant.id.value());
  facts.programme_name = variant->programme.display_name;
  facts.variant = FromOrder<agreement::Variant>(variant->variant.variant);
  facts.funding = FromOrder<agreement::Funding>(variant->variant.funding);
  for (const directory::ValidationStep step : variant->programme.validation_order) {
    facts.validation_order.push_back(FromOrder<agreement::ValidationStep>(step));
  }
  facts.clause_policy = {FromOrder<agreement::AgreementRule>(variant->policy.agreement_rule),
                         variant->policy.required_clauses};
  facts.due_days = variant->policy.agreement_due_days;
  return absl::OkStatus();
}

absl::Status FactsOfPlacements::AddWorkplace(const TenantId& tenant, const placement::Placement& placement,
                                             absl::Time deadline, agreement::PlacementFacts& facts) {
  if (!placement.workplace.empty()) {
    DRIEHOEK_ASSIGN_OR_RETURN(
        const auto place, reader_.WorkplaceOf(tenant, directory::WorkplaceId(placement.workplace.value()), deadline));
    if (!place.has_value()) return auth::NotFound();
    facts.organisation = agreement::OrganisationId(place->organisation.id.value());
    facts.organisation_name = place->organisation.display_name;
    facts.workplace_name = place->workplace.display_name;
  }
  if (!placement.supervisor.empty()) {
    DRIEHOEK_ASSIGN_OR_RETURN(const auto profile,
                              reader_.SupervisorOf(tenant, directory::SupervisorId(placement.supervisor.value()), deadline));
    if (!profile.has_value()) return auth::NotFound();
    facts.supervisor_job_title = profile->job_title;
    DRIEHOEK_ASSIGN_OR_RETURN(facts.supervisor, Named(tenant, profile->person, deadline));
  }
  return absl::OkStatus();
}

absl::StatusOr<agreement::PlacementFacts> FactsOfPlacements::Placement(const TenantId& tenant,
                                                                       const agreement::PlacementId& id, absl::Time now,
                                                                       absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto found,
                            placements_.Find(tenant, placement::PlacementId(id.value()), deadline));
  if (!found.has_value()) return auth::NotFound();
  const placement::Placement& placement = *found;
  agreement::PlacementFacts facts{.placement = id,
                                  .placement_version = placement.version,
                                  .is_confirmed = IsConfirmed(placement.state),
                                  .start_day = placement.start_date,
                                  .end_day = placement.end_date,
                                  .weekly_hours = placement.weekly_hours};
  DRIEHOEK_ASSIGN_OR_RETURN(facts.student, Named(tenant, placement.student, deadline));
  DRIEHOEK_RETURN_IF_ERROR(AddProgramme(tenant, placement, deadline, facts));
  DRIEHOEK_RETURN_IF_ERROR(AddWorkplace(tenant, placement, deadline, facts));
  DRIEHOEK_ASSIGN_OR_RETURN(facts.contact_person, ContactPerson(tenant, placement.student, now, deadline));
  DRIEHOEK_ASSIGN_OR_RETURN(facts.institution, Institution(tenant, deadline));
  return facts;
}

absl::StatusOr<agreement::NamedPerson> FactsOfPlacements::ContactPerson(const TenantId& tenant,
                                                                        const PersonId& student, absl::Time now,
                                                                        absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, reader_.Today(tenant, now, deadline));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto assignment, reader_.ContactOn(tenant, student, today, deadline));
  return Named(tenant, assignment.has_value() ? assignment->teacher : PersonId(), deadline);
}

absl::StatusOr<std::vector<PersonId>> FactsOfPlacements::StudentsOf(const TenantId& tenant, const PersonId& teacher,
                                                                    absl::Time now, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, reader_.Today(tenant, now, deadline));
  return reader_.StudentsOf(tenant, teacher, today, deadline);
}

absl::StatusOr<std::vector<agreement::OrganisationId>> FactsOfPlacements::OrganisationsOf(const TenantId& tenant,
                                                                                          const PersonId& person,
                                                                                          absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto profiles, reader_.ProfilesOf(tenant, person, deadline));
  std::vector<agreement::OrganisationId> organisations;
  for (const auto& profile : profiles) organisations.emplace_back(profile.organisation.value());
  return organisations;
}

absl::StatusOr<agreement::SignerFacts> FactsOfPlacements::Signer(const TenantId& tenant, const PersonId& person,
                                                                 absl::Time deadline) {
  agreement::SignerFacts facts;
  DRIEHOEK_ASSIGN_OR_RETURN(facts.person, Named(tenant, person, deadline));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto profiles, reader_.ProfilesOf(tenant, person, deadline));
  for (const directory::SupervisorProfile& profile : profiles) {
    if (profile.function != directory::SupervisorFunction::kFloorSupervisor) continue;
    DRIEHOEK_ASSIGN_OR_RETURN(const auto organisation,
                              reader_.OrganisationOf(tenant, profile.organisation, deadline));
    if (!organisation.has_value()) continue;
    facts.organisation = agreement::OrganisationId(organisation->id.value());
    facts.organisation_name = organisation->display_name;
    facts.job_title = profile.job_title;
    break;
  }
  return facts;
}

absl::StatusOr<agreement::InstitutionFacts> FactsOfPlacements::Institution(const TenantId& tenant,
                                                                           absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const directory::Institution institution, reader_.InstitutionOf(tenant, deadline));
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::TimeZone zone, reader_.Zone(tenant, deadline));
  return agreement::InstitutionFacts{
      institution.display_name,
      institution.language_code == "en" ? agreement::Language::kEnglish : agreement::Language::kDutch, zone};
}

absl::StatusOr<agreement::Facts::Signatory> FactsOfPlacements::FindSignatory(
    const TenantId& tenant, const agreement::OrganisationId& organisation, absl::string_view supervisor,
    absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto profile,
                            reader_.SupervisorOf(tenant, directory::SupervisorId(supervisor), deadline));
  if (!profile.has_value() || profile->organisation.value() != organisation.value()) return auth::NotFound();
  DRIEHOEK_ASSIGN_OR_RETURN(const auto found, reader_.OrganisationOf(tenant, profile->organisation, deadline));
  if (!found.has_value()) return auth::NotFound();
  DRIEHOEK_ASSIGN_OR_RETURN(const agreement::NamedPerson person, Named(tenant, profile->person, deadline));
  return Signatory{found->display_name, person.display_name};
}

}  // namespace driehoek::server
