#include "agreement/part_json.h"

#include <jansson.h>

#include <cstdlib>
#include <memory>
#include <optional>

#include "agreement/agreement_names.h"
#include "agreement/stored_json.h"
#include "shared/base/errors.h"

namespace driehoek::agreement {
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

absl::Status Unreadable() {
  return Error(absl::StatusCode::kInternal, "STORED_PART_UNREADABLE",
               "a stored part of an agreement cannot be read");
}

template <typename E>
bool ReadEnum(StoredJson& json, E& value) {
  std::string name;
  if (!json.Text(name) || name.empty()) return false;
  const std::optional<E> known = EnumFromName<E>(name);
  if (known.has_value()) value = *known;
  return known.has_value();
}

bool ReadTime(StoredJson& json, absl::Time& time) {
  std::int64_t micros = 0;
  if (!json.Integer(micros)) return false;
  time = absl::FromUnixMicros(micros);
  return true;
}

bool Read(StoredJson& json, Clause& clause) {
  return json.Object({{"code", [&] { return json.Text(clause.code); }},
                      {"heading", [&] { return json.Text(clause.heading); }},
                      {"text", [&] { return json.Text(clause.text); }},
                      {"basis", [&] { return ReadEnum(json, clause.basis); }},
                      {"source", [&] { return json.Text(clause.source); }}});
}

bool Read(StoredJson& json, ResponsibilityRow& row) {
  return json.Object({{"task", [&] { return ReadEnum(json, row.task); }},
                      {"role", [&] { return ReadEnum(json, row.role); }}});
}

bool Read(StoredJson& json, CommitmentView& view) {
  return json.Object({{"role", [&] { return ReadEnum(json, view.role); }},
                      {"status", [&] { return ReadEnum(json, view.status); }},
                      {"note", [&] { return json.Text(view.note); }},
                      {"time_us", [&] { return ReadTime(json, view.time); }}});
}

bool Read(StoredJson& json, Commitment& commitment);

template <typename T>
bool ReadList(StoredJson& json, std::vector<T>& items) {
  return json.List([&] { return Read(json, items.emplace_back()); });
}

bool Read(StoredJson& json, Commitment& commitment) {
  return json.Object({{"id", [&] { return json.Text(commitment.id); }},
                      {"owner", [&] { return ReadEnum(json, commitment.owner); }},
                      {"text", [&] { return json.Text(commitment.text); }},
                      {"measure", [&] { return json.Text(commitment.measure); }},
                      {"views", [&] { return ReadList(json, commitment.views); }}});
}

template <typename T>
absl::StatusOr<std::vector<T>> ListFromJson(absl::string_view text) {
  StoredJson json(text);
  std::vector<T> items;
  if (!ReadList(json, items) || !json.AtEnd()) return Unreadable();
  return items;
}

json_t* ViewsToJson(const std::vector<CommitmentView>& views) {
  json_t* list = json_array();
  for (const CommitmentView& view : views) {
    json_t* object = json_object();
    Put(object, "role", NameOf(view.role));
    Put(object, "status", NameOf(view.status));
    Put(object, "note", view.note);
    json_object_set_new(object, "time_us", json_integer(absl::ToUnixMicros(view.time)));
    json_array_append_new(list, object);
  }
  return list;
}

}  // namespace

std::string ClausesToJson(const std::vector<Clause>& clauses) {
  return ListToJson(clauses, [](const Clause& clause, json_t* object) {
    Put(object, "code", clause.code);
    Put(object, "heading", clause.heading);
    Put(object, "text", clause.text);
    Put(object, "basis", NameOf(clause.basis));
    Put(object, "source", clause.source);
  });
}

std::string CommitmentsToJson(const std::vector<Commitment>& commitments) {
  return ListToJson(commitments, [](const Commitment& commitment, json_t* object) {
    Put(object, "id", commitment.id);
    Put(object, "owner", NameOf(commitment.owner));
    Put(object, "text", commitment.text);
    Put(object, "measure", commitment.measure);
    json_object_set_new(object, "views", ViewsToJson(commitment.views));
  });
}

std::string ResponsibilitiesToJson(const std::vector<ResponsibilityRow>& rows) {
  return ListToJson(rows, [](const ResponsibilityRow& row, json_t* object) {
    Put(object, "task", NameOf(row.task));
    Put(object, "role", NameOf(row.role));
  });
}

absl::StatusOr<std::vector<Clause>> ClausesFromJson(absl::string_view json) {
  return ListFromJson<Clause>(json);
}

absl::StatusOr<std::vector<Commitment>> CommitmentsFromJson(absl::string_view json) {
  return ListFromJson<Commitment>(json);
}

absl::StatusOr<std::vector<ResponsibilityRow>> ResponsibilitiesFromJson(absl::string_view json) {
  return ListFromJson<ResponsibilityRow>(json);
}

}  // namespace driehoek::agreement
