#include "placement/conflict/conflict_handler.h"

#include <utility>

#include "placement/conflict/conflict_proto.h"
#include "placement/conflict/policy.h"
#include "placement/placement_proto.h"
#include "shared/base/field_checks.h"
#include "shared/base/resource_name.h"
#include "shared/rpc/field_reading.h"
#include "shared/rpc/wire.h"

namespace driehoek::placement::conflict {
namespace {

absl::StatusOr<ConflictQuery> ReadQuery(const v1::ListConflictsOfInterestRequest& request) {
  ConflictQuery query;
  FieldViolations violations;
  query.student =
      PersonId(rpc::ReadIds(request.student(), kPersonPattern, "student", violations)[0]);
  query.organisation = OrganisationId(
      rpc::ReadIds(request.organisation(), kOrganisationPattern, "organisation", violations)[0]);
  bool wants_running = false;
  bool wants_ended = false;
  for (const int number : request.states()) {
    const auto state = rpc::ReadEnum<ConflictState>(number, "states", violations);
    wants_running = wants_running || state == ConflictState::kRunning;
    wants_ended = wants_ended || state == ConflictState::kEnded;
  }
  if (wants_running != wants_ended) {
    query.state = wants_running ? ConflictState::kRunning : ConflictState::kEnded;
  }
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  return query;
}

}  // namespace

absl::StatusOr<ReachFact> ConflictHandler::Reach(const rpc::Call& call) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today,
                            parts_.directory.Today(call.tenant(), call.now(), call.deadline()));
  return parts_.directory.Reach(call.caller(), today, call.deadline());
}

absl::StatusOr<ConflictOfInterest> ConflictHandler::LoadAllowed(const rpc::Call& call,
                                                                const std::string& name) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const ResourceName parsed, ResourceName::Parse(name, kConflictPattern));
  DRIEHOEK_ASSIGN_OR_RETURN(
      auto conflict, parts_.store.Find(call.tenant(), ConflictId(parsed.id()), call.deadline()));
  if (!conflict.has_value()) return auth::NotFound();
  DRIEHOEK_ASSIGN_OR_RETURN(const ReachFact reach, Reach(call));
  DRIEHOEK_RETURN_IF_ERROR(
      call.MayDo(kGetConflictOfInterest,
                 RelationsTo(conflict->programme, conflict->student, call.caller(), reach)));
  return *std::move(conflict);
}

absl::StatusOr<std::vector<v1::ConflictOfInterest>> ConflictHandler::View(
    const rpc::Call& call, const std::vector<ConflictOfInterest>& conflicts) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto sides,
                            parts_.sides.Of(call.tenant(), conflicts, call.deadline()));
  std::vector<v1::ConflictOfInterest> view;
  for (std::size_t i = 0; i < conflicts.size(); ++i) {
    view.push_back(ToProto(call.tenant(), conflicts[i], sides[i]));
    call.RecordRead(view.back().name(), conflicts[i].student);
  }
  return view;
}

absl::StatusOr<v1::ConflictOfInterest> ConflictHandler::GetConflictOfInterest(
    const rpc::Call& call, const v1::GetConflictOfInterestRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const ConflictOfInterest conflict, LoadAllowed(call, request.name()));
  DRIEHOEK_ASSIGN_OR_RETURN(auto view, View(call, {conflict}));
  return std::move(view.front());
}

absl::StatusOr<v1::ListConflictsOfInterestResponse> ConflictHandler::ListConflictsOfInterest(
    const rpc::Call& call, const v1::ListConflictsOfInterestRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const rpc::Page page, rpc::ParsePage(request));
  DRIEHOEK_ASSIGN_OR_RETURN(ConflictQuery query, ReadQuery(request));
  DRIEHOEK_ASSIGN_OR_RETURN(const ReachFact reach, Reach(call));
  v1::ListConflictsOfInterestResponse response;
  if (!Narrow(call.NeededRelations(), call.caller(), reach, query)) return response;
  query.limit = page.size;
  query.cursor = page.cursor;
  DRIEHOEK_ASSIGN_OR_RETURN(const ListedConflicts listed,
                            parts_.store.List(call.tenant(), query, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(auto view, View(call, listed.items));
  for (v1::ConflictOfInterest& one : view) {
    *response.add_conflicts_of_interest() = std::move(one);
  }
  response.set_next_page_token(rpc::MakePageToken(request, listed.next_cursor));
  return response;
}

absl::Status ConflictHandler::CheckReferences(const rpc::Call& call, ConflictOfInterest& draft,
                                              FieldViolations& violations) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const ReachFact reach, Reach(call));
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto enrolment,
      parts_.directory.Enrolment(call.tenant(), draft.enrolment, call.deadline()));
  const bool is_within_reach =
      enrolment.has_value() &&
      call.MayDo(kGetConflictOfInterest,
                 RelationsTo(enrolment->programme, enrolment->student, call.caller(), reach))
          .ok();
  if (is_within_reach) {
    draft.student = enrolment->student;
    draft.programme = enrolment->programme;
  } else {
    violations.Add("enrolment", "REFERENCE_NOT_FOUND", "names nothing that is there");
  }
  DRIEHOEK_ASSIGN_OR_RETURN(const auto sides,
                            parts_.sides.Of(call.tenant(), {draft}, call.deadline()));
  if (!draft.organisation.empty() && !sides.front().has_organisation) {
    violations.Add("organisation", "REFERENCE_NOT_FOUND", "names nothing that is there");
  } else if (!draft.supervisor.empty() &&
             sides.front().organisation_of_supervisor != draft.organisation) {
    violations.Add("supervisor", "REFERENCE_NOT_FOUND", "names nobody of this organisation");
  }
  return absl::OkStatus();
}

absl::Status ConflictHandler::CheckIsNew(const rpc::Call& call,
                                         const ConflictOfInterest& draft) const {
  const ConflictQuery query{.student = draft.student,
                            .organisation = draft.organisation,
                            .state = ConflictState::kRunning,
                            .programmes = {{draft.programme.value()}}};
  DRIEHOEK_ASSIGN_OR_RETURN(const ListedConflicts running,
                            parts_.store.List(call.tenant(), query, call.deadline()));
  for (const ConflictOfInterest& known : running.items) {
    if (known.supervisor == draft.supervisor) {
      return Error(absl::StatusCode::kAlreadyExists, "CONFLICT_EXISTS",
                   "it was recorded before and still runs");
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<v1::ConflictOfInterest> ConflictHandler::CreateConflictOfInterest(
    const rpc::Call& call, const v1::CreateConflictOfInterestRequest& request) const {
  ConflictOfInterest draft{.id = ConflictId(parts_.ids.NewId()),
                           .recorder = call.caller().person,
                           .create_time = call.now()};
  FieldViolations violations("conflict_of_interest");
  FromProto(request.conflict_of_interest(), draft, violations);
  Check(draft, violations);
  DRIEHOEK_RETURN_IF_ERROR(CheckReferences(call, draft, violations));
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  DRIEHOEK_RETURN_IF_ERROR(CheckIsNew(call, draft));
  return Commit(call, std::move(draft), 0);
}

absl::StatusOr<v1::ConflictOfInterest> ConflictHandler::EndConflictOfInterest(
    const rpc::Call& call, const v1::EndConflictOfInterestRequest& request) const {
  FieldViolations violations;
  CheckText(violations, "reason", request.reason(), 1, kLongestReason, TextKind::kBlock);
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  DRIEHOEK_ASSIGN_OR_RETURN(ConflictOfInterest conflict, LoadAllowed(call, request.name()));
  DRIEHOEK_RETURN_IF_ERROR(rpc::CheckEtag(request.etag(), conflict.version));
  const std::int64_t before = conflict.version;
  DRIEHOEK_ASSIGN_OR_RETURN(conflict, End(std::move(conflict), request.reason(), call.now()));
  return Commit(call, std::move(conflict), before);
}

absl::StatusOr<v1::ConflictOfInterest> ConflictHandler::Commit(const rpc::Call& call,
                                                               ConflictOfInterest conflict,
                                                               std::int64_t before) const {
  conflict.version = before + 1;
  DRIEHOEK_ASSIGN_OR_RETURN(auto view, View(call, {conflict}));
  DRIEHOEK_RETURN_IF_ERROR(call.StillWanted());
  const std::string name = ConflictName(call.tenant(), conflict.id);
  events::CommitPlan plan = call.NewPlan(name, NameOf(StateOf(conflict)));
  plan.audit.front().subject = PersonName(call.tenant(), conflict.student);
  plan.writes = {{name, before}};
  plan.response = view.front().SerializeAsString();
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string answer,
                            parts_.change_log.Commit(call.tenant(), plan, call.deadline(),
                                                     [&](storage::TenantTransaction& transaction) {
                                                       return SqlConflictStore::Put(transaction,
                                                                                    conflict);
                                                     }));
  v1::ConflictOfInterest proto;
  proto.ParseFromString(answer);
  return proto;
}

}  // namespace driehoek::placement::conflict
