#include "placement/continuation/route_json.h"

#include <jansson.h>

#include <cstdlib>
#include <memory>
#include <optional>

#include "shared/base/errors.h"

namespace driehoek::placement::continuation {
namespace {

struct Release {
  void operator()(json_t* json) const { json_decref(json); }
};
using Json = std::unique_ptr<json_t, Release>;

void Put(json_t* object, const char* key, absl::string_view text) {
  json_object_set_new(object, key, json_stringn(text.data(), text.size()));
}

bool Read(const json_t* value, std::string& text) {
  if (!json_is_string(value)) return false;
  text.assign(json_string_value(value), json_string_length(value));
  return true;
}

template <typename E>
bool ReadEnum(const json_t* value, E& found) {
  std::string name;
  const std::optional<E> known = Read(value, name) ? EnumFromName<E>(name) : std::nullopt;
  if (known.has_value()) found = *known;
  return known.has_value();
}

template <typename Id>
bool ReadId(const json_t* value, Id& id) {
  std::string text;
  if (!Read(value, text)) return false;
  id = Id(text);
  return true;
}

bool ReadFlag(const json_t* value, bool& flag) {
  flag = json_is_true(value);
  return json_is_boolean(value);
}

bool ReadNumber(const json_t* value, int& number) {
  if (!json_is_integer(value)) return false;
  number = static_cast<int>(json_integer_value(value));
  return true;
}

json_t* ToJson(const OfferedWorkplace& offered) {
  json_t* object = json_object();
  Put(object, "organisation", offered.organisation.value());
  Put(object, "workplace", offered.workplace.value());
  Put(object, "workplace_name", offered.workplace_name);
  Put(object, "organisation_name", offered.organisation_name);
  json_object_set_new(object, "sector", json_boolean(offered.sector_matches));
  json_object_set_new(object, "city", json_boolean(offered.same_city));
  json_object_set_new(object, "places", json_integer(offered.supervisor_places_left));
  Put(object, "scan", NameOf(offered.scan));
  json_object_set_new(object, "score", json_integer(offered.score));
  return object;
}

bool ReadOffered(const json_t* object, OfferedWorkplace& offered) {
  const auto at = [&](const char* key) { return json_object_get(object, key); };
  return ReadId(at("organisation"), offered.organisation) &&
         ReadId(at("workplace"), offered.workplace) &&
         Read(at("workplace_name"), offered.workplace_name) &&
         Read(at("organisation_name"), offered.organisation_name) &&
         ReadFlag(at("sector"), offered.sector_matches) &&
         ReadFlag(at("city"), offered.same_city) &&
         ReadNumber(at("places"), offered.supervisor_places_left) &&
         ReadEnum(at("scan"), offered.scan) && ReadNumber(at("score"), offered.score);
}

bool ReadOption(const json_t* object, Option& option) {
  const json_t* const workplaces = json_object_get(object, "workplaces");
  const json_t* const outcomes = json_object_get(object, "outcomes");
  if (!Read(json_object_get(object, "id"), option.id) ||
      !ReadEnum(json_object_get(object, "kind"), option.kind) ||
      !Read(json_object_get(object, "note"), option.note) || !json_is_array(workplaces) ||
      !json_is_array(outcomes)) {
    return false;
  }
  option.workplaces.resize(json_array_size(workplaces));
  for (std::size_t i = 0; i < option.workplaces.size(); ++i) {
    if (!ReadOffered(json_array_get(workplaces, i), option.workplaces[i])) return false;
  }
  option.outcome_codes.resize(json_array_size(outcomes));
  for (std::size_t i = 0; i < option.outcome_codes.size(); ++i) {
    if (!Read(json_array_get(outcomes, i), option.outcome_codes[i])) return false;
  }
  return true;
}

}  // namespace

std::string ToJson(const std::vector<Option>& options) {
  const Json list(json_array());
  for (const Option& option : options) {
    json_t* object = json_object();
    Put(object, "id", option.id);
    Put(object, "kind", NameOf(option.kind));
    Put(object, "note", option.note);
    json_t* workplaces = json_array();
    for (const OfferedWorkplace& offered : option.workplaces) {
      json_array_append_new(workplaces, ToJson(offered));
    }
    json_object_set_new(object, "workplaces", workplaces);
    json_t* outcomes = json_array();
    for (const std::string& code : option.outcome_codes) {
      json_array_append_new(outcomes, json_stringn(code.data(), code.size()));
    }
    json_object_set_new(object, "outcomes", outcomes);
    json_array_append_new(list.get(), object);
  }
  const std::unique_ptr<char, decltype(&std::free)> text(json_dumps(list.get(), JSON_COMPACT),
                                                         &std::free);
  return text.get();
}

absl::StatusOr<std::vector<Option>> OptionsFromJson(const std::string& json) {
  const auto unreadable = [] {
    return Error(absl::StatusCode::kInternal, "STORED_PART_UNREADABLE",
                 "stored options cannot be read");
  };
  const Json list(json_loadb(json.data(), json.size(), JSON_REJECT_DUPLICATES, nullptr));
  if (!json_is_array(list.get())) return unreadable();
  std::vector<Option> options(json_array_size(list.get()));
  for (std::size_t i = 0; i < options.size(); ++i) {
    if (!ReadOption(json_array_get(list.get(), i), options[i])) return unreadable();
  }
  return options;
}

}  // namespace driehoek::placement::continuation
