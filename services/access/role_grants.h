// Offers roles and takes them up: what the handler and driehoekctl share, and what the directory
// asks at each launch.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "access/access_keys.h"
#include "access/ports.h"
#include "access/role_grant.h"
#include "access/role_store.h"
#include "shared/base/id_source.h"
#include "shared/events/change_log.h"

namespace driehoek::access {

// An offer under way to storage and mailbox. Short-lived: it holds the code.
struct PreparedRole {
  RoleGrant grant;
  std::string code;
  std::string institution_name;
  std::string language_code;
  absl::CivilDay last_day;  // on which the code counts
};

// Thread-safe. What it refers to must outlive it.
class RoleGrants {
 public:
  RoleGrants(RoleStore& store, People& people, Mails& mails, IdSource& ids, AccessKeys keys)
      : store_(store), people_(people), mails_(mails), ids_(ids), keys_(std::move(keys)) {}

  // As OfferRole; also NOT_FOUND when there is no such institution, INVALID_ARGUMENT /
  // REFERENCE_NOT_FOUND for a programme that is not there.
  absl::StatusOr<PreparedRole> Prepare(const TenantId& tenant, const RoleOffer& offer,
                                       std::optional<auth::Role> by, absl::Time now,
                                       absl::Time deadline);
  // Writes the offer and queues its mail, inside the transaction of the change.
  absl::Status Store(storage::TenantTransaction& transaction, const PreparedRole& role) const;

  // All of it at once, for driehoekctl: the first administrator gets in by this. Audited as
  // "driehoekctl".
  absl::StatusOr<RoleGrant> OfferFromConsole(events::ChangeLog& change_log, const TenantId& tenant,
                                             const RoleOffer& offer, absl::Time now,
                                             absl::Time deadline);

  // The grant behind the code that `person` typed, already bound to the person but not stored.
  // FAILED_PRECONDITION / CODE_WRONG (metadata `tries_left`) or CODE_EXPIRED; RESOURCE_EXHAUSTED /
  // TOO_MANY_TRIES after 5 wrong ones within a quarter of an hour.
  absl::StatusOr<RoleGrant> Redeem(const TenantId& tenant, const PersonId& person,
                                   absl::string_view typed, absl::Time now, absl::Time deadline);

  // Roles that were granted to the person and not taken back. Asked when somebody launches, so a
  // fresh role counts from the next launch on.
  absl::StatusOr<std::vector<auth::Role>> RolesOf(const TenantId& tenant, const PersonId& person,
                                                  absl::Time deadline);

 private:
  absl::Status CheckProgrammes(const TenantId& tenant, const std::vector<std::string>& programmes,
                               absl::Time deadline);

  RoleStore& store_;
  People& people_;
  Mails& mails_;
  IdSource& ids_;
  AccessKeys keys_;
};

// "institutions/{tenant}/roleGrants/{id}".
std::string RoleGrantName(const TenantId& tenant, const RoleGrantId& id);

}  // namespace driehoek::access
