#include "json/json.h"

#include <jansson.h>

#include "absl/strings/str_cat.h"
#include "shared/base/errors.h"

namespace driehoek::lti {
namespace {

absl::Status Refuse(absl::string_view reason, absl::string_view text) {
  return Error(absl::StatusCode::kInvalidArgument, reason, text);
}

// jansson recurses up to 2048 levels; how deep a text goes can be told without parsing it.
bool IsTooDeep(absl::string_view text) {
  int depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      if (++depth > kMaxJsonDepth) return true;
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return false;
}

absl::StatusOr<std::shared_ptr<json_t>> Load(absl::string_view text) {
  if (IsTooDeep(text)) return Refuse("JSON_TOO_DEEP", "the JSON is nested deeper than 64 levels");
  json_error_t error;
  // Integers as reals: a number too large for 64 bits is a strange claim, not a broken token.
  json_t* root =
      json_loadb(text.data(), text.size(),
                 JSON_REJECT_DUPLICATES | JSON_DECODE_ANY | JSON_DECODE_INT_AS_REAL, &error);
  if (root == nullptr) {
    return Error(absl::StatusCode::kInvalidArgument, "JSON_MALFORMED", "not one strict JSON value",
                 {{"position", absl::StrCat(error.position)}});
  }
  return std::shared_ptr<json_t>(root, [](json_t* json) { json_decref(json); });
}

}  // namespace

absl::Status CheckStrictJson(absl::string_view text) { return Load(text).status(); }

absl::StatusOr<JsonObject> JsonObject::Parse(absl::string_view text) {
  DRIEHOEK_ASSIGN_OR_RETURN(std::shared_ptr<json_t> root, Load(text));
  if (!json_is_object(root.get())) return Refuse("JSON_NOT_AN_OBJECT", "the JSON is not an object");
  json_t* object = root.get();
  return JsonObject(std::move(root), object, "");
}

json_t* JsonObject::Find(absl::string_view name) const {
  json_t* member = json_object_getn(object_, name.data(), name.size());
  return json_is_null(member) ? nullptr : member;
}

std::string JsonObject::PathTo(absl::string_view name) const {
  return path_.empty() ? std::string(name) : absl::StrCat(path_, ".", name);
}

absl::Status JsonObject::Missing(absl::string_view name) const {
  return Error(absl::StatusCode::kInvalidArgument, "JSON_MEMBER_MISSING", "a member is missing",
               {{"path", PathTo(name)}});
}

absl::Status JsonObject::WrongType(absl::string_view name, absl::string_view wanted) const {
  return Error(absl::StatusCode::kInvalidArgument, "JSON_MEMBER_TYPE",
               absl::StrCat("a member is not ", wanted), {{"path", PathTo(name)}});
}

bool JsonObject::Has(absl::string_view name) const { return Find(name) != nullptr; }

bool JsonObject::IsArray(absl::string_view name) const { return json_is_array(Find(name)); }

absl::StatusOr<std::optional<std::string>> JsonObject::OptionalString(
    absl::string_view name) const {
  const json_t* member = Find(name);
  if (member == nullptr) return std::optional<std::string>();
  if (!json_is_string(member)) return WrongType(name, "a string");
  return std::optional<std::string>(
      std::string(json_string_value(member), json_string_length(member)));
}

absl::StatusOr<std::string> JsonObject::String(absl::string_view name) const {
  DRIEHOEK_ASSIGN_OR_RETURN(std::optional<std::string> value, OptionalString(name));
  if (!value) return Missing(name);
  return *std::move(value);
}

std::string JsonObject::StringOrEmpty(absl::string_view name) const {
  const auto value = OptionalString(name);
  return value.ok() ? value->value_or("") : "";
}

absl::StatusOr<std::optional<double>> JsonObject::OptionalNumber(absl::string_view name) const {
  const json_t* member = Find(name);
  if (member == nullptr) return std::optional<double>();
  if (!json_is_number(member)) return WrongType(name, "a number");
  return std::optional<double>(json_number_value(member));
}

absl::StatusOr<double> JsonObject::Number(absl::string_view name) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const std::optional<double> value, OptionalNumber(name));
  if (!value) return Missing(name);
  return *value;
}

absl::StatusOr<std::optional<JsonObject>> JsonObject::OptionalObject(absl::string_view name) const {
  json_t* member = Find(name);
  if (member == nullptr) return std::optional<JsonObject>();
  if (!json_is_object(member)) return WrongType(name, "an object");
  return std::optional<JsonObject>(JsonObject(root_, member, PathTo(name)));
}

absl::StatusOr<JsonObject> JsonObject::Object(absl::string_view name) const {
  DRIEHOEK_ASSIGN_OR_RETURN(std::optional<JsonObject> value, OptionalObject(name));
  if (!value) return Missing(name);
  return *std::move(value);
}

absl::StatusOr<std::vector<std::string>> JsonObject::Strings(absl::string_view name) const {
  const json_t* member = Find(name);
  std::vector<std::string> values;
  if (member == nullptr) return values;
  if (!json_is_array(member)) return WrongType(name, "an array of strings");
  for (std::size_t i = 0; i < json_array_size(member); ++i) {
    const json_t* element = json_array_get(member, i);
    if (!json_is_string(element)) return WrongType(name, "an array of strings");
    values.emplace_back(json_string_value(element), json_string_length(element));
  }
  return values;
}

absl::StatusOr<std::vector<std::string>> JsonObject::StringOrStrings(absl::string_view name) const {
  const json_t* member = Find(name);
  if (member == nullptr) return Missing(name);
  if (!json_is_string(member)) return Strings(name);
  return std::vector<std::string>{
      std::string(json_string_value(member), json_string_length(member))};
}

absl::StatusOr<std::vector<JsonObject>> JsonObject::Objects(absl::string_view name) const {
  const json_t* member = Find(name);
  std::vector<JsonObject> values;
  if (member == nullptr) return values;
  if (!json_is_array(member)) return WrongType(name, "an array");
  for (std::size_t i = 0; i < json_array_size(member); ++i) {
    json_t* element = json_array_get(member, i);
    if (!json_is_object(element)) continue;
    values.push_back(JsonObject(root_, element, absl::StrCat(PathTo(name), "[", i, "]")));
  }
  return values;
}

std::vector<std::pair<std::string, std::string>> JsonObject::StringMembers() const {
  std::vector<std::pair<std::string, std::string>> members;
  const char* name = nullptr;
  json_t* value = nullptr;
  json_object_foreach(object_, name, value) {
    if (json_is_string(value)) {
      members.emplace_back(name, std::string(json_string_value(value), json_string_length(value)));
    }
  }
  return members;
}

}  // namespace driehoek::lti
