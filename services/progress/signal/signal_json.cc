#include "progress/signal/signal_json.h"

#include <optional>

#include "progress/stored_json.h"

namespace driehoek::progress::signal {
namespace {

using json::Put;
using json::Read;
using json::ReadEnum;

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
  Put(object, "actions", intervention.actions);
  Put(object, "deadline", intervention.deadline);
  Put(object, "outcome", intervention.outcome);
  Put(object, "opener", intervention.opener.value());
  Put(object, "opened", intervention.open_time);
  if (intervention.close_time.has_value()) Put(object, "closed", *intervention.close_time);
  return object;
}

template <typename T>
std::string ListToJson(const std::vector<T>& items) {
  json_t* const list = json_array();
  for (const T& item : items) json_array_append_new(list, Made(item));
  return json::Dump(list);
}

// Reading. False for what is missing or of another type.

bool Has(const json_t* object, const char* key) { return json_object_get(object, key) != nullptr; }

bool Fill(const json_t* object, Fact& fact) {
  if (Has(object, "date") && !Read(object, "date", fact.date.emplace())) return false;
  if (Has(object, "edge") && !ReadEnum(object, "edge", fact.edge.emplace())) return false;
  return ReadEnum(object, "code", fact.code) && Read(object, "value", fact.value) &&
         Read(object, "limit", fact.limit) && Read(object, "resource", fact.resource) &&
         Read(object, "points", fact.points);
}

bool Fill(const json_t* object, Intervention& intervention) {
  if (Has(object, "closed") && !Read(object, "closed", intervention.close_time.emplace())) {
    return false;
  }
  return Read(object, "id", intervention.id) && ReadEnum(object, "kind", intervention.kind) &&
         Read(object, "owner", intervention.owner) &&
         Read(object, "actions", intervention.actions) &&
         Read(object, "deadline", intervention.deadline) &&
         Read(object, "outcome", intervention.outcome) &&
         Read(object, "opener", intervention.opener) &&
         Read(object, "opened", intervention.open_time);
}

template <typename T>
absl::StatusOr<std::vector<T>> ListFromJson(const std::string& text) {
  const json::Owned list = json::Load(text);
  if (!json_is_array(list.get())) return json::Unreadable();
  std::vector<T> items(json_array_size(list.get()));
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (!Fill(json_array_get(list.get(), i), items[i])) return json::Unreadable();
  }
  return items;
}

}  // namespace

std::string ToJson(const std::vector<Fact>& facts) { return ListToJson(facts); }
std::string ToJson(const std::vector<Intervention>& interventions) {
  return ListToJson(interventions);
}

absl::StatusOr<std::vector<Fact>> FactsFromJson(const std::string& text) {
  return ListFromJson<Fact>(text);
}
absl::StatusOr<std::vector<Intervention>> InterventionsFromJson(const std::string& text) {
  return ListFromJson<Intervention>(text);
}

}  // namespace driehoek::progress::signal
