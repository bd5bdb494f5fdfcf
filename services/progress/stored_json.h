// How the stores of progress write parts of a resource as JSON and read them back. A part has two
// functions beside it: Made(part), which gives a new json_t, and Fill(json, part),
// which is false for what is missing or of another type.
#pragma once

#include <jansson.h>

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "shared/base/enum_names.h"
#include "shared/base/errors.h"
#include "shared/base/strong_id.h"

namespace driehoek::progress::json {

struct Release {
  void operator()(json_t* value) const { json_decref(value); }
};
using Owned = std::unique_ptr<json_t, Release>;

// INTERNAL / STORED_PART_UNREADABLE.
inline absl::Status Unreadable() {
  return Error(absl::StatusCode::kInternal, "STORED_PART_UNREADABLE",
               "a stored part cannot be read");
}

inline std::string Dump(json_t* made) {
  const Owned owned(made);
  const std::unique_ptr<char, decltype(&std::free)> text(
      json_dumps(owned.get(), JSON_COMPACT | JSON_ENCODE_ANY), &std::free);
  return text.get();
}

inline Owned Load(const std::string& text) {
  return Owned(
      json_loadb(text.data(), text.size(), JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, nullptr));
}

// Writing. Each sets a member of `object`.

inline void Put(json_t* object, const char* key, absl::string_view text) {
  json_object_set_new(object, key, json_stringn(text.data(), text.size()));
}
inline void Put(json_t* object, const char* key, std::int64_t number) {
  json_object_set_new(object, key, json_integer(number));
}
inline void Put(json_t* object, const char* key, absl::Time time) {
  Put(object, key, absl::ToUnixMicros(time));
}
inline void Put(json_t* object, const char* key, absl::CivilDay day) {
  Put(object, key, absl::FormatCivilTime(day));
}
inline void Put(json_t* object, const char* key, const PersonId& person) {
  Put(object, key, person.value());
}
inline void Put(json_t* object, const char* key, const std::vector<std::string>& texts) {
  json_t* list = json_array();
  for (const std::string& text : texts) {
    json_array_append_new(list, json_stringn(text.data(), text.size()));
  }
  json_object_set_new(object, key, list);
}

template <typename T>
json_t* MadeList(const std::vector<T>& parts) {
  json_t* list = json_array();
  for (const T& part : parts) json_array_append_new(list, Made(part));
  return list;
}
template <typename T>
void PutPart(json_t* object, const char* key, const T& part) {
  json_object_set_new(object, key, Made(part));
}
// Nothing when there is no part.
template <typename T>
void PutPart(json_t* object, const char* key, const std::optional<T>& part) {
  if (part.has_value()) PutPart(object, key, *part);
}
template <typename T>
void PutParts(json_t* object, const char* key, const std::vector<T>& parts) {
  json_object_set_new(object, key, MadeList(parts));
}

// Reading.

inline bool Read(const json_t* object, const char* key, std::string& text) {
  const json_t* value = json_object_get(object, key);
  if (!json_is_string(value)) return false;
  text.assign(json_string_value(value), json_string_length(value));
  return true;
}
inline bool Read(const json_t* object, const char* key, std::int64_t& number) {
  const json_t* value = json_object_get(object, key);
  if (!json_is_integer(value)) return false;
  number = json_integer_value(value);
  return true;
}
inline bool Read(const json_t* object, const char* key, int& number) {
  std::int64_t wide = 0;
  if (!Read(object, key, wide)) return false;
  number = static_cast<int>(wide);
  return true;
}
inline bool Read(const json_t* object, const char* key, absl::Time& time) {
  std::int64_t micros = 0;
  if (!Read(object, key, micros)) return false;
  time = absl::FromUnixMicros(micros);
  return true;
}
inline bool Read(const json_t* object, const char* key, absl::CivilDay& day) {
  std::string text;
  return Read(object, key, text) && absl::ParseCivilTime(text, &day);
}
inline bool Read(const json_t* object, const char* key, PersonId& person) {
  std::string text;
  if (!Read(object, key, text)) return false;
  person = PersonId(text);
  return true;
}
inline bool Read(const json_t* object, const char* key, std::vector<std::string>& texts) {
  const json_t* list = json_object_get(object, key);
  if (!json_is_array(list)) return false;
  texts.clear();
  for (std::size_t i = 0; i < json_array_size(list); ++i) {
    const json_t* value = json_array_get(list, i);
    if (!json_is_string(value)) return false;
    texts.emplace_back(json_string_value(value), json_string_length(value));
  }
  return true;
}
template <typename E>
bool ReadEnum(const json_t* object, const char* key, E& value) {
  std::string name;
  const std::optional<E> known = Read(object, key, name) ? EnumFromName<E>(name) : std::nullopt;
  if (known.has_value()) value = *known;
  return known.has_value();
}

template <typename T>
bool FillList(const json_t* list, std::vector<T>& parts) {
  if (!json_is_array(list)) return false;
  parts.assign(json_array_size(list), T());
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (!Fill(json_array_get(list, i), parts[i])) return false;
  }
  return true;
}
template <typename T>
bool ReadPart(const json_t* object, const char* key, T& part) {
  return Fill(json_object_get(object, key), part);
}
// True when there is no such member.
template <typename T>
bool ReadPart(const json_t* object, const char* key, std::optional<T>& part) {
  const json_t* value = json_object_get(object, key);
  return value == nullptr || Fill(value, part.emplace());
}
template <typename T>
bool ReadParts(const json_t* object, const char* key, std::vector<T>& parts) {
  return FillList(json_object_get(object, key), parts);
}

}  // namespace driehoek::progress::json
