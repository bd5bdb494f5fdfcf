#include "progress/rhythm/pulse_handler.h"

#include <algorithm>
#include <utility>

#include "progress/policy.h"
#include "progress/rhythm/rhythm_policy.h"
#include "progress/rhythm/rhythm_proto.h"
#include "shared/base/resource_name.h"
#include "shared/rpc/field_reading.h"
#include "shared/rpc/wire.h"

namespace driehoek::progress::rhythm {
namespace {

constexpr absl::string_view kInstitutionPattern = "institutions/{institution}";
constexpr absl::string_view kPulseDuePattern =
    "institutions/{institution}/placements/{placement}/pulseDue";

Feelings FeelingsFor(const rpc::Call& call) {
  return IsEmployerSide(call.caller().role) ? Feelings::kHidden : Feelings::kShown;
}

// The rights let only roles come to where this is asked that answer as a party.
Party PartyOfCaller(const rpc::Call& call) {
  return PartyOf(call.caller().role).value_or(Party::kStudent);
}

}  // namespace

absl::StatusOr<std::vector<Pulse>> PulseHandler::Own(const rpc::Call& call,
                                                     const PlacementId& placement,
                                                     Party party) const {
  DRIEHOEK_ASSIGN_OR_RETURN(auto pulses,
                            parts_.store.OfPlacement(call.tenant(), placement, call.deadline()));
  const auto is_other = [&](const Pulse& pulse) { return pulse.party != party; };
  pulses.erase(std::remove_if(pulses.begin(), pulses.end(), is_other), pulses.end());
  return pulses;
}

absl::StatusOr<v1::PulseDue> PulseHandler::GetPulseDue(
    const rpc::Call& call, const v1::GetPulseDueRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const ResourceName name,
                            ResourceName::Parse(request.name(), kPulseDuePattern));
  DRIEHOEK_ASSIGN_OR_RETURN(const PlacementFact placement,
                            reading_.LoadAllowed(call, PlacementId(name.id())));
  const Party party = PartyOfCaller(call);
  DRIEHOEK_ASSIGN_OR_RETURN(const auto own, Own(call, placement.id, party));
  DRIEHOEK_ASSIGN_OR_RETURN(
      const int weeks,
      parts_.programmes.PulseWeeks(call.tenant(), placement.programme_variant, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, reading_.Today(call));
  v1::PulseDue due;
  due.set_name(request.name());
  due.set_placement(PlacementName(call.tenant(), placement.id));
  due.set_party(static_cast<v1::Pulse::Party>(rpc::EnumNumber(party)));
  due.set_standing(v1::PulseDue::NOT_ASKED);
  const auto asked = AskedToday(placement, own, weeks, today);
  if (!asked.has_value()) return due;
  due.set_standing(asked->answered != nullptr ? v1::PulseDue::ANSWERED : v1::PulseDue::DUE);
  *due.mutable_period_start_date() = rpc::ToProto(asked->period.first);
  *due.mutable_until_date() = rpc::ToProto(asked->period.last);
  if (asked->answered != nullptr) {
    *due.mutable_pulse() = ToProto(call.tenant(), *asked->answered, FeelingsFor(call));
  }
  return due;
}

absl::Status PulseHandler::CheckId(const rpc::Call& call, const Answer& answer,
                                   const Pulse& after) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto present,
                            parts_.store.Find(call.tenant(), answer.id, call.deadline()));
  // An id that is there is well only as that of the very pulse that is corrected.
  if (!present.has_value() || (present->id == after.id && after.version > 0)) {
    return absl::OkStatus();
  }
  return Error(absl::StatusCode::kAlreadyExists, "PULSE_ID_TAKEN",
               "this id belongs to another pulse");
}

absl::StatusOr<v1::Pulse> PulseHandler::AnswerOnce(const rpc::Call& call, const Answer& answer,
                                                   Party party, const PlacementFact& placement,
                                                   absl::CivilDay today) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto own, Own(call, placement.id, party));
  DRIEHOEK_ASSIGN_OR_RETURN(
      const int weeks,
      parts_.programmes.PulseWeeks(call.tenant(), placement.programme_variant, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(Pulse after, Say(answer, party, call.caller().person, placement, own,
                                             weeks, today, call.now()));
  DRIEHOEK_RETURN_IF_ERROR(CheckId(call, answer, after));
  const std::int64_t before = after.version++;
  const v1::Pulse view = ToProto(call.tenant(), after, FeelingsFor(call));
  DRIEHOEK_RETURN_IF_ERROR(call.StillWanted());
  events::CommitPlan plan = call.NewPlan(view.name());
  plan.writes.push_back({view.name(), before});
  AddEvent("pulse.answered", view.name(), view.placement(), plan);
  plan.response = view.SerializeAsString();
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string stored,
                            parts_.change_log.Commit(call.tenant(), plan, call.deadline(),
                                                     [&](storage::TenantTransaction& transaction) {
                                                       return SqlPulseStore::Put(transaction,
                                                                                 after);
                                                     }));
  v1::Pulse proto;
  proto.ParseFromString(stored);
  return proto;
}

absl::StatusOr<v1::Pulse> PulseHandler::AnswerPulse(const rpc::Call& call,
                                                    const v1::AnswerPulseRequest& request) const {
  DRIEHOEK_RETURN_IF_ERROR(
      ResourceName::Parse(request.parent(), kInstitutionPattern, "parent").status());
  FieldViolations violations;
  FieldViolations of_pulse("pulse");
  if (!request.pulse_id().empty() && !IsUuid(request.pulse_id())) {
    violations.Add("pulse_id", "ID_MALFORMED", "must be a UUID in lower case");
  }
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  Answer answer = FromProto(request.pulse(), of_pulse);
  answer.id = PulseId(request.pulse_id().empty() ? parts_.ids.NewId() : request.pulse_id());
  DRIEHOEK_ASSIGN_OR_RETURN(
      const PlacementFact placement,
      reading_.LoadReferred(call, request.pulse().placement(), "placement", of_pulse));
  const Party party = PartyOfCaller(call);
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, reading_.Today(call));
  Check(answer, party, placement, today, of_pulse);
  DRIEHOEK_RETURN_IF_ERROR(of_pulse.ToStatus());
  return AgainAfterRace<v1::Pulse>(
      [&] { return AnswerOnce(call, answer, party, placement, today); });
}

absl::StatusOr<v1::ListPulsesResponse> PulseHandler::ListPulses(
    const rpc::Call& call, const v1::ListPulsesRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const rpc::Page page, rpc::ParsePage(request));
  FieldViolations violations;
  DRIEHOEK_ASSIGN_OR_RETURN(
      const PlacementFact placement,
      reading_.LoadReferred(call, request.placement(), "placement", violations));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto all,
                            parts_.store.OfPlacement(call.tenant(), placement.id, call.deadline()));
  const auto party = PartyOf(call.caller().role);
  v1::ListPulsesResponse response;
  bool is_behind_cursor = page.cursor.empty();
  std::string last;
  for (const Pulse& pulse : all) {
    if (party.has_value() && !IsOpenTo(*party, pulse, all)) continue;
    if (is_behind_cursor && response.pulses_size() == page.size) {
      response.set_next_page_token(rpc::MakePageToken(request, last));
      break;
    }
    if (is_behind_cursor) {
      *response.add_pulses() = ToProto(call.tenant(), pulse, FeelingsFor(call));
      last = pulse.id.value();
    }
    is_behind_cursor = is_behind_cursor || pulse.id.value() == page.cursor;
  }
  if (response.pulses_size() > 0) call.RecordRead(request.placement(), placement.student);
  return response;
}

}  // namespace driehoek::progress::rhythm
