#include "agreement/agreement_proto.h"

#include "absl/strings/str_cat.h"
#include "agreement/agreement_names.h"
#include "shared/base/resource_name.h"
#include "shared/rpc/wire.h"

namespace driehoek::agreement {
namespace {

using rpc::Etag;
using rpc::ToProto;

// The values carry the numbers of the contract; the ends of each row say so.
static_assert(static_cast<int>(PartyRole::kWorkplace) == v1::WORKPLACE);
static_assert(static_cast<int>(VersionState::kInForce) == v1::AgreementVersion::IN_FORCE);
static_assert(static_cast<int>(VersionState::kWithdrawn) == v1::AgreementVersion::WITHDRAWN);
static_assert(static_cast<int>(AmendmentKind::kTermination) ==
              v1::AgreementVersion::Amendment::TERMINATION);
static_assert(static_cast<int>(Variant::kDual) == v1::ProgrammeVariant::DUAL);
static_assert(static_cast<int>(Funding::kNonFunded) == v1::ProgrammeVariant::NON_FUNDED);
static_assert(static_cast<int>(Kind::kPractice) == v1::Agreement::PRACTICE_AGREEMENT);
static_assert(static_cast<int>(ClauseBasis::kFree) == v1::Clause::FREE);
static_assert(static_cast<int>(ValidationStep::kProgrammeManager) ==
              v1::Programme::PROGRAMME_MANAGER);
static_assert(static_cast<int>(CommitmentStatus::kBroken) == v1::Commitment::BROKEN);
static_assert(static_cast<int>(Task::kPayTime) == v1::ResponsibilityMatrix::PAY_TIME);
static_assert(static_cast<int>(SignatureState::kRefused) == v1::Signature::REFUSED);
static_assert(static_cast<int>(EventType::kOverdue) == v1::AgreementEvent::OVERDUE);
static_assert(static_cast<int>(EventType::kEndRequested) == v1::AgreementEvent::END_REQUESTED);
static_assert(static_cast<int>(PieceChange::kDeleted) == v1::TextPiece::DELETED);

std::string PersonOrNone(const TenantId& tenant, const PersonId& person) {
  return person.empty() ? "" : PersonName(tenant, person);
}

void Fill(const Clause& clause, v1::Clause& proto) {
  proto.set_code(clause.code);
  proto.set_heading(clause.heading);
  proto.set_text(clause.text);
  proto.set_basis(static_cast<v1::Clause::Basis>(clause.basis));
  proto.set_source(clause.source);
}

void Fill(const Commitment& commitment, v1::Commitment& proto) {
  proto.set_id(commitment.id);
  proto.set_owner(ToProto(commitment.owner));
  proto.set_text(commitment.text);
  proto.set_measure(commitment.measure);
  for (const CommitmentView& view : commitment.views) {
    v1::Commitment::View& made = *proto.add_views();
    made.set_party_role(ToProto(view.role));
    made.set_status(static_cast<v1::Commitment::Status>(view.status));
    made.set_note(view.note);
    *made.mutable_update_time() = ToProto(view.time);
  }
}

void Fill(const std::vector<ResponsibilityRow>& rows, v1::ResponsibilityMatrix& proto) {
  for (const ResponsibilityRow& row : rows) {
    v1::ResponsibilityMatrix::Row& made = *proto.add_rows();
    made.set_task(static_cast<v1::ResponsibilityMatrix::Task>(row.task));
    made.set_party_role(ToProto(row.role));
  }
}

void Fill(const TenantId& tenant, const Ending& ending, v1::AgreementVersion::Ending& proto) {
  proto.set_person(PersonOrNone(tenant, ending.person));
  *proto.mutable_end_time() = ToProto(ending.time);
  proto.set_reason(ending.reason);
  proto.set_ground(ending.ground);
  if (ending.last_day.has_value()) *proto.mutable_last_date() = ToProto(*ending.last_day);
  if (ending.role.has_value()) proto.set_party_role(ToProto(*ending.role));
  proto.set_display_name(ending.display_name);
}

void FillParties(const TenantId& tenant, const Version& version, v1::AgreementVersion& proto) {
  for (const Party& party : version.parties) {
    v1::Agreement::Party& made = *proto.add_parties();
    made.set_role(ToProto(party.role));
    made.set_person(PersonOrNone(tenant, party.person));
    made.set_display_name(party.display_name);
    made.set_capacity(party.capacity);
    made.set_organisation_name(party.organisation_name);
  }
  for (const Signature& signature : version.signatures) {
    v1::Signature& made = *proto.add_signatures();
    made.set_party_role(ToProto(signature.role));
    if (const Party* party = FindParty(version, signature.role)) {
      made.set_person(PersonOrNone(tenant, party->person));
      made.set_display_name(party->display_name);
    }
    made.set_state(static_cast<v1::Signature::State>(signature.state));
    *made.mutable_update_time() = ToProto(signature.time);
    if (signature.evidence.has_value()) {
      made.set_consent(signature.evidence->consent);
      made.set_masked_address(signature.evidence->masked_address);
    }
  }
}

void FillAmendment(const Amendment& amendment, v1::AgreementVersion::Amendment& proto) {
  proto.set_kind(static_cast<v1::AgreementVersion::Amendment::Kind>(amendment.kind));
  proto.set_reason(amendment.reason);
  if (amendment.requested_by.has_value()) {
    proto.set_requested_by(ToProto(*amendment.requested_by));
  }
  for (const std::string& code : amendment.changed) proto.add_changed_clauses(code);
}

void FillChecks(const TenantId& tenant, const Version& version, v1::AgreementVersion& proto) {
  if (!IsFinal(version.state)) {
    for (const MissingClause& missing : MissingClauses(version.clauses)) {
      v1::MissingClause& made = *proto.add_missing_clauses();
      made.set_code(missing.code);
      made.set_basis(static_cast<v1::Clause::Basis>(missing.basis));
      made.set_source(missing.source);
    }
  }
  for (const Validation& validation : version.validations) {
    v1::AgreementVersion::Validation& made = *proto.add_validations();
    made.set_step(static_cast<v1::Programme::ValidationStep>(validation.step));
    made.set_person(PersonOrNone(tenant, validation.person));
    if (validation.time.has_value()) *made.mutable_validate_time() = ToProto(*validation.time);
    made.set_display_name(validation.display_name);
  }
}

// 0 is never a value of ours.
template <typename E>
E Checked(absl::string_view field, int value, FieldViolations& wrong) {
  if (value == 0) wrong.Add(field, "FIELD_MISSING", "is required");
  return static_cast<E>(value);
}

}  // namespace

absl::string_view LanguageCode(Language language) { return NameOf(language); }

std::optional<Language> ParseLanguage(absl::string_view code) {
  return code.empty() ? std::nullopt : EnumFromName<Language>(code);
}

std::string AgreementName(const TenantId& tenant, const AgreementId& id) {
  return MakeName(tenant, "agreements", id.value());
}

std::string VersionName(const TenantId& tenant, const AgreementId& id, int number) {
  return absl::StrCat(AgreementName(tenant, id), "/versions/", number);
}

v1::AgreementVersion ToProto(const TenantId& tenant, const AgreementId& id,
                             const Version& version) {
  v1::AgreementVersion proto;
  proto.set_name(VersionName(tenant, id, version.number));
  proto.set_number(version.number);
  proto.set_state(ToProto(version.state));
  if (version.amendment.has_value()) FillAmendment(*version.amendment, *proto.mutable_amendment());
  FillParties(tenant, version, proto);
  *proto.mutable_start_date() = ToProto(version.start_day);
  *proto.mutable_end_date() = ToProto(version.end_day);
  proto.set_weekly_hours(version.weekly_hours);
  for (const Clause& clause : version.clauses) Fill(clause, *proto.add_clauses());
  for (const Commitment& commitment : version.commitments) {
    Fill(commitment, *proto.add_commitments());
  }
  Fill(version.responsibilities, *proto.mutable_responsibilities());
  for (const Acceptance& acceptance : version.acceptances) {
    auto& made = *proto.mutable_responsibilities()->add_acceptances();
    made.set_party_role(ToProto(acceptance.role));
    *made.mutable_accept_time() = ToProto(acceptance.time);
  }
  FillChecks(tenant, version, proto);
  proto.set_document_hash(version.document_hash);
  if (version.offer_time) *proto.mutable_offer_time() = ToProto(*version.offer_time);
  if (version.in_force_time) *proto.mutable_in_force_time() = ToProto(*version.in_force_time);
  if (version.ending) Fill(tenant, *version.ending, *proto.mutable_ending());
  *proto.mutable_create_time() = ToProto(version.create_time);
  return proto;
}

v1::Agreement ToProto(const TenantId& tenant, const Agreement& agreement,
                      const NamedPerson& contact) {
  v1::Agreement proto;
  proto.set_name(AgreementName(tenant, agreement.id));
  proto.set_placement(MakeName(tenant, "placements", agreement.placement.value()));
  proto.set_student(PersonName(tenant, agreement.student));
  proto.set_programme_variant(agreement.programme_variant);
  proto.set_variant(static_cast<v1::ProgrammeVariant::Variant>(agreement.variant));
  proto.set_funding(static_cast<v1::ProgrammeVariant::Funding>(agreement.funding));
  proto.set_kind(static_cast<v1::Agreement::Kind>(agreement.kind));
  proto.set_language_code(std::string(LanguageCode(agreement.language)));
  if (agreement.in_force) {
    *proto.mutable_in_force() = ToProto(tenant, agreement.id, *agreement.in_force);
  }
  if (agreement.proposal) {
    *proto.mutable_proposal() = ToProto(tenant, agreement.id, *agreement.proposal);
  }
  proto.set_state(ToProto(Newest(agreement).state));
  *proto.mutable_due_date() = ToProto(agreement.due_day);
  if (agreement.overdue_time) *proto.mutable_overdue_time() = ToProto(*agreement.overdue_time);
  if (!agreement.framework.empty()) {
    proto.set_framework_agreement(
        MakeName(tenant, "frameworkAgreements", agreement.framework.value()));
  }
  *proto.mutable_create_time() = ToProto(agreement.create_time);
  *proto.mutable_update_time() = ToProto(agreement.update_time);
  proto.set_etag(Etag(agreement.version));
  v1::Agreement::Labels& labels = *proto.mutable_labels();
  labels.set_student(agreement.student_name);
  labels.set_programme(agreement.programme_name);
  labels.set_organisation(agreement.organisation_name);
  labels.set_contact_person(contact.display_name);
  labels.set_institution(agreement.institution_name);
  return proto;
}

v1::AgreementEvent ToProto(const TimelineEntry& entry) {
  v1::AgreementEvent proto;
  proto.set_type(static_cast<v1::AgreementEvent::Type>(entry.type));
  proto.set_version(entry.number);
  *proto.mutable_event_time() = ToProto(entry.time);
  proto.set_actor(entry.actor);
  if (entry.role.has_value()) proto.set_party_role(ToProto(*entry.role));
  proto.set_note(entry.note);
  return proto;
}

v1::ClauseDifference ToProto(const Difference& difference) {
  v1::ClauseDifference proto;
  proto.set_code(difference.code);
  proto.set_heading(difference.heading);
  for (const Piece& piece : difference.pieces) {
    v1::TextPiece& made = *proto.add_pieces();
    made.set_change(static_cast<v1::TextPiece::Change>(piece.change));
    made.set_text(piece.text);
  }
  return proto;
}

v1::FrameworkAgreement ToProto(const TenantId& tenant, const FrameworkAgreement& framework) {
  v1::FrameworkAgreement proto;
  proto.set_name(MakeName(tenant, "frameworkAgreements", framework.id.value()));
  proto.set_organisation(MakeName(tenant, "organisations", framework.organisation.value()));
  proto.set_signatory(framework.signatory);
  proto.set_text(framework.text);
  *proto.mutable_start_date() = ToProto(framework.start_day);
  *proto.mutable_end_date() = ToProto(framework.end_day);
  *proto.mutable_create_time() = ToProto(framework.create_time);
  proto.set_etag(Etag(framework.version));
  return proto;
}

v1::AgreementTemplate ToProto(const TenantId& tenant, const Template& source) {
  v1::AgreementTemplate proto;
  proto.set_name(MakeName(tenant, "agreementTemplates", source.id.value()));
  proto.set_variant(static_cast<v1::ProgrammeVariant::Variant>(source.variant));
  proto.set_language_code(std::string(LanguageCode(source.language)));
  proto.set_version(source.number);
  for (const Clause& clause : source.clauses) Fill(clause, *proto.add_clauses());
  for (const Commitment& commitment : source.commitments) {
    Fill(commitment, *proto.add_commitments());
  }
  Fill(source.responsibilities, *proto.mutable_responsibilities());
  *proto.mutable_create_time() = ToProto(source.create_time);
  // A template never changes: the next one is a version of its own.
  proto.set_etag(Etag(1));
  return proto;
}

std::vector<Clause> ClausesFrom(const google::protobuf::RepeatedPtrField<v1::Clause>& clauses) {
  std::vector<Clause> read;
  for (const v1::Clause& clause : clauses) {
    read.push_back({.code = clause.code(), .heading = clause.heading(), .text = clause.text()});
  }
  return read;
}

std::vector<Commitment> CommitmentsFrom(
    absl::string_view path, const google::protobuf::RepeatedPtrField<v1::Commitment>& commitments,
    FieldViolations& wrong) {
  std::vector<Commitment> read;
  for (const v1::Commitment& commitment : commitments) {
    read.push_back({.id = commitment.id(),
                    .owner = Checked<PartyRole>(absl::StrCat(path, "[", read.size(), "].owner"),
                                                commitment.owner(), wrong),
                    .text = commitment.text(),
                    .measure = commitment.measure()});
  }
  return read;
}

std::vector<ResponsibilityRow> ResponsibilitiesFrom(absl::string_view path,
                                                    const v1::ResponsibilityMatrix& matrix,
                                                    FieldViolations& wrong) {
  std::vector<ResponsibilityRow> read;
  for (const v1::ResponsibilityMatrix::Row& row : matrix.rows()) {
    const std::string at = absl::StrCat(path, ".rows[", read.size(), "]");
    read.push_back({Checked<Task>(at + ".task", row.task(), wrong),
                    Checked<PartyRole>(at + ".party_role", row.party_role(), wrong)});
  }
  return read;
}

std::vector<Party> PartiesFrom(
    absl::string_view path, const google::protobuf::RepeatedPtrField<v1::Agreement::Party>& parties,
    FieldViolations& wrong) {
  std::vector<Party> read;
  for (const v1::Agreement::Party& party : parties) {
    const std::string at = absl::StrCat(path, "[", read.size(), "]");
    Party made{.role = Checked<PartyRole>(at + ".role", party.role(), wrong),
               .capacity = party.capacity()};
    if (!party.person().empty()) {
      const auto name =
          ResourceName::Parse(party.person(), "institutions/{institution}/persons/{person}");
      if (name.ok()) {
        made.person = PersonId(name->id());
      } else {
        wrong.Add(at + ".person", "NAME_MALFORMED", "must be the name of a person");
      }
    }
    read.push_back(std::move(made));
  }
  return read;
}

}  // namespace driehoek::agreement
