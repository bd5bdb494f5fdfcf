#include "placement/round/place_handler.h"

#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "placement/round/eligibility.h"
#include "placement/round/offer_room.h"
#include "placement/round/round_commit.h"
#include "placement/round/round_lifecycle.h"
#include "placement/round/round_proto.h"
#include "shared/base/resource_name.h"
#include "shared/rpc/wire.h"

namespace driehoek::placement::round {
namespace {

template <typename T>
void CheckParticipants(const std::vector<T>& entries, absl::string_view list,
                       const std::set<ParticipantId>& known, FieldViolations& violations) {
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (known.contains(entries[i].participant)) continue;
    violations.Add(absl::StrCat(list, "[", i, "].participant"), "REFERENCE_NOT_FOUND",
                   "must be a participant of the round");
  }
}

void AddStudentView(const MatchingRound& round, const RoundPlace& place, const Participant& own,
                    v1::RoundPlace& proto) {
  for (const Mismatch mismatch : Mismatches(round, place, own)) {
    proto.add_mismatches(static_cast<v1::RoundPlace::Mismatch>(static_cast<int>(mismatch) + 1));
  }
  const std::optional<int> distance = DistanceKm(place, own);
  if (distance.has_value()) proto.set_distance_km(*distance);
}

}  // namespace

absl::StatusOr<PlaceHandler::SeenPlace> PlaceHandler::See(const rpc::Call& call,
                                                          const std::string& name,
                                                          absl::string_view field) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const ResourceName parsed,
                            ResourceName::Parse(name, kPlacePattern, field));
  DRIEHOEK_ASSIGN_OR_RETURN(SeenRound seen, SeeRound(call, parts_.store, RoundId(parsed.id(1))));
  DRIEHOEK_ASSIGN_OR_RETURN(
      auto place, parts_.store.FindPlace(call.tenant(), seen.round.id, RoundPlaceId(parsed.id()),
                                         call.deadline()));
  if (!place.has_value()) return auth::NotFound();
  return SeenPlace{std::move(seen), *std::move(place)};
}

absl::StatusOr<std::vector<v1::RoundPlace>> PlaceHandler::View(
    const rpc::Call& call, const SeenRound& seen, const std::vector<RoundPlace>& places) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto labels,
                            parts_.facts.LabelsOf(call.tenant(), places, call.deadline()));
  const PlaceView kind =
      call.caller().role == auth::Role::kPracticeOffice ? PlaceView::kOffice : PlaceView::kStudent;
  std::vector<RoundPlace> as_seen = places;
  if (seen.own.has_value()) {
    DRIEHOEK_ASSIGN_OR_RETURN(
        const auto conflicts,
        parts_.facts.Conflicts(call.tenant(), seen.own->student, call.deadline()));
    as_seen = ExcludeConflicts(std::move(as_seen), {*seen.own}, conflicts);
  }
  std::vector<v1::RoundPlace> view;
  view.reserve(places.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    v1::RoundPlace proto = ToProto(call.tenant(), places[i], kind);
    SetLabels(labels[i], proto);
    if (seen.own.has_value()) AddStudentView(seen.round, as_seen[i], *seen.own, proto);
    view.push_back(std::move(proto));
  }
  return view;
}

absl::StatusOr<v1::RoundPlace> PlaceHandler::GetRoundPlace(
    const rpc::Call& call, const v1::GetRoundPlaceRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const SeenPlace seen, See(call, request.name(), "name"));
  DRIEHOEK_ASSIGN_OR_RETURN(auto view, View(call, seen.seen, {seen.place}));
  return std::move(view.front());
}

absl::StatusOr<v1::ListRoundPlacesResponse> PlaceHandler::ListRoundPlaces(
    const rpc::Call& call, const v1::ListRoundPlacesRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const rpc::Page page, rpc::ParsePage(request));
  DRIEHOEK_ASSIGN_OR_RETURN(const SeenRound seen,
                            SeeRound(call, parts_.store, request.parent(), "parent"));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto listed,
                            parts_.store.ListPlaces(call.tenant(), seen.round.id, page.size,
                                                    page.cursor, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(auto view, View(call, seen, listed.items));
  v1::ListRoundPlacesResponse response;
  for (v1::RoundPlace& place : view) *response.add_places() = std::move(place);
  response.set_next_page_token(rpc::MakePageToken(request, listed.next_cursor));
  return response;
}

absl::StatusOr<v1::RoundPlace> PlaceHandler::CreateRoundPlace(
    const rpc::Call& call, const v1::CreateRoundPlaceRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const SeenRound seen,
                            SeeRound(call, parts_.store, request.parent(), "parent"));
  DRIEHOEK_RETURN_IF_ERROR(CheckInSetup(seen.round));
  RoundPlace draft{.id = RoundPlaceId(parts_.ids.NewId()), .round = seen.round.id};
  FieldViolations violations("place");
  FromProto(request.place(), draft, violations);
  DRIEHOEK_RETURN_IF_ERROR(CheckDraft(call, seen.round, draft, std::nullopt, violations));
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  DRIEHOEK_ASSIGN_OR_RETURN(const auto labels,
                            parts_.facts.LabelsOf(call.tenant(), {draft}, call.deadline()));
  draft.sort_name = absl::AsciiStrToLower(
      absl::StrCat(labels.front().organisation, " ", labels.front().workplace));
  return Commit(call, seen, std::move(draft));
}

absl::StatusOr<v1::RoundPlace> PlaceHandler::UpdateRoundPlace(
    const rpc::Call& call, const v1::UpdateRoundPlaceRequest& request) const {
  const v1::RoundPlace& update = request.place();
  DRIEHOEK_ASSIGN_OR_RETURN(const SeenPlace seen, See(call, update.name(), "place.name"));
  const MatchingRound& round = seen.seen.round;
  DRIEHOEK_RETURN_IF_ERROR(
      rpc::CheckEtag(update.etag(), seen.place.version, rpc::EtagRule::kOptional));
  v1::RoundPlace merged = ToProto(call.tenant(), seen.place, PlaceView::kOffice);
  DRIEHOEK_RETURN_IF_ERROR(rpc::ApplyMask(request.update_mask(), update, merged));
  RoundPlace draft = seen.place;
  FieldViolations violations("place");
  FromProto(merged, draft, violations);
  DRIEHOEK_RETURN_IF_ERROR(CheckRevision(round, seen.place, draft));
  DRIEHOEK_RETURN_IF_ERROR(CheckDraft(call, round, draft, seen.place, violations));
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  return Commit(call, seen.seen, std::move(draft));
}

absl::StatusOr<google::protobuf::Empty> PlaceHandler::DeleteRoundPlace(
    const rpc::Call& call, const v1::DeleteRoundPlaceRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const SeenPlace seen, See(call, request.name(), "name"));
  DRIEHOEK_RETURN_IF_ERROR(
      rpc::CheckEtag(request.etag(), seen.place.version, rpc::EtagRule::kOptional));
  DRIEHOEK_RETURN_IF_ERROR(CheckInSetup(seen.seen.round));
  events::CommitPlan plan = call.NewPlan(request.name());
  plan.writes.push_back({request.name(), seen.place.version});
  plan.relies_on.push_back(AsRead(call.tenant(), seen.seen.round));
  return CommitAnswer(call, parts_.change_log, std::move(plan), google::protobuf::Empty(),
                      [&](storage::TenantTransaction& transaction) {
                        return SqlRoundStore::Delete(transaction, seen.place);
                      });
}

absl::Status PlaceHandler::CheckNamed(const rpc::Call& call, const RoundPlace& draft,
                                      const std::optional<RoundPlace>& before,
                                      FieldViolations& violations) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const PlaceFact fact,
                            parts_.facts.Place(call.tenant(), draft, call.deadline()));
  if (!draft.workplace.empty() && !fact.has_workplace) {
    violations.Add("workplace", "REFERENCE_NOT_FOUND", "names nothing that is there");
  }
  if (!draft.supervisor.empty()) {
    if (!fact.supervisor.has_value()) {
      violations.Add("supervisor", "REFERENCE_NOT_FOUND",
                     "must be a supervisor of the organisation of the workplace");
    } else if (!fact.supervisor_is_on_floor) {
      violations.Add("supervisor", "NOT_ON_THE_FLOOR",
                     "must supervise on the floor; HR and management cannot stand in");
    }
  }
  if (draft.capacity_offer.empty()) return absl::OkStatus();
  DRIEHOEK_ASSIGN_OR_RETURN(const auto room, parts_.offers.Of(call.tenant(), draft.capacity_offer,
                                                              call.now(), call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto places,
                            parts_.store.Places(call.tenant(), draft.round, call.deadline()));
  CheckOffer(draft, before, places, room, violations);
  return absl::OkStatus();
}

absl::Status PlaceHandler::CheckDraft(const rpc::Call& call, const MatchingRound& round,
                                      const RoundPlace& draft,
                                      const std::optional<RoundPlace>& before,
                                      FieldViolations& violations) const {
  Check(draft, round, violations);
  DRIEHOEK_RETURN_IF_ERROR(CheckNamed(call, draft, before, violations));
  if (draft.priorities.empty() && draft.exclusions.empty()) return absl::OkStatus();
  DRIEHOEK_ASSIGN_OR_RETURN(const auto participants,
                            parts_.store.Participants(call.tenant(), round.id, call.deadline()));
  std::set<ParticipantId> known;
  for (const Participant& participant : participants) known.insert(participant.id);
  CheckParticipants(draft.priorities, "priorities", known, violations);
  CheckParticipants(draft.exclusions, "exclusions", known, violations);
  return absl::OkStatus();
}

absl::StatusOr<v1::RoundPlace> PlaceHandler::Commit(const rpc::Call& call, const SeenRound& seen,
                                                    RoundPlace after) const {
  const std::string name = PlaceName(call.tenant(), after.round, after.id);
  events::CommitPlan plan = call.NewPlan(name);
  plan.writes.push_back({name, after.version});
  plan.relies_on.push_back(AsRead(call.tenant(), seen.round));
  ++after.version;
  DRIEHOEK_ASSIGN_OR_RETURN(const auto view, View(call, seen, {after}));
  return CommitAnswer(call, parts_.change_log, std::move(plan), view.front(),
                      [&](storage::TenantTransaction& transaction) {
                        return SqlRoundStore::Put(transaction, after);
                      });
}

}  // namespace driehoek::placement::round
