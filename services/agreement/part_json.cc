#include "agreement/part_json.h"

#include <jansson.h>

#include <cstdlib>
#include <memory>
#include <optional>

#include "agreement/agreement_names.h"
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

// Reads one object and remembers whether all of it was there.
class Fields {
 public:
  explicit Fields(const json_t* object) : object_(object) {}
  std::string Text(const char* key) {
    const json_t* value = json_object_get(object_, key);
    if (!json_is_string(value)) {
      ok_ = false;
      return "";
    }
    return std::string(json_string_value(value), json_string_length(value));
  }
  template <typename E>
  E Enum(const char* key) {
    const std::string name = Text(key);
    const std::optional<E> value = EnumFromName<E>(name);
    ok_ = ok_ && value.has_value() && !name.empty();
    return value.value_or(E{});
  }
  absl::Time Time(const char* key) {
    const json_t* value = json_object_get(object_, key);
    ok_ = ok_ && json_is_integer(value);
    return absl::FromUnixMicros(json_integer_value(value));
  }
  const json_t* List(const char* key) {
    const json_t* value = json_object_get(object_, key);
    ok_ = ok_ && json_is_array(value);
    return value;
  }
  bool ok() const { return ok_; }

 private:
  const json_t* object_;
  bool ok_ = true;
};

template <typename T, typename Read>
bool ReadList(const json_t* list, std::vector<T>& items, Read&& read) {
  bool ok = json_is_array(list);
  for (std::size_t i = 0; ok && i < json_array_size(list); ++i) {
    Fields fields(json_array_get(list, i));
    items.push_back(read(fields));
    ok = fields.ok();
  }
  return ok;
}

template <typename T, typename Read>
absl::StatusOr<std::vector<T>> ListFromJson(absl::string_view text, Read&& read) {
  const Json list(json_loadb(text.data(), text.size(), JSON_REJECT_DUPLICATES, nullptr));
  std::vector<T> items;
  if (list == nullptr || !ReadList(list.get(), items, std::forward<Read>(read))) {
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
  return ListFromJson<Clause>(json, [](Fields& fields) {
    return Clause{.code = fields.Text("code"),
                  .heading = fields.Text("heading"),
                  .text = fields.Text("text"),
                  .basis = fields.Enum<ClauseBasis>("basis"),
                  .source = fields.Text("source")};
  });
}

absl::StatusOr<std::vector<Commitment>> CommitmentsFromJson(absl::string_view json) {
  bool views_ok = true;
  auto commitments = ListFromJson<Commitment>(json, [&](Fields& fields) {
    Commitment commitment{.id = fields.Text("id"),
                          .owner = fields.Enum<PartyRole>("owner"),
                          .text = fields.Text("text"),
                          .measure = fields.Text("measure")};
    views_ok = views_ok && ReadList(fields.List("views"), commitment.views, [](Fields& view) {
                 return CommitmentView{.role = view.Enum<PartyRole>("role"),
                                       .status = view.Enum<CommitmentStatus>("status"),
                                       .note = view.Text("note"),
                                       .time = view.Time("time_us")};
               });
    return commitment;
  });
  if (!views_ok) return Unreadable();
  return commitments;
}

absl::StatusOr<std::vector<ResponsibilityRow>> ResponsibilitiesFromJson(absl::string_view json) {
  return ListFromJson<ResponsibilityRow>(json, [](Fields& fields) {
    return ResponsibilityRow{fields.Enum<Task>("task"), fields.Enum<PartyRole>("role")};
  });
}

}  // namespace driehoek::agreement
