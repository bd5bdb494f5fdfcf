#include "agreement/agreement_list.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "agreement/agreement_names.h"
#include "shared/base/errors.h"
#include "shared/base/id_source.h"

namespace driehoek::agreement {
namespace {

using storage::Rows;
using storage::TenantTransaction;
using storage::Value;

// Stands for "nobody" where a parameter must be an id.
constexpr absl::string_view kNobody = "00000000-0000-0000-0000-000000000000";

// Students, programmes and organisations that one statement takes; who has more gets several, merged.
constexpr std::size_t kStudentsAtOnce = 32;
constexpr std::size_t kProgrammesAtOnce = 16;
constexpr std::size_t kOrganisationsAtOnce = 4;

// $2, $3 place, $4 limit; $5 to $14 states; $15 placement or nobody, $16 student or nobody, $17
// variant or "", $18 whether any will do or only those that are overdue.
constexpr absl::string_view kListAll = R"sql(
SELECT id, version, placement_id, student_id, programme_variant, variant, funding, kind, language, student_name,
  programme_name, organisation_name, institution_name, newest_number, in_force_number, proposal_number, due_date,
  overdue_us, framework_agreement_id, framework_title, create_us, update_us
FROM agreement
WHERE tenant_id = $1 AND (update_us, id) < ($2, $3)
  AND state IN ($5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
  AND (placement_id = $15 OR $15 = '00000000-0000-0000-0000-000000000000')
  AND (student_id = $16 OR $16 = '00000000-0000-0000-0000-000000000000')
  AND (programme_variant = $17 OR $17 = '')
  AND (overdue_us IS NOT NULL OR $18 = 0)
ORDER BY update_us DESC, id DESC LIMIT $4
)sql";

// The same and $19 to $34 programmes, whose ids stand in `programme_variant` after
// "institutions/{institution}/programmes/".
constexpr absl::string_view kListProgrammes = R"sql(
SELECT id, version, placement_id, student_id, programme_variant, variant, funding, kind, language, student_name,
  programme_name, organisation_name, institution_name, newest_number, in_force_number, proposal_number, due_date,
  overdue_us, framework_agreement_id, framework_title, create_us, update_us
FROM agreement
WHERE tenant_id = $1 AND (update_us, id) < ($2, $3)
  AND state IN ($5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
  AND (placement_id = $15 OR $15 = '00000000-0000-0000-0000-000000000000')
  AND (student_id = $16 OR $16 = '00000000-0000-0000-0000-000000000000')
  AND (programme_variant = $17 OR $17 = '')
  AND (overdue_us IS NOT NULL OR $18 = 0)
  AND substr(programme_variant, length(tenant_id) + 26, 36)
    IN ($19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34)
ORDER BY update_us DESC, id DESC LIMIT $4
)sql";

// The same and $19 the programme's signer, $20 the workplace's, $21 to $24 organisations, $25 to
// $56 students.
constexpr absl::string_view kListReach = R"sql(
SELECT id, version, placement_id, student_id, programme_variant, variant, funding, kind, language, student_name,
  programme_name, organisation_name, institution_name, newest_number, in_force_number, proposal_number, due_date,
  overdue_us, framework_agreement_id, framework_title, create_us, update_us
FROM agreement
WHERE tenant_id = $1 AND (update_us, id) < ($2, $3)
  AND state IN ($5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
  AND (placement_id = $15 OR $15 = '00000000-0000-0000-0000-000000000000')
  AND (student_id = $16 OR $16 = '00000000-0000-0000-0000-000000000000')
  AND (programme_variant = $17 OR $17 = '')
  AND (overdue_us IS NOT NULL OR $18 = 0)
  AND (programme_person_id = $19 OR next_programme_person_id = $19 OR workplace_person_id = $20
    OR next_workplace_person_id = $20 OR organisation_id IN ($21, $22, $23, $24)
    OR next_organisation_id IN ($21, $22, $23, $24)
    OR student_id IN ($25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43,
      $44, $45, $46, $47, $48, $49, $50, $51, $52, $53, $54, $55, $56))
ORDER BY update_us DESC, id DESC LIMIT $4
)sql";

struct Place {
  std::int64_t update_us = 0;
  std::string id;
};

absl::StatusOr<Place> ParsePlace(absl::string_view cursor) {
  if (cursor.empty()) {
    return Place{std::numeric_limits<std::int64_t>::max(), std::string(kHighestId)};
  }
  const std::vector<std::string> parts = absl::StrSplit(cursor, '/');
  Place place;
  if (parts.size() != 2 || !absl::SimpleAtoi(parts[0], &place.update_us) || !IsUuid(parts[1])) {
    return BadCursor();
  }
  place.id = parts[1];
  return place;
}

Value IdOrNobody(const std::string& id) {
  return IsUuid(id) ? Value(id) : Value(std::string(kNobody));
}

absl::StatusOr<std::vector<Value>> FilterValues(const ListQuery& query) {
  DRIEHOEK_ASSIGN_OR_RETURN(Place place, ParsePlace(query.cursor));
  std::vector<Value> values = {place.update_us, std::move(place.id), std::int64_t{query.limit} + 1};
  for (int i = 1; i <= kVersionStateCount; ++i) {
    const auto state = static_cast<VersionState>(i);
    const bool wanted = query.states.empty() || std::find(query.states.begin(), query.states.end(),
                                                          state) != query.states.end();
    values.emplace_back(wanted ? std::string(NameOf(state)) : std::string());
  }
  values.push_back(IdOrNobody(query.placement.value()));
  values.push_back(IdOrNobody(query.student.value()));
  values.emplace_back(query.programme_variant);
  values.emplace_back(std::int64_t{query.overdue_only ? 1 : 0});
  return values;
}

// `count` ids from `from` on, filled up with nobody.
template <typename Id>
void AddIds(const std::vector<Id>& ids, std::size_t from, std::size_t count,
            std::vector<Value>& values) {
  for (std::size_t i = from; i < from + count; ++i) {
    values.push_back(IdOrNobody(i < ids.size() ? ids[i].value() : std::string()));
  }
}

bool Before(const AgreementRow& a, const AgreementRow& b) {
  const auto key = [](const AgreementRow& row) {
    return std::pair(row.agreement.update_time, row.agreement.id.value());
  };
  return key(a) > key(b);
}

bool SameRow(const AgreementRow& a, const AgreementRow& b) {
  return a.agreement.id == b.agreement.id;
}

// What several statements gave, as one would have given it.
void SortAndMerge(std::vector<AgreementRow>& found) {
  std::sort(found.begin(), found.end(), Before);
  found.erase(std::unique(found.begin(), found.end(), SameRow), found.end());
}

absl::Status AddRows(TenantTransaction& transaction, absl::string_view sql,
                     std::vector<Value> values, std::vector<AgreementRow>& found) {
  DRIEHOEK_ASSIGN_OR_RETURN(const Rows rows, transaction.Execute(sql, std::move(values)));
  for (const storage::Row& row : rows) found.push_back(ReadAgreementRow(row));
  return absl::OkStatus();
}

absl::StatusOr<std::vector<AgreementRow>> FindRows(TenantTransaction& transaction,
                                                   const ListQuery& query) {
  DRIEHOEK_ASSIGN_OR_RETURN(const std::vector<Value> filter, FilterValues(query));
  std::vector<AgreementRow> found;
  const ListReach& reach = query.reach;
  if (reach.everything && reach.programmes.empty()) {
    DRIEHOEK_RETURN_IF_ERROR(AddRows(transaction, kListAll, filter, found));
    return found;
  }
  if (reach.everything) {
    for (std::size_t from = 0; from < reach.programmes.size(); from += kProgrammesAtOnce) {
      std::vector<Value> values = filter;
      for (std::size_t i = from; i < from + kProgrammesAtOnce; ++i) {
        values.emplace_back(i < reach.programmes.size() ? reach.programmes[i] : std::string());
      }
      DRIEHOEK_RETURN_IF_ERROR(AddRows(transaction, kListProgrammes, std::move(values), found));
    }
    SortAndMerge(found);
    return found;
  }
  const std::size_t rounds =
      std::max({std::size_t{1}, (reach.students.size() + kStudentsAtOnce - 1) / kStudentsAtOnce,
                (reach.organisations.size() + kOrganisationsAtOnce - 1) / kOrganisationsAtOnce});
  for (std::size_t round = 0; round < rounds; ++round) {
    std::vector<Value> values = filter;
    values.push_back(IdOrNobody(reach.programme_signer.value()));
    values.push_back(IdOrNobody(reach.workplace_signer.value()));
    AddIds(reach.organisations, round * kOrganisationsAtOnce, kOrganisationsAtOnce, values);
    AddIds(reach.students, round * kStudentsAtOnce, kStudentsAtOnce, values);
    DRIEHOEK_RETURN_IF_ERROR(AddRows(transaction, kListReach, std::move(values), found));
  }
  SortAndMerge(found);
  return found;
}

}  // namespace

absl::Status BadCursor() {
  FieldViolations violations;
  violations.Add("page_token", "PAGE_TOKEN_INVALID", "is not the token of a page");
  return violations.ToStatus();
}

absl::StatusOr<int> VersionCursor(absl::string_view cursor) {
  if (cursor.empty()) return std::numeric_limits<std::int32_t>::max();
  int number = 0;
  if (!absl::SimpleAtoi(cursor, &number) || number < 0) return BadCursor();
  return number;
}

absl::StatusOr<PageOf<AgreementRow>> ListRows(TenantTransaction& transaction,
                                              const ListQuery& query) {
  PageOf<AgreementRow> page;
  DRIEHOEK_ASSIGN_OR_RETURN(page.items, FindRows(transaction, query));
  const auto limit = static_cast<std::size_t>(query.limit);
  if (page.items.size() > limit) {
    page.items.resize(limit);
    const Agreement& last = page.items.back().agreement;
    page.cursor = absl::StrCat(absl::ToUnixMicros(last.update_time), "/", last.id.value());
  }
  return page;
}

}  // namespace driehoek::agreement
