#include "placement/scan/scan_handler.h"

#include <utility>

#include "placement/placement_proto.h"
#include "placement/policy.h"
#include "placement/scan/scan_events.h"
#include "placement/scan/scan_policy.h"
#include "placement/scan/scan_proto.h"
#include "shared/base/resource_name.h"
#include "shared/rpc/field_reading.h"
#include "shared/rpc/wire.h"

namespace driehoek::placement::scan {
namespace {

constexpr absl::string_view kInstitutionPattern = "institutions/{institution}";

void NotThere(absl::string_view field, FieldViolations& violations) {
  violations.Add(field, "REFERENCE_NOT_FOUND", "names nothing that is there");
}

// What the ports for placements are asked with, for a scan.
Placement PlaceOf(const Scan& scan) {
  return {.programme = scan.programme,
          .programme_variant = scan.programme_variant,
          .organisation = scan.organisation,
          .workplace = scan.workplace,
          .supervisor = scan.supervisor,
          .supervisor_person = scan.supervisor_person};
}

absl::StatusOr<ScanQuery> ReadQuery(const v1::ListWorkplaceScansRequest& request) {
  ScanQuery query;
  FieldViolations violations;
  query.workplace =
      WorkplaceId(rpc::ReadIds(request.workplace(), kWorkplacePattern, "workplace", violations)[1]);
  query.placement =
      PlacementId(rpc::ReadIds(request.placement(), kPlacementPattern, "placement", violations)[0]);
  for (const int state : request.states()) {
    query.states.push_back(rpc::ReadEnum<ScanState>(state, "states", violations));
  }
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  return query;
}

}  // namespace

absl::StatusOr<absl::CivilDay> ScanHandler::Today(const rpc::Call& call) const {
  return parts_.directory.Today(call.tenant(), call.now(), call.deadline());
}

absl::StatusOr<ReachFact> ScanHandler::Reach(const rpc::Call& call) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, Today(call));
  return parts_.directory.Reach(call.caller(), today, call.deadline());
}

absl::StatusOr<Scan> ScanHandler::LoadAllowed(const rpc::Call& call,
                                              const std::string& name) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const ResourceName parsed, ResourceName::Parse(name, kScanPattern));
  DRIEHOEK_ASSIGN_OR_RETURN(auto scan,
                            parts_.store.Find(call.tenant(), ScanId(parsed.id()), call.deadline()));
  if (!scan.has_value()) return auth::NotFound();
  DRIEHOEK_ASSIGN_OR_RETURN(const ReachFact reach, Reach(call));
  DRIEHOEK_RETURN_IF_ERROR(
      call.MayDo(kGetWorkplaceScan, scan::RelationsTo(*scan, call.caller(), reach)));
  return *std::move(scan);
}

absl::StatusOr<Criteria> ScanHandler::CriteriaOf(const rpc::Call& call, const Scan& scan) const {
  DRIEHOEK_ASSIGN_OR_RETURN(auto criteria,
                            parts_.criteria.Find(call.tenant(), scan.criteria, call.deadline()));
  if (!criteria.has_value()) return auth::NotFound();
  return *std::move(criteria);
}

absl::StatusOr<std::optional<AtWork>> ScanHandler::PlacementOf(const rpc::Call& call,
                                                               const Scan& draft,
                                                               FieldViolations& violations) const {
  if (draft.placement.empty()) return std::nullopt;
  DRIEHOEK_ASSIGN_OR_RETURN(
      auto placement, parts_.placements.Find(call.tenant(), draft.placement, call.deadline()));
  const bool is_within_reach =
      placement.has_value() &&
      call.MayDo(kGetWorkplaceScan, placement::RelationsTo(placement->programme, call.caller()))
          .ok();
  if (!is_within_reach) {
    NotThere("placement", violations);
    return std::nullopt;
  }
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto enrolment,
      parts_.directory.Enrolment(call.tenant(), placement->enrolment, call.deadline()));
  const int phase = enrolment.has_value() ? enrolment->phase : placement->phase;
  return AtWork{*std::move(placement), phase};
}

absl::StatusOr<PolicyFact> ScanHandler::PolicyOf(const rpc::Call& call, const Scan& draft,
                                                 FieldViolations& violations) const {
  if (draft.programme_variant.empty()) return PolicyFact{};
  const auto policy =
      parts_.directory.Policy(call.tenant(), draft.programme_variant, call.deadline());
  const bool is_missing = policy.status().code() == absl::StatusCode::kNotFound;
  if (!policy.ok() && !is_missing) return policy.status();
  const std::string name = ToProto(call.tenant(), draft).programme_variant();
  // Under a programme that is not its own, it is not there.
  if (is_missing || policy->programme_variant.name != name ||
      !call.MayDo(kGetWorkplaceScan, placement::RelationsTo(draft.programme, call.caller())).ok()) {
    NotThere("programme_variant", violations);
    return PolicyFact{};
  }
  return *policy;
}

absl::StatusOr<std::vector<v1::WorkplaceScan>> ScanHandler::View(
    const rpc::Call& call, const std::vector<Scan>& scans) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, Today(call));
  std::vector<Placement> places;
  for (const Scan& scan : scans) places.push_back(PlaceOf(scan));
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto labels, parts_.directory.LabelsOf(call.tenant(), places, today, call.deadline()));
  std::vector<v1::WorkplaceScan> view;
  for (std::size_t i = 0; i < scans.size(); ++i) {
    view.push_back(ToProto(call.tenant(), scans[i]));
    SetLabels(labels[i], view.back());
  }
  return view;
}

void ScanHandler::RecordRead(const rpc::Call& call, const Scan& scan) {
  const std::string name = ScanName(call.tenant(), scan.id);
  call.RecordRead(name, scan.supervisor_person);
  if (!scan.student.empty()) call.RecordRead(name, scan.student);
}

absl::StatusOr<v1::WorkplaceScan> ScanHandler::RequestWorkplaceScan(
    const rpc::Call& call, const v1::RequestWorkplaceScanRequest& request) const {
  DRIEHOEK_RETURN_IF_ERROR(
      ResourceName::Parse(request.parent(), kInstitutionPattern, "parent").status());
  Scan draft{.id = ScanId(parts_.ids.NewId())};
  FieldViolations violations("workplace_scan");
  FromProto(request.workplace_scan(), draft, violations);
  DRIEHOEK_ASSIGN_OR_RETURN(const auto at_work, PlacementOf(call, draft, violations));
  if (at_work.has_value()) {
    DRIEHOEK_RETURN_IF_ERROR(TakeFrom(*at_work, draft, violations));
  } else if (draft.placement.empty()) {
    CheckComplete(draft, violations);
  }
  DRIEHOEK_ASSIGN_OR_RETURN(const PolicyFact policy, PolicyOf(call, draft, violations));
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  DRIEHOEK_ASSIGN_OR_RETURN(const PlaceFact place,
                            parts_.directory.Place(call.tenant(), PlaceOf(draft), call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto criteria,
      parts_.criteria.Newest(call.tenant(), draft.programme, draft.phase, call.deadline()));
  const auto first_day =
      at_work.has_value() ? std::optional(at_work->placement.start_date) : std::nullopt;
  DRIEHOEK_ASSIGN_OR_RETURN(
      ScanChange change, Request(std::move(draft), place, policy, criteria, first_day, call.now()));
  return Commit(call, std::move(change), 0, "");
}

absl::StatusOr<v1::WorkplaceScan> ScanHandler::GetWorkplaceScan(
    const rpc::Call& call, const v1::GetWorkplaceScanRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const Scan scan, LoadAllowed(call, request.name()));
  RecordRead(call, scan);
  DRIEHOEK_ASSIGN_OR_RETURN(auto view, View(call, {scan}));
  return std::move(view.front());
}

absl::StatusOr<v1::ListWorkplaceScansResponse> ScanHandler::ListWorkplaceScans(
    const rpc::Call& call, const v1::ListWorkplaceScansRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const rpc::Page page, rpc::ParsePage(request));
  DRIEHOEK_ASSIGN_OR_RETURN(ScanQuery query, ReadQuery(request));
  DRIEHOEK_ASSIGN_OR_RETURN(const ReachFact reach, Reach(call));
  v1::ListWorkplaceScansResponse response;
  if (!Narrow(call.NeededRelations(), call.caller(), reach, query)) return response;
  query.limit = page.size;
  query.cursor = page.cursor;
  DRIEHOEK_ASSIGN_OR_RETURN(const ListedScans listed,
                            parts_.store.List(call.tenant(), query, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(auto view, View(call, listed.items));
  for (std::size_t i = 0; i < view.size(); ++i) {
    RecordRead(call, listed.items[i]);
    *response.add_workplace_scans() = std::move(view[i]);
  }
  response.set_next_page_token(rpc::MakePageToken(request, listed.next_cursor));
  return response;
}

absl::StatusOr<v1::WorkplaceScan> ScanHandler::FillWorkplaceScan(
    const rpc::Call& call, const v1::FillWorkplaceScanRequest& request) const {
  FieldViolations violations;
  const std::vector<Answer> answers = AnswersFromProto(request.answers(), violations);
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  const std::optional<Side> side = SideOf(call.caller().role);
  if (!side.has_value()) return auth::NotFound();
  DRIEHOEK_ASSIGN_OR_RETURN(Scan scan, LoadAllowed(call, request.name()));
  DRIEHOEK_RETURN_IF_ERROR(rpc::CheckEtag(request.etag(), scan.version));
  DRIEHOEK_ASSIGN_OR_RETURN(const Criteria criteria, CriteriaOf(call, scan));
  const std::int64_t before = scan.version;
  DRIEHOEK_ASSIGN_OR_RETURN(ScanChange change,
                            Fill(std::move(scan), criteria, *side, answers, call.now()));
  return Commit(call, std::move(change), before, NameOf(*side));
}

absl::StatusOr<v1::WorkplaceScan> ScanHandler::AssessWorkplaceScan(
    const rpc::Call& call, const v1::AssessWorkplaceScanRequest& request) const {
  FieldViolations violations;
  Judgement judgement{.verdict = rpc::ReadEnum<Verdict>(request.verdict(), "verdict", violations),
                      .reason = request.reason(),
                      .conditions = ConditionsFromProto(request.conditions(), violations)};
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  for (Condition& condition : judgement.conditions) condition.id = parts_.ids.NewId();
  DRIEHOEK_ASSIGN_OR_RETURN(Scan scan, LoadAllowed(call, request.name()));
  DRIEHOEK_RETURN_IF_ERROR(rpc::CheckEtag(request.etag(), scan.version));
  DRIEHOEK_ASSIGN_OR_RETURN(const Criteria criteria, CriteriaOf(call, scan));
  DRIEHOEK_ASSIGN_OR_RETURN(
      const PolicyFact policy,
      parts_.directory.Policy(call.tenant(), scan.programme_variant, call.deadline()));
  std::optional<absl::CivilDay> last_day;
  if (!scan.placement.empty()) {
    DRIEHOEK_ASSIGN_OR_RETURN(
        const auto placement,
        parts_.placements.Find(call.tenant(), scan.placement, call.deadline()));
    if (placement.has_value()) last_day = placement->end_date;
  }
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, Today(call));
  const std::int64_t before = scan.version;
  DRIEHOEK_ASSIGN_OR_RETURN(ScanChange change, Assess(std::move(scan), criteria, judgement, policy,
                                                      last_day, today, call.now()));
  return Commit(call, std::move(change), before, NameOf(judgement.verdict));
}

absl::StatusOr<v1::WorkplaceScan> ScanHandler::CompleteScanCondition(
    const rpc::Call& call, const v1::CompleteScanConditionRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(Scan scan, LoadAllowed(call, request.name()));
  DRIEHOEK_RETURN_IF_ERROR(rpc::CheckEtag(request.etag(), scan.version));
  const std::int64_t before = scan.version;
  DRIEHOEK_ASSIGN_OR_RETURN(ScanChange change,
                            CompleteCondition(std::move(scan), request.condition(), call.now()));
  return Commit(call, std::move(change), before, "");
}

absl::StatusOr<v1::WorkplaceScan> ScanHandler::ReopenWorkplaceScan(
    const rpc::Call& call, const v1::ReopenWorkplaceScanRequest& request) const {
  FieldViolations violations;
  const Trigger trigger = rpc::ReadEnum<Trigger>(request.trigger(), "trigger", violations);
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  DRIEHOEK_ASSIGN_OR_RETURN(Scan scan, LoadAllowed(call, request.name()));
  DRIEHOEK_RETURN_IF_ERROR(rpc::CheckEtag(request.etag(), scan.version));
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto criteria,
      parts_.criteria.Newest(call.tenant(), scan.programme, scan.phase, call.deadline()));
  const std::int64_t before = scan.version;
  DRIEHOEK_ASSIGN_OR_RETURN(
      ScanChange change, Reopen(std::move(scan), trigger, request.reason(), criteria, call.now()));
  return Commit(call, std::move(change), before, NameOf(trigger));
}

absl::StatusOr<v1::WorkplaceScan> ScanHandler::Commit(const rpc::Call& call, ScanChange change,
                                                      std::int64_t before,
                                                      absl::string_view reason) const {
  change.after.version = before + 1;
  DRIEHOEK_ASSIGN_OR_RETURN(const auto view, View(call, {change.after}));
  DRIEHOEK_RETURN_IF_ERROR(call.StillWanted());
  events::CommitPlan plan = call.NewPlan(ScanName(call.tenant(), change.after.id), reason);
  AddChange(call.tenant(), change, before, plan);
  plan.response = view.front().SerializeAsString();
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string answer,
                            parts_.change_log.Commit(call.tenant(), plan, call.deadline(),
                                                     [&](storage::TenantTransaction& transaction) {
                                                       return SqlScanStore::Put(transaction,
                                                                                change.after);
                                                     }));
  v1::WorkplaceScan proto;
  proto.ParseFromString(answer);
  return proto;
}

}  // namespace driehoek::placement::scan
