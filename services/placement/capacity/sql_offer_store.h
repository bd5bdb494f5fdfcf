// Keeps capacity offers.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "placement/capacity/capacity_offer.h"
#include "shared/storage/migrate.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::capacity {

// The tables of this component; those of placement come before them.
absl::Span<const storage::Migration> Migrations();

// Which offers to list. What is not set does not narrow; a set of nothing gives nothing.
struct OfferQuery {
  OrganisationId organisation;
  WorkplaceId workplace;
  ProgrammeId programme;
  std::optional<absl::CivilDay> from_date;
  std::optional<absl::CivilDay> to_date;
  std::string city;
  std::vector<OfferState> states;  // empty: all
  // The caller's reach.
  std::optional<std::vector<OrganisationId>> organisations;
  std::optional<std::vector<Study>> studies;  // open to one of these on `today`
  absl::CivilDay today;
  int limit = 50;
  std::string cursor;  // `next_cursor` of the page before, or empty
};

struct ListedOffers {
  std::vector<CapacityOffer> items;  // by name of the organisation, then start date
  std::string next_cursor;
};

// Thread-safe; the database must outlive it. Ids that are no UUID are found as little as those of
// nobody.
class SqlOfferStore {
 public:
  explicit SqlOfferStore(storage::TenantDatabase& database) : database_(database) {}

  absl::StatusOr<std::optional<CapacityOffer>> Find(const TenantId& tenant,
                                                    const CapacityOfferId& id,
                                                    absl::Time deadline) const;
  absl::StatusOr<ListedOffers> List(const TenantId& tenant, const OfferQuery& query,
                                    absl::Time deadline) const;

  // Inside ChangeLog::Commit, which guards the version.
  static absl::Status Put(storage::TenantTransaction& transaction, const CapacityOffer& offer);
  // Waits for others who change the offer or its claims. Nothing when there is no such offer.
  static absl::StatusOr<std::optional<CapacityOffer>> Lock(storage::TenantTransaction& transaction,
                                                           const CapacityOfferId& id);

 private:
  storage::TenantDatabase& database_;
};

}  // namespace driehoek::capacity
