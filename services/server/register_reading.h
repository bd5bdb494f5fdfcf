// Everything of a kind at once, and how it is found by what a file calls it.
#pragma once

#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "directory/sql_directory_store.h"
#include "placement/capacity/sql_offer_store.h"
#include "placement/register/external_keys.h"
#include "placement/register/register_rows.h"
#include "shared/base/folded.h"
#include "shared/base/id_source.h"

namespace driehoek::server {

// In the order of their list.
template <typename V>
absl::StatusOr<std::vector<V>> AllOf(const directory::SqlDirectoryStore& store, const TenantId& tenant,
                                     absl::Time deadline) {
  constexpr int kAtOnce = 5000;
  std::vector<V> all;
  directory::ListQuery query{.limit = kAtOnce};
  do {
    DRIEHOEK_ASSIGN_OR_RETURN(auto page, store.List<V>(tenant, query, deadline));
    std::move(page.items.begin(), page.items.end(), std::back_inserter(all));
    query.cursor = page.next_cursor;
  } while (!query.cursor.empty());
  return all;
}

inline absl::StatusOr<std::vector<capacity::CapacityOffer>> AllOffers(const capacity::SqlOfferStore& store,
                                                                      const TenantId& tenant, absl::Time deadline) {
  constexpr int kAtOnce = 5000;
  std::vector<capacity::CapacityOffer> all;
  capacity::OfferQuery query{.limit = kAtOnce};
  do {
    DRIEHOEK_ASSIGN_OR_RETURN(auto page, store.List(tenant, query, deadline));
    std::move(page.items.begin(), page.items.end(), std::back_inserter(all));
    query.cursor = page.next_cursor;
  } while (!query.cursor.empty());
  return all;
}

// The id that `external_id` stands for: as it was given out, or the id itself where `known` has it. Empty: none.
template <typename Map>
std::string ResourceOf(const registry::KnownKeys& keys, const Map& known, const std::string& external_id) {
  const auto found = keys.resource_of.find(external_id);
  if (found != keys.resource_of.end()) return found->second;
  return known.contains(external_id) ? external_id : std::string();
}

// What a file calls `resource_id`.
inline std::string ExternalOf(const registry::KnownKeys& keys, const std::string& resource_id) {
  const auto found = keys.external_of.find(resource_id);
  return found == keys.external_of.end() ? resource_id : found->second;
}

// Programmes by their name. More than one can have the same.
class ProgrammesByName {
 public:
  explicit ProgrammesByName(const std::vector<directory::Programme>& programmes) {
    for (const directory::Programme& programme : programmes) {
      by_name_.emplace(Folded(programme.display_name), programme.id);
    }
  }
  // Adds PROGRAMME_UNKNOWN or PROGRAMME_AMBIGUOUS to the report when it is not one; nothing for an empty name, whose
  // absence was told before.
  std::optional<directory::ProgrammeId> Find(const std::string& name, int line, absl::string_view column,
                                             registry::RowReport& report) const {
    if (name.empty()) return std::nullopt;
    const auto [first, last] = by_name_.equal_range(Folded(name));
    if (first == last) {
      report.Add(line, column, "PROGRAMME_UNKNOWN", "names no programme within reach");
    } else if (std::next(first) != last) {
      report.Add(line, column, "PROGRAMME_AMBIGUOUS", "several programmes have this name");
    } else {
      return first->second;
    }
    return std::nullopt;
  }

 private:
  std::multimap<std::string, directory::ProgrammeId> by_name_;
};

}  // namespace driehoek::server
