#include "absl/strings/str_cat.h"
#include "placement/round/round_proto.h"
#include "shared/base/resource_name.h"
#include "shared/rpc/field_reading.h"
#include "shared/rpc/wire.h"

namespace driehoek::placement::round {
namespace {

using rpc::EnumNumber;
using rpc::ReadEnum;
using rpc::ReadIds;

constexpr absl::string_view kWorkplacePattern =
    "institutions/{institution}/organisations/{organisation}/workplaces/{workplace}";
constexpr absl::string_view kSupervisorPattern =
    "institutions/{institution}/organisations/{organisation}/supervisors/{supervisor}";
constexpr absl::string_view kOfferPattern =
    "institutions/{institution}/capacityOffers/{capacity_offer}";

// A participant of this very round.
ParticipantId ReadParticipant(const std::string& name, const RoundId& round, std::string field,
                              FieldViolations& violations) {
  const auto ids = ReadIds(name, kParticipantPattern, field, violations);
  if (!ids[0].empty() && ids[0] != round.value()) {
    violations.Add(field, "REFERENCE_NOT_FOUND", "must be a participant of the round");
  }
  return ParticipantId(ids[1]);
}

Requirements FromProto(const v1::RoundPlace::Requirements& proto, FieldViolations& violations) {
  Requirements requirements;
  for (int i = 0; i < proto.variants_size(); ++i) {
    requirements.variants.push_back(ReadEnum<Variant>(
        proto.variants(i), absl::StrCat("requirements.variants[", i, "]"), violations));
  }
  requirements.min_phase = proto.min_phase();
  requirements.languages = {proto.languages().begin(), proto.languages().end()};
  requirements.groups = {proto.groups().begin(), proto.groups().end()};
  return requirements;
}

void ToProto(const Requirements& requirements, v1::RoundPlace::Requirements& proto) {
  for (const Variant variant : requirements.variants) {
    proto.add_variants(static_cast<v1::ProgrammeVariant::Variant>(EnumNumber(variant)));
  }
  proto.set_min_phase(requirements.min_phase);
  for (const std::string& language : requirements.languages) proto.add_languages(language);
  for (const std::string& group : requirements.groups) proto.add_groups(group);
}

}  // namespace

void ToProto(const Quota& quota, v1::RoundPlace::Quota& proto) {
  proto.set_group(quota.group);
  proto.set_reserved_seat_count(quota.reserved);
  if (quota.ceiling.has_value()) proto.set_max_seat_count(*quota.ceiling);
  proto.set_priority_class(quota.priority_class);
}

Quota FromProto(const v1::RoundPlace::Quota& proto) {
  Quota quota{.group = proto.group(),
              .reserved = proto.reserved_seat_count(),
              .ceiling = std::nullopt,
              .priority_class = proto.priority_class()};
  if (proto.has_max_seat_count()) quota.ceiling = proto.max_seat_count();
  return quota;
}

v1::RoundPlace ToProto(const TenantId& tenant, const RoundPlace& place, PlaceView view) {
  v1::RoundPlace proto;
  const std::string organisation = MakeName(tenant, "organisations", place.organisation.value());
  proto.set_name(PlaceName(tenant, place.round, place.id));
  proto.set_workplace(absl::StrCat(organisation, "/workplaces/", place.workplace.value()));
  if (!place.supervisor.empty()) {
    proto.set_supervisor(absl::StrCat(organisation, "/supervisors/", place.supervisor.value()));
  }
  if (!place.capacity_offer.empty()) {
    proto.set_capacity_offer(MakeName(tenant, "capacityOffers", place.capacity_offer.value()));
  }
  proto.set_capacity(place.capacity);
  proto.set_description(place.description);
  proto.set_intended_group(place.intended_group);
  for (const Quota& quota : place.quotas) ToProto(quota, *proto.add_quotas());
  if (view == PlaceView::kOffice) {
    for (const Priority& priority : place.priorities) {
      auto* wire = proto.add_priorities();
      wire->set_participant(ParticipantName(tenant, place.round, priority.participant));
      wire->set_priority_class(priority.priority_class);
    }
    for (const Exclusion& exclusion : place.exclusions) {
      auto* wire = proto.add_exclusions();
      wire->set_participant(ParticipantName(tenant, place.round, exclusion.participant));
      wire->set_ground(
          static_cast<v1::RoundPlace::Exclusion::Ground>(EnumNumber(exclusion.ground)));
    }
  }
  ToProto(place.requirements, *proto.mutable_requirements());
  if (place.location) *proto.mutable_location() = ToProto(*place.location);
  proto.set_etag(rpc::Etag(place.version));
  return proto;
}

void SetLabels(const PlaceLabels& labels, v1::RoundPlace& proto) {
  auto* wire = proto.mutable_labels();
  wire->set_organisation(labels.organisation);
  wire->set_workplace(labels.workplace);
  wire->set_supervisor(labels.supervisor);
  wire->set_city(labels.city);
  wire->set_sector(labels.sector);
}

void FromProto(const v1::RoundPlace& proto, RoundPlace& place, FieldViolations& violations) {
  const auto workplace = ReadIds(proto.workplace(), kWorkplacePattern, "workplace", violations);
  const auto supervisor = ReadIds(proto.supervisor(), kSupervisorPattern, "supervisor", violations);
  place.organisation = OrganisationId(workplace[0]);
  place.workplace = WorkplaceId(workplace[1]);
  place.supervisor = SupervisorId(supervisor[1]);
  if (!workplace[0].empty() && !supervisor[0].empty() && workplace[0] != supervisor[0]) {
    violations.Add("supervisor", "OTHER_ORGANISATION",
                   "must work for the organisation of the workplace");
  }
  place.capacity_offer = CapacityOfferId(
      ReadIds(proto.capacity_offer(), kOfferPattern, "capacity_offer", violations)[0]);
  place.capacity = proto.capacity();
  place.description = proto.description();
  place.intended_group = proto.intended_group();
  place.quotas.clear();
  for (const auto& quota : proto.quotas()) place.quotas.push_back(FromProto(quota));
  place.priorities.clear();
  for (int i = 0; i < proto.priorities_size(); ++i) {
    const auto& priority = proto.priorities(i);
    place.priorities.push_back(
        {ReadParticipant(priority.participant(), place.round,
                         absl::StrCat("priorities[", i, "].participant"), violations),
         priority.priority_class()});
  }
  place.exclusions.clear();
  for (int i = 0; i < proto.exclusions_size(); ++i) {
    const auto& exclusion = proto.exclusions(i);
    place.exclusions.push_back(
        {ReadParticipant(exclusion.participant(), place.round,
                         absl::StrCat("exclusions[", i, "].participant"), violations),
         ReadEnum<Ground>(exclusion.ground(), absl::StrCat("exclusions[", i, "].ground"),
                          violations)});
  }
  place.requirements = FromProto(proto.requirements(), violations);
  place.location.reset();
  if (proto.has_location()) place.location = FromProto(proto.location());
}

}  // namespace driehoek::placement::round
