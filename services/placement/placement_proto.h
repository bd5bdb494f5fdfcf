// Between placements and the contract.
#pragma once

#include <string>
#include <vector>

#include "driehoek/v1/placement.pb.h"
#include "placement/placement.h"
#include "shared/base/errors.h"

namespace driehoek::placement {

inline constexpr absl::string_view kPlacementPattern =
    "institutions/{institution}/placements/{placement}";
inline constexpr absl::string_view kPersonPattern = "institutions/{institution}/persons/{person}";
inline constexpr absl::string_view kVariantPattern =
    "institutions/{institution}/programmes/{programme}/variants/{variant}";

std::string PlacementName(const TenantId& tenant, const PlacementId& id);

// Without blockers and labels, which are worked out when it is read.
v1::Placement ToProto(const TenantId& tenant, const Placement& placement);
void AddBlockers(const std::vector<Blocker>& blockers, v1::Placement& proto);
void SetLabels(const Labels& labels, v1::Placement& proto);

// The fields that a caller may set, into `placement`; the others stay as they are.
// OTHER_ORGANISATION when supervisor and workplace are of two.
void FromProto(const v1::Placement& proto, Placement& placement, FieldViolations& violations);

}  // namespace driehoek::placement
