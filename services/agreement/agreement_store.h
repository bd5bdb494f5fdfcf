// Where agreements are kept: a port. One implementation, over SQL (sql_agreement_store.h).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "agreement/agreement.h"
#include "shared/base/strong_id.h"
#include "shared/events/change_log.h"

namespace driehoek::agreement {

// Which agreements a list is cut down to: all of the institution, or those that meet one of the
// others.
struct ListReach {
  bool everything = false;
  std::vector<std::string> programmes;  // ids; of `everything` only these, unless empty
  std::vector<PersonId> students;
  PersonId programme_signer;
  PersonId workplace_signer;
  std::vector<OrganisationId> organisations;
};

struct ListQuery {
  ListReach reach;
  std::vector<VersionState> states;  // of the newest version; empty: all
  PlacementId placement;             // empty: all; likewise below
  PersonId student;
  std::string programme_variant;
  bool overdue_only = false;
  int limit = 50;
  std::string cursor;  // of the page before
};

template <typename T>
struct PageOf {
  std::vector<T> items;
  std::string cursor;  // where the next page begins; empty on the last one
};

// Thread-safe.
class AgreementStore {
 public:
  virtual ~AgreementStore() = default;

  // NOT_FOUND / RESOURCE_NOT_FOUND.
  virtual absl::StatusOr<Agreement> Get(const TenantId& tenant, const AgreementId& id,
                                        absl::Time deadline) = 0;
  virtual absl::StatusOr<Version> GetVersion(const TenantId& tenant, const AgreementId& id,
                                             int number, absl::Time deadline) = 0;
  // Those that changed last first, by (update_time, id). INVALID_ARGUMENT / PAGE_TOKEN_INVALID,
  // here and below, for a cursor that no page gave.
  virtual absl::StatusOr<PageOf<Agreement>> List(const TenantId& tenant, const ListQuery& query,
                                                 absl::Time deadline) = 0;
  // Newest first.
  virtual absl::StatusOr<PageOf<Version>> ListVersions(const TenantId& tenant,
                                                       const AgreementId& id, int limit,
                                                       absl::string_view cursor,
                                                       absl::Time deadline) = 0;
  // Newest first.
  virtual absl::StatusOr<PageOf<TimelineEntry>> ListTimeline(const TenantId& tenant,
                                                             const AgreementId& id, int limit,
                                                             absl::string_view cursor,
                                                             absl::Time deadline) = 0;
  // At most `limit` agreements for which Expire or BecomeOverdue has something to say on `today`.
  virtual absl::StatusOr<std::vector<AgreementId>> FindDue(const TenantId& tenant,
                                                           absl::CivilDay today, int limit,
                                                           absl::Time deadline) = 0;

  // Stores the change and `plan`, all or nothing; returns the answer to give. Adds the agreement
  // itself to what the plan writes, at `change.after.version`, unless the change is a note. ABORTED
  // / STALE_ETAG; ALREADY_EXISTS / AGREEMENT_EXISTS when a new one meets an open one of the same
  // placement; and the errors of ChangeLog::Commit.
  virtual absl::StatusOr<std::string> Commit(const TenantId& tenant, const AgreementChange& change,
                                             events::CommitPlan plan, absl::Time deadline) = 0;
};

// Framework agreements and the institution's own templates. Thread-safe.
class PaperStore {
 public:
  virtual ~PaperStore() = default;

  virtual absl::StatusOr<FrameworkAgreement> GetFramework(const TenantId& tenant,
                                                          const FrameworkId& id,
                                                          absl::Time deadline) = 0;
  // Newest first. `organisations` cuts the list down when it is there.
  virtual absl::StatusOr<PageOf<FrameworkAgreement>> ListFrameworks(
      const TenantId& tenant, const std::optional<std::vector<OrganisationId>>& organisations,
      int limit, absl::string_view cursor, absl::Time deadline) = 0;
  virtual absl::StatusOr<std::string> CommitFramework(const TenantId& tenant,
                                                      const FrameworkAgreement& framework,
                                                      events::CommitPlan plan,
                                                      absl::Time deadline) = 0;

  virtual absl::StatusOr<Template> GetTemplate(const TenantId& tenant, const TemplateId& id,
                                               absl::Time deadline) = 0;
  // The newest own one; nothing when the institution made none.
  virtual absl::StatusOr<std::optional<Template>> NewestTemplate(const TenantId& tenant,
                                                                 Variant variant, Language language,
                                                                 absl::Time deadline) = 0;
  // By variant and language, newest version first.
  virtual absl::StatusOr<PageOf<Template>> ListTemplates(const TenantId& tenant, int limit,
                                                         absl::string_view cursor,
                                                         absl::Time deadline) = 0;
  // ABORTED / STALE_ETAG when another one took the number first.
  virtual absl::StatusOr<std::string> CommitTemplate(const TenantId& tenant, const Template& made,
                                                     events::CommitPlan plan,
                                                     absl::Time deadline) = 0;
};

}  // namespace driehoek::agreement
