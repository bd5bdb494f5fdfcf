// Values of an agreement to and from the messages of the contract. What is output-only is never
// read.
#pragma once

#include "absl/status/statusor.h"
#include "agreement/agreement.h"
#include "agreement/compare.h"
#include "agreement/lifecycle.h"
#include "agreement/placement_facts.h"
#include "driehoek/v1/agreement.pb.h"
#include "driehoek/v1/agreement_service.pb.h"
#include "shared/base/errors.h"
#include "shared/base/strong_id.h"

namespace driehoek::agreement {

// The proto value of an enumerator; the numbers are the same, which agreement_proto.cc asserts.
inline v1::PartyRole ToProto(PartyRole role) { return static_cast<v1::PartyRole>(role); }
inline v1::AgreementVersion::State ToProto(VersionState state) {
  return static_cast<v1::AgreementVersion::State>(state);
}
// "nl", "en".
absl::string_view LanguageCode(Language language);
// Nothing for a language that we have no words in.
std::optional<Language> ParseLanguage(absl::string_view code);

// "institutions/{tenant}/agreements/{id}".
std::string AgreementName(const TenantId& tenant, const AgreementId& id);
// The same and "/versions/{number}".
std::string VersionName(const TenantId& tenant, const AgreementId& id, int number);

v1::AgreementVersion ToProto(const TenantId& tenant, const AgreementId& id, const Version& version);
// `contact` is today's contact person, for the label.
v1::Agreement ToProto(const TenantId& tenant, const Agreement& agreement,
                      const NamedPerson& contact);
v1::AgreementEvent ToProto(const TimelineEntry& entry);
v1::ClauseDifference ToProto(const Difference& difference);
v1::FrameworkAgreement ToProto(const TenantId& tenant, const FrameworkAgreement& framework);
v1::AgreementTemplate ToProto(const TenantId& tenant, const Template& source);

// Parts of a draft as a client sent them. An enum value of zero, which no part may have, is noted
// below `path`.
std::vector<Clause> ClausesFrom(const google::protobuf::RepeatedPtrField<v1::Clause>& clauses);
std::vector<Commitment> CommitmentsFrom(
    absl::string_view path, const google::protobuf::RepeatedPtrField<v1::Commitment>& commitments,
    FieldViolations& wrong);
std::vector<ResponsibilityRow> ResponsibilitiesFrom(absl::string_view path,
                                                    const v1::ResponsibilityMatrix& matrix,
                                                    FieldViolations& wrong);
// Role, person and capacity; the rest is worked out from them.
std::vector<Party> PartiesFrom(
    absl::string_view path, const google::protobuf::RepeatedPtrField<v1::Agreement::Party>& parties,
    FieldViolations& wrong);

}  // namespace driehoek::agreement
