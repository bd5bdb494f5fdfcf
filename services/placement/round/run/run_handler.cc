#include "placement/round/run/run_handler.h"

#include <map>
#include <utility>

#include "placement/round/policy.h"
#include "placement/round/round_access.h"
#include "placement/round/round_events.h"
#include "placement/round/round_proto.h"
#include "placement/round/run/publication.h"
#include "placement/round/run/run_proto.h"
#include "shared/base/resource_name.h"
#include "shared/rpc/wire.h"

namespace driehoek::placement::round::run {

absl::StatusOr<SeenRun> SeeRun(const rpc::Call& call, const SqlRoundStore& rounds,
                               const SqlRunStore& runs, const std::string& name,
                               absl::string_view field) {
  DRIEHOEK_ASSIGN_OR_RETURN(const ResourceName parsed,
                            ResourceName::Parse(name, kRunPattern, field));
  DRIEHOEK_ASSIGN_OR_RETURN(SeenRound seen, SeeRound(call, rounds, RoundId(parsed.id(1))));
  DRIEHOEK_ASSIGN_OR_RETURN(auto run,
                            runs.Find(call.tenant(), RunId(parsed.id()), call.deadline()));
  if (!run.has_value() || run->round != seen.round.id) return auth::NotFound();
  return SeenRun{std::move(seen.round), *std::move(run)};
}

absl::StatusOr<v1::MatchRun> RunHandler::CreateMatchRun(
    const rpc::Call& call, const v1::CreateMatchRunRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const SeenRound seen,
                            SeeRound(call, parts_.rounds, request.parent(), "parent"));
  DRIEHOEK_RETURN_IF_ERROR(CheckFrozen(seen.round));
  DRIEHOEK_ASSIGN_OR_RETURN(const Snapshot snapshot,
                            parts_.snapshots.Of(call.tenant(), seen.round, call.deadline()));
  MatchRun run;
  run.id = RunId(parts_.ids.NewId());
  run.round = seen.round.id;
  FieldViolations violations("run");
  FromProto(request.run(), run, violations);
  Check(run, seen.round, snapshot.places, violations);
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  const std::string input = ToBytes(MakeInput(snapshot, run));
  run.rule = seen.round.rule;
  run.input_hash = HashOf(input);
  run.created_by = call.caller().person;
  run.create_time = call.now();
  run.version = 1;
  v1::MatchRun answer = ToProto(call.tenant(), run);
  DRIEHOEK_RETURN_IF_ERROR(call.StillWanted());
  events::CommitPlan plan = call.NewPlan(answer.name());
  plan.writes.push_back({answer.name(), 0});
  plan.relies_on.push_back({RoundName(call.tenant(), run.round), seen.round.version});
  plan.events.push_back(RoundEvent(call.tenant(), "round.run_started", run.round));
  plan.response = answer.SerializeAsString();
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string stored,
                            parts_.change_log.Commit(call.tenant(), plan, call.deadline(),
                                                     [&](storage::TenantTransaction& transaction) {
                                                       return SqlRunStore::Insert(transaction, run,
                                                                                  input);
                                                     }));
  answer.ParseFromString(stored);
  return answer;
}

absl::StatusOr<v1::MatchRun> RunHandler::GetMatchRun(const rpc::Call& call,
                                                     const v1::GetMatchRunRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const SeenRun seen,
                            SeeRun(call, parts_.rounds, parts_.runs, request.name()));
  return ToProto(call.tenant(), seen.run);
}

absl::StatusOr<v1::ListMatchRunsResponse> RunHandler::ListMatchRuns(
    const rpc::Call& call, const v1::ListMatchRunsRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const rpc::Page page, rpc::ParsePage(request));
  DRIEHOEK_ASSIGN_OR_RETURN(const SeenRound seen,
                            SeeRound(call, parts_.rounds, request.parent(), "parent"));
  DRIEHOEK_ASSIGN_OR_RETURN(
      const Listed<MatchRun> listed,
      parts_.runs.List(call.tenant(), seen.round.id, page.size, page.cursor, call.deadline()));
  v1::ListMatchRunsResponse response;
  for (const MatchRun& run : listed.items) *response.add_runs() = ToProto(call.tenant(), run);
  response.set_next_page_token(rpc::MakePageToken(request, listed.next_cursor));
  return response;
}

absl::StatusOr<v1::ListAllocationsResponse> RunHandler::ListAllocations(
    const rpc::Call& call, const v1::ListAllocationsRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const rpc::Page page, rpc::ParsePage(request));
  DRIEHOEK_ASSIGN_OR_RETURN(const SeenRun seen,
                            SeeRun(call, parts_.rounds, parts_.runs, request.parent(), "parent"));
  v1::ListAllocationsResponse response;
  ParticipantQuery query{.limit = page.size, .cursor = page.cursor};
  if (seen.run.state != RunState::kSucceeded ||
      !Narrow(call.NeededRelations(), call.caller(), query)) {
    return response;
  }
  const RoundId& round = seen.round.id;
  DRIEHOEK_ASSIGN_OR_RETURN(
      const Listed<Participant> listed,
      parts_.rounds.ListParticipants(call.tenant(), round, query, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto allocations,
                            parts_.runs.AllocationsOf(call.tenant(), seen.run, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(
      const OrganisationNames organisations,
      ReadOrganisationNames(call.tenant(), round, parts_.rounds, parts_.facts, call.deadline()));
  std::vector<PersonId> students;
  for (const Participant& participant : listed.items) students.push_back(participant.student);
  DRIEHOEK_ASSIGN_OR_RETURN(const std::vector<std::string> names,
                            parts_.facts.NamesOf(call.tenant(), students, call.deadline()));
  std::map<ParticipantId, const Allocation*> by_participant;
  for (const Allocation& allocation : allocations) {
    by_participant[allocation.participant] = &allocation;
  }
  for (std::size_t i = 0; i < listed.items.size(); ++i) {
    const auto found = by_participant.find(listed.items[i].id);
    if (found == by_participant.end()) continue;
    v1::Allocation& proto = *response.add_allocations();
    proto = ToProto(call.tenant(), round, *found->second, organisations);
    proto.set_student_display_name(names[i]);
    call.RecordRead(proto.participant(), students[i]);
  }
  response.set_next_page_token(rpc::MakePageToken(request, listed.next_cursor));
  return response;
}

}  // namespace driehoek::placement::round::run
