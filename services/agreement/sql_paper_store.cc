#include "agreement/sql_paper_store.h"

#include <cstddef>
#include <limits>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "agreement/agreement_list.h"
#include "agreement/agreement_names.h"
#include "agreement/part_json.h"
#include "shared/auth/rights.h"
#include "shared/base/errors.h"
#include "shared/base/id_source.h"
#include "shared/base/resource_name.h"
#include "shared/storage/columns.h"

namespace driehoek::agreement {
namespace {

using storage::Row;
using storage::Rows;
using storage::TenantTransaction;
using storage::ToValue;
using storage::Value;

constexpr absl::string_view kGetFramework = R"sql(
SELECT id, version, organisation_id, organisation_name, signatory, signatory_name, text, start_date, end_date, create_us
FROM framework_agreement WHERE tenant_id = $1 AND id = $2
)sql";

constexpr absl::string_view kListFrameworks = R"sql(
SELECT id, version, organisation_id, organisation_name, signatory, signatory_name, text, start_date, end_date, create_us
FROM framework_agreement WHERE tenant_id = $1 AND (create_us, id) < ($2, $3)
ORDER BY create_us DESC, id DESC LIMIT $4
)sql";

constexpr absl::string_view kListFrameworksOf = R"sql(
SELECT id, version, organisation_id, organisation_name, signatory, signatory_name, text, start_date, end_date, create_us
FROM framework_agreement
WHERE tenant_id = $1 AND (create_us, id) < ($2, $3) AND organisation_id IN ($5, $6, $7, $8)
ORDER BY create_us DESC, id DESC LIMIT $4
)sql";
// A person works for more organisations than that nowhere that we know of; the first ones are
// shown.
constexpr std::size_t kOrganisations = 4;

constexpr absl::string_view kInsertFramework = R"sql(
INSERT INTO framework_agreement (tenant_id, id, version, organisation_id, organisation_name, signatory, signatory_name,
  text, start_date, end_date, create_us)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
)sql";

constexpr absl::string_view kGetTemplate = R"sql(
SELECT id, variant, language, number, clauses, commitments, responsibilities, create_us
FROM agreement_template WHERE tenant_id = $1 AND id = $2
)sql";

constexpr absl::string_view kNewestTemplate = R"sql(
SELECT id, variant, language, number, clauses, commitments, responsibilities, create_us
FROM agreement_template WHERE tenant_id = $1 AND variant = $2 AND language = $3
ORDER BY number DESC LIMIT 1
)sql";

// Numbers fall while variant and language rise, so the place is spelled out.
constexpr absl::string_view kListTemplates = R"sql(
SELECT id, variant, language, number, clauses, commitments, responsibilities, create_us
FROM agreement_template
WHERE tenant_id = $1
  AND (variant > $2 OR (variant = $2 AND (language > $3 OR (language = $3 AND number < $4))))
ORDER BY variant, language, number DESC LIMIT $5
)sql";

constexpr absl::string_view kInsertTemplate = R"sql(
INSERT INTO agreement_template (tenant_id, id, variant, language, number, clauses, commitments, responsibilities,
  create_us)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT (tenant_id, variant, language, number) DO NOTHING
)sql";

FrameworkAgreement ReadFramework(const Row& row) {
  return {.id = FrameworkId(row.Text(0)),
          .organisation = OrganisationId(row.Text(2)),
          .signatory = row.Text(4),
          .signatory_name = row.Text(5),
          .organisation_name = row.Text(3),
          .text = row.Text(6),
          .start_day = storage::DayOf(absl::string_view(row.Text(7))),
          .end_day = storage::DayOf(absl::string_view(row.Text(8))),
          .create_time = row.Time(9),
          .version = row.Int(1)};
}

absl::StatusOr<Template> ReadTemplate(const Row& row) {
  Template read{.id = TemplateId(row.Text(0)),
                .variant = EnumFromName<Variant>(row.Text(1)).value_or(Variant::kFullTime),
                .language = EnumFromName<Language>(row.Text(2)).value_or(Language::kDutch),
                .number = static_cast<int>(row.Int(3)),
                .create_time = row.Time(7)};
  DRIEHOEK_ASSIGN_OR_RETURN(read.clauses, ClausesFromJson(row.Text(4)));
  DRIEHOEK_ASSIGN_OR_RETURN(read.commitments, CommitmentsFromJson(row.Text(5)));
  DRIEHOEK_ASSIGN_OR_RETURN(read.responsibilities, ResponsibilitiesFromJson(row.Text(6)));
  return read;
}

// The place in a list of framework agreements: create_us, id.
absl::StatusOr<std::vector<Value>> FrameworkPlace(absl::string_view cursor) {
  if (cursor.empty()) {
    return std::vector<Value>{std::numeric_limits<std::int64_t>::max(), std::string(kHighestId)};
  }
  const std::vector<std::string> parts = absl::StrSplit(cursor, '/');
  std::int64_t create_us = 0;
  if (parts.size() != 2 || !absl::SimpleAtoi(parts[0], &create_us) || !IsUuid(parts[1])) {
    return BadCursor();
  }
  return std::vector<Value>{create_us, parts[1]};
}

// The place in a list of templates: variant, language, number.
absl::StatusOr<std::vector<Value>> TemplatePlace(absl::string_view cursor) {
  if (cursor.empty()) return std::vector<Value>{std::string(), std::string(), std::int64_t{0}};
  const std::vector<std::string> parts = absl::StrSplit(cursor, '/');
  std::int64_t number = 0;
  if (parts.size() != 3 || !absl::SimpleAtoi(parts[2], &number)) return BadCursor();
  return std::vector<Value>{parts[0], parts[1], number};
}

}  // namespace

absl::StatusOr<Rows> SqlPaperStore::Read(const TenantId& tenant, absl::Time deadline,
                                         absl::string_view sql, std::vector<Value> values) {
  Rows rows;
  const absl::Status status =
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(rows, transaction.Execute(sql, values));
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  return rows;
}

absl::StatusOr<FrameworkAgreement> SqlPaperStore::GetFramework(const TenantId& tenant,
                                                               const FrameworkId& id,
                                                               absl::Time deadline) {
  if (!IsUuid(id.value())) return auth::NotFound();
  DRIEHOEK_ASSIGN_OR_RETURN(const Rows rows, Read(tenant, deadline, kGetFramework, {id.value()}));
  if (rows.empty()) return auth::NotFound();
  return ReadFramework(rows.front());
}

absl::StatusOr<PageOf<FrameworkAgreement>> SqlPaperStore::ListFrameworks(
    const TenantId& tenant, const std::optional<std::vector<OrganisationId>>& organisations,
    int limit, absl::string_view cursor, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(std::vector<Value> values, FrameworkPlace(cursor));
  values.push_back(std::int64_t{limit} + 1);
  if (organisations.has_value()) {
    for (std::size_t i = 0; i < kOrganisations; ++i) {
      const bool is_id = i < organisations->size() && IsUuid((*organisations)[i].value());
      values.push_back(is_id ? (*organisations)[i].value()
                             : std::string("00000000-0000-0000-0000-000000000000"));
    }
  }
  DRIEHOEK_ASSIGN_OR_RETURN(
      const Rows rows,
      Read(tenant, deadline, organisations.has_value() ? kListFrameworksOf : kListFrameworks,
           std::move(values)));
  PageOf<FrameworkAgreement> page;
  for (const Row& row : rows) {
    if (static_cast<int>(page.items.size()) == limit) {
      const FrameworkAgreement& last = page.items.back();
      page.cursor = absl::StrCat(absl::ToUnixMicros(last.create_time), "/", last.id.value());
      break;
    }
    page.items.push_back(ReadFramework(row));
  }
  return page;
}

absl::StatusOr<std::string> SqlPaperStore::CommitFramework(const TenantId& tenant,
                                                           const FrameworkAgreement& framework,
                                                           events::CommitPlan plan,
                                                           absl::Time deadline) {
  plan.writes.push_back(
      {MakeName(tenant, "frameworkAgreements", framework.id.value()), framework.version});
  return change_log_.Commit(tenant, plan, deadline, [&](TenantTransaction& transaction) {
    return transaction
        .Execute(kInsertFramework,
                 {framework.id.value(), framework.version + 1, framework.organisation.value(),
                  framework.organisation_name, framework.signatory, framework.signatory_name,
                  framework.text, ToValue(framework.start_day), ToValue(framework.end_day),
                  ToValue(framework.create_time)})
        .status();
  });
}

absl::StatusOr<Template> SqlPaperStore::GetTemplate(const TenantId& tenant, const TemplateId& id,
                                                    absl::Time deadline) {
  if (!IsUuid(id.value())) return auth::NotFound();
  DRIEHOEK_ASSIGN_OR_RETURN(const Rows rows, Read(tenant, deadline, kGetTemplate, {id.value()}));
  if (rows.empty()) return auth::NotFound();
  return ReadTemplate(rows.front());
}

absl::StatusOr<std::optional<Template>> SqlPaperStore::NewestTemplate(const TenantId& tenant,
                                                                      Variant variant,
                                                                      Language language,
                                                                      absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const Rows rows,
                            Read(tenant, deadline, kNewestTemplate,
                                 {std::string(NameOf(variant)), std::string(NameOf(language))}));
  if (rows.empty()) return std::optional<Template>();
  DRIEHOEK_ASSIGN_OR_RETURN(Template newest, ReadTemplate(rows.front()));
  return std::optional<Template>(std::move(newest));
}

absl::StatusOr<PageOf<Template>> SqlPaperStore::ListTemplates(const TenantId& tenant, int limit,
                                                              absl::string_view cursor,
                                                              absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(std::vector<Value> values, TemplatePlace(cursor));
  values.push_back(std::int64_t{limit} + 1);
  DRIEHOEK_ASSIGN_OR_RETURN(const Rows rows,
                            Read(tenant, deadline, kListTemplates, std::move(values)));
  PageOf<Template> page;
  for (const Row& row : rows) {
    if (static_cast<int>(page.items.size()) == limit) {
      const Template& last = page.items.back();
      page.cursor =
          absl::StrCat(NameOf(last.variant), "/", NameOf(last.language), "/", last.number);
      break;
    }
    DRIEHOEK_ASSIGN_OR_RETURN(Template item, ReadTemplate(row));
    page.items.push_back(std::move(item));
  }
  return page;
}

absl::StatusOr<std::string> SqlPaperStore::CommitTemplate(const TenantId& tenant,
                                                          const Template& made,
                                                          events::CommitPlan plan,
                                                          absl::Time deadline) {
  plan.writes.push_back({MakeName(tenant, "agreementTemplates", made.id.value()), 0});
  return change_log_.Commit(
      tenant, plan, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(
            const std::int64_t stored,
            transaction.Change(
                kInsertTemplate,
                {made.id.value(), std::string(NameOf(made.variant)),
                 std::string(NameOf(made.language)), std::int64_t{made.number},
                 ClausesToJson(made.clauses), CommitmentsToJson(made.commitments),
                 ResponsibilitiesToJson(made.responsibilities), ToValue(made.create_time)}));
        if (stored > 0) return absl::OkStatus();
        return Error(absl::StatusCode::kAborted, "STALE_ETAG",
                     "another version of the template was made at the same time");
      });
}

}  // namespace driehoek::agreement
