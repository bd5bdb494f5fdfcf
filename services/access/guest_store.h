// Keeps guest grants and their links. Reads are in transactions of their own; writes run inside the
// transaction of a change (events/change_log.h), which also checks and raises the version of the
// grant.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "access/guest_grant.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::access {

// A link with the grant it opens.
struct LinkedGrant {
  GuestGrant grant;
  GuestLink link;
};

// Thread-safe. The database must outlive it.
class GuestStore {
 public:
  explicit GuestStore(storage::TenantDatabase& database) : database_(database) {}

  // Nothing when there is none; also for an id that is no UUID.
  absl::StatusOr<std::optional<GuestGrant>> Get(const TenantId& tenant, const GuestGrantId& id,
                                                absl::Time deadline);
  // The one grant of the person that is stored as live, if any.
  absl::StatusOr<std::optional<GuestGrant>> LiveOf(const TenantId& tenant, const PersonId& person,
                                                   absl::Time deadline);
  // The newest grant that goes to this address and is stored as live, time may have ended it; for
  // who asks for a new link.
  absl::StatusOr<std::optional<GuestGrant>> NewestOfAddress(const TenantId& tenant,
                                                            absl::string_view address_hash,
                                                            absl::Time deadline);
  absl::StatusOr<std::optional<LinkedGrant>> FindLink(const TenantId& tenant,
                                                      absl::string_view secret_hash,
                                                      absl::Time deadline);
  // How many links of a grant were made since `since`.
  absl::StatusOr<int> LinksSince(const TenantId& tenant, const GuestGrantId& id, absl::Time since,
                                 absl::Time deadline);
  // Newest first, at most `limit`, those older than `before` (empty: from the newest). `person`
  // empty: of everybody.
  absl::StatusOr<std::vector<GuestGrant>> List(const TenantId& tenant, const PersonId& person,
                                               const GuestGrantId& before, int limit,
                                               absl::Time deadline);

  // Writes a change; the grant gets `change.grant.version + 1`. ABORTED / WRITE_CONFLICT when
  // another change gave the person a live grant at the same moment: decide again.
  static absl::Status Write(storage::TenantTransaction& transaction, const GuestChange& change);

 private:
  storage::TenantDatabase& database_;
};

}  // namespace driehoek::access
