#include "agreement/version_rows.h"

#include <algorithm>
#include <optional>
#include <string>

#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "agreement/agreement_names.h"
#include "agreement/part_json.h"
#include "shared/base/errors.h"
#include "shared/storage/columns.h"

namespace driehoek::agreement {
namespace {

using storage::IdOrNull;
using storage::Row;
using storage::TenantTransaction;
using storage::ToValue;
using storage::Value;

constexpr std::monostate kNull;

constexpr absl::string_view kWriteVersion = R"sql(
INSERT INTO agreement_version (tenant_id, agreement_id, number, state, amendment_kind, amendment_reason,
  amendment_requested_by, changed_clauses, start_date, end_date, weekly_hours, clauses, commitments,
  responsibilities, document_hash, offer_us, in_force_us, ending_person_id, ending_name, ending_role, ending_us,
  ending_reason, ending_ground, ending_last_date, sealed_sha256, sealed_name, sealed_bytes, create_us)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23,
  $24, $25, $26, $27, $28)
ON CONFLICT (tenant_id, agreement_id, number) DO UPDATE SET state = excluded.state,
  amendment_kind = excluded.amendment_kind, amendment_reason = excluded.amendment_reason,
  amendment_requested_by = excluded.amendment_requested_by, changed_clauses = excluded.changed_clauses,
  start_date = excluded.start_date, end_date = excluded.end_date, weekly_hours = excluded.weekly_hours,
  clauses = excluded.clauses, commitments = excluded.commitments, responsibilities = excluded.responsibilities,
  document_hash = excluded.document_hash, offer_us = excluded.offer_us, in_force_us = excluded.in_force_us,
  ending_person_id = excluded.ending_person_id, ending_name = excluded.ending_name,
  ending_role = excluded.ending_role, ending_us = excluded.ending_us, ending_reason = excluded.ending_reason,
  ending_ground = excluded.ending_ground, ending_last_date = excluded.ending_last_date,
  sealed_sha256 = excluded.sealed_sha256, sealed_name = excluded.sealed_name, sealed_bytes = excluded.sealed_bytes
)sql";

constexpr absl::string_view kWriteParty = R"sql(
INSERT INTO agreement_party (tenant_id, agreement_id, number, role, person_id, display_name, capacity,
  organisation_name, organisation_id, accept_us, signature_state, signature_us, document_hash, text_format, consent,
  masked_address, client_address, user_agent, sign_order)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
ON CONFLICT (tenant_id, agreement_id, number, role) DO UPDATE SET person_id = excluded.person_id,
  display_name = excluded.display_name, capacity = excluded.capacity,
  organisation_name = excluded.organisation_name, organisation_id = excluded.organisation_id,
  accept_us = excluded.accept_us,
  signature_us = CASE WHEN agreement_party.signature_state = 'opened' AND excluded.signature_state = 'requested'
    THEN agreement_party.signature_us ELSE excluded.signature_us END,
  signature_state = CASE WHEN agreement_party.signature_state = 'opened' AND excluded.signature_state = 'requested'
    THEN agreement_party.signature_state ELSE excluded.signature_state END,
  document_hash = excluded.document_hash, text_format = excluded.text_format, consent = excluded.consent,
  masked_address = excluded.masked_address, client_address = excluded.client_address,
  user_agent = excluded.user_agent, sign_order = excluded.sign_order
)sql";

constexpr absl::string_view kForgetValidations = R"sql(
DELETE FROM agreement_validation WHERE tenant_id = $1 AND agreement_id = $2 AND number = $3
)sql";

constexpr absl::string_view kWriteValidation = R"sql(
INSERT INTO agreement_validation (tenant_id, agreement_id, number, position, step, person_id, display_name,
  validate_us)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
)sql";

constexpr absl::string_view kReadVersions = R"sql(
SELECT number, state, amendment_kind, amendment_reason, amendment_requested_by, changed_clauses, start_date, end_date,
  weekly_hours, clauses, commitments, responsibilities, document_hash, offer_us, in_force_us, ending_person_id,
  ending_name, ending_role, ending_us, ending_reason, ending_ground, ending_last_date, sealed_sha256, sealed_name,
  sealed_bytes, create_us
FROM agreement_version
WHERE tenant_id = $1 AND agreement_id = $2 AND number >= $3 AND number <= $4
ORDER BY number DESC LIMIT $5
)sql";

constexpr absl::string_view kReadParties = R"sql(
SELECT number, role, person_id, display_name, capacity, organisation_name, organisation_id, accept_us,
  signature_state, signature_us, document_hash, text_format, consent, masked_address, client_address, user_agent,
  sign_order
FROM agreement_party
WHERE tenant_id = $1 AND agreement_id = $2 AND number >= $3 AND number <= $4
ORDER BY number, role
)sql";

constexpr absl::string_view kReadValidations = R"sql(
SELECT number, step, person_id, display_name, validate_us
FROM agreement_validation
WHERE tenant_id = $1 AND agreement_id = $2 AND number >= $3 AND number <= $4
ORDER BY number, position
)sql";

std::string NameText(auto value) { return std::string(NameOf(value)); }

template <typename E>
Value NameOrNull(const std::optional<E>& value) {
  return value.has_value() ? Value(NameText(*value)) : Value(kNull);
}

template <typename E>
E Known(const std::string& name) {
  // The CHECK constraints and the writer know the same names.
  return EnumFromName<E>(name).value_or(E{});
}

template <typename E>
std::optional<E> KnownOrNone(const std::optional<std::string>& name) {
  return name.has_value() ? EnumFromName<E>(*name) : std::nullopt;
}

void AddEnding(const std::optional<Ending>& ending, std::vector<Value>& values) {
  if (!ending.has_value()) {
    values.insert(values.end(), 7, Value(kNull));
    return;
  }
  values.insert(values.end(),
                {IdOrNull(ending->person.value()), ending->display_name, NameOrNull(ending->role),
                 ToValue(ending->time), ending->reason, ending->ground, ToValue(ending->last_day)});
}

std::vector<Value> VersionValues(const AgreementId& id, const Version& version) {
  std::vector<Value> values = {id.value(), std::int64_t{version.number}, NameText(version.state)};
  if (version.amendment.has_value()) {
    const Amendment& amendment = *version.amendment;
    values.insert(values.end(),
                  {NameText(amendment.kind), amendment.reason, NameOrNull(amendment.requested_by),
                   absl::StrJoin(amendment.changed, ",")});
  } else {
    values.insert(values.end(), 4, Value(kNull));
  }
  values.insert(
      values.end(),
      {ToValue(version.start_day), ToValue(version.end_day), std::int64_t{version.weekly_hours},
       ClausesToJson(version.clauses), CommitmentsToJson(version.commitments),
       ResponsibilitiesToJson(version.responsibilities), version.document_hash,
       ToValue(version.offer_time), ToValue(version.in_force_time)});
  AddEnding(version.ending, values);
  if (version.sealed.has_value()) {
    values.insert(values.end(),
                  {version.sealed->hash, version.sealed->file_name, version.sealed->size_bytes});
  } else {
    values.insert(values.end(), 3, Value(kNull));
  }
  values.push_back(ToValue(version.create_time));
  return values;
}

std::vector<Value> PartyValues(const AgreementId& id, const Version& version, const Party& party) {
  const Acceptance* acceptance = FindAcceptance(version, party.role);
  std::vector<Value> values = {id.value(),
                               std::int64_t{version.number},
                               NameText(party.role),
                               IdOrNull(party.person.value()),
                               party.display_name,
                               party.capacity,
                               party.organisation_name,
                               IdOrNull(party.organisation.value()),
                               acceptance == nullptr ? Value(kNull) : ToValue(acceptance->time)};
  const Signature* signature = FindSignature(version, party.role);
  if (signature == nullptr) {
    values.insert(values.end(), 9, Value(kNull));
    return values;
  }
  values.insert(values.end(), {NameText(signature->state), ToValue(signature->time)});
  if (!signature->evidence.has_value()) {
    values.insert(values.end(), 7, Value(kNull));
    return values;
  }
  const Evidence& evidence = *signature->evidence;
  values.insert(values.end(), {evidence.document_hash, std::int64_t{evidence.text_format},
                               evidence.consent, evidence.masked_address, evidence.client_address,
                               evidence.user_agent, std::int64_t{evidence.order}});
  return values;
}

absl::Status WriteValidations(TenantTransaction& transaction, const AgreementId& id,
                              const Version& version) {
  const std::int64_t number = version.number;
  DRIEHOEK_RETURN_IF_ERROR(transaction.Execute(kForgetValidations, {id.value(), number}).status());
  std::int64_t position = 0;
  for (const Validation& validation : version.validations) {
    DRIEHOEK_RETURN_IF_ERROR(
        transaction
            .Execute(kWriteValidation, {id.value(), number, position++, NameText(validation.step),
                                        IdOrNull(validation.person.value()),
                                        validation.display_name, ToValue(validation.time)})
            .status());
  }
  return absl::OkStatus();
}

std::optional<Ending> ReadEnding(const Row& row, std::size_t first) {
  if (row.IsNull(first + 3)) return std::nullopt;
  return Ending{.person = PersonId(row.OptionalText(first).value_or("")),
                .display_name = row.Text(first + 1),
                .role = KnownOrNone<PartyRole>(row.OptionalText(first + 2)),
                .time = row.Time(first + 3),
                .reason = row.Text(first + 4),
                .ground = row.Text(first + 5),
                .last_day = storage::DayOf(row.OptionalText(first + 6))};
}

std::optional<Amendment> ReadAmendment(const Row& row) {
  if (row.IsNull(2)) return std::nullopt;
  return Amendment{.kind = Known<AmendmentKind>(row.Text(2)),
                   .reason = row.Text(3),
                   .requested_by = KnownOrNone<PartyRole>(row.OptionalText(4)),
                   .changed = absl::StrSplit(row.Text(5), ',', absl::SkipEmpty())};
}

absl::StatusOr<Version> ReadVersion(const Row& row) {
  Version version{.number = static_cast<int>(row.Int(0)),
                  .state = Known<VersionState>(row.Text(1)),
                  .amendment = ReadAmendment(row),
                  .start_day = storage::DayOf(absl::string_view(row.Text(6))),
                  .end_day = storage::DayOf(absl::string_view(row.Text(7))),
                  .weekly_hours = static_cast<int>(row.Int(8)),
                  .document_hash = row.Text(12),
                  .offer_time = row.OptionalTime(13),
                  .in_force_time = row.OptionalTime(14),
                  .ending = ReadEnding(row, 15),
                  .create_time = row.Time(25)};
  DRIEHOEK_ASSIGN_OR_RETURN(version.clauses, ClausesFromJson(row.Text(9)));
  DRIEHOEK_ASSIGN_OR_RETURN(version.commitments, CommitmentsFromJson(row.Text(10)));
  DRIEHOEK_ASSIGN_OR_RETURN(version.responsibilities, ResponsibilitiesFromJson(row.Text(11)));
  if (!row.IsNull(22)) version.sealed = SealedFile{row.Text(22), row.Text(23), row.Int(24)};
  return version;
}

void ReadSignature(const Row& row, PartyRole role, Version& version) {
  if (row.IsNull(8)) return;
  Signature signature{
      .role = role, .state = Known<SignatureState>(row.Text(8)), .time = row.Time(9)};
  if (!row.IsNull(10)) {
    signature.evidence = Evidence{.document_hash = row.Text(10),
                                  .text_format = static_cast<int>(row.Int(11)),
                                  .consent = row.Text(12),
                                  .masked_address = row.Text(13),
                                  .client_address = row.Text(14),
                                  .user_agent = row.Text(15),
                                  .order = static_cast<int>(row.Int(16))};
  }
  version.signatures.push_back(std::move(signature));
}

void ReadParty(const Row& row, Version& version) {
  const auto role = Known<PartyRole>(row.Text(1));
  version.parties.push_back({.role = role,
                             .person = PersonId(row.OptionalText(2).value_or("")),
                             .display_name = row.Text(3),
                             .capacity = row.Text(4),
                             .organisation_name = row.Text(5),
                             .organisation = OrganisationId(row.OptionalText(6).value_or(""))});
  if (!row.IsNull(7)) version.acceptances.push_back({role, row.Time(7)});
  ReadSignature(row, role, version);
}

Version* FindVersion(std::vector<Version>& versions, std::int64_t number) {
  for (Version& version : versions) {
    if (version.number == number) return &version;
  }
  return nullptr;
}

template <typename T>
void SortByRole(std::vector<T>& items) {
  std::sort(items.begin(), items.end(), [](const T& a, const T& b) { return a.role < b.role; });
}

}  // namespace

absl::Status WriteVersion(TenantTransaction& transaction, const AgreementId& id,
                          const Version& version) {
  DRIEHOEK_RETURN_IF_ERROR(transaction.Execute(kWriteVersion, VersionValues(id, version)).status());
  for (const Party& party : version.parties) {
    DRIEHOEK_RETURN_IF_ERROR(
        transaction.Execute(kWriteParty, PartyValues(id, version, party)).status());
  }
  return WriteValidations(transaction, id, version);
}

absl::StatusOr<std::vector<Version>> ReadVersions(TenantTransaction& transaction,
                                                  const AgreementId& id, int first, int last,
                                                  int limit) {
  std::vector<Value> range = {id.value(), std::int64_t{first}, std::int64_t{last}};
  std::vector<Value> page = range;
  page.push_back(std::int64_t{limit});
  DRIEHOEK_ASSIGN_OR_RETURN(const storage::Rows rows, transaction.Execute(kReadVersions, page));
  std::vector<Version> versions;
  for (const Row& row : rows) {
    DRIEHOEK_ASSIGN_OR_RETURN(Version version, ReadVersion(row));
    versions.push_back(std::move(version));
  }
  if (versions.empty()) return versions;
  range[1] = std::int64_t{versions.back().number};
  range[2] = std::int64_t{versions.front().number};
  DRIEHOEK_ASSIGN_OR_RETURN(const storage::Rows parties, transaction.Execute(kReadParties, range));
  for (const Row& row : parties) {
    if (Version* version = FindVersion(versions, row.Int(0))) ReadParty(row, *version);
  }
  DRIEHOEK_ASSIGN_OR_RETURN(const storage::Rows checks,
                            transaction.Execute(kReadValidations, range));
  for (const Row& row : checks) {
    Version* version = FindVersion(versions, row.Int(0));
    if (version == nullptr) continue;
    version->validations.push_back({.step = Known<ValidationStep>(row.Text(1)),
                                    .person = PersonId(row.OptionalText(2).value_or("")),
                                    .display_name = row.Text(3),
                                    .time = row.OptionalTime(4)});
  }
  for (Version& version : versions) {
    SortByRole(version.parties);
    SortByRole(version.acceptances);
    SortByRole(version.signatures);
  }
  return versions;
}

}  // namespace driehoek::agreement
