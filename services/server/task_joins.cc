#include "server/task_joins.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "placement/placement_proto.h"
#include "shared/auth/rights.h"
#include "shared/base/errors.h"
#include "shared/base/resource_name.h"

namespace driehoek::server {
namespace {

constexpr int kPlacementsAtOnce = 500;

progress::PlacementFact ToFact(const TenantId& tenant, const placement::Placement& placement) {
  using placement::State;
  return {.id = progress::PlacementId(placement.id.value()),
          .student = placement.student,
          .enrolment = progress::EnrolmentId(placement.enrolment.value()),
          .programme = progress::ProgrammeId(placement.programme.value()),
          .programme_variant = progress::VariantId(placement.programme_variant.value()),
          .supervisor_person = placement.supervisor_person,
          .start_date = placement.start_date,
          .end_date = placement.end_date,
          .outcome_codes = placement.outcome_codes,
          .is_running = placement.state == State::kActive || placement.state == State::kFinishing,
          .is_final = placement::IsFinal(placement.state),
          .is_shown_to_employer = placement::IsShownToEmployer(placement),
          .placement = {placement::PlacementName(tenant, placement.id), placement.version}};
}

}  // namespace

absl::StatusOr<std::optional<progress::PlacementFact>> PlacementsOfProgress::Find(
    const TenantId& tenant, const progress::PlacementId& id, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto placement,
                            store_.Find(tenant, placement::PlacementId(id.value()), deadline));
  if (!placement.has_value()) return std::nullopt;
  progress::PlacementFact fact = ToFact(tenant, *placement);
  if (fact.is_final) {
    // Nothing changes it afterwards.
    DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay ended,
                              facts_.Today(tenant, placement->update_time, deadline));
    fact.end_date = std::min(fact.end_date, ended);
  }
  return fact;
}

absl::StatusOr<progress::ReachFact> PlacementsOfProgress::Reach(const auth::Caller& caller,
                                                                absl::CivilDay today,
                                                                absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const placement::ReachFact known,
                            facts_.Reach(caller, today, deadline));
  progress::ReachFact reach{.students = known.students};
  placement::PlacementQuery query{.only_shown_to_employer = true, .limit = kPlacementsAtOnce};
  if (caller.role == auth::Role::kWorkplaceSupervisor) {
    query.supervisor_person = caller.person;
  } else if (caller.role == auth::Role::kOrganisationContact) {
    query.organisations = known.organisations;
  } else {
    return reach;
  }
  do {
    DRIEHOEK_ASSIGN_OR_RETURN(const auto page, store_.List(caller.tenant, query, deadline));
    for (const placement::Placement& placement : page.items) {
      reach.placements.emplace_back(placement.id.value());
    }
    query.cursor = page.next_cursor;
  } while (!query.cursor.empty());
  return reach;
}

absl::StatusOr<progress::Labels> PlacementsOfProgress::LabelsOf(const TenantId& tenant,
                                                                const progress::PlacementId& id,
                                                                absl::CivilDay today,
                                                                absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto placement,
                            store_.Find(tenant, placement::PlacementId(id.value()), deadline));
  if (!placement.has_value()) return progress::Labels();
  DRIEHOEK_ASSIGN_OR_RETURN(auto labels, facts_.LabelsOf(tenant, {*placement}, today, deadline));
  placement::Labels& of = labels.front();
  return progress::Labels{.student = std::move(of.student),
                          .programme = std::move(of.programme),
                          .organisation = std::move(of.organisation),
                          .supervisor = std::move(of.supervisor),
                          .contact_person = std::move(of.contact_person)};
}

absl::StatusOr<absl::CivilDay> DirectoryOfProgress::Today(const TenantId& tenant, absl::Time now,
                                                          absl::Time deadline) {
  return reader_.Today(tenant, now, deadline);
}

absl::StatusOr<progress::ContactFact> DirectoryOfProgress::ContactOn(const TenantId& tenant,
                                                                     const PersonId& student,
                                                                     absl::CivilDay day,
                                                                     absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto assignment,
                            reader_.ContactOn(tenant, student, day, deadline));
  progress::ContactFact fact;
  if (assignment.has_value()) {
    fact.teacher = assignment->teacher;
    fact.assignment = progress::FactVersion{
        MakeName(tenant, "contactAssignments", assignment->id.value()), assignment->version};
  }
  return fact;
}

absl::StatusOr<std::optional<std::string>> DirectoryOfProgress::NameOf(const TenantId& tenant,
                                                                       const PersonId& person,
                                                                       absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto found, reader_.NamedPersonOf(tenant, person, deadline));
  if (!found.has_value()) return std::nullopt;
  return found->display_name;
}

absl::StatusOr<progress::task::PolicyFact> ProgrammesOfTasks::Policy(
    const TenantId& tenant, const progress::VariantId& variant, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto facts,
      reader_.VariantOf(tenant, directory::ProgrammeVariantId(variant.value()), deadline));
  if (!facts.has_value()) return auth::NotFound();
  return progress::task::PolicyFact{
      .task_submit_percent = facts->policy.task_submit_percent,
      .task_submit_week = facts->policy.task_submit_week,
      .verdict_working_days = facts->policy.verdict_working_days,
      .verdict_lead_days = facts->policy.verdict_lead_days,
      .verdict_manager_days = facts->policy.verdict_manager_days,
      .programme_variant = {
          absl::StrCat(MakeName(tenant, "programmes", facts->variant.programme.value()),
                       "/variants/", facts->variant.id.value()),
          facts->variant.version}};
}

absl::StatusOr<std::vector<progress::task::OutcomeFact>> ProgrammesOfTasks::Outcomes(
    const TenantId& tenant, const progress::VariantId& variant, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto set,
      reader_.OutcomesOf(tenant, directory::ProgrammeVariantId(variant.value()), deadline));
  std::vector<progress::task::OutcomeFact> outcomes;
  if (!set.has_value()) return outcomes;
  for (const directory::Outcome& outcome : set->outcomes) {
    outcomes.push_back({outcome.code, outcome.title});
  }
  return outcomes;
}

absl::StatusOr<progress::task::StudentFact> ProgrammesOfTasks::Student(
    const TenantId& tenant, const progress::EnrolmentId& enrolment, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto found,
      reader_.EnrolmentOf(tenant, directory::EnrolmentId(enrolment.value()), deadline));
  if (!found.has_value()) return progress::task::StudentFact();
  return progress::task::StudentFact{found->entry_level, found->phase};
}

}  // namespace driehoek::server
