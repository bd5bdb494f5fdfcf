#include "placement/round/round_proto.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "shared/base/resource_name.h"
#include "shared/rpc/field_reading.h"
#include "shared/rpc/wire.h"

namespace driehoek::placement::round {
namespace {

using rpc::EnumNumber;
using rpc::ReadDay;
using rpc::ReadEnum;
using rpc::ReadIds;

constexpr absl::string_view kProgrammePattern = "institutions/{institution}/programmes/{programme}";

std::string Under(const TenantId& tenant, const RoundId& round, absl::string_view collection,
                  absl::string_view id) {
  return absl::StrCat(RoundName(tenant, round), "/", collection, "/", id);
}

// Microseconds are what is kept.
absl::Time ReadTime(const google::protobuf::Timestamp& time, absl::string_view field,
                    FieldViolations& violations) {
  const absl::Time read = absl::FromUnixMicros(absl::ToUnixMicros(rpc::FromProto(time)));
  if (read < absl::UnixEpoch() || read > absl::FromUnixSeconds(7'258'118'400)) {
    violations.Add(field, "TIME_OUT_OF_RANGE", "must lie between 1970 and 2200");
  }
  return read;
}

Group ReadGroup(const v1::MatchingRound::Group& proto, absl::string_view field,
                FieldViolations& violations) {
  Group group{proto.code(), proto.display_name(), {}};
  for (int i = 0; i < proto.programmes_size(); ++i) {
    group.programmes.emplace_back(ReadIds(proto.programmes(i), kProgrammePattern,
                                          absl::StrCat(field, ".programmes[", i, "]"),
                                          violations)[0]);
  }
  return group;
}

}  // namespace

std::string RoundName(const TenantId& tenant, const RoundId& id) {
  return MakeName(tenant, "matchingRounds", id.value());
}
std::string PlaceName(const TenantId& tenant, const RoundId& round, const RoundPlaceId& id) {
  return Under(tenant, round, "places", id.value());
}
std::string ParticipantName(const TenantId& tenant, const RoundId& round, const ParticipantId& id) {
  return Under(tenant, round, "participants", id.value());
}
std::string RunName(const TenantId& tenant, const RoundId& round, const RunId& id) {
  return Under(tenant, round, "runs", id.value());
}

v1::MatchingRound ToProto(const TenantId& tenant, const MatchingRound& round) {
  v1::MatchingRound proto;
  proto.set_name(RoundName(tenant, round.id));
  proto.set_display_name(round.display_name);
  proto.set_state(static_cast<v1::MatchingRound::State>(EnumNumber(round.state)));
  proto.set_rule(static_cast<v1::MatchingRound::Rule>(EnumNumber(round.rule)));
  for (const Group& group : round.groups) {
    auto* wire = proto.add_groups();
    wire->set_code(group.code);
    wire->set_display_name(group.display_name);
    for (const ProgrammeId& programme : group.programmes) {
      wire->add_programmes(MakeName(tenant, "programmes", programme.value()));
    }
  }
  *proto.mutable_start_date() = rpc::ToProto(round.start_date);
  *proto.mutable_end_date() = rpc::ToProto(round.end_date);
  proto.set_form(static_cast<v1::Placement::Form>(EnumNumber(round.form)));
  proto.set_weekly_hours(round.weekly_hours);
  *proto.mutable_preferences_due_time() = rpc::ToProto(round.preferences_due_time);
  proto.set_answer_days(round.answer_days);
  proto.set_max_wish_count(round.max_wish_count);
  proto.set_max_students_per_supervisor(round.max_students_per_supervisor);
  proto.set_seed_commitment(round.seed_commitment);
  if (round.commit_time) *proto.mutable_commit_time() = rpc::ToProto(*round.commit_time);
  if (!round.proposed_run.empty()) {
    proto.set_proposed_run(RunName(tenant, round.id, round.proposed_run));
    proto.set_proposed_by(PersonName(tenant, round.proposed_by));
  }
  if (!round.published_run.empty()) {
    proto.set_published_run(RunName(tenant, round.id, round.published_run));
    proto.set_published_by(PersonName(tenant, round.published_by));
  }
  if (round.publish_time) *proto.mutable_publish_time() = rpc::ToProto(*round.publish_time);
  *proto.mutable_create_time() = rpc::ToProto(round.create_time);
  *proto.mutable_update_time() = rpc::ToProto(round.update_time);
  proto.set_etag(rpc::Etag(round.version));
  return proto;
}

void SetCounts(const MatchingRound& round, const Counts& counts, v1::MatchingRound& proto) {
  auto* wire = proto.mutable_counts();
  wire->set_participant_count(counts.participants);
  wire->set_submitted_count(counts.submitted);
  wire->set_place_count(counts.places);
  wire->set_seat_count(counts.seats);
  wire->set_organisation_count(counts.organisations);
  if (!IsPublished(round)) return;
  wire->set_accepted_count(counts.accepted);
  wire->set_unanswered_count(counts.unanswered);
  wire->set_unplaced_count(counts.unplaced);
}

void FromProto(const v1::MatchingRound& proto, MatchingRound& round, FieldViolations& violations) {
  round.display_name = proto.display_name();
  round.rule = proto.rule() == v1::MatchingRound::RULE_UNSPECIFIED
                   ? Rule::kStable
                   : ReadEnum<Rule>(proto.rule(), "rule", violations);
  round.groups.clear();
  for (int i = 0; i < proto.groups_size(); ++i) {
    round.groups.push_back(ReadGroup(proto.groups(i), absl::StrCat("groups[", i, "]"), violations));
  }
  round.start_date = ReadDay(proto.start_date(), "start_date", violations);
  round.end_date = ReadDay(proto.end_date(), "end_date", violations);
  round.form = ReadEnum<Form>(proto.form(), "form", violations);
  round.weekly_hours = proto.weekly_hours();
  round.preferences_due_time =
      ReadTime(proto.preferences_due_time(), "preferences_due_time", violations);
  round.answer_days = proto.answer_days() == 0 ? kDefaultAnswerDays : proto.answer_days();
  round.max_wish_count =
      proto.max_wish_count() == 0 ? kDefaultMaxWishCount : proto.max_wish_count();
  round.max_students_per_supervisor = proto.max_students_per_supervisor();
}

v1::GeoPoint ToProto(const GeoPoint& point) {
  v1::GeoPoint proto;
  proto.set_latitude_degrees(point.latitude);
  proto.set_longitude_degrees(point.longitude);
  return proto;
}

GeoPoint FromProto(const v1::GeoPoint& point) {
  return {point.latitude_degrees(), point.longitude_degrees()};
}

v1::Participant ToProto(const TenantId& tenant, const MatchingRound& round,
                        const Participant& participant, absl::string_view display_name) {
  v1::Participant proto;
  proto.set_name(ParticipantName(tenant, round.id, participant.id));
  proto.set_student(PersonName(tenant, participant.student));
  proto.set_enrolment(MakeName(tenant, "enrolments", participant.enrolment.value()));
  proto.set_student_display_name(std::string(display_name));
  proto.set_programme_variant(
      absl::StrCat(MakeName(tenant, "programmes", participant.programme.value()), "/variants/",
                   participant.programme_variant.value()));
  proto.set_variant(static_cast<v1::ProgrammeVariant::Variant>(EnumNumber(participant.variant)));
  proto.set_phase(participant.phase);
  proto.set_group(GroupOf(round, participant.programme));
  for (const RoundPlaceId& wish : participant.wishes) {
    proto.add_wishes(PlaceName(tenant, round.id, wish));
  }
  if (participant.submit_time) {
    *proto.mutable_submit_time() = rpc::ToProto(*participant.submit_time);
  }
  proto.set_submit_reason(participant.submit_reason);
  for (const std::string& language : participant.languages) proto.add_languages(language);
  proto.set_max_distance_km(participant.max_distance_km);
  if (participant.given.has_value()) {
    const Given& given = *participant.given;
    auto* wire = proto.mutable_allocation();
    wire->set_participant(proto.name());
    wire->set_student_display_name(proto.student_display_name());
    wire->set_group(proto.group());
    if (!given.place.empty()) wire->set_place(PlaceName(tenant, round.id, given.place));
    wire->set_rank(given.rank);
    wire->set_state(static_cast<v1::Allocation::State>(EnumNumber(given.state)));
    if (given.answer_due_time) {
      *wire->mutable_answer_due_time() = rpc::ToProto(*given.answer_due_time);
    }
    wire->set_move_reason(given.move_reason);
    if (!given.placement.empty()) {
      wire->set_placement(MakeName(tenant, "placements", given.placement.value()));
    }
  }
  proto.set_etag(rpc::Etag(participant.version));
  return proto;
}

}  // namespace driehoek::placement::round
