// Keeps what organisations answer when they are asked to host.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "placement/capacity/hosting_intent.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::capacity {

// Which intents to list. What is not set does not narrow; a set of nothing gives nothing.
struct IntentQuery {
  int year = 0;
  std::vector<HostingAnswer> answers;                        // empty: all
  std::optional<std::vector<OrganisationId>> organisations;  // the caller's reach
  int limit = 50;
  std::string cursor;  // `next_cursor` of the page before, or empty
};

struct ListedIntents {
  std::vector<HostingIntent> items;  // newest year first, then by name of the organisation
  std::string next_cursor;
};

// Thread-safe; the database must outlive it.
class SqlIntentStore {
 public:
  explicit SqlIntentStore(storage::TenantDatabase& database) : database_(database) {}

  absl::StatusOr<std::optional<HostingIntent>> Find(const TenantId& tenant,
                                                    const HostingIntentId& id,
                                                    absl::Time deadline) const;
  absl::StatusOr<ListedIntents> List(const TenantId& tenant, const IntentQuery& query,
                                     absl::Time deadline) const;

  // Inside ChangeLog::Commit, which guards the version. ALREADY_EXISTS / INTENT_EXISTS when the
  // organisation was asked for that year before.
  static absl::Status Insert(storage::TenantTransaction& transaction, const HostingIntent& intent);
  static absl::Status Update(storage::TenantTransaction& transaction, const HostingIntent& intent);

 private:
  storage::TenantDatabase& database_;
};

}  // namespace driehoek::capacity
