// Who may call what on check-ins and contact (domain text 6.4), and how a caller stands to one.
#pragma once

#include <optional>
#include <vector>

#include "progress/checkin/check_in.h"
#include "progress/checkin/sql_check_in_store.h"
#include "progress/checkin/sql_contact_store.h"
#include "progress/checkin/views.h"
#include "progress/facts.h"
#include "shared/auth/caller.h"
#include "shared/auth/rights.h"

namespace driehoek::progress::checkin {

inline constexpr absl::string_view kGetCheckIn = "driehoek.v1.CheckInService/GetCheckIn";
inline constexpr absl::string_view kListCheckIns = "driehoek.v1.CheckInService/ListCheckIns";
inline constexpr absl::string_view kCreateCheckIn = "driehoek.v1.CheckInService/CreateCheckIn";
inline constexpr absl::string_view kUpdateCheckIn = "driehoek.v1.CheckInService/UpdateCheckIn";
inline constexpr absl::string_view kMoveCheckIn = "driehoek.v1.CheckInService/MoveCheckIn";
inline constexpr absl::string_view kWriteCheckInView =
    "driehoek.v1.CheckInService/WriteCheckInView";
inline constexpr absl::string_view kHoldCheckIn = "driehoek.v1.CheckInService/HoldCheckIn";
inline constexpr absl::string_view kAddAgreedAction = "driehoek.v1.CheckInService/AddAgreedAction";
inline constexpr absl::string_view kMarkAgreedAction =
    "driehoek.v1.CheckInService/MarkAgreedAction";
inline constexpr absl::string_view kCloseCheckIn = "driehoek.v1.CheckInService/CloseCheckIn";
inline constexpr absl::string_view kRecordDisagreement =
    "driehoek.v1.CheckInService/RecordDisagreement";
inline constexpr absl::string_view kResolveDisagreement =
    "driehoek.v1.CheckInService/ResolveDisagreement";

inline constexpr absl::string_view kCreateContactMoment =
    "driehoek.v1.ContactService/CreateContactMoment";
inline constexpr absl::string_view kGetContactMoment =
    "driehoek.v1.ContactService/GetContactMoment";
inline constexpr absl::string_view kListContactMoments =
    "driehoek.v1.ContactService/ListContactMoments";
inline constexpr absl::string_view kGetContactOverview =
    "driehoek.v1.ContactService/GetContactOverview";

// The rows of CheckInService and of ContactService for the rights table.
std::vector<auth::Right> CheckInRights();
std::vector<auth::Right> ContactRights();

// As to the placement of the check-in. Its second teacher is assigned to it as the contact person
// is (R59); who must settle a disagreement on it has a part in it (kParty, R57).
auth::Relations RelationsTo(const CheckIn& check_in, const PlacementFact& placement,
                            const auth::Caller& caller, const ReachFact& reach);

// Cut `query` down to what a caller, who needs one of `needed`, may list. False: nothing at all.
bool Narrow(auth::Relations needed, const auth::Caller& caller, const ReachFact& reach,
            CheckInQuery& query);
bool Narrow(auth::Relations needed, const auth::Caller& caller, const ReachFact& reach,
            ContactQuery& query);

// For which party a caller writes and acts; none for other roles.
std::optional<Party> PartyOf(auth::Role role);
// How a caller reads the views of a check-in that is within reach.
Viewer ViewerOf(auth::Role role);

}  // namespace driehoek::progress::checkin
