#include "agreement/sql_agreement_store.h"

#include <optional>
#include <utility>

#include "agreement/agreement_list.h"
#include "agreement/agreement_names.h"
#include "agreement/agreement_rows.h"
#include "agreement/timeline_rows.h"
#include "agreement/version_rows.h"
#include "shared/auth/rights.h"
#include "shared/base/errors.h"
#include "shared/base/resource_name.h"
#include "shared/storage/columns.h"

namespace driehoek::agreement {
namespace {

using storage::Rows;
using storage::TenantTransaction;
using storage::Value;

constexpr absl::string_view kGet = R"sql(
SELECT id, version, placement_id, student_id, programme_variant, variant, funding, kind, language, student_name,
  programme_name, organisation_name, institution_name, newest_number, in_force_number, proposal_number, due_date,
  overdue_us, framework_agreement_id, framework_title, create_us, update_us
FROM agreement WHERE tenant_id = $1 AND id = $2
)sql";

constexpr absl::string_view kInsert = R"sql(
INSERT INTO agreement (tenant_id, id, version, placement_id, student_id, programme_variant, variant, funding, kind,
  language, student_name, programme_name, organisation_name, institution_name, state, is_open, newest_number,
  in_force_number, proposal_number, in_force_end_date, programme_person_id, workplace_person_id, organisation_id,
  next_programme_person_id, next_workplace_person_id, next_organisation_id, due_date, overdue_us,
  framework_agreement_id, framework_title, create_us, update_us)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23,
  $24, $25, $26, $27, $28, $29, $30, $31, $32)
ON CONFLICT DO NOTHING
)sql";

constexpr absl::string_view kUpdate = R"sql(
UPDATE agreement SET version = $3, state = $4, is_open = $5, newest_number = $6, in_force_number = $7,
  proposal_number = $8, in_force_end_date = $9, programme_person_id = $10, workplace_person_id = $11,
  organisation_id = $12, next_programme_person_id = $13, next_workplace_person_id = $14,
  next_organisation_id = $15, due_date = $16, overdue_us = $17, update_us = $18, organisation_name = $19
WHERE tenant_id = $1 AND id = $2
)sql";

constexpr absl::string_view kNoteOpened = R"sql(
UPDATE agreement_party SET signature_state = 'opened', signature_us = $5
WHERE tenant_id = $1 AND agreement_id = $2 AND number = $3 AND role = $4 AND signature_state = 'requested'
)sql";

constexpr absl::string_view kFindDue = R"sql(
SELECT id FROM agreement
WHERE tenant_id = $1 AND ((is_open = 1 AND in_force_number IS NULL AND overdue_us IS NULL AND due_date < $2)
  OR (in_force_number IS NOT NULL AND in_force_end_date < $2))
ORDER BY id LIMIT $3
)sql";

// Of the values that insert a row, those that a later change may touch, in the order of kUpdate.
std::vector<Value> UpdateValues(const Agreement& agreement, std::int64_t version) {
  const std::vector<Value> all = AgreementValues(agreement, version);
  std::vector<Value> values = {all[0], all[1]};
  values.insert(values.end(), all.begin() + 13, all.begin() + 27);
  values.push_back(all[30]);
  values.push_back(all[11]);
  return values;
}

absl::StatusOr<std::optional<Version>> ReadOne(TenantTransaction& transaction,
                                               const AgreementId& id, int number) {
  if (number == 0) return std::optional<Version>();
  DRIEHOEK_ASSIGN_OR_RETURN(std::vector<Version> found,
                            ReadVersions(transaction, id, number, number, 1));
  if (found.empty()) return std::optional<Version>();
  return std::optional<Version>(std::move(found.front()));
}

absl::StatusOr<Agreement> LoadAgreement(TenantTransaction& transaction, AgreementRow row) {
  Agreement& agreement = row.agreement;
  DRIEHOEK_ASSIGN_OR_RETURN(agreement.in_force,
                            ReadOne(transaction, agreement.id, row.in_force_number));
  DRIEHOEK_ASSIGN_OR_RETURN(agreement.proposal,
                            ReadOne(transaction, agreement.id, row.proposal_number));
  if (agreement.in_force.has_value() || agreement.proposal.has_value()) return agreement;
  return Error(absl::StatusCode::kInternal, "AGREEMENT_WITHOUT_VERSION",
               "a stored agreement has no version");
}

absl::Status WriteAgreement(TenantTransaction& transaction, const Agreement& after) {
  const std::int64_t version = after.version + 1;
  if (after.version > 0) {
    return transaction.Execute(kUpdate, UpdateValues(after, version)).status();
  }
  DRIEHOEK_ASSIGN_OR_RETURN(const std::int64_t stored,
                            transaction.Change(kInsert, AgreementValues(after, version)));
  if (stored > 0) return absl::OkStatus();
  return Error(absl::StatusCode::kAlreadyExists, "AGREEMENT_EXISTS",
               "the placement has an agreement that has not ended");
}

absl::Status WriteChange(TenantTransaction& transaction, const AgreementChange& change) {
  const Agreement& after = change.after;
  DRIEHOEK_RETURN_IF_ERROR(WriteAgreement(transaction, after));
  // Those that gave way first: only one version can be in force at any moment.
  for (const Version& version : change.retired) {
    DRIEHOEK_RETURN_IF_ERROR(WriteVersion(transaction, after.id, version));
  }
  if (after.in_force.has_value()) {
    DRIEHOEK_RETURN_IF_ERROR(WriteVersion(transaction, after.id, *after.in_force));
  }
  if (after.proposal.has_value()) {
    DRIEHOEK_RETURN_IF_ERROR(WriteVersion(transaction, after.id, *after.proposal));
  }
  return absl::OkStatus();
}

// Whether the note still says something new: the same signer may open the text in two windows at
// once.
absl::StatusOr<bool> WriteNote(TenantTransaction& transaction, const AgreementChange& change) {
  for (const TimelineEntry& entry : change.timeline) {
    if (entry.type != EventType::kOpened || !entry.role.has_value()) continue;
    DRIEHOEK_ASSIGN_OR_RETURN(
        const std::int64_t opened,
        transaction.Change(kNoteOpened,
                           {change.after.id.value(), std::int64_t{entry.number},
                            std::string(NameOf(*entry.role)), storage::ToValue(entry.time)}));
    if (opened == 0) return false;
  }
  return true;
}

}  // namespace

absl::StatusOr<Agreement> SqlAgreementStore::Get(const TenantId& tenant, const AgreementId& id,
                                                 absl::Time deadline) {
  if (!IsUuid(id.value())) return auth::NotFound();
  Agreement agreement;
  const absl::Status status =
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(const Rows rows, transaction.Execute(kGet, {id.value()}));
        if (rows.empty()) return auth::NotFound();
        DRIEHOEK_ASSIGN_OR_RETURN(agreement,
                                  LoadAgreement(transaction, ReadAgreementRow(rows.front())));
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  return agreement;
}

absl::StatusOr<Version> SqlAgreementStore::GetVersion(const TenantId& tenant, const AgreementId& id,
                                                      int number, absl::Time deadline) {
  if (!IsUuid(id.value())) return auth::NotFound();
  std::optional<Version> version;
  const absl::Status status =
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(version, ReadOne(transaction, id, number));
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  if (!version.has_value()) return auth::NotFound();
  return *std::move(version);
}

absl::StatusOr<PageOf<Agreement>> SqlAgreementStore::List(const TenantId& tenant,
                                                          const ListQuery& query,
                                                          absl::Time deadline) {
  PageOf<Agreement> page;
  const absl::Status status =
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        page = {};
        DRIEHOEK_ASSIGN_OR_RETURN(PageOf<AgreementRow> rows, ListRows(transaction, query));
        for (AgreementRow& row : rows.items) {
          DRIEHOEK_ASSIGN_OR_RETURN(Agreement agreement,
                                    LoadAgreement(transaction, std::move(row)));
          page.items.push_back(std::move(agreement));
        }
        page.cursor = std::move(rows.cursor);
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  return page;
}

absl::StatusOr<PageOf<Version>> SqlAgreementStore::ListVersions(const TenantId& tenant,
                                                                const AgreementId& id, int limit,
                                                                absl::string_view cursor,
                                                                absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const int last, VersionCursor(cursor));
  PageOf<Version> page;
  const absl::Status status =
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(page.items, ReadVersions(transaction, id, 1, last, limit + 1));
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  if (static_cast<int>(page.items.size()) > limit) {
    page.items.pop_back();
    page.cursor = std::to_string(page.items.back().number - 1);
  }
  return page;
}

absl::StatusOr<PageOf<TimelineEntry>> SqlAgreementStore::ListTimeline(const TenantId& tenant,
                                                                      const AgreementId& id,
                                                                      int limit,
                                                                      absl::string_view cursor,
                                                                      absl::Time deadline) {
  PageOf<TimelineEntry> page;
  const absl::Status status =
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(page, ReadTimeline(transaction, id, limit, cursor));
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  return page;
}

absl::StatusOr<std::vector<AgreementId>> SqlAgreementStore::FindDue(const TenantId& tenant,
                                                                    absl::CivilDay today, int limit,
                                                                    absl::Time deadline) {
  std::vector<AgreementId> due;
  const absl::Status status =
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        due.clear();
        DRIEHOEK_ASSIGN_OR_RETURN(
            const Rows rows,
            transaction.Execute(kFindDue, {storage::ToValue(today), std::int64_t{limit}}));
        for (const storage::Row& row : rows) due.emplace_back(row.Text(0));
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  return due;
}

absl::StatusOr<std::string> SqlAgreementStore::Commit(const TenantId& tenant,
                                                      const AgreementChange& change,
                                                      events::CommitPlan plan,
                                                      absl::Time deadline) {
  const Agreement& after = change.after;
  if (!change.is_note) {
    plan.writes.push_back({MakeName(tenant, "agreements", after.id.value()), after.version});
  }
  // Made outside: the body may run twice.
  const std::string entry_id = ids_.NewId();
  return change_log_.Commit(
      tenant, plan, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        if (change.is_note) {
          DRIEHOEK_ASSIGN_OR_RETURN(const bool is_news, WriteNote(transaction, change));
          if (!is_news) return absl::OkStatus();
        } else {
          DRIEHOEK_RETURN_IF_ERROR(WriteChange(transaction, change));
        }
        return WriteTimeline(transaction, after.id, entry_id, change.timeline);
      });
}

}  // namespace driehoek::agreement
