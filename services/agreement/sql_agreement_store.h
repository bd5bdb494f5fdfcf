// Agreements over SQL. One implementation for both engines (storage/database.h).
#pragma once

#include <string>
#include <vector>

#include "absl/types/span.h"
#include "agreement/agreement_store.h"
#include "shared/base/id_source.h"
#include "shared/storage/migrate.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::agreement {

// Component "agreement" of storage::Migrate.
absl::Span<const storage::Migration> Migrations();

// Thread-safe. What it refers to must outlive it.
class SqlAgreementStore final : public AgreementStore {
 public:
  SqlAgreementStore(storage::TenantDatabase& database, events::ChangeLog& change_log, IdSource& ids)
      : database_(database), change_log_(change_log), ids_(ids) {}

  absl::StatusOr<Agreement> Get(const TenantId& tenant, const AgreementId& id,
                                absl::Time deadline) override;
  absl::StatusOr<Version> GetVersion(const TenantId& tenant, const AgreementId& id, int number,
                                     absl::Time deadline) override;
  absl::StatusOr<PageOf<Agreement>> List(const TenantId& tenant, const ListQuery& query,
                                         absl::Time deadline) override;
  absl::StatusOr<PageOf<Version>> ListVersions(const TenantId& tenant, const AgreementId& id,
                                               int limit, absl::string_view cursor,
                                               absl::Time deadline) override;
  absl::StatusOr<PageOf<TimelineEntry>> ListTimeline(const TenantId& tenant, const AgreementId& id,
                                                     int limit, absl::string_view cursor,
                                                     absl::Time deadline) override;
  absl::StatusOr<std::vector<AgreementId>> FindDue(const TenantId& tenant, absl::CivilDay today,
                                                   int limit, absl::Time deadline) override;
  absl::StatusOr<std::string> Commit(const TenantId& tenant, const AgreementChange& change,
                                     events::CommitPlan plan, absl::Time deadline) override;

 private:
  storage::TenantDatabase& database_;
  events::ChangeLog& change_log_;
  IdSource& ids_;
};

}  // namespace driehoek::agreement
