// Framework agreements and templates over SQL.
#pragma once

#include <string>
#include <vector>

#include "agreement/agreement_store.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::agreement {

// Thread-safe. What it refers to must outlive it.
class SqlPaperStore final : public PaperStore {
 public:
  SqlPaperStore(storage::TenantDatabase& database, events::ChangeLog& change_log)
      : database_(database), change_log_(change_log) {}

  absl::StatusOr<FrameworkAgreement> GetFramework(const TenantId& tenant, const FrameworkId& id,
                                                  absl::Time deadline) override;
  absl::StatusOr<PageOf<FrameworkAgreement>> ListFrameworks(
      const TenantId& tenant, const std::optional<std::vector<OrganisationId>>& organisations,
      int limit, absl::string_view cursor, absl::Time deadline) override;
  absl::StatusOr<std::string> CommitFramework(const TenantId& tenant,
                                              const FrameworkAgreement& framework,
                                              events::CommitPlan plan,
                                              absl::Time deadline) override;

  absl::StatusOr<Template> GetTemplate(const TenantId& tenant, const TemplateId& id,
                                       absl::Time deadline) override;
  absl::StatusOr<std::optional<Template>> NewestTemplate(const TenantId& tenant, Variant variant,
                                                         Language language,
                                                         absl::Time deadline) override;
  absl::StatusOr<PageOf<Template>> ListTemplates(const TenantId& tenant, int limit,
                                                 absl::string_view cursor,
                                                 absl::Time deadline) override;
  absl::StatusOr<std::string> CommitTemplate(const TenantId& tenant, const Template& made,
                                             events::CommitPlan plan, absl::Time deadline) override;

 private:
  // Runs a SELECT and hands over its rows.
  absl::StatusOr<storage::Rows> Read(const TenantId& tenant, absl::Time deadline,
                                     absl::string_view sql, std::vector<storage::Value> values);

  storage::TenantDatabase& database_;
  events::ChangeLog& change_log_;
};

}  // namespace driehoek::agreement
