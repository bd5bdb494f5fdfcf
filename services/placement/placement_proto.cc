#include "placement/placement_proto.h"

#include "absl/strings/str_cat.h"
#include "shared/base/resource_name.h"
#include "shared/rpc/field_reading.h"
#include "shared/rpc/wire.h"

namespace driehoek::placement {
namespace {

using rpc::EnumNumber;
using rpc::ReadDay;
using rpc::ReadEnum;
using rpc::ReadIds;

constexpr absl::string_view kEnrolmentPattern = "institutions/{institution}/enrolments/{enrolment}";
constexpr absl::string_view kSupervisorPattern =
    "institutions/{institution}/organisations/{organisation}/supervisors/{supervisor}";
constexpr absl::string_view kOfferPattern =
    "institutions/{institution}/capacityOffers/{capacity_offer}";

}  // namespace

std::string PlacementName(const TenantId& tenant, const PlacementId& id) {
  return MakeName(tenant, "placements", id.value());
}

std::string VariantName(const TenantId& tenant, const ProgrammeId& programme,
                        const VariantId& variant) {
  return absl::StrCat(MakeName(tenant, "programmes", programme.value()), "/variants/",
                      variant.value());
}

v1::Placement ToProto(const TenantId& tenant, const Placement& placement) {
  v1::Placement proto;
  proto.set_name(PlacementName(tenant, placement.id));
  proto.set_student(PersonName(tenant, placement.student));
  proto.set_enrolment(MakeName(tenant, "enrolments", placement.enrolment.value()));
  proto.set_programme_variant(
      VariantName(tenant, placement.programme, placement.programme_variant));
  proto.set_variant(static_cast<v1::ProgrammeVariant::Variant>(EnumNumber(placement.variant)));
  proto.set_funding(static_cast<v1::ProgrammeVariant::Funding>(EnumNumber(placement.funding)));
  proto.set_form(static_cast<v1::Placement::Form>(EnumNumber(placement.form)));
  const std::string organisation =
      MakeName(tenant, "organisations", placement.organisation.value());
  if (!placement.workplace.empty()) {
    proto.set_workplace(absl::StrCat(organisation, "/workplaces/", placement.workplace.value()));
  }
  if (!placement.supervisor.empty()) {
    proto.set_supervisor(absl::StrCat(organisation, "/supervisors/", placement.supervisor.value()));
  }
  *proto.mutable_start_date() = rpc::ToProto(placement.start_date);
  *proto.mutable_end_date() = rpc::ToProto(placement.end_date);
  proto.set_weekly_hours(placement.weekly_hours);
  proto.set_load_hours(placement.load_hours);
  proto.set_phase(placement.phase);
  proto.set_state(static_cast<v1::Placement::State>(EnumNumber(placement.state)));
  *proto.mutable_create_time() = rpc::ToProto(placement.create_time);
  *proto.mutable_update_time() = rpc::ToProto(placement.update_time);
  proto.set_etag(rpc::Etag(placement.version));
  if (placement.origin.has_value()) {
    proto.set_origin(static_cast<v1::Placement::Origin>(EnumNumber(*placement.origin)));
  }
  proto.set_collaboration_level(placement.collaboration_level);
  proto.set_authenticity_level(placement.authenticity_level);
  for (const std::string& code : placement.outcome_codes) proto.add_outcome_codes(code);
  if (!placement.capacity_offer.empty()) {
    proto.set_capacity_offer(MakeName(tenant, "capacityOffers", placement.capacity_offer.value()));
  }
  proto.set_refusal_count(placement.refusal_count);
  proto.set_refusal_reason(placement.refusal_reason);
  return proto;
}

void AddBlockers(const std::vector<Blocker>& blockers, v1::Placement& proto) {
  for (const Blocker& blocker : blockers) {
    auto* wire = proto.add_blockers();
    wire->set_kind(static_cast<v1::Placement::Blocker::Kind>(EnumNumber(blocker.kind)));
    wire->set_detail(blocker.detail);
  }
}

void SetLabels(const Labels& labels, v1::Placement& proto) {
  auto* wire = proto.mutable_labels();
  wire->set_student(labels.student);
  wire->set_programme(labels.programme);
  wire->set_organisation(labels.organisation);
  wire->set_workplace(labels.workplace);
  wire->set_supervisor(labels.supervisor);
  wire->set_contact_person(labels.contact_person);
}

void SetSearchClock(const SearchClock& clock, v1::Placement& proto) {
  auto* wire = proto.mutable_search_clock();
  *wire->mutable_since_date() = rpc::ToProto(clock.since_date);
  wire->set_weeks_to_start(clock.weeks_to_start);
  wire->set_escalation_step(clock.escalation_step);
}

void HideSearch(v1::Placement& proto) {
  proto.clear_search_clock();
  proto.clear_origin();
  proto.clear_refusal_count();
  proto.clear_refusal_reason();
}

std::optional<Origin> ReadOrigin(int number, FieldViolations& violations) {
  if (number == v1::Placement::ORIGIN_UNSPECIFIED) return std::nullopt;
  return ReadEnum<Origin>(number, "origin", violations);
}

void FromProto(const v1::Placement& proto, Placement& placement, FieldViolations& violations) {
  placement.student = PersonId(ReadIds(proto.student(), kPersonPattern, "student", violations)[0]);
  placement.enrolment =
      EnrolmentId(ReadIds(proto.enrolment(), kEnrolmentPattern, "enrolment", violations)[0]);
  placement.form = ReadEnum<Form>(proto.form(), "form", violations);
  const auto workplace = ReadIds(proto.workplace(), kWorkplacePattern, "workplace", violations);
  const auto supervisor = ReadIds(proto.supervisor(), kSupervisorPattern, "supervisor", violations);
  placement.organisation = OrganisationId(workplace[0]);
  placement.workplace = WorkplaceId(workplace[1]);
  placement.supervisor = SupervisorId(supervisor[1]);
  if (!workplace[0].empty() && !supervisor[0].empty() && workplace[0] != supervisor[0]) {
    violations.Add("supervisor", "OTHER_ORGANISATION",
                   "must work for the organisation of the workplace");
  }
  placement.start_date = ReadDay(proto.start_date(), "start_date", violations);
  placement.end_date = ReadDay(proto.end_date(), "end_date", violations);
  placement.weekly_hours = proto.weekly_hours();
  placement.load_hours = proto.load_hours();
  placement.origin = ReadOrigin(proto.origin(), violations);
  placement.collaboration_level = proto.collaboration_level();
  placement.authenticity_level = proto.authenticity_level();
  placement.outcome_codes.assign(proto.outcome_codes().begin(), proto.outcome_codes().end());
  placement.capacity_offer = CapacityOfferId(
      ReadIds(proto.capacity_offer(), kOfferPattern, "capacity_offer", violations)[0]);
}

}  // namespace driehoek::placement
