#include "placement/continuation/route_handler.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "placement/continuation/choice.h"
#include "placement/continuation/route_events.h"
#include "placement/continuation/route_policy.h"
#include "placement/continuation/route_proto.h"
#include "placement/lifecycle.h"
#include "placement/placement_events.h"
#include "placement/placement_proto.h"
#include "placement/policy.h"
#include "shared/base/resource_name.h"
#include "shared/rpc/field_reading.h"
#include "shared/rpc/wire.h"

namespace driehoek::placement::continuation {
namespace {

constexpr absl::string_view kInstitutionPattern = "institutions/{institution}";
constexpr std::size_t kMostAlternatives = 20;
constexpr int kMostRoutes = 50;

absl::StatusOr<RouteQuery> ReadQuery(const v1::ListContinuationRoutesRequest& request) {
  RouteQuery query;
  FieldViolations violations;
  query.placement =
      PlacementId(rpc::ReadIds(request.placement(), kPlacementPattern, "placement", violations)[0]);
  for (const int state : request.states()) {
    query.states.push_back(rpc::ReadEnum<RouteState>(state, "states", violations));
  }
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  return query;
}

absl::Status UnderWay() {
  return Error(absl::StatusCode::kFailedPrecondition, "ROUTE_UNDER_WAY",
               "a way on for this placement is under way");
}

void SetFit(const Fit& fit, OfferedWorkplace& offered) {
  offered.sector_matches = fit.sector_matches;
  offered.same_city = fit.same_city;
  offered.supervisor_places_left = fit.supervisor_places_left;
  offered.scan = fit.scan;
  offered.score = fit.score;
}

}  // namespace

absl::StatusOr<absl::CivilDay> RouteHandler::Today(const rpc::Call& call) const {
  return parts_.directory.Today(call.tenant(), call.now(), call.deadline());
}

absl::StatusOr<ReachFact> RouteHandler::Reach(const rpc::Call& call) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, Today(call));
  return parts_.directory.Reach(call.caller(), today, call.deadline());
}

absl::StatusOr<Route> RouteHandler::LoadAllowed(const rpc::Call& call,
                                                const std::string& name) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const ResourceName parsed, ResourceName::Parse(name, kRoutePattern));
  DRIEHOEK_ASSIGN_OR_RETURN(
      auto route, parts_.store.Find(call.tenant(), RouteId(parsed.id()), call.deadline()));
  if (!route.has_value()) return auth::NotFound();
  DRIEHOEK_ASSIGN_OR_RETURN(const ReachFact reach, Reach(call));
  DRIEHOEK_RETURN_IF_ERROR(
      call.MayDo(kGetContinuationRoute, RelationsTo(*route, call.caller(), reach)));
  return *std::move(route);
}

absl::StatusOr<Placement> RouteHandler::PlacementOf(const rpc::Call& call,
                                                    const Route& route) const {
  DRIEHOEK_ASSIGN_OR_RETURN(
      auto placement, parts_.placements.Find(call.tenant(), route.placement, call.deadline()));
  if (!placement.has_value()) return auth::NotFound();
  return *std::move(placement);
}

absl::StatusOr<std::vector<Conflict>> RouteHandler::Conflicts(const rpc::Call& call,
                                                              const PersonId& student) const {
  if (parts_.conflicts == nullptr) return std::vector<Conflict>();
  return parts_.conflicts->Running(call.tenant(), student, call.deadline());
}

absl::StatusOr<Need> RouteHandler::NeedOf(const rpc::Call& call, const Placement& placement,
                                          const Register& workplaces) const {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const PolicyFact policy,
      parts_.directory.Policy(call.tenant(), placement.programme_variant, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto conflicts, Conflicts(call, placement.student));
  std::vector<std::string> forbidden;
  for (const Conflict& conflict : conflicts) {
    if (conflict.supervisor.empty()) forbidden.push_back(conflict.organisation.value());
  }
  const auto sector = workplaces.programme_sectors.find(placement.programme.value());
  return Need{.sector = sector == workplaces.programme_sectors.end() ? "" : sector->second,
              .present_workplace = placement.workplace.value(),
              .present_organisation = placement.organisation.value(),
              .variant = placement.programme_variant.value(),
              .max_students_per_supervisor = policy.max_students_per_supervisor,
              .forbidden_organisations = std::move(forbidden)};
}

absl::Status RouteHandler::FillIn(const rpc::Call& call, const Route& route,
                                  std::vector<Option>& options, FieldViolations& violations) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const Placement placement, PlacementOf(call, route));
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto outcome_codes,
      parts_.directory.OutcomeCodes(call.tenant(), placement.programme_variant, call.deadline()));
  CheckOutcomesKnown(options, outcome_codes, violations);
  DRIEHOEK_ASSIGN_OR_RETURN(const auto workplaces,
                            parts_.registers.Of(call.tenant(), call.now(), call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(const Need need, NeedOf(call, placement, *workplaces));
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, Today(call));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto conflicts, Conflicts(call, route.student));
  for (std::size_t i = 0; i < options.size(); ++i) {
    for (std::size_t j = 0; j < options[i].workplaces.size(); ++j) {
      OfferedWorkplace& offered = options[i].workplaces[j];
      const Placement there{.programme_variant = placement.programme_variant,
                            .organisation = offered.organisation,
                            .workplace = offered.workplace};
      Placement wished = there;
      wished.student = route.student;
      if (!CheckConflicts(conflicts, wished).ok()) {
        violations.Add(absl::StrCat("options[", i, "].workplaces[", j, "]"), "CONFLICT_OF_INTEREST",
                       "is where a conflict of interest keeps the student away");
        continue;
      }
      DRIEHOEK_ASSIGN_OR_RETURN(const PlaceFact place,
                                parts_.directory.Place(call.tenant(), there, call.deadline()));
      if (!place.has_workplace) {
        violations.Add(absl::StrCat("options[", i, "].workplaces[", j, "]"), "REFERENCE_NOT_FOUND",
                       "names nothing that is there");
        continue;
      }
      DRIEHOEK_ASSIGN_OR_RETURN(
          const auto labels,
          parts_.directory.LabelsOf(call.tenant(), {there}, today, call.deadline()));
      offered.workplace_name = labels.front().workplace;
      offered.organisation_name = labels.front().organisation;
      // One that was made a moment ago is not in the register yet: it has no facts then.
      const auto known = workplaces->workplace_by_id.find(offered.workplace.value());
      if (known != workplaces->workplace_by_id.end()) {
        SetFit(FitOf(*workplaces, need, known->second), offered);
      }
    }
  }
  return violations.ToStatus();
}

absl::StatusOr<std::vector<v1::ContinuationRoute>> RouteHandler::View(
    const rpc::Call& call, const std::vector<Route>& routes) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, Today(call));
  std::vector<Placement> placements;
  for (const Route& route : routes) {
    DRIEHOEK_ASSIGN_OR_RETURN(Placement placement, PlacementOf(call, route));
    placements.push_back(std::move(placement));
  }
  DRIEHOEK_ASSIGN_OR_RETURN(const auto labels, parts_.directory.LabelsOf(call.tenant(), placements,
                                                                         today, call.deadline()));
  std::vector<v1::ContinuationRoute> view;
  for (std::size_t i = 0; i < routes.size(); ++i) {
    view.push_back(ToProto(call.tenant(), routes[i]));
    SetLabels(labels[i], view.back());
  }
  return view;
}

absl::StatusOr<v1::ContinuationRoute> RouteHandler::OpenContinuationRoute(
    const rpc::Call& call, const v1::OpenContinuationRouteRequest& request) const {
  DRIEHOEK_RETURN_IF_ERROR(
      ResourceName::Parse(request.parent(), kInstitutionPattern, "parent").status());
  Route draft{.id = RouteId(parts_.ids.NewId()), .opener = call.caller().person};
  FieldViolations violations("continuation_route");
  FromProto(request.continuation_route(), draft, violations);
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto placement,
      parts_.placements.Find(call.tenant(), draft.placement, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(const ReachFact reach, Reach(call));
  const bool is_within_reach =
      placement.has_value() &&
      call.MayDo(kGetContinuationRoute, placement::RelationsTo(*placement, call.caller(), reach))
          .ok();
  if (!is_within_reach) {
    violations.Add("placement", "REFERENCE_NOT_FOUND", "names nothing that is there");
  }
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  DRIEHOEK_ASSIGN_OR_RETURN(
      const ListedRoutes others,
      parts_.store.List(call.tenant(), {.placement = placement->id, .limit = kMostRoutes},
                        call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(
      const PolicyFact policy,
      parts_.directory.Policy(call.tenant(), placement->programme_variant, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, Today(call));
  DRIEHOEK_ASSIGN_OR_RETURN(RouteChange change, Open(std::move(draft), *placement, others.items,
                                                     policy, today, call.now()));
  const Ground ground = change.after.ground;
  auto answer = Commit(call, std::move(change), 0, NameOf(ground));
  // Two at once: the second finds the first one's row.
  if (ReasonOf(answer.status()) == "UNIQUE_VIOLATION") return UnderWay();
  return answer;
}

absl::StatusOr<v1::ContinuationRoute> RouteHandler::GetContinuationRoute(
    const rpc::Call& call, const v1::GetContinuationRouteRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const Route route, LoadAllowed(call, request.name()));
  call.RecordRead(request.name(), route.student);
  DRIEHOEK_ASSIGN_OR_RETURN(auto view, View(call, {route}));
  return std::move(view.front());
}

absl::StatusOr<v1::ListContinuationRoutesResponse> RouteHandler::ListContinuationRoutes(
    const rpc::Call& call, const v1::ListContinuationRoutesRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const rpc::Page page, rpc::ParsePage(request));
  DRIEHOEK_ASSIGN_OR_RETURN(RouteQuery query, ReadQuery(request));
  DRIEHOEK_ASSIGN_OR_RETURN(const ReachFact reach, Reach(call));
  v1::ListContinuationRoutesResponse response;
  if (!Narrow(call.NeededRelations(), call.caller(), reach, query)) return response;
  query.limit = page.size;
  query.cursor = page.cursor;
  DRIEHOEK_ASSIGN_OR_RETURN(const ListedRoutes listed,
                            parts_.store.List(call.tenant(), query, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(auto view, View(call, listed.items));
  for (std::size_t i = 0; i < view.size(); ++i) {
    call.RecordRead(view[i].name(), listed.items[i].student);
    *response.add_continuation_routes() = std::move(view[i]);
  }
  response.set_next_page_token(rpc::MakePageToken(request, listed.next_cursor));
  return response;
}

absl::StatusOr<v1::SuggestAlternativesResponse> RouteHandler::SuggestAlternatives(
    const rpc::Call& call, const v1::SuggestAlternativesRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const Route route, LoadAllowed(call, request.name()));
  if (route.state == RouteState::kClosed) {
    return Error(absl::StatusCode::kFailedPrecondition, "ROUTE_CLOSED", "the route is closed");
  }
  DRIEHOEK_ASSIGN_OR_RETURN(const Placement placement, PlacementOf(call, route));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto workplaces,
                            parts_.registers.Of(call.tenant(), call.now(), call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(const Need need, NeedOf(call, placement, *workplaces));
  v1::SuggestAlternativesResponse response;
  for (const Fit& fit : Rank(*workplaces, need, kMostAlternatives)) {
    const std::uint32_t organisation = workplaces->organisation[fit.workplace];
    OfferedWorkplace offered{
        .organisation = OrganisationId(workplaces->organisation_ids[organisation]),
        .workplace = WorkplaceId(workplaces->workplace_ids[fit.workplace]),
        .workplace_name = workplaces->workplace_names[fit.workplace],
        .organisation_name = workplaces->organisation_names[organisation]};
    SetFit(fit, offered);
    *response.add_alternatives() = ToProto(call.tenant(), offered);
  }
  response.set_compared_count(static_cast<int>(workplaces->workplace_ids.size()));
  return response;
}

absl::StatusOr<v1::ContinuationRoute> RouteHandler::OfferOptions(
    const rpc::Call& call, const v1::OfferOptionsRequest& request) const {
  FieldViolations violations;
  std::vector<Option> options = OptionsFromProto(request.options(), violations);
  Check(options, violations);
  DRIEHOEK_ASSIGN_OR_RETURN(Route route, LoadAllowed(call, request.name()));
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  DRIEHOEK_RETURN_IF_ERROR(rpc::CheckEtag(request.etag(), route.version));
  DRIEHOEK_RETURN_IF_ERROR(FillIn(call, route, options, violations));
  for (Option& option : options) option.id = parts_.ids.NewId();
  const std::int64_t before = route.version;
  DRIEHOEK_ASSIGN_OR_RETURN(RouteChange change,
                            Offer(std::move(route), std::move(options), call.now()));
  return Commit(call, std::move(change), before, "");
}

absl::StatusOr<v1::ContinuationRoute> RouteHandler::ChooseOption(
    const rpc::Call& call, const v1::ChooseOptionRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(Route route, LoadAllowed(call, request.name()));
  DRIEHOEK_RETURN_IF_ERROR(rpc::CheckEtag(request.etag(), route.version));
  const std::int64_t before = route.version;
  DRIEHOEK_ASSIGN_OR_RETURN(RouteChange change,
                            Choose(std::move(route), request.option(), call.now()));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto placements, NewPlacements(call, change.after));
  for (const PlacementChange& made : placements) {
    change.after.new_placements.push_back(made.after.id);
  }
  return Commit(call, std::move(change), before, "", placements);
}

absl::StatusOr<std::vector<PlacementChange>> RouteHandler::NewPlacements(
    const rpc::Call& call, const Route& chosen) const {
  const TenantId& tenant = call.tenant();
  const auto option =
      std::find_if(chosen.options.begin(), chosen.options.end(),
                   [&](const Option& one) { return one.id == chosen.chosen_option; });
  DRIEHOEK_ASSIGN_OR_RETURN(const Placement before, PlacementOf(call, chosen));
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto known,
      parts_.directory.OutcomeCodes(tenant, before.programme_variant, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, Today(call));
  std::vector<PlacementChange> placements;
  for (Placement& draft : PlacementsOf(*option, before, known, today)) {
    DRIEHOEK_ASSIGN_OR_RETURN(const auto enrolment,
                              parts_.directory.Enrolment(tenant, draft.enrolment, call.deadline()));
    DRIEHOEK_ASSIGN_OR_RETURN(const PlaceFact place,
                              parts_.directory.Place(tenant, draft, call.deadline()));
    if (!enrolment.has_value() || (!draft.workplace.empty() && !place.has_workplace)) {
      return Error(absl::StatusCode::kFailedPrecondition, "REFERENCE_NOT_FOUND",
                   "the workplace or the enrolment is not there any more");
    }
    draft.id = PlacementId(parts_.ids.NewId());
    DRIEHOEK_ASSIGN_OR_RETURN(PlacementChange change,
                              placement::Create(std::move(draft), *enrolment, place, call.now()));
    change.after.version = 1;
    placements.push_back(std::move(change));
  }
  return placements;
}

absl::StatusOr<v1::ContinuationRoute> RouteHandler::CloseContinuationRoute(
    const rpc::Call& call, const v1::CloseContinuationRouteRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(Route route, LoadAllowed(call, request.name()));
  DRIEHOEK_RETURN_IF_ERROR(rpc::CheckEtag(request.etag(), route.version));
  const std::int64_t before = route.version;
  DRIEHOEK_ASSIGN_OR_RETURN(RouteChange change,
                            Close(std::move(route), request.note(), call.now()));
  return Commit(call, std::move(change), before, "");
}

absl::StatusOr<v1::ContinuationRoute> RouteHandler::Commit(
    const rpc::Call& call, RouteChange change, std::int64_t before, absl::string_view reason,
    const std::vector<PlacementChange>& placements) const {
  change.after.version = before + 1;
  DRIEHOEK_ASSIGN_OR_RETURN(const auto view, View(call, {change.after}));
  DRIEHOEK_RETURN_IF_ERROR(call.StillWanted());
  events::CommitPlan plan = call.NewPlan(RouteName(call.tenant(), change.after.id), reason);
  AddChange(call.tenant(), change, before, plan);
  for (const PlacementChange& made : placements) {
    placement::AddChange(call.tenant(), made, 0, plan);
  }
  plan.response = view.front().SerializeAsString();
  DRIEHOEK_ASSIGN_OR_RETURN(
      const std::string answer,
      parts_.change_log.Commit(call.tenant(), plan, call.deadline(),
                               [&](storage::TenantTransaction& transaction) -> absl::Status {
                                 for (const PlacementChange& made : placements) {
                                   DRIEHOEK_RETURN_IF_ERROR(
                                       SqlPlacementStore::Put(transaction, made.after));
                                 }
                                 return SqlRouteStore::Put(transaction, change.after);
                               }));
  v1::ContinuationRoute proto;
  proto.ParseFromString(answer);
  return proto;
}

}  // namespace driehoek::placement::continuation
