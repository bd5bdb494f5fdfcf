#include "agreement/part_json.h"

#include <jansson.h>
#include <simdjson.h>

#include <cstdint>
#include <cstdlib>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "absl/functional/function_ref.h"
#include "agreement/agreement_names.h"
#include "shared/base/errors.h"

namespace driehoek::agreement {
namespace {

// Written with jansson; read with simdjson, since a tree of every clause cost more than all else in
// reading an agreement.
namespace dom = simdjson::dom;

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

bool ReadText(dom::element json, std::string& value) {
  std::string_view text;
  if (json.get(text) != simdjson::SUCCESS) return false;
  value = text;
  return true;
}

template <typename E>
bool ReadEnum(dom::element json, E& value) {
  std::string_view name;
  if (json.get(name) != simdjson::SUCCESS || name.empty()) return false;
  const std::optional<E> known = EnumFromName<E>({name.data(), name.size()});
  if (known.has_value()) value = *known;
  return known.has_value();
}

bool ReadTime(dom::element json, absl::Time& time) {
  std::int64_t micros = 0;
  if (json.get(micros) != simdjson::SUCCESS) return false;
  time = absl::FromUnixMicros(micros);
  return true;
}

struct Member {
  std::string_view key;
  absl::FunctionRef<bool(dom::element)> read;
};

// An object with exactly these members, each once, in any order: PostgreSQL gives a document back
// with another order of members than was stored.
bool ReadObject(dom::element json, std::initializer_list<Member> members) {
  dom::object object;
  if (json.get(object) != simdjson::SUCCESS) return false;
  std::uint32_t seen = 0;
  for (const dom::key_value_pair field : object) {
    std::uint32_t mark = 1;
    const Member* member = members.begin();
    for (; member != members.end() && member->key != field.key; ++member) mark <<= 1;
    if (member == members.end() || (seen & mark) != 0 || !member->read(field.value)) return false;
    seen |= mark;
  }
  return seen == (std::uint32_t{1} << members.size()) - 1;
}

template <typename T>
bool ReadItems(dom::element json, std::vector<T>& items, bool (*read)(dom::element, T&)) {
  dom::array list;
  if (json.get(list) != simdjson::SUCCESS) return false;
  items.reserve(list.size());
  for (const dom::element item : list) {
    if (!read(item, items.emplace_back())) return false;
  }
  return true;
}

bool Read(dom::element json, Clause& clause) {
  return ReadObject(json, {{"code", [&](auto text) { return ReadText(text, clause.code); }},
                           {"heading", [&](auto text) { return ReadText(text, clause.heading); }},
                           {"text", [&](auto text) { return ReadText(text, clause.text); }},
                           {"basis", [&](auto name) { return ReadEnum(name, clause.basis); }},
                           {"source", [&](auto text) { return ReadText(text, clause.source); }}});
}

bool Read(dom::element json, ResponsibilityRow& row) {
  return ReadObject(json, {{"task", [&](auto name) { return ReadEnum(name, row.task); }},
                           {"role", [&](auto name) { return ReadEnum(name, row.role); }}});
}

bool Read(dom::element json, CommitmentView& view) {
  return ReadObject(json, {{"role", [&](auto name) { return ReadEnum(name, view.role); }},
                           {"status", [&](auto name) { return ReadEnum(name, view.status); }},
                           {"note", [&](auto text) { return ReadText(text, view.note); }},
                           {"time_us", [&](auto micros) { return ReadTime(micros, view.time); }}});
}

bool Read(dom::element json, Commitment& commitment) {
  return ReadObject(
      json, {{"id", [&](auto text) { return ReadText(text, commitment.id); }},
             {"owner", [&](auto name) { return ReadEnum(name, commitment.owner); }},
             {"text", [&](auto text) { return ReadText(text, commitment.text); }},
             {"measure", [&](auto text) { return ReadText(text, commitment.measure); }},
             {"views",
              [&](auto list) { return ReadItems<CommitmentView>(list, commitment.views, Read); }}});
}

template <typename T>
absl::StatusOr<std::vector<T>> ListFromJson(absl::string_view text) {
  // A parser keeps its memory between documents.
  thread_local dom::parser parser;
  dom::element document;
  std::vector<T> items;
  if (parser.parse(text.data(), text.size()).get(document) != simdjson::SUCCESS ||
      !ReadItems<T>(document, items, Read)) {
    return Unreadable();
  }
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
