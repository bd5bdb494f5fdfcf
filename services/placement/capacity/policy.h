// Who may call what on offers and intents (domain text 6.4, "Offer capacity, hosting intent"), and
// how a caller stands to one.
#pragma once

#include <vector>

#include "absl/strings/string_view.h"
#include "placement/capacity/facts.h"
#include "placement/capacity/sql_intent_store.h"
#include "placement/capacity/sql_offer_store.h"
#include "shared/auth/rights.h"

namespace driehoek::capacity {

inline constexpr absl::string_view kGetCapacityOffer =
    "driehoek.v1.CapacityService/GetCapacityOffer";
inline constexpr absl::string_view kListCapacityOffers =
    "driehoek.v1.CapacityService/ListCapacityOffers";
inline constexpr absl::string_view kCreateCapacityOffer =
    "driehoek.v1.CapacityService/CreateCapacityOffer";
inline constexpr absl::string_view kUpdateCapacityOffer =
    "driehoek.v1.CapacityService/UpdateCapacityOffer";
inline constexpr absl::string_view kWithdrawCapacityOffer =
    "driehoek.v1.CapacityService/WithdrawCapacityOffer";
inline constexpr absl::string_view kGetHostingIntent =
    "driehoek.v1.CapacityService/GetHostingIntent";
inline constexpr absl::string_view kListHostingIntents =
    "driehoek.v1.CapacityService/ListHostingIntents";
inline constexpr absl::string_view kAskHostingIntent =
    "driehoek.v1.CapacityService/AskHostingIntent";
inline constexpr absl::string_view kAnswerHostingIntent =
    "driehoek.v1.CapacityService/AnswerHostingIntent";

// The rows of CapacityService for the rights table. A student stands in kSelf to an offer that is
// open to one of his or her own studies.
std::vector<auth::Right> CapacityRights();

// To what belongs to an organisation.
auth::Relations RelationsTo(const OrganisationId& organisation, const ReachFact& reach);
auth::Relations RelationsTo(const CapacityOffer& offer, const ReachFact& reach,
                            absl::CivilDay today);

// Cuts a query down to what a caller, who needs one of `needed`, may list.
void Narrow(auth::Relations needed, const ReachFact& reach, absl::CivilDay today,
            OfferQuery& query);
void Narrow(auth::Relations needed, const ReachFact& reach, IntentQuery& query);

}  // namespace driehoek::capacity
