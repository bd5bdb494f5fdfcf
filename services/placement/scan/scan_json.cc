#include "placement/scan/scan_json.h"

#include <jansson.h>

#include <cstdlib>
#include <memory>
#include <optional>

#include "absl/functional/function_ref.h"
#include "absl/time/civil_time.h"
#include "shared/base/errors.h"

namespace driehoek::placement::scan {
namespace {

struct Release {
  void operator()(json_t* json) const { json_decref(json); }
};
using Json = std::unique_ptr<json_t, Release>;

void Put(json_t* object, const char* key, absl::string_view text) {
  json_object_set_new(object, key, json_stringn(text.data(), text.size()));
}

template <typename T, typename Fill>
std::string ListToJson(const std::vector<T>& items, Fill&& fill) {
  const Json list(json_array());
  for (const T& item : items) {
    json_t* object = json_object();
    fill(item, object);
    json_array_append_new(list.get(), object);
  }
  const std::unique_ptr<char, decltype(&std::free)> text(json_dumps(list.get(), JSON_COMPACT),
                                                         &std::free);
  return text.get();
}

bool Read(const json_t* object, const char* key, std::string& text) {
  const json_t* value = json_object_get(object, key);
  if (!json_is_string(value)) return false;
  text.assign(json_string_value(value), json_string_length(value));
  return true;
}

template <typename E>
bool ReadEnum(const json_t* object, const char* key, E& value) {
  std::string name;
  const std::optional<E> known = Read(object, key, name) ? EnumFromName<E>(name) : std::nullopt;
  if (known.has_value()) value = *known;
  return known.has_value();
}

bool ReadTime(const json_t* object, const char* key, absl::Time& time) {
  const json_t* value = json_object_get(object, key);
  if (!json_is_integer(value)) return false;
  time = absl::FromUnixMicros(json_integer_value(value));
  return true;
}

bool ReadOptionalTime(const json_t* object, const char* key, std::optional<absl::Time>& time) {
  if (json_object_get(object, key) == nullptr) return true;
  time.emplace();
  return ReadTime(object, key, *time);
}

template <typename T>
absl::StatusOr<std::vector<T>> ListFromJson(const std::string& json,
                                            absl::FunctionRef<bool(const json_t*, T&)> read) {
  const auto unreadable = [] {
    return Error(absl::StatusCode::kInternal, "STORED_PART_UNREADABLE",
                 "a stored part of a scan cannot be read");
  };
  const Json list(json_loadb(json.data(), json.size(), JSON_REJECT_DUPLICATES, nullptr));
  if (!json_is_array(list.get())) return unreadable();
  std::vector<T> items(json_array_size(list.get()));
  for (std::size_t i = 0; i < items.size(); ++i) {
    const json_t* object = json_array_get(list.get(), i);
    if (!json_is_object(object) || !read(object, items[i])) return unreadable();
  }
  return items;
}

}  // namespace

std::string ToJson(const std::vector<Criterion>& criteria) {
  return ListToJson(criteria, [](const Criterion& criterion, json_t* object) {
    Put(object, "code", criterion.code);
    Put(object, "title_nl", criterion.title_nl);
    Put(object, "title_en", criterion.title_en);
    Put(object, "subject", NameOf(criterion.subject));
    Put(object, "weight", NameOf(criterion.weight));
    Put(object, "help_nl", criterion.help_nl);
    Put(object, "help_en", criterion.help_en);
  });
}

std::string ToJson(const std::vector<Answer>& answers) {
  return ListToJson(answers, [](const Answer& answer, json_t* object) {
    Put(object, "code", answer.criterion_code);
    Put(object, "finding", NameOf(answer.finding));
    Put(object, "remark", answer.remark);
    Put(object, "side", NameOf(answer.side));
    json_object_set_new(object, "time", json_integer(absl::ToUnixMicros(answer.answer_time)));
  });
}

std::string ToJson(const std::vector<Condition>& conditions) {
  return ListToJson(conditions, [](const Condition& condition, json_t* object) {
    Put(object, "id", condition.id);
    Put(object, "action", condition.action);
    Put(object, "owner", condition.owner);
    Put(object, "due", absl::FormatCivilTime(condition.due_date));
    if (condition.done_time.has_value()) {
      json_object_set_new(object, "done", json_integer(absl::ToUnixMicros(*condition.done_time)));
    }
    if (condition.tell_time.has_value()) {
      json_object_set_new(object, "told", json_integer(absl::ToUnixMicros(*condition.tell_time)));
    }
  });
}

absl::StatusOr<std::vector<Criterion>> CriteriaFromJson(const std::string& json) {
  return ListFromJson<Criterion>(json, [](const json_t* object, Criterion& criterion) {
    return Read(object, "code", criterion.code) && Read(object, "title_nl", criterion.title_nl) &&
           Read(object, "title_en", criterion.title_en) &&
           ReadEnum(object, "subject", criterion.subject) &&
           ReadEnum(object, "weight", criterion.weight) &&
           Read(object, "help_nl", criterion.help_nl) && Read(object, "help_en", criterion.help_en);
  });
}

absl::StatusOr<std::vector<Answer>> AnswersFromJson(const std::string& json) {
  return ListFromJson<Answer>(json, [](const json_t* object, Answer& answer) {
    return Read(object, "code", answer.criterion_code) &&
           ReadEnum(object, "finding", answer.finding) && Read(object, "remark", answer.remark) &&
           ReadEnum(object, "side", answer.side) && ReadTime(object, "time", answer.answer_time);
  });
}

absl::StatusOr<std::vector<Condition>> ConditionsFromJson(const std::string& json) {
  return ListFromJson<Condition>(json, [](const json_t* object, Condition& condition) {
    std::string due;
    if (!Read(object, "id", condition.id) || !Read(object, "action", condition.action) ||
        !Read(object, "owner", condition.owner) || !Read(object, "due", due) ||
        !absl::ParseCivilTime(due, &condition.due_date)) {
      return false;
    }
    return ReadOptionalTime(object, "done", condition.done_time) &&
           ReadOptionalTime(object, "told", condition.tell_time);
  });
}

}  // namespace driehoek::placement::scan
