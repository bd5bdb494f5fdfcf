// Between check-ins and the contract.
#pragma once

#include <string>

#include "driehoek/v1/check_in.pb.h"
#include "progress/checkin/check_in.h"
#include "progress/checkin/views.h"
#include "progress/facts.h"
#include "shared/base/errors.h"

namespace driehoek::progress::checkin {

inline constexpr absl::string_view kCheckInPattern =
    "institutions/{institution}/checkIns/{check_in}";
inline constexpr absl::string_view kPlacementPattern =
    "institutions/{institution}/placements/{placement}";
inline constexpr absl::string_view kPersonPattern = "institutions/{institution}/persons/{person}";
inline constexpr absl::string_view kTaskPattern =
    "institutions/{institution}/learningTasks/{learning_task}";

std::string CheckInName(const TenantId& tenant, const CheckInId& id);
std::string PlacementName(const TenantId& tenant, const PlacementId& id);

v1::CheckIn::Party ToProto(Party party);

// As `viewer` may read it; without teacher, supervisor and labels.
v1::CheckIn ToProto(const TenantId& tenant, const CheckIn& check_in, const Viewer& viewer);

// `place`, `link`, `length_minutes` (0: the default), `second_teacher` and `learning_tasks`.
// NAME_MALFORMED.
Arrangement ReadArrangement(const v1::CheckIn& proto, FieldViolations& violations);
// The same fields, written.
void SetArrangement(const TenantId& tenant, const Arrangement& arrangement, v1::CheckIn& proto);

ViewText FromProto(const v1::CheckIn::PartyView& proto);
// FIELD_MISSING, DATE_INVALID.
AgreedAction FromProto(const v1::CheckIn::AgreedAction& proto, FieldViolations& violations);

}  // namespace driehoek::progress::checkin
