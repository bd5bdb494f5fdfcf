#include "agreement/policy.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "shared/auth/programme_roles.h"
#include "shared/base/errors.h"

namespace driehoek::agreement {
namespace {

using auth::Relation;
using auth::Relations;
using auth::Role;

bool IsOneOf(const PersonId& person, const Version* version, PartyRole role) {
  if (version == nullptr || person.empty()) return false;
  const Party* party = FindParty(*version, role);
  return party != nullptr && party->person == person;
}

const Version* InForce(const Agreement& agreement) {
  return agreement.in_force.has_value() ? &*agreement.in_force : nullptr;
}

bool IsParty(const Agreement& agreement, const PersonId& person, PartyRole role) {
  return IsOneOf(person, InForce(agreement), role) ||
         IsOneOf(person, VisibleProposal(agreement), role);
}

bool IsHostedBy(const Agreement& agreement, const std::vector<OrganisationId>& organisations) {
  for (const Version* version : {InForce(agreement), VisibleProposal(agreement)}) {
    const Party* host = version == nullptr ? nullptr : FindParty(*version, PartyRole::kWorkplace);
    if (host != nullptr && std::find(organisations.begin(), organisations.end(),
                                     host->organisation) != organisations.end()) {
      return true;
    }
  }
  return false;
}

// Relations that hang on the role alone.
Relations Everywhere(Role role) {
  Relations relations{Relation::kInstitution};
  if (auth::WorksForProgrammes(role)) relations.Add(Relation::kProgramme);
  return relations;
}

// The same where a programme is known: practice office and manager reach their own (domain text
// 6.4, R33).
Relations Everywhere(const auth::Caller& caller, absl::string_view programme_variant) {
  if (auth::WorksForProgrammes(caller.role) &&
      !caller.ReachesProgramme(ProgrammeOf(programme_variant))) {
    return {Relation::kInstitution};
  }
  return Everywhere(caller.role);
}

const Clause* FindClause(const std::vector<Clause>& clauses, absl::string_view code) {
  for (const Clause& clause : clauses) {
    if (clause.code == code) return &clause;
  }
  return nullptr;
}

bool Contains(std::initializer_list<absl::string_view> codes, absl::string_view code) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

// Which clauses each may write: what one knows best. Duration, assessment and ending early are the
// programme's, who answers for what the law asks.
bool OwnsClause(Pen pen, absl::string_view code) {
  if (code.substr(0, 6) == "other_") return pen != Pen::kNone;
  switch (pen) {
    case Pen::kNone:
      return false;
    case Pen::kStudent:
      return Contains(
          {"activities", "outcomes", "supervision", "time_and_space", "contact", "expectations"},
          code);
    case Pen::kSupervisor:
      return Contains({"activities", "supervision", "time_and_space", "contact", "expectations",
                       "confidentiality", "insurance", "remuneration"},
                      code);
    case Pen::kOrganisation:
      return Contains({"time_and_space", "confidentiality", "insurance", "remuneration"}, code);
    case Pen::kProgramme:
      return true;
  }
  return false;
}

std::optional<PartyRole> SideOf(Pen pen) {
  switch (pen) {
    case Pen::kNone:
      return std::nullopt;
    case Pen::kStudent:
      return PartyRole::kStudent;
    case Pen::kSupervisor:
    case Pen::kOrganisation:
      return PartyRole::kWorkplace;
    case Pen::kProgramme:
      return PartyRole::kProgramme;
  }
  return std::nullopt;
}

bool SaysTheSame(const Clause* a, const Clause* b) {
  const std::string none;
  return (a == nullptr ? none : a->heading) == (b == nullptr ? none : b->heading) &&
         (a == nullptr ? none : a->text) == (b == nullptr ? none : b->text);
}

void FindForeignClauses(Pen pen, const std::vector<Clause>& before,
                        const std::vector<Clause>& after, std::vector<std::string>& foreign) {
  const auto look = [&](const std::string& code) {
    if (OwnsClause(pen, code)) return;
    if (!SaysTheSame(FindClause(before, code), FindClause(after, code))) {
      foreign.push_back(absl::StrCat("clauses.", code));
    }
  };
  for (const Clause& clause : after) look(clause.code);
  for (const Clause& clause : before) {
    if (FindClause(after, clause.code) == nullptr) look(clause.code);
  }
}

bool PromisesTheSame(const Commitment& a, const Commitment& b) {
  return a.id == b.id && a.owner == b.owner && a.text == b.text && a.measure == b.measure;
}

// Nobody promises, changes or takes back a promise in another's name.
void FindForeignCommitments(PartyRole side, const std::vector<Commitment>& before,
                            const std::vector<Commitment>& after,
                            std::vector<std::string>& foreign) {
  const auto differs = [&](const Commitment& commitment, const std::vector<Commitment>& others) {
    return commitment.owner != side &&
           std::none_of(others.begin(), others.end(),
                        [&](const Commitment& o) { return PromisesTheSame(o, commitment); });
  };
  for (const Commitment& commitment : after) {
    if (differs(commitment, before)) foreign.push_back(absl::StrCat("commitments.", commitment.id));
  }
  for (const Commitment& commitment : before) {
    if (differs(commitment, after)) foreign.push_back(absl::StrCat("commitments.", commitment.id));
  }
}

// Who signs is named by the programme; in what quality, everyone says for himself.
void FindForeignParties(Pen pen, const Version& before, const std::vector<Party>& after,
                        std::vector<std::string>& foreign) {
  const std::optional<PartyRole> side = SideOf(pen);
  for (const Party& party : after) {
    const Party* old = FindParty(before, party.role);
    Party allowed = old == nullptr ? Party{.role = party.role} : *old;
    if (side == party.role && pen != Pen::kOrganisation) allowed.capacity = party.capacity;
    if (party != allowed) foreign.emplace_back("parties");
  }
}

}  // namespace

Relations RelationsTo(const Agreement& agreement, const auth::Caller& caller,
                      const CallerFacts& facts) {
  Relations relations = Everywhere(caller, agreement.programme_variant);
  switch (caller.role) {
    case Role::kStudent:
      if (!caller.person.empty() && caller.person == agreement.student) {
        relations.Add({Relation::kSelf, Relation::kParty});
      }
      break;
    case Role::kTeacher:
      if (facts.is_contact_person) relations.Add(Relation::kAssigned);
      [[fallthrough]];
    case Role::kPracticeOffice:
    case Role::kProgrammeManager:
      if (IsParty(agreement, caller.person, PartyRole::kProgramme)) {
        relations.Add(Relation::kParty);
      }
      break;
    case Role::kWorkplaceSupervisor:
      if (IsParty(agreement, caller.person, PartyRole::kWorkplace)) {
        relations.Add({Relation::kParty, Relation::kAssigned});
      }
      break;
    case Role::kOrganisationContact:
      if (IsHostedBy(agreement, facts.organisations)) relations.Add(Relation::kOrganisation);
      break;
    case Role::kExaminer:
    case Role::kPanelMember:
    case Role::kInstitutionAdmin:
    case Role::kPrivacyOfficer:
    case Role::kService:
    case Role::kAdapter:
      break;
  }
  return relations;
}

Relations RelationsTo(const PlacementFacts& placement, const auth::Caller& caller) {
  Relations relations = Everywhere(caller, placement.programme_variant);
  if (caller.person.empty()) return relations;
  if (caller.role == Role::kStudent && caller.person == placement.student.person) {
    relations.Add({Relation::kSelf, Relation::kParty});
  }
  if (caller.role == Role::kTeacher && caller.person == placement.contact_person.person) {
    relations.Add(Relation::kAssigned);
  }
  if (caller.role == Role::kWorkplaceSupervisor && caller.person == placement.supervisor.person) {
    relations.Add({Relation::kAssigned, Relation::kParty});
  }
  return relations;
}

Relations RelationsTo(const OrganisationId& organisation, const auth::Caller& caller,
                      const CallerFacts& facts) {
  Relations relations = Everywhere(caller.role);
  const auto& own = facts.organisations;
  if (std::find(own.begin(), own.end(), organisation) != own.end()) {
    relations.Add(Relation::kOrganisation);
  }
  return relations;
}

std::string ProgrammeOf(absl::string_view programme_variant) {
  const std::vector<absl::string_view> parts = absl::StrSplit(programme_variant, '/');
  return parts.size() > 3 ? std::string(parts[3]) : std::string();
}

std::optional<PartyRole> SideOf(Role role) {
  switch (role) {
    case Role::kStudent:
      return PartyRole::kStudent;
    case Role::kTeacher:
    case Role::kPracticeOffice:
    case Role::kProgrammeManager:
      return PartyRole::kProgramme;
    case Role::kWorkplaceSupervisor:
      return PartyRole::kWorkplace;
    case Role::kOrganisationContact:
    case Role::kExaminer:
    case Role::kPanelMember:
    case Role::kInstitutionAdmin:
    case Role::kPrivacyOfficer:
    case Role::kService:
    case Role::kAdapter:
      return std::nullopt;
  }
  return std::nullopt;
}

std::optional<PartyRole> NamedSide(const Version& version, const auth::Caller& caller) {
  const std::optional<PartyRole> side = SideOf(caller.role);
  if (!side.has_value() || !IsOneOf(caller.person, &version, *side)) return std::nullopt;
  return side;
}

std::optional<ValidationStep> StepOf(Role role) {
  if (role == Role::kTeacher) return ValidationStep::kTeacher;
  if (role == Role::kPracticeOffice) return ValidationStep::kPracticeOffice;
  if (role == Role::kProgrammeManager) return ValidationStep::kProgrammeManager;
  return std::nullopt;
}

Pen PenOf(const auth::Caller& caller) {
  if (caller.role == Role::kStudent) return Pen::kStudent;
  if (caller.role == Role::kWorkplaceSupervisor) return Pen::kSupervisor;
  if (caller.role == Role::kOrganisationContact) return Pen::kOrganisation;
  if (caller.role == Role::kTeacher || caller.role == Role::kPracticeOffice) return Pen::kProgramme;
  return Pen::kNone;
}

absl::Status MayWrite(Pen pen, const Version& before, const DraftUpdate& update) {
  if (pen == Pen::kProgramme) return absl::OkStatus();
  std::vector<std::string> foreign;
  if (update.clauses.has_value()) {
    FindForeignClauses(pen, before.clauses, *update.clauses, foreign);
  }
  if (update.commitments.has_value()) {
    const PartyRole side = SideOf(pen).value_or(PartyRole::kProgramme);
    FindForeignCommitments(side, before.commitments, *update.commitments, foreign);
  }
  if (update.parties.has_value()) FindForeignParties(pen, before, *update.parties, foreign);
  // The matrix is everyone's to propose: it counts only when all three accept it (R10). Management
  // is not one of the three.
  if (update.responsibilities.has_value() && pen == Pen::kOrganisation &&
      *update.responsibilities != before.responsibilities) {
    foreign.emplace_back("responsibilities");
  }
  if (update.start_day.value_or(before.start_day) != before.start_day) {
    foreign.emplace_back("start_date");
  }
  if (update.end_day.value_or(before.end_day) != before.end_day) foreign.emplace_back("end_date");
  if (update.weekly_hours.value_or(before.weekly_hours) != before.weekly_hours &&
      pen != Pen::kSupervisor) {
    foreign.emplace_back("weekly_hours");
  }
  if (foreign.empty()) return absl::OkStatus();
  return Error(absl::StatusCode::kPermissionDenied, "FIELD_NOT_YOURS",
               "the draft can be changed, but not these fields by this party",
               {{"fields", absl::StrJoin(foreign, ",")}});
}

}  // namespace driehoek::agreement
