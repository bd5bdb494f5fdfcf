// Institution, policies, programmes, variants and outcome sets on the wire.
#include "directory/directory_proto.h"
#include "shared/rpc/field_reading.h"
#include "shared/rpc/wire.h"

namespace driehoek::directory {
namespace {

using rpc::EnumNumber;
using rpc::ReadEnum;
using rpc::ReadIds;

// The field of the message that has the name of a number of the policy.
const google::protobuf::FieldDescriptor* NumberField(absl::string_view name) {
  return v1::PolicySet::descriptor()->FindFieldByName(std::string(name));
}

std::string UnderProgramme(const TenantId& tenant, const ProgrammeId& programme,
                           absl::string_view collection, const std::string& id) {
  return absl::StrCat(MakeName(tenant, "programmes", programme.value()), "/", collection, "/", id);
}

}  // namespace

std::string Wire<Institution>::Name(const TenantId& tenant, const Institution& /*value*/) {
  return absl::StrCat("institutions/", tenant.value());
}
v1::Institution Wire<Institution>::ToProto(const TenantId& tenant, const Institution& value) {
  v1::Institution proto;
  proto.set_name(Name(tenant, value));
  proto.set_display_name(value.display_name);
  proto.set_time_zone(value.time_zone);
  proto.set_language_code(value.language_code);
  proto.set_accent_color(value.accent_color);
  proto.set_institution_code(value.institution_code);
  *proto.mutable_create_time() = rpc::ToProto(value.create_time);
  proto.set_etag(rpc::Etag(value.version));
  return proto;
}
void Wire<Institution>::FromProto(const Proto& proto, Institution& value,
                                  FieldViolations& /*violations*/) {
  value.display_name = proto.display_name();
  value.time_zone = proto.time_zone().empty() ? "Europe/Amsterdam" : proto.time_zone();
  value.language_code = proto.language_code().empty() ? "nl" : proto.language_code();
  value.accent_color = proto.accent_color();
  value.institution_code = proto.institution_code();
}
std::vector<Reference> Wire<Institution>::References(const Institution& /*value*/) { return {}; }

std::string Wire<PolicySet>::Name(const TenantId& tenant, const PolicySet& value) {
  return MakeName(tenant, "policySets", value.id.value());
}
v1::PolicySet Wire<PolicySet>::ToProto(const TenantId& tenant, const PolicySet& value) {
  v1::PolicySet proto;
  proto.set_name(Name(tenant, value));
  proto.set_variant(static_cast<v1::ProgrammeVariant::Variant>(EnumNumber(value.variant)));
  proto.set_version(value.number);
  proto.set_agreement_rule(
      static_cast<v1::PolicySet::AgreementRule>(EnumNumber(value.agreement_rule)));
  for (const std::string& code : value.required_clauses) proto.add_required_clauses(code);
  for (const PolicyNumber& number : PolicyNumbers()) {
    v1::PolicySet::GetReflection()->SetInt32(&proto, NumberField(number.name), value.*number.field);
  }
  for (const int week : value.search_clock_weeks) proto.add_search_clock_weeks(week);
  proto.set_loosened_reason(value.loosened_reason);
  *proto.mutable_create_time() = rpc::ToProto(value.create_time);
  proto.set_etag(rpc::Etag(value.version));
  return proto;
}
void Wire<PolicySet>::FromProto(const Proto& proto, PolicySet& value, FieldViolations& violations) {
  value.variant = ReadEnum<Variant>(proto.variant(), "variant", violations);
  value.agreement_rule =
      ReadEnum<AgreementRule>(proto.agreement_rule(), "agreement_rule", violations);
  value.required_clauses.assign(proto.required_clauses().begin(), proto.required_clauses().end());
  for (const PolicyNumber& number : PolicyNumbers()) {
    value.*number.field = v1::PolicySet::GetReflection()->GetInt32(proto, NumberField(number.name));
  }
  value.search_clock_weeks.assign(proto.search_clock_weeks().begin(),
                                  proto.search_clock_weeks().end());
  value.loosened_reason = proto.loosened_reason();
}
std::vector<Reference> Wire<PolicySet>::References(const PolicySet& /*value*/) { return {}; }

std::string Wire<Programme>::Name(const TenantId& tenant, const Programme& value) {
  return MakeName(tenant, "programmes", value.id.value());
}
v1::Programme Wire<Programme>::ToProto(const TenantId& tenant, const Programme& value) {
  v1::Programme proto;
  proto.set_name(Name(tenant, value));
  proto.set_display_name(value.display_name);
  proto.set_level(value.level);
  proto.set_sector(value.sector);
  for (const ValidationStep step : value.validation_order) {
    proto.add_validation_order(static_cast<v1::Programme::ValidationStep>(EnumNumber(step)));
  }
  *proto.mutable_create_time() = rpc::ToProto(value.create_time);
  proto.set_etag(rpc::Etag(value.version));
  return proto;
}
void Wire<Programme>::FromProto(const Proto& proto, Programme& value, FieldViolations& violations) {
  value.display_name = proto.display_name();
  value.level = proto.level();
  value.sector = proto.sector();
  value.validation_order.clear();
  for (const int step : proto.validation_order()) {
    value.validation_order.push_back(
        ReadEnum<ValidationStep>(step, "validation_order", violations));
  }
}
std::vector<Reference> Wire<Programme>::References(const Programme& /*value*/) { return {}; }

std::string Wire<ProgrammeVariant>::Name(const TenantId& tenant, const ProgrammeVariant& value) {
  return UnderProgramme(tenant, value.programme, "variants", value.id.value());
}
v1::ProgrammeVariant Wire<ProgrammeVariant>::ToProto(const TenantId& tenant,
                                                     const ProgrammeVariant& value) {
  v1::ProgrammeVariant proto;
  proto.set_name(Name(tenant, value));
  proto.set_variant(static_cast<v1::ProgrammeVariant::Variant>(EnumNumber(value.variant)));
  proto.set_funding(static_cast<v1::ProgrammeVariant::Funding>(EnumNumber(value.funding)));
  proto.set_rio_code(value.rio_code);
  proto.set_credits_ec(value.credits_ec);
  proto.set_practice_share_percent(value.practice_share_percent);
  if (!value.policy_set.empty()) {
    proto.set_policy_set(MakeName(tenant, "policySets", value.policy_set.value()));
  }
  if (!value.outcome_set.empty()) {
    proto.set_outcome_set(
        UnderProgramme(tenant, value.programme, "outcomeSets", value.outcome_set.value()));
  }
  proto.set_etag(rpc::Etag(value.version));
  return proto;
}
void Wire<ProgrammeVariant>::FromProto(const Proto& proto, ProgrammeVariant& value,
                                       FieldViolations& violations) {
  value.variant = ReadEnum<Variant>(proto.variant(), "variant", violations);
  value.funding = ReadEnum<Funding>(proto.funding(), "funding", violations);
  value.rio_code = proto.rio_code();
  value.credits_ec = proto.credits_ec();
  value.practice_share_percent = proto.practice_share_percent();
  value.policy_set = PolicySetId(
      ReadIds(proto.policy_set(), Wire<PolicySet>::kPattern, "policy_set", violations)[0]);
  const auto outcomes =
      ReadIds(proto.outcome_set(), Wire<OutcomeSet>::kPattern, "outcome_set", violations);
  value.outcome_set = OutcomeSetId(outcomes[1]);
  if (!outcomes[0].empty() && outcomes[0] != value.programme.value()) {
    violations.Add("outcome_set", "OTHER_PROGRAMME", "must be a set of the same programme");
  }
}
std::vector<Reference> Wire<ProgrammeVariant>::References(const ProgrammeVariant& value) {
  return {{"policy_set", Kind::kPolicySet, value.policy_set.value()},
          {"outcome_set", Kind::kOutcomeSet, value.outcome_set.value(), value.programme.value()}};
}

std::string Wire<OutcomeSet>::Name(const TenantId& tenant, const OutcomeSet& value) {
  return UnderProgramme(tenant, value.programme, "outcomeSets", value.id.value());
}
v1::OutcomeSet Wire<OutcomeSet>::ToProto(const TenantId& tenant, const OutcomeSet& value) {
  v1::OutcomeSet proto;
  proto.set_name(Name(tenant, value));
  proto.set_version(value.number);
  for (const Outcome& outcome : value.outcomes) {
    auto* wire = proto.add_outcomes();
    wire->set_code(outcome.code);
    wire->set_title(outcome.title);
    wire->set_description(outcome.description);
    for (const LevelDescriptor& descriptor : outcome.level_descriptors) {
      auto* level = wire->add_level_descriptors();
      level->set_level(descriptor.level);
      level->set_description(descriptor.description);
    }
  }
  *proto.mutable_create_time() = rpc::ToProto(value.create_time);
  proto.set_etag(rpc::Etag(value.version));
  return proto;
}
void Wire<OutcomeSet>::FromProto(const Proto& proto, OutcomeSet& value,
                                 FieldViolations& /*violations*/) {
  value.outcomes.clear();
  for (const auto& wire : proto.outcomes()) {
    Outcome outcome{.code = wire.code(), .title = wire.title(), .description = wire.description()};
    for (const auto& level : wire.level_descriptors()) {
      outcome.level_descriptors.push_back({level.level(), level.description()});
    }
    value.outcomes.push_back(std::move(outcome));
  }
}
std::vector<Reference> Wire<OutcomeSet>::References(const OutcomeSet& /*value*/) { return {}; }

}  // namespace driehoek::directory
