#include "progress/rhythm/rhythm_proto.h"

#include "shared/base/resource_name.h"
#include "shared/rpc/field_reading.h"
#include "shared/rpc/wire.h"

namespace driehoek::progress::rhythm {
namespace {

void SetTotals(const Totals& totals, v1::HoursSummary::Totals& proto) {
  proto.set_learning_minutes(totals.learning_minutes);
  proto.set_other_minutes(totals.other_minutes);
  proto.set_confirmed_minutes(totals.confirmed_minutes);
  proto.set_disputed_minutes(totals.disputed_minutes);
  proto.set_day_count(totals.day_count);
  proto.set_unconfirmed_day_count(totals.unconfirmed_day_count);
}

}  // namespace

std::string PlacementName(const TenantId& tenant, const PlacementId& id) {
  return MakeName(tenant, "placements", id.value());
}
std::string PulseName(const TenantId& tenant, const PulseId& id) {
  return MakeName(tenant, "pulses", id.value());
}
std::string HoursName(const TenantId& tenant, const HoursId& id) {
  return MakeName(tenant, "hoursEntries", id.value());
}
std::string ShiftName(const TenantId& tenant, const ShiftId& id) {
  return MakeName(tenant, "deadlineShifts", id.value());
}

v1::Pulse ToProto(const TenantId& tenant, const Pulse& pulse, Feelings feelings) {
  v1::Pulse proto;
  proto.set_name(PulseName(tenant, pulse.id));
  proto.set_placement(PlacementName(tenant, pulse.placement));
  proto.set_party(static_cast<v1::Pulse::Party>(rpc::EnumNumber(pulse.party)));
  proto.set_person(PersonName(tenant, pulse.person));
  *proto.mutable_period_start_date() = rpc::ToProto(pulse.period.first);
  *proto.mutable_period_end_date() = rpc::ToProto(pulse.period.last);
  proto.set_learning_share_percent(pulse.learning_share);
  if (pulse.party == Party::kSupervisor || feelings == Feelings::kShown) {
    proto.set_mood(pulse.mood);
    proto.set_word(pulse.word);
  }
  proto.set_too_little_time(pulse.too_little_time);
  *proto.mutable_answer_date() = rpc::ToProto(pulse.answer_date);
  *proto.mutable_create_time() = rpc::ToProto(pulse.create_time);
  *proto.mutable_update_time() = rpc::ToProto(pulse.update_time);
  proto.set_etag(rpc::Etag(pulse.version));
  return proto;
}

v1::HoursEntry ToProto(const TenantId& tenant, const HoursEntry& entry) {
  v1::HoursEntry proto;
  proto.set_name(HoursName(tenant, entry.id));
  proto.set_placement(PlacementName(tenant, entry.placement));
  proto.set_student(PersonName(tenant, entry.student));
  *proto.mutable_work_date() = rpc::ToProto(entry.day);
  proto.set_learning_minutes(entry.learning_minutes);
  proto.set_other_minutes(entry.other_minutes);
  proto.set_note(entry.note);
  proto.set_state(static_cast<v1::HoursEntry::State>(rpc::EnumNumber(entry.state)));
  proto.set_dispute_reason(entry.dispute_reason);
  if (!entry.confirmer.empty()) proto.set_confirmer(PersonName(tenant, entry.confirmer));
  if (entry.confirm_time.has_value()) {
    *proto.mutable_confirm_time() = rpc::ToProto(*entry.confirm_time);
  }
  *proto.mutable_create_time() = rpc::ToProto(entry.create_time);
  *proto.mutable_update_time() = rpc::ToProto(entry.update_time);
  proto.set_etag(rpc::Etag(entry.version));
  return proto;
}

v1::HoursSummary ToProto(const TenantId& tenant, const PlacementId& placement,
                         const Summary& summary) {
  v1::HoursSummary proto;
  proto.set_placement(PlacementName(tenant, placement));
  proto.set_name(proto.placement() + "/hoursSummary");
  for (const auto& [monday, totals] : summary.weeks) {
    auto* week = proto.add_weeks();
    *week->mutable_monday_date() = rpc::ToProto(monday);
    SetTotals(totals, *week->mutable_totals());
  }
  SetTotals(summary.all, *proto.mutable_totals());
  return proto;
}

v1::DeadlineShift ToProto(const TenantId& tenant, const DeadlineShift& shift) {
  v1::DeadlineShift proto;
  proto.set_name(ShiftName(tenant, shift.id));
  proto.set_placement(PlacementName(tenant, shift.placement));
  if (!shift.task.empty()) {
    proto.set_learning_task(MakeName(tenant, "learningTasks", shift.task.value()));
  }
  proto.set_subject(shift.subject);
  *proto.mutable_from_date() = rpc::ToProto(shift.from);
  *proto.mutable_to_date() = rpc::ToProto(shift.to);
  proto.set_reason(static_cast<v1::DeadlineShift::Reason>(rpc::EnumNumber(shift.reason)));
  proto.set_note(shift.note);
  proto.set_recorder(PersonName(tenant, shift.recorder));
  proto.set_ordinal(shift.ordinal);
  *proto.mutable_create_time() = rpc::ToProto(shift.create_time);
  proto.set_etag(rpc::Etag(shift.version));
  return proto;
}

Answer FromProto(const v1::Pulse& proto, FieldViolations& violations) {
  Answer answer{
      .mood = proto.mood(), .word = proto.word(), .too_little_time = proto.too_little_time()};
  if (proto.has_learning_share_percent()) answer.learning_share = proto.learning_share_percent();
  if (proto.has_answer_date()) {
    answer.day = rpc::ReadDay(proto.answer_date(), "answer_date", violations);
  }
  return answer;
}

DayWish FromProto(const v1::HoursEntry& proto, const std::string& path,
                  FieldViolations& violations) {
  return {.day = rpc::ReadDay(proto.work_date(), path + ".work_date", violations),
          .learning_minutes = proto.learning_minutes(),
          .other_minutes = proto.other_minutes(),
          .note = proto.note()};
}

DeadlineShift FromProto(const v1::DeadlineShift& proto, FieldViolations& violations) {
  return {.task = TaskId(
              rpc::ReadIds(proto.learning_task(), kTaskPattern, "learning_task", violations)[0]),
          .subject = proto.subject(),
          .from = rpc::ReadDay(proto.from_date(), "from_date", violations),
          .to = rpc::ReadDay(proto.to_date(), "to_date", violations),
          .reason = rpc::ReadEnum<ShiftReason>(proto.reason(), "reason", violations),
          .note = proto.note()};
}

}  // namespace driehoek::progress::rhythm
