// Keeps contact moments.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "progress/checkin/contact.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::progress::checkin {

// Which contact moments to list. What is not set does not narrow; a set of nothing gives nothing.
struct ContactQuery {
  PlacementId placement;
  // The caller's reach.
  std::optional<std::vector<PersonId>> students;
  std::optional<std::vector<PlacementId>> placements;
  std::optional<std::vector<std::string>> programmes;  // ids
  int limit = 50;
  std::string cursor;  // `next_cursor` of the page before, or empty
};

struct ListedContacts {
  std::vector<ContactMoment> items;  // by id, which counts up with time, newest first
  std::string next_cursor;
};

// Thread-safe; the database must outlive it. Ids that are no UUID are found as little as those of
// nobody.
class SqlContactStore {
 public:
  explicit SqlContactStore(storage::TenantDatabase& database) : database_(database) {}

  absl::StatusOr<std::optional<ContactMoment>> Find(const TenantId& tenant,
                                                    const ContactMomentId& id,
                                                    absl::Time deadline) const;
  absl::StatusOr<ListedContacts> List(const TenantId& tenant, const ContactQuery& query,
                                      absl::Time deadline) const;
  absl::StatusOr<int> CountOf(const TenantId& tenant, const PlacementId& placement,
                              absl::Time deadline) const;

  // Inside ChangeLog::Commit, which guards the version; with its days of contact. Never put twice.
  static absl::Status Put(storage::TenantTransaction& transaction, const ContactMoment& moment);

 private:
  absl::StatusOr<std::vector<ContactMoment>> Select(const TenantId& tenant,
                                                    absl::string_view condition,
                                                    const std::vector<storage::Value>& parameters,
                                                    absl::Time deadline) const;

  storage::TenantDatabase& database_;
};

}  // namespace driehoek::progress::checkin
