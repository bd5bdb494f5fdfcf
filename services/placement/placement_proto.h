// Between placements and the contract.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "driehoek/v1/placement.pb.h"
#include "placement/placement.h"
#include "placement/search.h"
#include "shared/base/errors.h"

namespace driehoek::placement {

inline constexpr absl::string_view kPlacementPattern =
    "institutions/{institution}/placements/{placement}";
inline constexpr absl::string_view kPersonPattern = "institutions/{institution}/persons/{person}";
inline constexpr absl::string_view kWorkplacePattern =
    "institutions/{institution}/organisations/{organisation}/workplaces/{workplace}";
inline constexpr absl::string_view kVariantPattern =
    "institutions/{institution}/programmes/{programme}/variants/{variant}";

std::string VariantName(const TenantId& tenant, const ProgrammeId& programme,
                        const VariantId& variant);
std::string PlacementName(const TenantId& tenant, const PlacementId& id);

// Without blockers, search clock and labels, which are worked out when it is read.
v1::Placement ToProto(const TenantId& tenant, const Placement& placement);
void AddBlockers(const std::vector<Blocker>& blockers, v1::Placement& proto);
void SetLabels(const Labels& labels, v1::Placement& proto);
void SetSearchClock(const SearchClock& clock, v1::Placement& proto);
// Takes out what the side of the employer is not told of how the workplace was found (R32, I5).
void HideSearch(v1::Placement& proto);

// ORIGIN_UNSPECIFIED gives nothing; FIELD_MISSING naming `origin` for an unknown number.
std::optional<Origin> ReadOrigin(int number, FieldViolations& violations);

// The fields that a caller may set, into `placement`; the others stay as they are.
// OTHER_ORGANISATION when supervisor and workplace are of two.
void FromProto(const v1::Placement& proto, Placement& placement, FieldViolations& violations);

}  // namespace driehoek::placement
