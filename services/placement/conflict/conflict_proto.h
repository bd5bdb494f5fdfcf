// Between conflicts of interest and the contract.
#pragma once

#include <string>

#include "driehoek/v1/conflict.pb.h"
#include "placement/conflict/conflict.h"
#include "placement/conflict/facts.h"
#include "shared/base/errors.h"

namespace driehoek::placement::conflict {

inline constexpr absl::string_view kConflictPattern =
    "institutions/{institution}/conflictsOfInterest/{conflict_of_interest}";
inline constexpr absl::string_view kOrganisationPattern =
    "institutions/{institution}/organisations/{organisation}";

std::string ConflictName(const TenantId& tenant, const ConflictId& id);

v1::ConflictOfInterest ToProto(const TenantId& tenant, const ConflictOfInterest& conflict,
                               const SidesFact& sides);
// The fields that a caller may set. OTHER_ORGANISATION when the supervisor is named under another.
void FromProto(const v1::ConflictOfInterest& proto, ConflictOfInterest& conflict,
               FieldViolations& violations);

}  // namespace driehoek::placement::conflict
