#include "placement/round/round_json.h"

#include <jansson.h>

#include <cstdlib>
#include <memory>
#include <utility>

#include "shared/base/enum_names.h"
#include "shared/base/errors.h"

namespace driehoek::placement::round {
namespace {

struct Release {
  void operator()(json_t* json) const { json_decref(json); }
};
using Json = std::unique_ptr<json_t, Release>;

json_t* Text(absl::string_view text) { return json_stringn(text.data(), text.size()); }
json_t* PointOf(const GeoPoint& point) {
  return json_pack("[ff]", point.latitude, point.longitude);
}

// `make` gives a new value of an item.
template <typename T, typename Make>
json_t* List(const std::vector<T>& items, Make&& make) {
  json_t* list = json_array();
  for (const T& item : items) json_array_append_new(list, make(item));
  return list;
}

std::string Dump(json_t* json) {
  const Json owned(json);
  // 17 digits give every double back as it was.
  const std::unique_ptr<char, decltype(&std::free)> text(
      json_dumps(json, JSON_COMPACT | JSON_REAL_PRECISION(17)), &std::free);
  return text.get();
}

absl::Status Unreadable() {
  return Error(absl::StatusCode::kInternal, "STORED_PART_UNREADABLE",
               "a stored part of a matching round cannot be read");
}

bool Read(const json_t* json, std::string& text) {
  if (!json_is_string(json)) return false;
  text.assign(json_string_value(json), json_string_length(json));
  return true;
}
bool Read(const json_t* json, int& number) {
  if (!json_is_integer(json)) return false;
  number = static_cast<int>(json_integer_value(json));
  return true;
}
bool Read(const json_t* json, GeoPoint& point) {
  const json_t* latitude = json_array_get(json, 0);
  const json_t* longitude = json_array_get(json, 1);
  // PostgreSQL gives 52.0 back as it pleases.
  if (!json_is_number(latitude) || !json_is_number(longitude)) return false;
  point = {json_number_value(latitude), json_number_value(longitude)};
  return true;
}
template <typename Tag>
bool Read(const json_t* json, StrongId<Tag>& id) {
  std::string text;
  if (!Read(json, text)) return false;
  id = StrongId<Tag>(std::move(text));
  return true;
}
template <typename E>
requires std::is_enum_v<E>
bool Read(const json_t* json, E& value) {
  std::string name;
  if (!Read(json, name)) return false;
  const std::optional<E> known = EnumFromName<E>(name);
  if (known.has_value()) value = *known;
  return known.has_value();
}
template <typename T>
bool Read(const json_t* json, std::optional<T>& value) {
  if (json_is_null(json)) return true;
  return Read(json, value.emplace());
}

bool Read(const json_t* json, Group& group);
bool Read(const json_t* json, Quota& quota);
bool Read(const json_t* json, Priority& priority);
bool Read(const json_t* json, Exclusion& exclusion);
bool Read(const json_t* json, Requirements& requirements);
template <typename T>
bool Read(const json_t* json, std::vector<T>& items);

template <typename T>
bool Member(const json_t* object, const char* key, T& value) {
  return Read(json_object_get(object, key), value);
}

template <typename T>
bool Read(const json_t* json, std::vector<T>& items) {
  if (!json_is_array(json)) return false;
  items.resize(json_array_size(json));
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (!Read(json_array_get(json, i), items[i])) return false;
  }
  return true;
}

bool Read(const json_t* json, Group& group) {
  return Member(json, "code", group.code) && Member(json, "name", group.display_name) &&
         Member(json, "programmes", group.programmes);
}
bool Read(const json_t* json, Quota& quota) {
  return Member(json, "group", quota.group) && Member(json, "reserved", quota.reserved) &&
         Member(json, "ceiling", quota.ceiling) && Member(json, "class", quota.priority_class);
}
bool Read(const json_t* json, Priority& priority) {
  return Member(json, "participant", priority.participant) &&
         Member(json, "class", priority.priority_class);
}
bool Read(const json_t* json, Exclusion& exclusion) {
  return Member(json, "participant", exclusion.participant) &&
         Member(json, "ground", exclusion.ground);
}
bool Read(const json_t* json, Requirements& requirements) {
  return Member(json, "variants", requirements.variants) &&
         Member(json, "min_phase", requirements.min_phase) &&
         Member(json, "languages", requirements.languages) &&
         Member(json, "groups", requirements.groups);
}

Json Load(absl::string_view text) { return Json(json_loadb(text.data(), text.size(), 0, nullptr)); }

template <typename T>
absl::StatusOr<T> FromJson(absl::string_view text) {
  T value;
  const Json json = Load(text);
  if (json == nullptr || !Read(json.get(), value)) return Unreadable();
  return value;
}

}  // namespace

std::string GroupsToJson(const std::vector<Group>& groups) {
  return Dump(List(groups, [](const Group& group) {
    return json_pack("{sososo}", "code", Text(group.code), "name", Text(group.display_name),
                     "programmes", List(group.programmes, [](const ProgrammeId& programme) {
                       return Text(programme.value());
                     }));
  }));
}

std::string RulesToJson(const RoundPlace& place) {
  json_t* quotas = List(place.quotas, [](const Quota& quota) {
    return json_pack("{sosisosi}", "group", Text(quota.group), "reserved", quota.reserved,
                     "ceiling", quota.ceiling ? json_integer(*quota.ceiling) : json_null(), "class",
                     quota.priority_class);
  });
  json_t* priorities = List(place.priorities, [](const Priority& priority) {
    return json_pack("{sosi}", "participant", Text(priority.participant.value()), "class",
                     priority.priority_class);
  });
  json_t* exclusions = List(place.exclusions, [](const Exclusion& exclusion) {
    return json_pack("{soso}", "participant", Text(exclusion.participant.value()), "ground",
                     Text(NameOf(exclusion.ground)));
  });
  const Requirements& asked = place.requirements;
  const auto text = [](const std::string& one) { return Text(one); };
  json_t* requirements =
      json_pack("{sosisoso}", "variants",
                List(asked.variants, [](Variant variant) { return Text(NameOf(variant)); }),
                "min_phase", asked.min_phase, "languages", List(asked.languages, text), "groups",
                List(asked.groups, text));
  return Dump(json_pack("{sososososo}", "quotas", quotas, "priorities", priorities, "exclusions",
                        exclusions, "requirements", requirements, "location",
                        place.location ? PointOf(*place.location) : json_null()));
}

std::string TextsToJson(const std::vector<std::string>& texts) {
  return Dump(List(texts, [](const std::string& text) { return Text(text); }));
}

std::string PointToJson(const GeoPoint& point) { return Dump(PointOf(point)); }

absl::StatusOr<std::vector<Group>> GroupsFromJson(absl::string_view json) {
  return FromJson<std::vector<Group>>(json);
}

absl::Status RulesFromJson(absl::string_view json, RoundPlace& place) {
  const Json rules = Load(json);
  const bool is_read = rules != nullptr && Member(rules.get(), "quotas", place.quotas) &&
                       Member(rules.get(), "priorities", place.priorities) &&
                       Member(rules.get(), "exclusions", place.exclusions) &&
                       Member(rules.get(), "requirements", place.requirements) &&
                       Member(rules.get(), "location", place.location);
  return is_read ? absl::OkStatus() : Unreadable();
}

absl::StatusOr<std::vector<std::string>> TextsFromJson(absl::string_view json) {
  return FromJson<std::vector<std::string>>(json);
}

absl::StatusOr<GeoPoint> PointFromJson(absl::string_view json) { return FromJson<GeoPoint>(json); }

}  // namespace driehoek::placement::round
