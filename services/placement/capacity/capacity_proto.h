// Between offers, intents and the contract.
#pragma once

#include <string>

#include "driehoek/v1/capacity.pb.h"
#include "driehoek/v1/capacity_service.pb.h"
#include "placement/capacity/capacity_offer.h"
#include "placement/capacity/facts.h"
#include "placement/capacity/hosting_intent.h"
#include "shared/base/errors.h"

namespace driehoek::capacity {

inline constexpr absl::string_view kOfferPattern =
    "institutions/{institution}/capacityOffers/{capacity_offer}";
inline constexpr absl::string_view kIntentPattern =
    "institutions/{institution}/hostingIntents/{hosting_intent}";
inline constexpr absl::string_view kOrganisationPattern =
    "institutions/{institution}/organisations/{organisation}";
inline constexpr absl::string_view kWorkplacePattern =
    "institutions/{institution}/organisations/{organisation}/workplaces/{workplace}";
inline constexpr absl::string_view kProgrammePattern =
    "institutions/{institution}/programmes/{programme}";

std::string OfferName(const TenantId& tenant, const CapacityOfferId& id);
std::string IntentName(const TenantId& tenant, const HostingIntentId& id);

// Without seats and labels, which are worked out when it is read.
v1::CapacityOffer ToProto(const TenantId& tenant, const CapacityOffer& offer);
void SetSeats(const CapacityOffer& offer, const SeatsByProgramme& taken, v1::CapacityOffer& proto);
void SetLabels(const CapacityOffer& offer, const PlaceFact& place, v1::CapacityOffer& proto);
// Takes away what a student does not see: the note and the supervisor.
void HideFromStudents(v1::CapacityOffer& proto);

// The fields that a caller may set, into `offer`; the others stay as they are. OTHER_ORGANISATION
// when supervisor and workplace are of two.
void FromProto(const v1::CapacityOffer& proto, CapacityOffer& offer, FieldViolations& violations);

v1::HostingIntent ToProto(const TenantId& tenant, const HostingIntent& intent);
// An answer or reason that is not one is FIELD_MISSING.
HostingReply ReplyOf(const v1::AnswerHostingIntentRequest& request, FieldViolations& violations);

}  // namespace driehoek::capacity
