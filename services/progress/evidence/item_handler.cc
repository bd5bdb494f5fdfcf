#include "progress/evidence/item_handler.h"

#include <set>
#include <utility>

#include "progress/evidence/evidence_policy.h"
#include "progress/evidence/item_events.h"
#include "progress/evidence/item_names.h"
#include "shared/base/resource_name.h"
#include "shared/rpc/field_reading.h"
#include "shared/rpc/wire.h"

namespace driehoek::progress::evidence {
namespace {

constexpr int kLargestBundle = 50;

absl::StatusOr<ItemQuery> ReadQuery(const v1::ListEvidenceItemsRequest& request) {
  ItemQuery query;
  FieldViolations violations;
  query.placement =
      PlacementId(rpc::ReadIds(request.placement(), kPlacementPattern, "placement", violations)[0]);
  for (const int state : request.states()) {
    query.states.push_back(rpc::ReadEnum<ItemState>(state, "states", violations));
  }
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  return query;
}

absl::Status CheckParent(const std::string& parent) {
  return ResourceName::Parse(parent, kInstitutionPattern, "parent").status();
}

template <typename References>
absl::Status CheckBundle(const References& references) {
  FieldViolations violations;
  if (references.empty() || references.size() > kLargestBundle) {
    violations.Add("items", "NUMBER_OUT_OF_RANGE", "must hold 1 to 50 items");
  }
  std::set<std::string> names;
  for (const auto& reference : references) {
    if (!names.insert(reference.name()).second) {
      violations.Add("items", "ITEM_REPEATED", "must not name an item twice");
    }
  }
  return violations.ToStatus();
}

template <typename Response>
Response Bundle(std::vector<v1::EvidenceItem> items) {
  Response response;
  for (v1::EvidenceItem& item : items) *response.add_evidence_items() = std::move(item);
  return response;
}

}  // namespace

absl::StatusOr<ItemHandler::Loaded> ItemHandler::Load(const rpc::Call& call,
                                                      const std::string& name,
                                                      const std::string& etag) const {
  DRIEHOEK_ASSIGN_OR_RETURN(auto loaded, reading_.LoadAllowed(call, name));
  DRIEHOEK_RETURN_IF_ERROR(rpc::CheckEtag(etag, loaded.item.version));
  return loaded;
}

template <typename References>
absl::StatusOr<std::vector<ItemHandler::Loaded>> ItemHandler::LoadBundle(
    const rpc::Call& call, const References& references) const {
  DRIEHOEK_RETURN_IF_ERROR(CheckBundle(references));
  std::vector<Loaded> bundle;
  for (const v1::EvidenceReference& reference : references) {
    DRIEHOEK_ASSIGN_OR_RETURN(auto loaded, Load(call, reference.name(), reference.etag()));
    bundle.push_back(std::move(loaded));
  }
  return bundle;
}

absl::Status ItemHandler::Resolve(const rpc::Call& call, const PlacementId& placement,
                                  SentContent& sent, std::optional<Upload>& taken,
                                  FieldViolations& violations) const {
  Check(sent.content, violations);
  if (sent.upload.empty()) return violations.ToStatus();
  DRIEHOEK_ASSIGN_OR_RETURN(auto upload,
                            parts_.uploads.Find(call.tenant(), sent.upload, call.deadline()));
  const bool is_own = upload.has_value() && upload->person == call.caller().person &&
                      upload->placement == placement && upload->expire_time > call.now();
  if (!is_own) {
    violations.Add("content.upload", "REFERENCE_NOT_FOUND", "names nothing that is there");
  }
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  DRIEHOEK_RETURN_IF_ERROR(CheckTakeable(*upload));
  DRIEHOEK_ASSIGN_OR_RETURN(
      const std::string bytes,
      parts_.uploads.Bytes(call.tenant(), upload->id, 0, upload->size_bytes, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string sha256, parts_.files.Put(call.tenant(), bytes));
  if (sha256 != upload->file->sha256) {
    return Error(absl::StatusCode::kDataLoss, "FILE_CORRUPT",
                 "the bytes are no longer those that were checked");
  }
  sent.content.file = upload->file;
  taken = std::move(upload);
  return absl::OkStatus();
}

absl::StatusOr<TaskId> ItemHandler::ReadTask(const rpc::Call& call, const PlacementId& placement,
                                             const std::string& name, absl::string_view field,
                                             FieldViolations& violations) const {
  const TaskId id(rpc::ReadIds(name, kTaskPattern, field, violations)[0]);
  if (id.empty()) return id;
  DRIEHOEK_ASSIGN_OR_RETURN(const auto task,
                            reading_.parts().tasks.Find(call.tenant(), id, call.deadline()));
  if (!task.has_value() || task->placement != placement) {
    violations.Add(field, "REFERENCE_NOT_FOUND", "names no task of this placement");
  }
  return id;
}

absl::StatusOr<v1::EvidenceItem> ItemHandler::CreateEvidenceItem(
    const rpc::Call& call, const v1::CreateEvidenceItemRequest& request) const {
  DRIEHOEK_RETURN_IF_ERROR(CheckParent(request.parent()));
  FieldViolations violations;
  const v1::EvidenceItem& wanted = request.evidence_item();
  EvidenceItem draft{.id = ItemId(parts_.ids.NewId()), .title = wanted.title()};
  draft.outcome_codes.assign(wanted.outcome_codes().begin(), wanted.outcome_codes().end());
  SentContent sent = FromProto(request.content(), violations);
  CheckTitle(draft.title, violations);
  const PlacementId id(rpc::ReadIds(wanted.placement(), kPlacementPattern,
                                    "evidence_item.placement", violations)[0]);
  DRIEHOEK_ASSIGN_OR_RETURN(const PlacementFact placement,
                            reading_.Referred(call, id, "evidence_item.placement", violations));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto outcomes, reading_.Outcomes(call, placement));
  CheckCodes(draft.outcome_codes, outcomes, "evidence_item.outcome_codes", violations);
  DRIEHOEK_ASSIGN_OR_RETURN(draft.task, ReadTask(call, id, wanted.learning_task(),
                                                 "evidence_item.learning_task", violations));
  std::optional<Upload> taken;
  DRIEHOEK_RETURN_IF_ERROR(Resolve(call, id, sent, taken, violations));
  DRIEHOEK_ASSIGN_OR_RETURN(const Totals totals, reading_.TotalsOf(call, id));
  return CommitOne(call,
                   Add(std::move(draft), std::move(sent.content), placement, totals,
                       call.caller().person, call.now()),
                   0, taken);
}

absl::StatusOr<v1::EvidenceItem> ItemHandler::GetEvidenceItem(
    const rpc::Call& call, const v1::GetEvidenceItemRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto loaded, reading_.LoadAllowed(call, request.name()));
  call.RecordRead(request.name(), loaded.item.student);
  DRIEHOEK_ASSIGN_OR_RETURN(auto view, reading_.View(call, {loaded.item}));
  return std::move(view.front());
}

absl::StatusOr<v1::ListEvidenceItemsResponse> ItemHandler::ListEvidenceItems(
    const rpc::Call& call, const v1::ListEvidenceItemsRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const rpc::Page page, rpc::ParsePage(request));
  DRIEHOEK_ASSIGN_OR_RETURN(ItemQuery query, ReadQuery(request));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto reached, reading_.Reach(call));
  v1::ListEvidenceItemsResponse response;
  if (!Narrow(call.NeededRelations(), call.caller(), reached.reach, reached.judged, query)) {
    return response;
  }
  query.limit = page.size;
  query.cursor = page.cursor;
  DRIEHOEK_ASSIGN_OR_RETURN(const ListedItems listed,
                            reading_.parts().items.List(call.tenant(), query, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(auto view, reading_.View(call, listed.items));
  for (std::size_t i = 0; i < view.size(); ++i) {
    call.RecordRead(view[i].name(), listed.items[i].student);
    *response.add_evidence_items() = std::move(view[i]);
  }
  response.set_next_page_token(rpc::MakePageToken(request, listed.next_cursor));
  return response;
}

absl::StatusOr<v1::EvidenceItem> ItemHandler::AddEvidenceVersion(
    const rpc::Call& call, const v1::AddEvidenceVersionRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(auto loaded, Load(call, request.name(), request.etag()));
  FieldViolations violations;
  SentContent sent = FromProto(request.content(), violations);
  std::optional<Upload> taken;
  DRIEHOEK_RETURN_IF_ERROR(Resolve(call, loaded.item.placement, sent, taken, violations));
  DRIEHOEK_ASSIGN_OR_RETURN(const Totals totals, reading_.TotalsOf(call, loaded.item.placement));
  const std::int64_t before = loaded.item.version;
  return CommitOne(call,
                   Revise(std::move(loaded.item), std::move(sent.content), totals,
                          call.caller().person, call.now()),
                   before, taken);
}

absl::StatusOr<v1::EvidenceItem> ItemHandler::LinkEvidenceItem(
    const rpc::Call& call, const v1::LinkEvidenceItemRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(auto loaded, Load(call, request.name(), request.etag()));
  FieldViolations violations;
  std::vector<std::string> codes(request.outcome_codes().begin(), request.outcome_codes().end());
  DRIEHOEK_ASSIGN_OR_RETURN(const auto outcomes, reading_.Outcomes(call, loaded.placement));
  CheckCodes(codes, outcomes, "outcome_codes", violations);
  DRIEHOEK_ASSIGN_OR_RETURN(
      const TaskId task,
      ReadTask(call, loaded.placement.id, request.learning_task(), "learning_task", violations));
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  const std::int64_t before = loaded.item.version;
  return CommitOne(call, Link(std::move(loaded.item), std::move(codes), task, call.now()), before);
}

absl::StatusOr<v1::RequestEvidenceConfirmationsResponse> ItemHandler::RequestEvidenceConfirmations(
    const rpc::Call& call, const v1::RequestEvidenceConfirmationsRequest& request) const {
  DRIEHOEK_RETURN_IF_ERROR(CheckParent(request.parent()));
  DRIEHOEK_ASSIGN_OR_RETURN(auto bundle, LoadBundle(call, request.items()));
  const PlacementFact placement = bundle.front().placement;
  FieldViolations violations;
  for (const Loaded& loaded : bundle) {
    if (loaded.placement.id == placement.id) continue;
    violations.Add("items", "PLACEMENTS_DIFFER", "must be of one placement");
    break;
  }
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  DRIEHOEK_ASSIGN_OR_RETURN(const ProofPolicy policy, reading_.Policy(call, placement));
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, reading_.Today(call));
  std::vector<Decided> decided;
  for (std::size_t i = 0; i < bundle.size(); ++i) {
    const std::int64_t before = bundle[i].item.version;
    const int version = request.items(static_cast<int>(i)).version();
    DRIEHOEK_ASSIGN_OR_RETURN(auto change,
                              Request(std::move(bundle[i].item), version, placement, policy,
                                      call.caller().person, today, call.now()));
    decided.push_back({std::move(change), before});
  }
  using Response = v1::RequestEvidenceConfirmationsResponse;
  return Commit<Response>(call, std::move(decided), std::nullopt, Bundle<Response>);
}

absl::StatusOr<ItemChange> ItemHandler::Answered(const rpc::Call& call, Loaded loaded,
                                                 const Answer& answer) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const ProofPolicy policy, reading_.Policy(call, loaded.placement));
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto organisation,
      reading_.parts().organisations.Of(call.tenant(), loaded.placement.id, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, reading_.Today(call));
  return Say(std::move(loaded.item), answer, loaded.placement, organisation, policy, today,
             call.now());
}

absl::StatusOr<v1::ConfirmEvidenceItemsResponse> ItemHandler::ConfirmEvidenceItems(
    const rpc::Call& call, const v1::ConfirmEvidenceItemsRequest& request) const {
  DRIEHOEK_RETURN_IF_ERROR(CheckParent(request.parent()));
  DRIEHOEK_ASSIGN_OR_RETURN(auto bundle, LoadBundle(call, request.items()));
  std::vector<Decided> decided;
  for (std::size_t i = 0; i < bundle.size(); ++i) {
    const std::int64_t before = bundle[i].item.version;
    const Answer answer{.version = request.items(static_cast<int>(i)).version(),
                        .kind = ConfirmationKind::kConfirmed,
                        .supervisor = call.caller().person};
    DRIEHOEK_ASSIGN_OR_RETURN(auto change, Answered(call, std::move(bundle[i]), answer));
    decided.push_back({std::move(change), before});
  }
  using Response = v1::ConfirmEvidenceItemsResponse;
  return Commit<Response>(call, std::move(decided), std::nullopt, Bundle<Response>);
}

absl::StatusOr<v1::EvidenceItem> ItemHandler::DisputeEvidenceItem(
    const rpc::Call& call, const v1::DisputeEvidenceItemRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(auto loaded, Load(call, request.name(), request.etag()));
  const std::int64_t before = loaded.item.version;
  const Answer answer{.version = request.version(),
                      .kind = ConfirmationKind::kDisputed,
                      .reason = request.reason(),
                      .supervisor = call.caller().person};
  return CommitOne(call, Answered(call, std::move(loaded), answer), before);
}

absl::StatusOr<v1::EvidenceItem> ItemHandler::ArchiveEvidenceItem(
    const rpc::Call& call, const v1::ArchiveEvidenceItemRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(auto loaded, Load(call, request.name(), request.etag()));
  const std::int64_t before = loaded.item.version;
  const Archivist archivist =
      call.caller().role == auth::Role::kStudent ? Archivist::kStudent : Archivist::kOffice;
  return CommitOne(call, Archive(std::move(loaded.item), archivist, call.now()), before);
}

template <typename Response, typename Respond>
absl::StatusOr<Response> ItemHandler::Commit(const rpc::Call& call, std::vector<Decided> decided,
                                             const std::optional<Upload>& taken,
                                             Respond respond) const {
  std::vector<EvidenceItem> items;
  std::optional<events::CommitPlan> plan;
  for (Decided& one : decided) {
    one.change.after.version = one.before + 1;
    const std::string name = ItemName(call.tenant(), one.change.after.id);
    if (!plan.has_value()) {
      plan = call.NewPlan(name);
    } else {
      plan->audit.push_back({call.caller().Name(), call.method(), name, ""});
    }
    AddChange(call.tenant(), one.change, one.before, *plan);
    items.push_back(one.change.after);
  }
  Upload used = taken.value_or(Upload());
  if (taken.has_value()) {
    plan->writes.push_back({UploadName(call.tenant(), used.id), used.version});
    used.state = UploadState::kTaken;
    ++used.version;
  }
  DRIEHOEK_ASSIGN_OR_RETURN(auto view, reading_.View(call, items));
  DRIEHOEK_RETURN_IF_ERROR(call.StillWanted());
  plan->response = respond(std::move(view)).SerializeAsString();
  DRIEHOEK_ASSIGN_OR_RETURN(
      const std::string answer,
      parts_.change_log.Commit(call.tenant(), *plan, call.deadline(),
                               [&](storage::TenantTransaction& transaction) -> absl::Status {
                                 for (const EvidenceItem& item : items) {
                                   DRIEHOEK_RETURN_IF_ERROR(SqlItemStore::Put(transaction, item));
                                 }
                                 return taken.has_value()
                                            ? SqlUploadStore::PutTaken(transaction, used)
                                            : absl::OkStatus();
                               }));
  Response response;
  response.ParseFromString(answer);
  return response;
}

absl::StatusOr<v1::EvidenceItem> ItemHandler::CommitOne(const rpc::Call& call,
                                                        absl::StatusOr<ItemChange> change,
                                                        std::int64_t before,
                                                        const std::optional<Upload>& taken) const {
  if (!change.ok()) return change.status();
  return Commit<v1::EvidenceItem>(
      call, {{*std::move(change), before}}, taken,
      [](std::vector<v1::EvidenceItem> view) { return std::move(view.front()); });
}

}  // namespace driehoek::progress::evidence
