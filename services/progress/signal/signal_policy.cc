#include "progress/signal/signal_policy.h"

#include <algorithm>

#include "progress/policy.h"
#include "shared/auth/programme_roles.h"

namespace driehoek::progress::signal {
namespace {

using auth::Relation;
using auth::Relations;
using auth::Right;
using auth::Role;

constexpr Relations kTeachers = {Relation::kAssigned, Relation::kParty};
constexpr Relations kOffices = {Relation::kProgramme, Relation::kParty};

Relations With(Relations relations, Relation more) {
  relations.Add(more);
  return relations;
}

}  // namespace

std::vector<Right> SignalRights() {
  std::vector<Right> rights;
  rights.push_back({kRaiseSignal, Role::kStudent, {Relation::kSelf}});
  rights.push_back({kRaiseSignal, Role::kTeacher, {Relation::kAssigned}});
  rights.push_back({kRaiseSignal, Role::kWorkplaceSupervisor, {Relation::kAssigned}});
  rights.push_back({kRaiseSignal, Role::kOrganisationContact, {Relation::kOrganisation}});
  rights.push_back({kRaiseSignal, Role::kPracticeOffice, {Relation::kProgramme}});
  rights.push_back({kRaiseSignal, Role::kProgrammeManager, {Relation::kProgramme}});
  for (const absl::string_view method : {kGetSignal, kListSignals}) {
    rights.push_back({method, Role::kStudent, {Relation::kSelf}});
    rights.push_back({method, Role::kWorkplaceSupervisor, {Relation::kSelf}});
    rights.push_back({method, Role::kOrganisationContact, {Relation::kSelf}});
    rights.push_back({method, Role::kTeacher, With(kTeachers, Relation::kSelf)});
    rights.push_back({method, Role::kPracticeOffice, With(kOffices, Relation::kSelf)});
    rights.push_back({method, Role::kProgrammeManager, With(kOffices, Relation::kSelf)});
  }
  for (const absl::string_view method : {kAcknowledgeSignal, kOpenIntervention, kCloseIntervention,
                                         kResolveSignal, kEscalateSignal, kContinueSignal}) {
    rights.push_back({method, Role::kTeacher, kTeachers});
    rights.push_back({method, Role::kPracticeOffice, kOffices});
    rights.push_back({method, Role::kProgrammeManager, kOffices});
  }
  rights.push_back({kListTriangles, Role::kTeacher, {Relation::kAssigned}});
  rights.push_back({kListTriangles, Role::kPracticeOffice, {Relation::kProgramme}});
  rights.push_back({kListTriangles, Role::kProgrammeManager, {Relation::kProgramme}});
  return rights;
}

Relations RelationsTo(const Signal& signal, const PlacementFact& placement,
                      const auth::Caller& caller, const ReachFact& reach) {
  Relations relations;
  if (caller.person.empty()) return relations;
  if (signal.source == caller.person) relations.Add(Relation::kSelf);
  // The employer's side, and a student, know of nothing but what concerns them.
  if (IsEmployerSide(caller.role)) return relations;
  const Relations held = progress::RelationsTo(placement, caller, reach);
  if (caller.role == Role::kStudent) {
    if (signal.source.empty() && held.Has(Relation::kSelf)) relations.Add(Relation::kSelf);
    return relations;
  }
  const bool is_party =
      signal.addressee == caller.person ||
      std::any_of(signal.interventions.begin(), signal.interventions.end(),
                  [&](const Intervention& one) { return one.owner == caller.person; });
  if (is_party) relations.Add(Relation::kParty);
  if (held.Has(Relation::kProgramme)) relations.Add(Relation::kProgramme);
  if (held.Has(Relation::kAssigned) && !signal.is_confidential) relations.Add(Relation::kAssigned);
  return relations;
}

SignalReach ReachOf(Relations needed, const auth::Caller& caller, const ReachFact& reach) {
  SignalReach result;
  if (caller.person.empty()) return result;
  result.source = caller.person;
  const bool is_of_programme = !IsEmployerSide(caller.role) && caller.role != Role::kStudent;
  if (is_of_programme) result.addressee = caller.person;
  if (needed.Has(Relation::kProgramme)) {
    result.everything = true;
    if (!caller.programmes.empty()) result.programmes = caller.programmes;
  }
  if (caller.role == Role::kTeacher) result.students = reach.students;
  if (caller.role == Role::kStudent) result.computed_of = caller.person;
  return result;
}

bool MaySeeSource(const Signal& signal, const auth::Caller& caller) {
  return !signal.is_confidential || (!caller.person.empty() && signal.addressee == caller.person);
}

}  // namespace driehoek::progress::signal
