#include "placement/round/run/publication_handler.h"

#include <algorithm>
#include <utility>

#include "placement/round/round_access.h"
#include "placement/round/round_events.h"
#include "placement/round/round_proto.h"
#include "placement/round/run/publication.h"
#include "placement/round/run/seats.h"
#include "shared/base/resource_name.h"
#include "shared/rpc/wire.h"

namespace driehoek::placement::round::run {
namespace {

std::string HashNow(const Snapshot& snapshot, const MatchRun& run) {
  return HashOf(ToBytes(MakeInput(snapshot, run)));
}

Counts CountsAfter(const std::vector<Participant>& given, Counts counts) {
  for (const Participant& participant : given) {
    const bool is_offered = participant.given->state == GivenState::kOffered;
    ++(is_offered ? counts.unanswered : counts.unplaced);
  }
  return counts;
}

}  // namespace

absl::StatusOr<MatchRun> PublicationHandler::LoadRun(const rpc::Call& call,
                                                     const MatchingRound& round,
                                                     const std::string& name) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const ResourceName parsed,
                            ResourceName::Parse(name, kRunPattern, "run"));
  DRIEHOEK_ASSIGN_OR_RETURN(auto run,
                            parts_.runs.Find(call.tenant(), RunId(parsed.id()), call.deadline()));
  if (run.has_value() && run->round == round.id && RoundId(parsed.id(1)) == round.id) {
    return *std::move(run);
  }
  FieldViolations violations;
  violations.Add("run", "REFERENCE_NOT_FOUND", "must be a run of this round");
  return violations.ToStatus();
}

absl::StatusOr<v1::MatchingRound> PublicationHandler::ProposePublication(
    const rpc::Call& call, const v1::ProposePublicationRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const SeenRound seen, SeeRound(call, parts_.rounds, request.name()));
  DRIEHOEK_RETURN_IF_ERROR(rpc::CheckEtag(request.etag(), seen.round.version));
  DRIEHOEK_ASSIGN_OR_RETURN(const MatchRun run, LoadRun(call, seen.round, request.run()));
  DRIEHOEK_ASSIGN_OR_RETURN(const Snapshot snapshot,
                            parts_.snapshots.Of(call.tenant(), seen.round, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(RoundChange change, Propose(seen.round, run, HashNow(snapshot, run),
                                                        call.caller().person, call.now()));
  ++change.after.version;
  DRIEHOEK_ASSIGN_OR_RETURN(v1::MatchingRound answer, parts_.view.Of(call, change.after));
  DRIEHOEK_RETURN_IF_ERROR(call.StillWanted());
  events::CommitPlan plan = call.NewPlan(request.name());
  plan.writes.push_back({request.name(), seen.round.version});
  plan.response = answer.SerializeAsString();
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string stored,
                            parts_.change_log.Commit(call.tenant(), plan, call.deadline(),
                                                     [&](storage::TenantTransaction& transaction) {
                                                       return SqlRoundStore::Put(transaction,
                                                                                 change.after);
                                                     }));
  answer.ParseFromString(stored);
  return answer;
}

absl::StatusOr<v1::MatchingRound> PublicationHandler::PublishMatchingRound(
    const rpc::Call& call, const v1::PublishMatchingRoundRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const SeenRound seen, SeeRound(call, parts_.rounds, request.name()));
  DRIEHOEK_RETURN_IF_ERROR(rpc::CheckEtag(request.etag(), seen.round.version));
  DRIEHOEK_ASSIGN_OR_RETURN(const MatchRun run, LoadRun(call, seen.round, request.run()));
  const TenantId& tenant = call.tenant();
  DRIEHOEK_ASSIGN_OR_RETURN(const Snapshot snapshot,
                            parts_.snapshots.Of(tenant, seen.round, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(RoundChange change, Publish(seen.round, run, HashNow(snapshot, run),
                                                        call.caller().person, call.now()));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto allocations,
                            parts_.runs.AllocationsOf(tenant, run, call.deadline()));
  std::vector<Participant> given =
      Give(change.after, snapshot.participants, allocations, call.now());
  events::CommitPlan plan = call.NewPlan(request.name());
  const SeatsNow before{.round = seen.round, .participants = snapshot.participants};
  plan.events.push_back(RoundEvent(tenant, *change.event, seen.round.id));
  AddSeatChanges(tenant, before, given, plan);
  plan.writes.push_back({request.name(), seen.round.version});
  for (const RoundPlace& place : snapshot.places) {
    plan.relies_on.push_back({PlaceName(tenant, seen.round.id, place.id), place.version});
  }
  ++change.after.version;
  DRIEHOEK_ASSIGN_OR_RETURN(const Counts counts,
                            parts_.rounds.CountsOf(tenant, seen.round.id, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(v1::MatchingRound answer,
                            parts_.view.Of(call, change.after, CountsAfter(given, counts)));
  plan.response = answer.SerializeAsString();
  DRIEHOEK_RETURN_IF_ERROR(call.StillWanted());
  DRIEHOEK_ASSIGN_OR_RETURN(
      const std::string stored,
      parts_.change_log.Commit(tenant, plan, call.deadline(),
                               [&](storage::TenantTransaction& transaction) -> absl::Status {
                                 DRIEHOEK_RETURN_IF_ERROR(
                                     SqlRoundStore::Put(transaction, change.after));
                                 return PutAll(transaction, given);
                               }));
  answer.ParseFromString(stored);
  return answer;
}

}  // namespace driehoek::placement::round::run
