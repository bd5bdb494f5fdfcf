#include "progress/signal/signal_json.h"

#include <jansson.h>

#include <cstdlib>
#include <memory>
#include <optional>

#include "absl/time/civil_time.h"
#include "shared/base/errors.h"

namespace driehoek::progress::signal {
namespace {

struct Release {
  void operator()(json_t* json) const { json_decref(json); }
};
using Json = std::unique_ptr<json_t, Release>;

absl::Status Unreadable() {
  return Error(absl::StatusCode::kInternal, "STORED_PART_UNREADABLE",
               "a stored part of a signal cannot be read");
}

std::string Dump(const Json& json) {
  const std::unique_ptr<char, decltype(&std::free)> text(json_dumps(json.get(), JSON_COMPACT),
                                                         &std::free);
  return text.get();
}

Json Load(const std::string& json) {
  return Json(json_loadb(json.data(), json.size(), JSON_REJECT_DUPLICATES, nullptr));
}

void Put(json_t* object, const char* key, absl::string_view text) {
  json_object_set_new(object, key, json_stringn(text.data(), text.size()));
}
void Put(json_t* object, const char* key, int number) {
  json_object_set_new(object, key, json_integer(number));
}
void Put(json_t* object, const char* key, absl::Time time) {
  json_object_set_new(object, key, json_integer(absl::ToUnixMicros(time)));
}
void Put(json_t* object, const char* key, absl::CivilDay day) {
  Put(object, key, absl::FormatCivilTime(day));
}

json_t* Made(const Fact& fact) {
  json_t* object = json_object();
  Put(object, "code", NameOf(fact.code));
  Put(object, "value", fact.value);
  Put(object, "limit", fact.limit);
  if (fact.date.has_value()) Put(object, "date", *fact.date);
  if (fact.edge.has_value()) Put(object, "edge", NameOf(*fact.edge));
  Put(object, "resource", fact.resource);
  Put(object, "points", fact.points);
  return object;
}

json_t* Made(const Intervention& intervention) {
  json_t* object = json_object();
  Put(object, "id", intervention.id);
  Put(object, "kind", NameOf(intervention.kind));
  Put(object, "owner", intervention.owner.value());
  json_t* actions = json_array();
  for (const std::string& action : intervention.actions) {
    json_array_append_new(actions, json_stringn(action.data(), action.size()));
  }
  json_object_set_new(object, "actions", actions);
  Put(object, "deadline", intervention.deadline);
  Put(object, "outcome", intervention.outcome);
  Put(object, "opener", intervention.opener.value());
  Put(object, "opened", intervention.open_time);
  if (intervention.close_time.has_value()) Put(object, "closed", *intervention.close_time);
  return object;
}

template <typename T>
std::string ListToJson(const std::vector<T>& items) {
  const Json list(json_array());
  for (const T& item : items) json_array_append_new(list.get(), Made(item));
  return Dump(list);
}

// Reading. False for what is missing or of another type.

bool ReadText(const json_t* value, std::string& text) {
  if (!json_is_string(value)) return false;
  text.assign(json_string_value(value), json_string_length(value));
  return true;
}
bool Read(const json_t* object, const char* key, std::string& text) {
  return ReadText(json_object_get(object, key), text);
}
bool Read(const json_t* object, const char* key, PersonId& person) {
  std::string text;
  if (!Read(object, key, text)) return false;
  person = PersonId(text);
  return true;
}
bool Read(const json_t* object, const char* key, int& number) {
  const json_t* value = json_object_get(object, key);
  if (!json_is_integer(value)) return false;
  number = static_cast<int>(json_integer_value(value));
  return true;
}
bool Read(const json_t* object, const char* key, absl::Time& time) {
  const json_t* value = json_object_get(object, key);
  if (!json_is_integer(value)) return false;
  time = absl::FromUnixMicros(json_integer_value(value));
  return true;
}
bool Read(const json_t* object, const char* key, absl::CivilDay& day) {
  std::string text;
  return Read(object, key, text) && absl::ParseCivilTime(text, &day);
}
template <typename E>
bool ReadEnum(const json_t* object, const char* key, E& value) {
  std::string name;
  const std::optional<E> known = Read(object, key, name) ? EnumFromName<E>(name) : std::nullopt;
  if (known.has_value()) value = *known;
  return known.has_value();
}
bool Has(const json_t* object, const char* key) { return json_object_get(object, key) != nullptr; }

bool Fill(const json_t* object, Fact& fact) {
  if (Has(object, "date") && !Read(object, "date", fact.date.emplace())) return false;
  if (Has(object, "edge") && !ReadEnum(object, "edge", fact.edge.emplace())) return false;
  return ReadEnum(object, "code", fact.code) && Read(object, "value", fact.value) &&
         Read(object, "limit", fact.limit) && Read(object, "resource", fact.resource) &&
         Read(object, "points", fact.points);
}

bool Fill(const json_t* object, Intervention& intervention) {
  const json_t* actions = json_object_get(object, "actions");
  if (!json_is_array(actions)) return false;
  for (std::size_t i = 0; i < json_array_size(actions); ++i) {
    if (!ReadText(json_array_get(actions, i), intervention.actions.emplace_back())) return false;
  }
  if (Has(object, "closed") && !Read(object, "closed", intervention.close_time.emplace())) {
    return false;
  }
  return Read(object, "id", intervention.id) && ReadEnum(object, "kind", intervention.kind) &&
         Read(object, "owner", intervention.owner) &&
         Read(object, "deadline", intervention.deadline) &&
         Read(object, "outcome", intervention.outcome) &&
         Read(object, "opener", intervention.opener) &&
         Read(object, "opened", intervention.open_time);
}

template <typename T>
absl::StatusOr<std::vector<T>> ListFromJson(const std::string& json) {
  const Json list = Load(json);
  if (!json_is_array(list.get())) return Unreadable();
  std::vector<T> items(json_array_size(list.get()));
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (!Fill(json_array_get(list.get(), i), items[i])) return Unreadable();
  }
  return items;
}

}  // namespace

std::string ToJson(const std::vector<Fact>& facts) { return ListToJson(facts); }
std::string ToJson(const std::vector<Intervention>& interventions) {
  return ListToJson(interventions);
}

absl::StatusOr<std::vector<Fact>> FactsFromJson(const std::string& json) {
  return ListFromJson<Fact>(json);
}
absl::StatusOr<std::vector<Intervention>> InterventionsFromJson(const std::string& json) {
  return ListFromJson<Intervention>(json);
}

}  // namespace driehoek::progress::signal
