#include "placement/round/policy.h"

#include <algorithm>

#include "shared/auth/programme_roles.h"

namespace driehoek::placement::round {
namespace {

using auth::Relation;
using auth::Relations;
using auth::Right;
using auth::Role;

bool ReachesOneOf(const MatchingRound& round, const auth::Caller& caller) {
  const auto reaches = [&](const ProgrammeId& programme) {
    return caller.ReachesProgramme(programme.value());
  };
  return round.groups.empty() ||
         std::any_of(round.groups.begin(), round.groups.end(), [&](const Group& group) {
           return std::any_of(group.programmes.begin(), group.programmes.end(), reaches);
         });
}

bool IsOwn(const MatchingRound& round, const Participant& participant, const auth::Caller& caller) {
  return caller.role == Role::kStudent && participant.student == caller.person &&
         round.state != State::kSetup;
}

}  // namespace

std::vector<Right> MatchingRights() {
  std::vector<Right> rights;
  for (const absl::string_view method : {kGetMatchingRound, kListMatchingRounds, kGetRoundPlace,
                                         kListRoundPlaces, kGetParticipant, kListParticipants}) {
    rights.push_back({method, Role::kStudent, {Relation::kSelf}});
    rights.push_back({method, Role::kPracticeOffice, {Relation::kProgramme}});
    rights.push_back({method, Role::kProgrammeManager, {Relation::kProgramme}});
    rights.push_back({method, Role::kService, {Relation::kInstitution}});
  }
  for (const absl::string_view method : {kGetMatchRun, kListMatchRuns, kListAllocations}) {
    rights.push_back({method, Role::kPracticeOffice, {Relation::kProgramme}});
    rights.push_back({method, Role::kProgrammeManager, {Relation::kProgramme}});
  }
  for (const absl::string_view method :
       {kCreateMatchingRound, kCreateRoundPlace, kAddParticipants}) {
    rights.push_back({method, Role::kPracticeOffice, {Relation::kProgramme}});
    rights.push_back({method, Role::kService, {Relation::kInstitution}});
  }
  for (const absl::string_view method : {kSubmitPreferences, kAnswerPlace}) {
    rights.push_back({method, Role::kStudent, {Relation::kSelf}});
    rights.push_back({method, Role::kPracticeOffice, {Relation::kProgramme}});
  }
  for (const absl::string_view method :
       {kUpdateMatchingRound, kOpenPreferences, kFreezeMatchingRound, kProposePublication,
        kPublishMatchingRound, kCloseMatchingRound, kUpdateRoundPlace, kDeleteRoundPlace,
        kRemoveParticipant, kMoveParticipant, kCreateMatchRun}) {
    rights.push_back({method, Role::kPracticeOffice, {Relation::kProgramme}});
  }
  return rights;
}

Relations RelationsTo(const ProgrammeId& programme, const auth::Caller& caller) {
  Relations relations = {Relation::kInstitution};
  if (auth::WorksForProgrammes(caller.role) && caller.ReachesProgramme(programme.value())) {
    relations.Add(Relation::kProgramme);
  }
  return relations;
}

Relations RelationsTo(const MatchingRound& round, const std::optional<Participant>& own,
                      const auth::Caller& caller) {
  Relations relations = {Relation::kInstitution};
  if (auth::WorksForProgrammes(caller.role) && ReachesOneOf(round, caller)) {
    relations.Add(Relation::kProgramme);
  }
  if (own.has_value() && IsOwn(round, *own, caller)) relations.Add(Relation::kSelf);
  return relations;
}

Relations RelationsTo(const MatchingRound& round, const Participant& participant,
                      const auth::Caller& caller) {
  Relations relations = RelationsTo(participant.programme, caller);
  if (IsOwn(round, participant, caller)) relations.Add(Relation::kSelf);
  return relations;
}

bool Narrow(Relations needed, const auth::Caller& caller, RoundQuery& query) {
  if (needed.Has(Relation::kInstitution)) return true;
  if (needed.Has(Relation::kProgramme)) {
    if (!caller.programmes.empty()) query.programmes = caller.programmes;
    return true;
  }
  query.student = caller.person;
  return needed.Has(Relation::kSelf) && !caller.person.empty();
}

bool Narrow(Relations needed, const auth::Caller& caller, ParticipantQuery& query) {
  if (needed.Has(Relation::kInstitution)) return true;
  if (needed.Has(Relation::kProgramme)) {
    if (!caller.programmes.empty()) query.programmes = caller.programmes;
    return true;
  }
  query.student = caller.person;
  return needed.Has(Relation::kSelf) && !caller.person.empty();
}

}  // namespace driehoek::placement::round
