#include "placement/round/run/offer_handler.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "placement/ending.h"
#include "placement/placement_events.h"
#include "placement/round/eligibility.h"
#include "placement/round/round_access.h"
#include "placement/round/round_events.h"
#include "placement/round/round_proto.h"
#include "placement/round/run/publication.h"
#include "shared/base/field_checks.h"
#include "shared/base/resource_name.h"
#include "shared/rpc/field_reading.h"
#include "shared/rpc/wire.h"

namespace driehoek::placement::round::run {
namespace {

constexpr int kLongestReason = 500;
constexpr int kLongestMoveReason = 1000;

bool IsOffice(const rpc::Call& call) { return call.caller().role == auth::Role::kPracticeOffice; }

absl::Status CheckAnswerRequest(const rpc::Call& call, const v1::AnswerPlaceRequest& request) {
  FieldViolations violations;
  if (request.answer() != v1::AnswerPlaceRequest::ACCEPT &&
      request.answer() != v1::AnswerPlaceRequest::DECLINE) {
    violations.Add("answer", "FIELD_MISSING", "must be one of the known values");
  }
  if (IsOffice(call) || !request.reason().empty()) {
    CheckText(violations, "reason", request.reason(), 1, kLongestReason, TextKind::kBlock);
  }
  return violations.ToStatus();
}

absl::Status CheckMatches(const MatchingRound& round, const RoundPlace& place,
                          const Participant& participant) {
  FieldViolations violations;
  std::string mismatches;
  for (const Mismatch mismatch : Mismatches(round, place, participant)) {
    absl::StrAppend(&mismatches, mismatches.empty() ? "" : ", ", NameOf(mismatch));
  }
  if (!mismatches.empty()) {
    violations.Add("place", "PLACE_NOT_MATCHED",
                   absl::StrCat("does not fit the student: ", mismatches));
  }
  return violations.ToStatus();
}

// What the student does there, as the round says.
Placement PlacementOf(const MatchingRound& round, const RoundPlace& place,
                      const Participant& participant, const PlacementId& id) {
  Placement draft;
  draft.id = id;
  draft.student = participant.student;
  draft.enrolment = participant.enrolment;
  draft.form = round.form;
  draft.origin = Origin::kMatchingRound;
  draft.organisation = place.organisation;
  draft.workplace = place.workplace;
  draft.supervisor = place.supervisor;
  draft.capacity_offer = placement::CapacityOfferId(place.capacity_offer.value());
  draft.start_date = round.start_date;
  draft.end_date = round.end_date;
  draft.weekly_hours = round.weekly_hours;
  return draft;
}

}  // namespace

absl::StatusOr<v1::Participant> OfferHandler::AnswerPlace(
    const rpc::Call& call, const v1::AnswerPlaceRequest& request) const {
  DRIEHOEK_RETURN_IF_ERROR(CheckAnswerRequest(call, request));
  v1::Participant answer;
  absl::Status stale;  // what the caller saw is no more: trying again is for the caller
  const absl::Status done = Repeat([&]() -> absl::Status {
    DRIEHOEK_ASSIGN_OR_RETURN(const SeenParticipant seen,
                              SeeParticipant(call, parts_.rounds, request.name()));
    stale = rpc::CheckEtag(request.etag(), seen.participant.version);
    if (!stale.ok()) return absl::OkStatus();
    DRIEHOEK_RETURN_IF_ERROR(CheckAnswer(seen.round, seen.participant, call.now()));
    DRIEHOEK_ASSIGN_OR_RETURN(SeatsNow seats,
                              parts_.seats.Of(call.tenant(), seen.round, call.deadline()));
    Decision decision;
    if (request.answer() == v1::AnswerPlaceRequest::ACCEPT) {
      DRIEHOEK_ASSIGN_OR_RETURN(decision,
                                Take(call, std::move(seats), seen.participant, request.reason()));
    } else {
      decision.changed =
          WithNextInLine(seats, {Decline(seen.participant, request.reason())}, call.now());
      decision.seats = std::move(seats);
      decision.events = {
          RoundEvent(call.tenant(), "round.place_declined", seen.round.id, seen.participant.id)};
    }
    DRIEHOEK_ASSIGN_OR_RETURN(
        answer, Commit(call, std::move(decision), IsOffice(call) ? "by_office" : "by_student"));
    return absl::OkStatus();
  });
  if (!done.ok()) return done;
  if (!stale.ok()) return stale;
  return answer;
}

absl::StatusOr<OfferHandler::Decision> OfferHandler::Take(const rpc::Call& call, SeatsNow seats,
                                                          Participant participant,
                                                          const std::string& reason) const {
  const TenantId& tenant = call.tenant();
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto place,
      parts_.rounds.FindPlace(tenant, seats.round.id, participant.given->place, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto enrolment,
      parts_.directory.Enrolment(tenant, participant.enrolment, call.deadline()));
  if (!place.has_value() || !enrolment.has_value()) {
    return Error(absl::StatusCode::kFailedPrecondition, "REFERENCE_NOT_FOUND",
                 "the place or the enrolment is not there any more");
  }
  Placement draft = PlacementOf(seats.round, *place, participant, PlacementId(parts_.ids.NewId()));
  DRIEHOEK_ASSIGN_OR_RETURN(const PlaceFact fact,
                            parts_.directory.Place(tenant, draft, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(PlacementChange change,
                            placement::Create(std::move(draft), *enrolment, fact, call.now()));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto conflicts,
                            parts_.facts.Conflicts(tenant, participant.student, call.deadline()));
  DRIEHOEK_RETURN_IF_ERROR(CheckConflicts(conflicts, change.after));
  DRIEHOEK_ASSIGN_OR_RETURN(
      const PolicyFact policy,
      parts_.directory.Policy(tenant, change.after.programme_variant, call.deadline()));
  Decision decision{.seats = std::move(seats)};
  decision.events = {
      RoundEvent(tenant, "round.place_accepted", decision.seats.round.id, participant.id)};
  decision.changed = {Accept(std::move(participant), change.after.id, reason)};
  decision.placement.emplace();
  if (TakesAttention(change.after.state)) {
    decision.placement->attention_limit = policy.max_students_per_supervisor;
  }
  decision.placement->change = std::move(change);
  return decision;
}

absl::StatusOr<v1::Participant> OfferHandler::MoveParticipant(
    const rpc::Call& call, const v1::MoveParticipantRequest& request) const {
  FieldViolations violations;
  CheckText(violations, "reason", request.reason(), 1, kLongestMoveReason, TextKind::kBlock);
  const auto ids = rpc::ReadIds(request.place(), kPlacePattern, "place", violations);
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  v1::Participant answer;
  absl::Status stale;  // what the caller saw is no more: trying again is for the caller
  const absl::Status done = Repeat([&]() -> absl::Status {
    DRIEHOEK_ASSIGN_OR_RETURN(const SeenParticipant seen,
                              SeeParticipant(call, parts_.rounds, request.name()));
    stale = rpc::CheckEtag(request.etag(), seen.participant.version);
    if (!stale.ok()) return absl::OkStatus();
    const RoundPlaceId place(ids[1]);
    // Also says whether students can be moved at all, before the seats are read.
    DRIEHOEK_RETURN_IF_ERROR(
        Move(seen.round, seen.participant, place, request.reason(), call.now()).status());
    if (!place.empty()) {
      DRIEHOEK_ASSIGN_OR_RETURN(
          const auto found,
          parts_.rounds.FindPlace(call.tenant(), seen.round.id, place, call.deadline()));
      if (!found.has_value() || RoundId(ids[0]) != seen.round.id) {
        FieldViolations wrong;
        wrong.Add("place", "REFERENCE_NOT_FOUND", "must be a place of this round");
        return wrong.ToStatus();
      }
      DRIEHOEK_ASSIGN_OR_RETURN(
          const auto conflicts,
          parts_.facts.Conflicts(call.tenant(), seen.participant.student, call.deadline()));
      const auto places = ExcludeConflicts({*found}, {seen.participant}, conflicts);
      DRIEHOEK_RETURN_IF_ERROR(CheckMatches(seen.round, places.front(), seen.participant));
    }
    DRIEHOEK_ASSIGN_OR_RETURN(SeatsNow seats,
                              parts_.seats.Of(call.tenant(), seen.round, call.deadline()));
    DRIEHOEK_ASSIGN_OR_RETURN(Decision decision, MoveTo(call, std::move(seats), seen.participant,
                                                        place, request.reason()));
    DRIEHOEK_ASSIGN_OR_RETURN(answer, Commit(call, std::move(decision), "moved"));
    return absl::OkStatus();
  });
  if (!done.ok()) return done;
  if (!stale.ok()) return stale;
  return answer;
}

absl::StatusOr<OfferHandler::Decision> OfferHandler::MoveTo(const rpc::Call& call, SeatsNow seats,
                                                            Participant participant,
                                                            const RoundPlaceId& place,
                                                            const std::string& reason) const {
  const TenantId& tenant = call.tenant();
  Decision decision;
  if (!place.empty()) {
    DRIEHOEK_RETURN_IF_ERROR(
        Line(seats.input, seats.seed).CheckRoom(seats.participants, participant, place));
  }
  const PlacementId had = participant.given->placement;
  DRIEHOEK_ASSIGN_OR_RETURN(Participant moved, Move(seats.round, std::move(participant), place,
                                                    reason, AnswerDue(seats.round, call.now())));
  if (!had.empty()) {
    DRIEHOEK_ASSIGN_OR_RETURN(auto placement, parts_.placements.Find(tenant, had, call.deadline()));
    if (placement.has_value() && !IsFinal(placement->state)) {
      decision.placement.emplace();
      decision.placement->before = placement->version;
      decision.placement->offer_before = placement->capacity_offer;
      DRIEHOEK_ASSIGN_OR_RETURN(decision.placement->change,
                                EndEarly(*std::move(placement), reason, call.now()));
    }
  }
  decision.events = {RoundEvent(tenant, "round.moved", seats.round.id, moved.id)};
  decision.changed = WithNextInLine(seats, {std::move(moved)}, call.now());
  decision.seats = std::move(seats);
  return decision;
}

absl::StatusOr<v1::Participant> OfferHandler::Commit(const rpc::Call& call, Decision decision,
                                                     absl::string_view ground) const {
  const TenantId& tenant = call.tenant();
  const ParticipantId& about = decision.changed.front().id;
  events::CommitPlan plan =
      call.NewPlan(ParticipantName(tenant, decision.seats.round.id, about), ground);
  plan.events = std::move(decision.events);
  AddSeatChanges(tenant, decision.seats, decision.changed, plan);
  if (decision.placement.has_value()) {
    PlacementPart& part = *decision.placement;
    part.change.after.version = part.before + 1;
    AddChange(tenant, part.change, part.before, plan);
  }
  DRIEHOEK_ASSIGN_OR_RETURN(auto view,
                            parts_.view.Of(call, decision.seats.round, {decision.changed.front()}));
  v1::Participant answer = std::move(view.front());
  plan.response = answer.SerializeAsString();
  DRIEHOEK_RETURN_IF_ERROR(call.StillWanted());
  SharedAttention* const shared = parts_.shared_attention;
  std::optional<AttentionHold> hold;
  if (shared != nullptr && decision.placement.has_value() &&
      decision.placement->attention_limit.has_value()) {
    DRIEHOEK_ASSIGN_OR_RETURN(
        hold, shared->Reserve(tenant, decision.placement->change.after,
                              *decision.placement->attention_limit, call.deadline()));
  }
  const auto stored = parts_.change_log.Commit(
      tenant, plan, call.deadline(), [&](storage::TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_RETURN_IF_ERROR(PutAll(transaction, decision.changed));
        if (!decision.placement.has_value()) return absl::OkStatus();
        const Placement& placement = decision.placement->change.after;
        if (const auto limit = decision.placement->attention_limit; limit.has_value()) {
          const absl::Status promised = Promise(transaction, placement, *limit, hold, shared);
          // The hours are the round's: no field of the request is wrong.
          if (promised.code() == absl::StatusCode::kInvalidArgument) {
            return Error(absl::StatusCode::kFailedPrecondition, "HOURS_EXCEEDED",
                         "the student's placements would ask more than 60 hours a week");
          }
          DRIEHOEK_RETURN_IF_ERROR(promised);
        }
        const placement::CapacityOfferId& left = decision.placement->offer_before;
        if (!left.empty() || !placement.capacity_offer.empty()) {
          DRIEHOEK_RETURN_IF_ERROR(parts_.offer_seats.Change(transaction, tenant, left, placement));
        }
        return SqlPlacementStore::Put(transaction, placement);
      });
  if (shared != nullptr && decision.placement.has_value()) {
    shared->Finish(tenant, decision.placement->change.after.id, hold, stored.status(),
                   call.deadline());
  }
  if (!stored.ok()) return stored.status();
  answer.ParseFromString(*stored);
  return answer;
}

}  // namespace driehoek::placement::round::run
