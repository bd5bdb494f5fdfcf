#include "placement/round/run/run_proto.h"

#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "placement/round/round_proto.h"
#include "shared/base/errors.h"
#include "shared/rpc/field_reading.h"
#include "shared/rpc/wire.h"

namespace driehoek::placement::round::run {
namespace {

using rpc::EnumNumber;

void SetOutcome(const Outcome& outcome, v1::MatchRun::Outcome& proto) {
  proto.set_placed_count(outcome.placed);
  proto.set_unplaced_count(outcome.unplaced);
  proto.set_first_wish_count(outcome.first_wish);
  proto.set_second_or_third_wish_count(outcome.second_or_third_wish);
  proto.set_lower_wish_count(outcome.lower_wish);
  proto.set_total_rank(outcome.total_rank);
  proto.set_free_seat_count(outcome.free_seats);
  for (const GroupOutcome& group : outcome.groups) {
    auto* const wire = proto.add_groups();
    wire->set_group(group.group);
    wire->set_student_count(group.students);
    wire->set_placed_count(group.placed);
    wire->set_displaced_seat_count(group.displaced_seats);
  }
}

void SetVerification(const Verification& verification, v1::MatchRun::Verification& proto) {
  proto.set_claim_count(verification.claims);
  proto.set_fault_count(verification.faults);
  for (const std::string& finding : verification.findings) proto.add_findings(finding);
}

}  // namespace

v1::MatchRun ToProto(const TenantId& tenant, const MatchRun& run) {
  v1::MatchRun proto;
  proto.set_name(RunName(tenant, run.round, run.id));
  proto.set_display_name(run.display_name);
  for (const PlaceChange& change : run.changes) {
    auto* const wire = proto.add_changes();
    wire->set_place(PlaceName(tenant, run.round, change.place));
    if (change.capacity.has_value()) wire->set_capacity(*change.capacity);
    for (const Quota& quota : change.quotas) round::ToProto(quota, *wire->add_quotas());
  }
  for (const GroupFloor& floor : run.floors) {
    auto* const wire = proto.add_floors();
    wire->set_group(floor.group);
    wire->set_reserved_seat_count(floor.reserved);
  }
  proto.set_state(static_cast<v1::MatchRun::State>(EnumNumber(run.state)));
  proto.set_rule(static_cast<v1::MatchingRound::Rule>(EnumNumber(run.rule)));
  proto.set_rule_version(run.rule_version);
  proto.set_input_hash(run.input_hash);
  proto.set_result_hash(run.result_hash);
  if (run.outcome.has_value()) SetOutcome(*run.outcome, *proto.mutable_outcome());
  if (run.verification.has_value())
    SetVerification(*run.verification, *proto.mutable_verification());
  proto.set_failure(run.failure);
  if (!run.created_by.empty()) proto.set_created_by(PersonName(tenant, run.created_by));
  *proto.mutable_create_time() = rpc::ToProto(run.create_time);
  if (run.finish_time.has_value()) *proto.mutable_finish_time() = rpc::ToProto(*run.finish_time);
  proto.set_etag(rpc::Etag(run.version));
  return proto;
}

void FromProto(const v1::MatchRun& proto, MatchRun& run, FieldViolations& violations) {
  run.display_name = proto.display_name();
  run.changes.clear();
  for (int i = 0; i < proto.changes_size(); ++i) {
    const auto& wire = proto.changes(i);
    const std::string field = absl::StrCat("changes[", i, "].place");
    const auto ids = rpc::ReadIds(wire.place(), kPlacePattern, field, violations);
    if (!ids[0].empty() && RoundId(ids[0]) != run.round) {
      violations.Add(field, "NAME_MALFORMED", "must be a place of this round");
    }
    PlaceChange change{.place = RoundPlaceId(ids[1]), .capacity = std::nullopt, .quotas = {}};
    if (wire.has_capacity()) change.capacity = wire.capacity();
    for (const auto& quota : wire.quotas()) change.quotas.push_back(round::FromProto(quota));
    run.changes.push_back(std::move(change));
  }
  run.floors.clear();
  for (const auto& wire : proto.floors()) {
    run.floors.push_back({wire.group(), wire.reserved_seat_count()});
  }
}

absl::StatusOr<OrganisationNames> ReadOrganisationNames(const TenantId& tenant,
                                                        const RoundId& round,
                                                        const SqlRoundStore& rounds,
                                                        RoundFacts& facts, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const std::vector<RoundPlace> places,
                            rounds.Places(tenant, round, deadline));
  DRIEHOEK_ASSIGN_OR_RETURN(const std::vector<PlaceLabels> labels,
                            facts.LabelsOf(tenant, places, deadline));
  OrganisationNames names;
  for (std::size_t i = 0; i < places.size(); ++i) names[places[i].id] = labels[i].organisation;
  return names;
}

void AddReasons(const TenantId& tenant, const RoundId& round, const Allocation& allocation,
                const OrganisationNames& names, v1::Allocation& proto) {
  proto.set_lottery_draw(allocation.lottery_draw);
  for (const Reason& reason : allocation.reasons) {
    auto* const wire = proto.add_reasons();
    wire->set_place(PlaceName(tenant, round, reason.place));
    const auto name = names.find(reason.place);
    if (name != names.end()) wire->set_organisation_display_name(name->second);
    wire->set_rank(reason.rank);
    wire->set_cause(static_cast<v1::Allocation::Reason::Cause>(EnumNumber(reason.cause)));
    wire->set_applicant_count(reason.applicants);
    wire->set_position(reason.position);
    wire->set_seat_count(reason.seats);
    wire->set_bound_count(reason.bound);
    wire->set_priority_class(reason.priority_class);
    wire->set_waiting_position(reason.waiting);
    wire->set_tie(static_cast<v1::Allocation::Reason::Tie>(static_cast<int>(reason.tie)));
  }
}

v1::Allocation ToProto(const TenantId& tenant, const RoundId& round, const Allocation& allocation,
                       const OrganisationNames& names) {
  v1::Allocation proto;
  proto.set_participant(ParticipantName(tenant, round, allocation.participant));
  proto.set_group(allocation.group);
  if (!allocation.place.empty()) proto.set_place(PlaceName(tenant, round, allocation.place));
  proto.set_rank(allocation.rank);
  AddReasons(tenant, round, allocation, names, proto);
  return proto;
}

absl::Status ReasonsOfRuns::AddTo(const TenantId& tenant, const MatchingRound& round,
                                  std::vector<v1::Participant>& participants, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto run, store_.Find(tenant, round.published_run, deadline));
  if (!run.has_value()) {
    return Error(absl::StatusCode::kInternal, "RUN_MISSING", "the published run is not there");
  }
  DRIEHOEK_ASSIGN_OR_RETURN(const auto allocations, store_.AllocationsOf(tenant, *run, deadline));
  DRIEHOEK_ASSIGN_OR_RETURN(const OrganisationNames names,
                            ReadOrganisationNames(tenant, round.id, rounds_, facts_, deadline));
  std::map<std::string, const Allocation*> by_name;
  for (const Allocation& allocation : allocations) {
    by_name[ParticipantName(tenant, round.id, allocation.participant)] = &allocation;
  }
  for (v1::Participant& participant : participants) {
    const auto found = by_name.find(participant.name());
    if (found == by_name.end()) continue;
    AddReasons(tenant, round.id, *found->second, names, *participant.mutable_allocation());
  }
  return absl::OkStatus();
}

}  // namespace driehoek::placement::round::run
