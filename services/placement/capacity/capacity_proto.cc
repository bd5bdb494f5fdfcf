#include "placement/capacity/capacity_proto.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "shared/base/resource_name.h"
#include "shared/rpc/field_reading.h"
#include "shared/rpc/wire.h"

namespace driehoek::capacity {
namespace {

using rpc::EnumNumber;
using rpc::ReadDay;
using rpc::ReadEnum;
using rpc::ReadIds;

constexpr absl::string_view kSupervisorPattern =
    "institutions/{institution}/organisations/{organisation}/supervisors/{supervisor}";

template <typename E, typename Numbers>
std::vector<E> ReadEnums(const Numbers& numbers, absl::string_view field,
                         FieldViolations& violations) {
  std::vector<E> values;
  for (const int number : numbers) values.push_back(ReadEnum<E>(number, field, violations));
  return values;
}

std::vector<ProgrammeShare> ReadShares(const v1::CapacityOffer& proto,
                                       FieldViolations& violations) {
  std::vector<ProgrammeShare> shares;
  for (const auto& wire : proto.shares()) {
    const std::string field = absl::StrCat("shares[", shares.size(), "].programme");
    ProgrammeShare share{.programme = ProgrammeId(
                             ReadIds(wire.programme(), kProgrammePattern, field, violations)[0]),
                         .reserved_seat_count = wire.reserved_seat_count()};
    if (wire.has_max_seat_count()) share.max_seat_count = wire.max_seat_count();
    shares.push_back(std::move(share));
  }
  return shares;
}

}  // namespace

std::string OfferName(const TenantId& tenant, const CapacityOfferId& id) {
  return MakeName(tenant, "capacityOffers", id.value());
}

std::string IntentName(const TenantId& tenant, const HostingIntentId& id) {
  return MakeName(tenant, "hostingIntents", id.value());
}

v1::CapacityOffer ToProto(const TenantId& tenant, const CapacityOffer& offer) {
  v1::CapacityOffer proto;
  proto.set_name(OfferName(tenant, offer.id));
  const std::string organisation = MakeName(tenant, "organisations", offer.organisation.value());
  proto.set_workplace(absl::StrCat(organisation, "/workplaces/", offer.workplace.value()));
  if (!offer.supervisor.empty()) {
    proto.set_supervisor(absl::StrCat(organisation, "/supervisors/", offer.supervisor.value()));
  }
  *proto.mutable_start_date() = rpc::ToProto(offer.start_date);
  *proto.mutable_end_date() = rpc::ToProto(offer.end_date);
  proto.set_seat_count(offer.seat_count);
  proto.set_weekly_hours(offer.weekly_hours);
  for (const Form form : offer.forms) {
    proto.add_forms(static_cast<v1::Placement::Form>(EnumNumber(form)));
  }
  for (const ProgrammeShare& share : offer.shares) {
    auto* wire = proto.add_shares();
    wire->set_programme(MakeName(tenant, "programmes", share.programme.value()));
    wire->set_reserved_seat_count(share.reserved_seat_count);
    if (share.max_seat_count.has_value()) wire->set_max_seat_count(*share.max_seat_count);
  }
  proto.set_min_phase(offer.min_phase);
  for (const Variant variant : offer.variants) {
    proto.add_variants(static_cast<v1::ProgrammeVariant::Variant>(EnumNumber(variant)));
  }
  for (const std::string& language : offer.languages) proto.add_languages(language);
  for (const std::string& code : offer.outcome_codes) proto.add_outcome_codes(code);
  proto.set_city(offer.city);
  proto.set_note(offer.note);
  proto.set_state(static_cast<v1::CapacityOffer::State>(EnumNumber(offer.state)));
  *proto.mutable_create_time() = rpc::ToProto(offer.create_time);
  *proto.mutable_update_time() = rpc::ToProto(offer.update_time);
  proto.set_etag(rpc::Etag(offer.version));
  return proto;
}

void SetSeats(const CapacityOffer& offer, const SeatsByProgramme& taken, v1::CapacityOffer& proto) {
  proto.set_taken_seat_count(TakenSeats(taken));
  proto.set_free_seat_count(FreeSeats(offer, taken));
}

void SetLabels(const CapacityOffer& offer, const PlaceFact& place, v1::CapacityOffer& proto) {
  auto* wire = proto.mutable_labels();
  wire->set_organisation(place.organisation_name);
  wire->set_workplace(place.workplace_name);
  wire->set_supervisor(place.supervisor_name);
  wire->set_city(offer.city.empty() ? place.city : offer.city);
}

void HideFromStudents(v1::CapacityOffer& proto) {
  proto.clear_note();
  proto.clear_supervisor();
  proto.mutable_labels()->clear_supervisor();
}

void FromProto(const v1::CapacityOffer& proto, CapacityOffer& offer, FieldViolations& violations) {
  const auto workplace = ReadIds(proto.workplace(), kWorkplacePattern, "workplace", violations);
  const auto supervisor = ReadIds(proto.supervisor(), kSupervisorPattern, "supervisor", violations);
  offer.organisation = OrganisationId(workplace[0]);
  offer.workplace = WorkplaceId(workplace[1]);
  offer.supervisor = SupervisorId(supervisor[1]);
  if (!supervisor[0].empty() && workplace[0] != supervisor[0]) {
    violations.Add("supervisor", "OTHER_ORGANISATION",
                   "must work for the organisation of the workplace");
  }
  offer.start_date = ReadDay(proto.start_date(), "start_date", violations);
  offer.end_date = ReadDay(proto.end_date(), "end_date", violations);
  offer.seat_count = proto.seat_count();
  offer.weekly_hours = proto.weekly_hours();
  offer.forms = ReadEnums<Form>(proto.forms(), "forms", violations);
  offer.shares = ReadShares(proto, violations);
  offer.min_phase = proto.min_phase() == 0 ? 1 : proto.min_phase();
  offer.variants = ReadEnums<Variant>(proto.variants(), "variants", violations);
  offer.languages = {proto.languages().begin(), proto.languages().end()};
  offer.outcome_codes = {proto.outcome_codes().begin(), proto.outcome_codes().end()};
  offer.city = proto.city();
  offer.note = proto.note();
}

v1::HostingIntent ToProto(const TenantId& tenant, const HostingIntent& intent) {
  v1::HostingIntent proto;
  proto.set_name(IntentName(tenant, intent.id));
  proto.set_organisation(MakeName(tenant, "organisations", intent.organisation.value()));
  proto.set_organisation_display_name(intent.organisation_name);
  proto.set_year(intent.year);
  proto.set_answer(static_cast<v1::HostingIntent::Answer>(EnumNumber(intent.answer)));
  proto.set_seat_count(intent.seat_count);
  for (const HostingReason reason : intent.reasons) {
    proto.add_reasons(static_cast<v1::HostingIntent::Reason>(EnumNumber(reason)));
  }
  proto.set_remark(intent.remark);
  *proto.mutable_ask_time() = rpc::ToProto(intent.ask_time);
  if (intent.answer_time.has_value()) {
    *proto.mutable_answer_time() = rpc::ToProto(*intent.answer_time);
  }
  proto.set_etag(rpc::Etag(intent.version));
  return proto;
}

HostingReply ReplyOf(const v1::AnswerHostingIntentRequest& request, FieldViolations& violations) {
  return {.answer = ReadEnum<HostingAnswer>(request.answer(), "answer", violations),
          .seat_count = request.seat_count(),
          .reasons = ReadEnums<HostingReason>(request.reasons(), "reasons", violations),
          .remark = request.remark()};
}

}  // namespace driehoek::capacity
