#include "placement/round/participant_handler.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "placement/round/eligibility.h"
#include "placement/round/policy.h"
#include "placement/round/preferences.h"
#include "placement/round/round_access.h"
#include "placement/round/round_commit.h"
#include "placement/round/round_lifecycle.h"
#include "placement/round/round_proto.h"
#include "shared/base/resource_name.h"
#include "shared/rpc/field_reading.h"
#include "shared/rpc/wire.h"

namespace driehoek::placement::round {
namespace {

constexpr absl::string_view kEnrolmentPattern = "institutions/{institution}/enrolments/{enrolment}";
constexpr int kMostAtOnce = 500;

Participant NewParticipant(std::string id, const RoundId& round, const EnrolmentId& enrolment,
                           const StudentFact& fact) {
  return {.id = ParticipantId(std::move(id)),
          .round = round,
          .student = fact.enrolment.student,
          .enrolment = enrolment,
          .programme = fact.enrolment.programme,
          .programme_variant = fact.enrolment.programme_variant,
          .variant = fact.enrolment.variant,
          .phase = fact.enrolment.phase,
          .sort_name = absl::AsciiStrToLower(fact.display_name)};
}

// Whether nobody of `added` came into the round since it was read.
absl::Status CheckStillNew(storage::TenantTransaction& transaction,
                           const std::vector<Participant>& added) {
  if (added.empty()) return absl::OkStatus();
  DRIEHOEK_ASSIGN_OR_RETURN(const auto present,
                            SqlRoundStore::ParticipantsIn(transaction, added.front().round));
  for (const Participant& participant : added) {
    const bool is_there =
        std::any_of(present.begin(), present.end(),
                    [&](const Participant& other) { return other.student == participant.student; });
    if (!is_there) continue;
    return Error(absl::StatusCode::kAborted, "RELIED_ON_CHANGED",
                 "somebody added one of the students at the same time");
  }
  return absl::OkStatus();
}

template <typename T>
bool DropFrom(std::vector<T>& entries, const ParticipantId& participant) {
  return std::erase_if(entries, [&](const T& entry) { return entry.participant == participant; }) >
         0;
}

// The places that named the participant, without it.
std::vector<RoundPlace> WithoutParticipant(std::vector<RoundPlace> places,
                                           const ParticipantId& participant) {
  std::vector<RoundPlace> changed;
  for (RoundPlace& place : places) {
    const bool had_priority = DropFrom(place.priorities, participant);
    const bool had_exclusion = DropFrom(place.exclusions, participant);
    if (had_priority || had_exclusion) changed.push_back(std::move(place));
  }
  return changed;
}

absl::StatusOr<Preferences> ReadPreferences(const v1::SubmitPreferencesRequest& request,
                                            const RoundId& round) {
  Preferences preferences{.wishes = {},
                          .languages = {request.languages().begin(), request.languages().end()},
                          .home = std::nullopt,
                          .max_distance_km = request.max_distance_km(),
                          .reason = request.reason()};
  if (request.has_home()) preferences.home = FromProto(request.home());
  FieldViolations violations;
  for (int i = 0; i < request.wishes_size(); ++i) {
    const auto ids =
        rpc::ReadIds(request.wishes(i), kPlacePattern, absl::StrCat("wishes[", i, "]"), violations);
    // A place of another round is none of this one's.
    preferences.wishes.emplace_back(ids[0] == round.value() ? ids[1] : std::string());
  }
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  return preferences;
}

}  // namespace

absl::StatusOr<v1::Participant> ParticipantHandler::GetParticipant(
    const rpc::Call& call, const v1::GetParticipantRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const SeenParticipant seen,
                            SeeParticipant(call, parts_.store, request.name()));
  DRIEHOEK_ASSIGN_OR_RETURN(auto view, parts_.view.Of(call, seen.round, {seen.participant}));
  return std::move(view.front());
}

absl::StatusOr<v1::ListParticipantsResponse> ParticipantHandler::ListParticipants(
    const rpc::Call& call, const v1::ListParticipantsRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const rpc::Page page, rpc::ParsePage(request));
  DRIEHOEK_ASSIGN_OR_RETURN(const SeenRound seen,
                            SeeRound(call, parts_.store, request.parent(), "parent"));
  v1::ListParticipantsResponse response;
  ParticipantQuery query{
      .student = PersonId(), .programmes = std::nullopt, .limit = page.size, .cursor = page.cursor};
  if (!Narrow(call.NeededRelations(), call.caller(), query)) return response;
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto listed,
      parts_.store.ListParticipants(call.tenant(), seen.round.id, query, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(auto view, parts_.view.Of(call, seen.round, listed.items));
  for (v1::Participant& participant : view) *response.add_participants() = std::move(participant);
  response.set_next_page_token(rpc::MakePageToken(request, listed.next_cursor));
  return response;
}

absl::StatusOr<std::vector<Participant>> ParticipantHandler::Gather(
    const rpc::Call& call, const MatchingRound& round,
    const v1::AddParticipantsRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto present,
                            parts_.store.Participants(call.tenant(), round.id, call.deadline()));
  std::map<PersonId, Participant> known;
  for (const Participant& participant : present) known.emplace(participant.student, participant);
  FieldViolations violations;
  if (request.enrolments_size() > kMostAtOnce) {
    violations.Add("enrolments", "TOO_MANY", absl::StrCat("must be at most ", kMostAtOnce));
    return violations.ToStatus();
  }
  std::vector<Participant> gathered;
  for (int i = 0; i < request.enrolments_size(); ++i) {
    const std::string field = absl::StrCat("enrolments[", i, "]");
    const std::string id =
        rpc::ReadIds(request.enrolments(i), kEnrolmentPattern, field, violations)[0];
    if (id.empty()) continue;
    const EnrolmentId enrolment(id);
    DRIEHOEK_ASSIGN_OR_RETURN(const auto fact,
                              parts_.facts.Student(call.tenant(), enrolment, call.deadline()));
    if (!fact.has_value() ||
        !call.NeededRelations().Intersects(RelationsTo(fact->enrolment.programme, call.caller()))) {
      violations.Add(field, "REFERENCE_NOT_FOUND", "names nothing that is there");
      continue;
    }
    const auto [entry, is_new] = known.try_emplace(fact->enrolment.student);
    if (is_new) {
      entry->second = NewParticipant(parts_.ids.NewId(), round.id, enrolment, *fact);
    } else if (entry->second.enrolment != enrolment) {
      violations.Add(field, "STUDENT_IN_ROUND", "is of a student who is in the round already");
    }
    gathered.push_back(entry->second);
  }
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  return gathered;
}

absl::StatusOr<v1::AddParticipantsResponse> ParticipantHandler::AddParticipants(
    const rpc::Call& call, const v1::AddParticipantsRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const SeenRound seen,
                            SeeRound(call, parts_.store, request.parent(), "parent"));
  DRIEHOEK_RETURN_IF_ERROR(CheckBeforeFreeze(seen.round));
  DRIEHOEK_ASSIGN_OR_RETURN(std::vector<Participant> gathered, Gather(call, seen.round, request));
  events::CommitPlan plan = call.NewPlan(request.parent());
  plan.relies_on.push_back(AsRead(call.tenant(), seen.round));
  std::vector<Participant> added;
  std::map<ParticipantId, bool> is_added;
  for (Participant& participant : gathered) {
    if (participant.version != 0) continue;
    participant.version = 1;
    if (!is_added.emplace(participant.id, true).second) continue;
    plan.writes.push_back({ParticipantName(call.tenant(), seen.round.id, participant.id), 0});
    added.push_back(participant);
  }
  DRIEHOEK_ASSIGN_OR_RETURN(auto view, parts_.view.Of(call, seen.round, gathered));
  v1::AddParticipantsResponse response;
  for (v1::Participant& participant : view) *response.add_participants() = std::move(participant);
  return CommitAnswer(call, parts_.change_log, std::move(plan), response,
                      [&](storage::TenantTransaction& transaction) -> absl::Status {
                        DRIEHOEK_RETURN_IF_ERROR(CheckStillNew(transaction, added));
                        for (const Participant& participant : added) {
                          DRIEHOEK_RETURN_IF_ERROR(SqlRoundStore::Put(transaction, participant));
                        }
                        return absl::OkStatus();
                      });
}

absl::StatusOr<google::protobuf::Empty> ParticipantHandler::RemoveParticipant(
    const rpc::Call& call, const v1::RemoveParticipantRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const SeenParticipant seen,
                            SeeParticipant(call, parts_.store, request.name()));
  DRIEHOEK_RETURN_IF_ERROR(CheckBeforeFreeze(seen.round));
  DRIEHOEK_ASSIGN_OR_RETURN(auto places,
                            parts_.store.Places(call.tenant(), seen.round.id, call.deadline()));
  std::vector<RoundPlace> changed = WithoutParticipant(std::move(places), seen.participant.id);
  events::CommitPlan plan = call.NewPlan(request.name());
  plan.writes.push_back({request.name(), seen.participant.version});
  plan.relies_on.push_back(AsRead(call.tenant(), seen.round));
  for (RoundPlace& place : changed) {
    plan.writes.push_back({PlaceName(call.tenant(), seen.round.id, place.id), place.version});
    ++place.version;
  }
  return CommitAnswer(call, parts_.change_log, std::move(plan), google::protobuf::Empty(),
                      [&](storage::TenantTransaction& transaction) -> absl::Status {
                        for (const RoundPlace& place : changed) {
                          DRIEHOEK_RETURN_IF_ERROR(SqlRoundStore::Put(transaction, place));
                        }
                        return SqlRoundStore::Delete(transaction, seen.participant);
                      });
}

absl::StatusOr<v1::Participant> ParticipantHandler::SubmitPreferences(
    const rpc::Call& call, const v1::SubmitPreferencesRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const SeenParticipant seen,
                            SeeParticipant(call, parts_.store, request.name()));
  DRIEHOEK_RETURN_IF_ERROR(rpc::CheckEtag(request.etag(), seen.participant.version));
  DRIEHOEK_ASSIGN_OR_RETURN(Preferences preferences, ReadPreferences(request, seen.round.id));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto places,
                            parts_.store.Places(call.tenant(), seen.round.id, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto conflicts,
      parts_.facts.Conflicts(call.tenant(), seen.participant.student, call.deadline()));
  const HandedInBy by =
      call.caller().role == auth::Role::kStudent ? HandedInBy::kStudent : HandedInBy::kOffice;
  DRIEHOEK_ASSIGN_OR_RETURN(
      Participant after,
      placement::round::SubmitPreferences(seen.round, seen.participant, std::move(preferences),
                                          ExcludeConflicts(places, {seen.participant}, conflicts),
                                          by, call.now()));
  ++after.version;
  events::CommitPlan plan =
      call.NewPlan(request.name(), by == HandedInBy::kOffice ? "by_office" : "");
  plan.writes.push_back({request.name(), seen.participant.version});
  plan.relies_on.push_back(AsRead(call.tenant(), seen.round));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto view, parts_.view.Of(call, seen.round, {after}));
  return CommitAnswer(call, parts_.change_log, std::move(plan), view.front(),
                      [&](storage::TenantTransaction& transaction) {
                        return SqlRoundStore::Put(transaction, after);
                      });
}

}  // namespace driehoek::placement::round
