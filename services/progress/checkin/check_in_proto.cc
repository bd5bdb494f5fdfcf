#include "progress/checkin/check_in_proto.h"

#include "shared/base/resource_name.h"
#include "shared/rpc/field_reading.h"
#include "shared/rpc/wire.h"

namespace driehoek::progress::checkin {
namespace {

using rpc::EnumNumber;
using Proto = v1::CheckIn;

std::string NameOrNone(const TenantId& tenant, const PersonId& person) {
  return person.empty() ? "" : PersonName(tenant, person);
}

Proto::Window ToProto(const Window& window) {
  Proto::Window proto;
  *proto.mutable_first_date() = rpc::ToProto(window.first);
  *proto.mutable_last_date() = rpc::ToProto(window.last);
  for (const UnmetGuard& unmet : window.unmet_guards) {
    auto* wire = proto.add_unmet_guards();
    wire->set_guard(static_cast<Proto::Guard>(EnumNumber(unmet.guard)));
    *wire->mutable_limit_date() = rpc::ToProto(unmet.limit);
    wire->set_missed_by_days(unmet.missed_by_days);
  }
  return proto;
}

Proto::Move ToProto(const TenantId& tenant, const Move& move) {
  Proto::Move proto;
  *proto.mutable_from_time() = rpc::ToProto(move.from);
  *proto.mutable_to_time() = rpc::ToProto(move.to);
  proto.set_reason(move.reason);
  proto.set_mover(NameOrNone(tenant, move.mover));
  *proto.mutable_move_time() = rpc::ToProto(move.time);
  return proto;
}

Proto::PartyView ToProto(const TenantId& tenant, const PartyView& view, bool is_hidden) {
  Proto::PartyView proto;
  proto.set_party(ToProto(view.party));
  proto.set_author(PersonName(tenant, view.author));
  *proto.mutable_submit_time() = rpc::ToProto(view.time);
  proto.set_hidden(is_hidden);
  if (is_hidden) return proto;
  proto.set_goes_well(view.text.goes_well);
  proto.set_must_change(view.text.must_change);
  proto.set_overall_rating(view.text.overall_rating);
  for (const GoalRating& rating : view.text.goal_ratings) {
    auto* wire = proto.add_goal_ratings();
    wire->set_outcome_code(rating.outcome_code);
    wire->set_rating(rating.rating);
    wire->set_note(rating.note);
  }
  proto.set_remarks(view.text.remarks);
  return proto;
}

Proto::AgendaItem ToProto(const AgendaItem& item) {
  Proto::AgendaItem proto;
  proto.set_cause(static_cast<Proto::AgendaItem::Cause>(EnumNumber(item.cause)));
  proto.set_outcome_code(item.outcome_code);
  for (const Party party : item.parties) proto.add_parties(ToProto(party));
  proto.set_lowest_rating(item.lowest_rating);
  proto.set_highest_rating(item.highest_rating);
  return proto;
}

Proto::AgreedAction ToProto(const TenantId& tenant, const AgreedAction& action, int number) {
  Proto::AgreedAction proto;
  proto.set_number(number);
  proto.set_owner(ToProto(action.owner));
  proto.set_text(action.text);
  *proto.mutable_due_date() = rpc::ToProto(action.due_date);
  if (action.done_time.has_value()) {
    *proto.mutable_done_time() = rpc::ToProto(*action.done_time);
    proto.set_done_by(NameOrNone(tenant, action.done_by));
  }
  return proto;
}

Proto::Disagreement ToProto(const TenantId& tenant, const Disagreement& one, int number) {
  Proto::Disagreement proto;
  proto.set_number(number);
  proto.set_text(one.text);
  proto.set_recorder_party(ToProto(one.recorder_party));
  proto.set_recorder(PersonName(tenant, one.recorder));
  *proto.mutable_record_time() = rpc::ToProto(one.record_time);
  proto.set_resolver(PersonName(tenant, one.resolver));
  proto.set_resolution(one.resolution);
  if (one.resolve_time.has_value()) {
    *proto.mutable_resolve_time() = rpc::ToProto(*one.resolve_time);
  }
  return proto;
}

void SetMeeting(const Meeting& meeting, Proto& proto) {
  *proto.mutable_held_date() = rpc::ToProto(meeting.date);
  for (const Party party : meeting.present) proto.add_present_parties(ToProto(party));
  proto.set_outcome(meeting.outcome);
}

}  // namespace

std::string CheckInName(const TenantId& tenant, const CheckInId& id) {
  return MakeName(tenant, "checkIns", id.value());
}

std::string PlacementName(const TenantId& tenant, const PlacementId& id) {
  return MakeName(tenant, "placements", id.value());
}

Proto::Party ToProto(Party party) { return static_cast<Proto::Party>(EnumNumber(party)); }

Proto ToProto(const TenantId& tenant, const CheckIn& check_in, const Viewer& viewer) {
  Proto proto;
  proto.set_name(CheckInName(tenant, check_in.id));
  proto.set_placement(PlacementName(tenant, check_in.placement));
  proto.set_student(PersonName(tenant, check_in.student));
  proto.set_kind(static_cast<Proto::Kind>(EnumNumber(check_in.kind)));
  proto.set_state(static_cast<Proto::State>(EnumNumber(check_in.state)));
  *proto.mutable_window() = ToProto(check_in.window);
  *proto.mutable_start_time() = rpc::ToProto(check_in.start_time);
  SetArrangement(tenant, check_in.arrangement, proto);
  proto.set_calendar_sequence(check_in.calendar_sequence);
  for (const Move& move : check_in.moves) *proto.add_moves() = ToProto(tenant, move);
  for (const PartyView& view : check_in.views) {
    *proto.add_views() = ToProto(tenant, view, !MayRead(check_in, view.party, viewer));
  }
  for (const AgendaItem& item : Agenda(check_in, viewer)) {
    *proto.add_agenda_items() = ToProto(item);
  }
  if (check_in.meeting.has_value()) SetMeeting(*check_in.meeting, proto);
  for (std::size_t i = 0; i < check_in.actions.size(); ++i) {
    *proto.add_agreed_actions() = ToProto(tenant, check_in.actions[i], static_cast<int>(i) + 1);
  }
  proto.set_close_reason(check_in.close_reason);
  for (std::size_t i = 0; i < check_in.disagreements.size(); ++i) {
    *proto.add_disagreements() =
        ToProto(tenant, check_in.disagreements[i], static_cast<int>(i) + 1);
  }
  *proto.mutable_create_time() = rpc::ToProto(check_in.create_time);
  *proto.mutable_update_time() = rpc::ToProto(check_in.update_time);
  proto.set_etag(rpc::Etag(check_in.version));
  return proto;
}

Arrangement ReadArrangement(const Proto& proto, FieldViolations& violations) {
  Arrangement arrangement{.place = proto.place(), .link = proto.link()};
  if (proto.length_minutes() != 0) arrangement.length_minutes = proto.length_minutes();
  arrangement.second_teacher = PersonId(
      rpc::ReadIds(proto.second_teacher(), kPersonPattern, "second_teacher", violations)[0]);
  for (const std::string& name : proto.learning_tasks()) {
    arrangement.learning_tasks.push_back(
        rpc::ReadIds(name, kTaskPattern, "learning_tasks", violations)[0]);
  }
  return arrangement;
}

void SetArrangement(const TenantId& tenant, const Arrangement& arrangement, Proto& proto) {
  proto.set_length_minutes(arrangement.length_minutes);
  proto.set_place(arrangement.place);
  proto.set_link(arrangement.link);
  proto.set_second_teacher(NameOrNone(tenant, arrangement.second_teacher));
  proto.clear_learning_tasks();
  for (const std::string& id : arrangement.learning_tasks) {
    proto.add_learning_tasks(MakeName(tenant, "learningTasks", id));
  }
}

ViewText FromProto(const Proto::PartyView& proto) {
  ViewText view{.goes_well = proto.goes_well(),
                .must_change = proto.must_change(),
                .overall_rating = proto.overall_rating(),
                .goal_ratings = {},
                .remarks = proto.remarks()};
  for (const auto& rating : proto.goal_ratings()) {
    view.goal_ratings.push_back({rating.outcome_code(), rating.rating(), rating.note()});
  }
  return view;
}

AgreedAction FromProto(const Proto::AgreedAction& proto, FieldViolations& violations) {
  return {.owner = rpc::ReadEnum<Party>(proto.owner(), "owner", violations),
          .text = proto.text(),
          .due_date = rpc::ReadDay(proto.due_date(), "due_date", violations),
          .done_time = std::nullopt,
          .done_by = PersonId()};
}

}  // namespace driehoek::progress::checkin
