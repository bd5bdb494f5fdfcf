#include "progress/checkin/check_in_json.h"

#include "progress/stored_json.h"

namespace driehoek::progress::checkin {
namespace {

using json::Put;
using json::Read;
using json::ReadEnum;

template <typename T>
void Put(json_t* object, const char* key, const std::optional<T>& value) {
  if (value.has_value()) Put(object, key, *value);
}

json_t* Made(const std::string& text) { return json_stringn(text.data(), text.size()); }
json_t* Made(Party party) {
  const absl::string_view name = NameOf(party);
  return json_stringn(name.data(), name.size());
}

json_t* Made(const UnmetGuard& unmet) {
  json_t* object = json_object();
  Put(object, "guard", NameOf(unmet.guard));
  Put(object, "limit", unmet.limit);
  Put(object, "missed_by", unmet.missed_by_days);
  return object;
}

json_t* Made(const GoalRating& rating) {
  json_t* object = json_object();
  Put(object, "outcome", rating.outcome_code);
  Put(object, "rating", rating.rating);
  Put(object, "note", rating.note);
  return object;
}

json_t* Made(const AgreedAction& action) {
  json_t* object = json_object();
  Put(object, "owner", NameOf(action.owner));
  Put(object, "text", action.text);
  Put(object, "due", action.due_date);
  Put(object, "done", action.done_time);
  Put(object, "done_by", action.done_by);
  return object;
}

json_t* Made(const Disagreement& one) {
  json_t* object = json_object();
  Put(object, "text", one.text);
  Put(object, "party", NameOf(one.recorder_party));
  Put(object, "recorder", one.recorder);
  Put(object, "recorded", one.record_time);
  Put(object, "resolver", one.resolver);
  Put(object, "resolution", one.resolution);
  Put(object, "resolved", one.resolve_time);
  return object;
}

json_t* Made(const Move& move) {
  json_t* object = json_object();
  Put(object, "from", move.from);
  Put(object, "to", move.to);
  Put(object, "reason", move.reason);
  Put(object, "mover", move.mover);
  Put(object, "time", move.time);
  return object;
}

json_t* Made(const PartyView& view);

template <typename T>
json_t* ListOf(const std::vector<T>& items) {
  json_t* list = json_array();
  for (const T& item : items) json_array_append_new(list, Made(item));
  return list;
}

json_t* Made(const PartyView& view) {
  json_t* object = json_object();
  Put(object, "party", NameOf(view.party));
  Put(object, "author", view.author);
  Put(object, "time", view.time);
  Put(object, "goes_well", view.text.goes_well);
  Put(object, "must_change", view.text.must_change);
  Put(object, "overall", view.text.overall_rating);
  json_object_set_new(object, "goals", ListOf(view.text.goal_ratings));
  Put(object, "remarks", view.text.remarks);
  return object;
}

json_t* Made(const Meeting& meeting) {
  json_t* object = json_object();
  Put(object, "date", meeting.date);
  json_object_set_new(object, "present", ListOf(meeting.present));
  Put(object, "outcome", meeting.outcome);
  Put(object, "teacher", meeting.teacher);
  return object;
}

// Reading. False for what is missing or of another type.

template <typename T>
bool Read(const json_t* object, const char* key, std::optional<T>& value) {
  return json_object_get(object, key) == nullptr || Read(object, key, value.emplace());
}
bool Fill(const json_t* value, std::string& text) {
  if (!json_is_string(value)) return false;
  text.assign(json_string_value(value), json_string_length(value));
  return true;
}
bool Fill(const json_t* value, Party& party) {
  std::string name;
  const auto known = Fill(value, name) ? EnumFromName<Party>(name) : std::nullopt;
  if (known.has_value()) party = *known;
  return known.has_value();
}
bool Fill(const json_t* object, UnmetGuard& unmet) {
  return ReadEnum(object, "guard", unmet.guard) && Read(object, "limit", unmet.limit) &&
         Read(object, "missed_by", unmet.missed_by_days);
}
bool Fill(const json_t* object, GoalRating& rating) {
  return Read(object, "outcome", rating.outcome_code) && Read(object, "rating", rating.rating) &&
         Read(object, "note", rating.note);
}
bool Fill(const json_t* object, AgreedAction& action) {
  return ReadEnum(object, "owner", action.owner) && Read(object, "text", action.text) &&
         Read(object, "due", action.due_date) && Read(object, "done", action.done_time) &&
         Read(object, "done_by", action.done_by);
}
bool Fill(const json_t* object, Disagreement& one) {
  return Read(object, "text", one.text) && ReadEnum(object, "party", one.recorder_party) &&
         Read(object, "recorder", one.recorder) && Read(object, "recorded", one.record_time) &&
         Read(object, "resolver", one.resolver) && Read(object, "resolution", one.resolution) &&
         Read(object, "resolved", one.resolve_time);
}
bool Fill(const json_t* object, Move& move) {
  return Read(object, "from", move.from) && Read(object, "to", move.to) &&
         Read(object, "reason", move.reason) && Read(object, "mover", move.mover) &&
         Read(object, "time", move.time);
}

bool Fill(const json_t* object, PartyView& view);

template <typename T>
bool FillList(const json_t* list, std::vector<T>& items) {
  if (!json_is_array(list)) return false;
  items.resize(json_array_size(list));
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (!Fill(json_array_get(list, i), items[i])) return false;
  }
  return true;
}

bool Fill(const json_t* object, PartyView& view) {
  return ReadEnum(object, "party", view.party) && Read(object, "author", view.author) &&
         Read(object, "time", view.time) && Read(object, "goes_well", view.text.goes_well) &&
         Read(object, "must_change", view.text.must_change) &&
         Read(object, "overall", view.text.overall_rating) &&
         FillList(json_object_get(object, "goals"), view.text.goal_ratings) &&
         Read(object, "remarks", view.text.remarks);
}

bool Fill(const json_t* object, Meeting& meeting) {
  return Read(object, "date", meeting.date) &&
         FillList(json_object_get(object, "present"), meeting.present) &&
         Read(object, "outcome", meeting.outcome) && Read(object, "teacher", meeting.teacher);
}

bool FillAll(const json_t* object, CheckIn& c) {
  const json_t* const meeting = json_object_get(object, "meeting");
  if (meeting != nullptr && !Fill(meeting, c.meeting.emplace())) return false;
  return Read(object, "first", c.window.first) && Read(object, "last", c.window.last) &&
         FillList(json_object_get(object, "unmet"), c.window.unmet_guards) &&
         Read(object, "minutes", c.arrangement.length_minutes) &&
         Read(object, "place", c.arrangement.place) && Read(object, "link", c.arrangement.link) &&
         FillList(json_object_get(object, "tasks"), c.arrangement.learning_tasks) &&
         Read(object, "sequence", c.calendar_sequence) &&
         FillList(json_object_get(object, "moves"), c.moves) &&
         FillList(json_object_get(object, "views"), c.views) &&
         FillList(json_object_get(object, "actions"), c.actions) &&
         Read(object, "close_reason", c.close_reason) &&
         FillList(json_object_get(object, "disagreements"), c.disagreements);
}

}  // namespace

std::string ContentJson(const CheckIn& check_in) {
  json_t* const object = json_object();
  Put(object, "first", check_in.window.first);
  Put(object, "last", check_in.window.last);
  json_object_set_new(object, "unmet", ListOf(check_in.window.unmet_guards));
  Put(object, "minutes", check_in.arrangement.length_minutes);
  Put(object, "place", check_in.arrangement.place);
  Put(object, "link", check_in.arrangement.link);
  json_object_set_new(object, "tasks", ListOf(check_in.arrangement.learning_tasks));
  Put(object, "sequence", check_in.calendar_sequence);
  json_object_set_new(object, "moves", ListOf(check_in.moves));
  json_object_set_new(object, "views", ListOf(check_in.views));
  if (check_in.meeting.has_value()) json_object_set_new(object, "meeting", Made(*check_in.meeting));
  json_object_set_new(object, "actions", ListOf(check_in.actions));
  Put(object, "close_reason", check_in.close_reason);
  json_object_set_new(object, "disagreements", ListOf(check_in.disagreements));
  return json::Dump(object);
}

absl::Status ReadContent(const std::string& text, CheckIn& check_in) {
  return FillAll(json::Load(text).get(), check_in) ? absl::OkStatus() : json::Unreadable();
}

}  // namespace driehoek::progress::checkin
