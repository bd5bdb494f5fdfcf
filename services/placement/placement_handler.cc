#include "placement/placement_handler.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "placement/axes.h"
#include "placement/ending.h"
#include "placement/placement_due.h"
#include "placement/placement_events.h"
#include "placement/placement_proto.h"
#include "placement/policy.h"
#include "placement/search.h"
#include "shared/base/field_checks.h"
#include "shared/base/resource_name.h"
#include "shared/rpc/field_reading.h"
#include "shared/rpc/wire.h"

namespace driehoek::placement {
namespace {

constexpr absl::string_view kInstitutionPattern = "institutions/{institution}";

// A confirmed placement takes hours of its student and attention of its supervisor; before that
// nothing is promised.
std::optional<int> AttentionLimit(const Placement& placement, const PolicyFact& policy) {
  if (!TakesAttention(placement.state)) return std::nullopt;
  return policy.max_students_per_supervisor;
}

absl::StatusOr<PlacementQuery> ReadQuery(const v1::ListPlacementsRequest& request) {
  PlacementQuery query;
  FieldViolations violations;
  query.student =
      PersonId(rpc::ReadIds(request.student(), kPersonPattern, "student", violations)[0]);
  query.programme_variant = VariantId(rpc::ReadIds(request.programme_variant(), kVariantPattern,
                                                   "programme_variant", violations)[1]);
  for (const int state : request.states()) {
    query.states.push_back(rpc::ReadEnum<State>(state, "states", violations));
  }
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  return query;
}

}  // namespace

absl::StatusOr<absl::CivilDay> PlacementHandler::Today(const rpc::Call& call) const {
  return parts_.directory.Today(call.tenant(), call.now(), call.deadline());
}

absl::StatusOr<Placement> PlacementHandler::Load(const rpc::Call& call,
                                                 const std::string& name) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const ResourceName parsed,
                            ResourceName::Parse(name, kPlacementPattern));
  DRIEHOEK_ASSIGN_OR_RETURN(
      auto placement, parts_.store.Find(call.tenant(), PlacementId(parsed.id()), call.deadline()));
  if (!placement.has_value()) return auth::NotFound();
  return *std::move(placement);
}

absl::Status PlacementHandler::Authorise(const rpc::Call& call, const Placement& placement) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, Today(call));
  DRIEHOEK_ASSIGN_OR_RETURN(const ReachFact reach,
                            parts_.directory.Reach(call.caller(), today, call.deadline()));
  return call.MayDo(kGetPlacement, RelationsTo(placement, call.caller(), reach));
}

absl::Status PlacementHandler::CheckNamed(const rpc::Call& call, const Placement* before,
                                          const Placement& draft,
                                          FieldViolations& violations) const {
  const bool is_other_offer = before == nullptr || before->capacity_offer != draft.capacity_offer ||
                              before->workplace != draft.workplace;
  if (!draft.capacity_offer.empty() && is_other_offer) {
    std::optional<OfferFact> offer;
    if (parts_.offers != nullptr) {
      DRIEHOEK_ASSIGN_OR_RETURN(
          offer, parts_.offers->Find(call.tenant(), draft.capacity_offer, call.deadline()));
    }
    if (!offer.has_value()) {
      violations.Add("capacity_offer", "REFERENCE_NOT_FOUND", "names nothing that is there");
    } else if (offer->workplace != draft.workplace) {
      violations.Add("capacity_offer", "OTHER_WORKPLACE", "must be an offer of this workplace");
    }
  }
  if (draft.outcome_codes.empty() ||
      (before != nullptr && before->outcome_codes == draft.outcome_codes)) {
    return absl::OkStatus();
  }
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto known,
      parts_.directory.OutcomeCodes(call.tenant(), draft.programme_variant, call.deadline()));
  for (std::size_t i = 0; i < draft.outcome_codes.size(); ++i) {
    if (std::find(known.begin(), known.end(), draft.outcome_codes[i]) != known.end()) continue;
    violations.Add(absl::StrCat("outcome_codes[", i, "]"), "OUTCOME_UNKNOWN",
                   "is no code of the programme's outcomes");
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<v1::Placement>> PlacementHandler::View(
    const rpc::Call& call, const std::vector<Placement>& placements) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, Today(call));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto labels, parts_.directory.LabelsOf(call.tenant(), placements,
                                                                         today, call.deadline()));
  std::vector<v1::Placement> view;
  for (std::size_t i = 0; i < placements.size(); ++i) {
    v1::Placement proto = ToProto(call.tenant(), placements[i]);
    if (!IsFinal(placements[i].state)) {
      DRIEHOEK_ASSIGN_OR_RETURN(
          const StartFacts facts,
          ReadStartFacts(call.tenant(), placements[i], today, parts_.directory, parts_.agreements,
                         parts_.scans, call.deadline()));
      AddBlockers(Blockers(placements[i], facts, today), proto);
      DRIEHOEK_ASSIGN_OR_RETURN(
          const absl::CivilDay created,
          parts_.directory.Today(call.tenant(), placements[i].create_time, call.deadline()));
      const auto clock =
          SearchClockOf(placements[i], facts.policy.search_clock_weeks, created, today);
      if (clock.has_value()) SetSearchClock(*clock, proto);
    }
    if (IsEmployerSide(call.caller().role)) HideSearch(proto);
    SetLabels(labels[i], proto);
    view.push_back(std::move(proto));
  }
  return view;
}

absl::StatusOr<v1::Placement> PlacementHandler::GetPlacement(
    const rpc::Call& call, const v1::GetPlacementRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const Placement placement, Load(call, request.name()));
  DRIEHOEK_RETURN_IF_ERROR(Authorise(call, placement));
  call.RecordRead(request.name(), placement.student);
  DRIEHOEK_ASSIGN_OR_RETURN(auto view, View(call, {placement}));
  return std::move(view.front());
}

absl::StatusOr<v1::ListPlacementsResponse> PlacementHandler::ListPlacements(
    const rpc::Call& call, const v1::ListPlacementsRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const rpc::Page page, rpc::ParsePage(request));
  DRIEHOEK_ASSIGN_OR_RETURN(PlacementQuery query, ReadQuery(request));
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, Today(call));
  DRIEHOEK_ASSIGN_OR_RETURN(const ReachFact reach,
                            parts_.directory.Reach(call.caller(), today, call.deadline()));
  v1::ListPlacementsResponse response;
  if (!Narrow(call.NeededRelations(), call.caller(), reach, query)) return response;
  query.limit = page.size;
  query.cursor = page.cursor;
  DRIEHOEK_ASSIGN_OR_RETURN(const ListedPlacements listed,
                            parts_.store.List(call.tenant(), query, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(auto view, View(call, listed.items));
  for (std::size_t i = 0; i < view.size(); ++i) {
    call.RecordRead(view[i].name(), listed.items[i].student);
    *response.add_placements() = std::move(view[i]);
  }
  response.set_next_page_token(rpc::MakePageToken(request, listed.next_cursor));
  return response;
}

absl::StatusOr<v1::Placement> PlacementHandler::CreatePlacement(
    const rpc::Call& call, const v1::CreatePlacementRequest& request) const {
  DRIEHOEK_RETURN_IF_ERROR(
      ResourceName::Parse(request.parent(), kInstitutionPattern, "parent").status());
  Placement draft{.id = PlacementId(parts_.ids.NewId())};
  FieldViolations violations("placement");
  FromProto(request.placement(), draft, violations);
  Check(draft, violations);
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto enrolment,
      parts_.directory.Enrolment(call.tenant(), draft.enrolment, call.deadline()));
  const bool is_within_reach =
      enrolment.has_value() &&
      call.MayDo(kGetPlacement, RelationsTo(enrolment->programme, call.caller())).ok();
  if (!is_within_reach) {
    violations.Add("enrolment", "REFERENCE_NOT_FOUND", "names nothing that is there");
  } else {
    draft.programme_variant = enrolment->programme_variant;
    DRIEHOEK_RETURN_IF_ERROR(CheckNamed(call, nullptr, draft, violations));
  }
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  DRIEHOEK_ASSIGN_OR_RETURN(const PlaceFact place,
                            parts_.directory.Place(call.tenant(), draft, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(PlacementChange change,
                            Create(std::move(draft), *enrolment, place, call.now()));
  DRIEHOEK_ASSIGN_OR_RETURN(
      const PolicyFact policy,
      parts_.directory.Policy(call.tenant(), change.after.programme_variant, call.deadline()));
  const Beside beside{.attention_limit = AttentionLimit(change.after, policy)};
  return Commit(call, std::move(change), Placement(), beside);
}

absl::StatusOr<v1::Placement> PlacementHandler::UpdatePlacement(
    const rpc::Call& call, const v1::UpdatePlacementRequest& request) const {
  const v1::Placement& update = request.placement();
  DRIEHOEK_ASSIGN_OR_RETURN(const Placement before, Load(call, update.name()));
  DRIEHOEK_RETURN_IF_ERROR(Authorise(call, before));
  DRIEHOEK_RETURN_IF_ERROR(rpc::CheckEtag(update.etag(), before.version, rpc::EtagRule::kOptional));
  v1::Placement merged = ToProto(call.tenant(), before);
  DRIEHOEK_RETURN_IF_ERROR(rpc::ApplyMask(request.update_mask(), update, merged));
  Placement draft = before;
  FieldViolations violations("placement");
  FromProto(merged, draft, violations);
  Check(draft, violations);
  DRIEHOEK_RETURN_IF_ERROR(CheckNamed(call, &before, draft, violations));
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  if (DiffersInLevelsOnly(before, draft)) {
    DRIEHOEK_ASSIGN_OR_RETURN(PlacementChange said, ChangeLevels(before, draft, call.now()));
    return Commit(call, std::move(said), before, {});
  }
  DRIEHOEK_ASSIGN_OR_RETURN(const AgreementFact agreement,
                            parts_.agreements.Of(call.tenant(), before.id, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(const PlaceFact place,
                            parts_.directory.Place(call.tenant(), draft, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(PlacementChange change,
                            Revise(before, std::move(draft), agreement, place, call.now()));
  DRIEHOEK_ASSIGN_OR_RETURN(
      const PolicyFact policy,
      parts_.directory.Policy(call.tenant(), change.after.programme_variant, call.deadline()));
  const Beside beside{.attention_limit = AttentionLimit(change.after, policy)};
  return Commit(call, std::move(change), before, beside);
}

absl::StatusOr<v1::Placement> PlacementHandler::EndPlacement(
    const rpc::Call& call, const v1::EndPlacementRequest& request) const {
  FieldViolations violations;
  CheckText(violations, "reason", request.reason(), 1, 1000, TextKind::kBlock);
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  DRIEHOEK_ASSIGN_OR_RETURN(const Placement before, Load(call, request.name()));
  DRIEHOEK_RETURN_IF_ERROR(Authorise(call, before));
  DRIEHOEK_RETURN_IF_ERROR(rpc::CheckEtag(request.etag(), before.version));
  DRIEHOEK_ASSIGN_OR_RETURN(PlacementChange change, EndEarly(before, request.reason(), call.now()));
  return Commit(call, std::move(change), before, {.reason = "ended_early"});
}

absl::StatusOr<v1::Placement> PlacementHandler::CompletePlacement(
    const rpc::Call& call, const v1::CompletePlacementRequest& request) const {
  FieldViolations violations;
  CheckText(violations, "reason", request.reason(), 1, 1000, TextKind::kBlock);
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  DRIEHOEK_ASSIGN_OR_RETURN(const Placement before, Load(call, request.name()));
  DRIEHOEK_RETURN_IF_ERROR(Authorise(call, before));
  DRIEHOEK_RETURN_IF_ERROR(rpc::CheckEtag(request.etag(), before.version));
  JudgementFact judgement;
  if (parts_.judgements != nullptr) {
    DRIEHOEK_ASSIGN_OR_RETURN(judgement,
                              parts_.judgements->Of(call.tenant(), before.id, call.deadline()));
  }
  DRIEHOEK_ASSIGN_OR_RETURN(
      PlacementChange change,
      CompleteWithoutJudgement(before, judgement, request.reason(), call.now()));
  return Commit(call, std::move(change), before, {.reason = "without_judgement"});
}

absl::Status PlacementHandler::CheckConflicts(const rpc::Call& call, const PlacementChange& change,
                                              const Placement& before) const {
  const Placement& after = change.after;
  const bool is_settled = TakesAttention(before.state) &&
                          after.organisation == before.organisation &&
                          after.supervisor == before.supervisor;
  if (parts_.conflicts == nullptr || after.organisation.empty() || IsFinal(after.state) ||
      is_settled) {
    return absl::OkStatus();
  }
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto running, parts_.conflicts->Running(call.tenant(), after.student, call.deadline()));
  return placement::CheckConflicts(running, after);
}

absl::StatusOr<v1::Placement> PlacementHandler::Commit(const rpc::Call& call,
                                                       PlacementChange change,
                                                       const Placement& before,
                                                       const Beside& beside) const {
  DRIEHOEK_RETURN_IF_ERROR(CheckConflicts(call, change, before));
  change.after.version = before.version + 1;
  DRIEHOEK_ASSIGN_OR_RETURN(auto view, View(call, {change.after}));
  DRIEHOEK_RETURN_IF_ERROR(call.StillWanted());
  events::CommitPlan plan =
      call.NewPlan(PlacementName(call.tenant(), change.after.id), beside.reason);
  AddChange(call.tenant(), change, before.version, plan);
  if (beside.place != nullptr) {
    const NewPlace& place = *beside.place;
    plan.writes.insert(plan.writes.end(), place.writes.begin(), place.writes.end());
    plan.events.insert(plan.events.end(), place.events.begin(), place.events.end());
    // What is made now could not be looked up for the view.
    view.front().mutable_labels()->set_organisation(place.organisation_label);
    view.front().mutable_labels()->set_workplace(place.workplace_label);
  }
  const bool has_offer = !before.capacity_offer.empty() || !change.after.capacity_offer.empty();
  plan.response = view.front().SerializeAsString();
  SharedAttention* const shared = parts_.shared_attention;
  std::optional<AttentionHold> hold;
  if (shared != nullptr && beside.attention_limit.has_value()) {
    DRIEHOEK_ASSIGN_OR_RETURN(hold, shared->Reserve(call.tenant(), change.after,
                                                    *beside.attention_limit, call.deadline()));
  }
  const auto answer = parts_.change_log.Commit(
      call.tenant(), plan, call.deadline(),
      [&](storage::TenantTransaction& transaction) -> absl::Status {
        if (beside.place != nullptr) DRIEHOEK_RETURN_IF_ERROR(beside.place->rows(transaction));
        if (beside.attention_limit.has_value()) {
          DRIEHOEK_RETURN_IF_ERROR(
              Promise(transaction, change.after, *beside.attention_limit, hold, shared));
        }
        if (has_offer && parts_.offer_seats != nullptr) {
          DRIEHOEK_RETURN_IF_ERROR(parts_.offer_seats->Change(transaction, call.tenant(),
                                                              before.capacity_offer, change.after));
        }
        return SqlPlacementStore::Put(transaction, change.after);
      });
  if (shared != nullptr && (hold.has_value() || TakesAttention(before.state))) {
    shared->Finish(call.tenant(), change.after.id, hold, answer.status(), call.deadline());
  }
  if (!answer.ok()) return answer.status();
  v1::Placement proto;
  proto.ParseFromString(*answer);
  return proto;
}

}  // namespace driehoek::placement
