// Names of what assessments know.
#pragma once

#include <string>

#include "progress/assessment/assessment.h"
#include "shared/base/resource_name.h"

namespace driehoek::progress::assessment {

inline constexpr absl::string_view kInstitutionPattern = "institutions/{institution}";
inline constexpr absl::string_view kAssessmentPattern =
    "institutions/{institution}/assessments/{assessment}";
inline constexpr absl::string_view kPlacementPattern =
    "institutions/{institution}/placements/{placement}";
inline constexpr absl::string_view kPersonPattern = "institutions/{institution}/persons/{person}";
inline constexpr absl::string_view kEvidencePattern =
    "institutions/{institution}/evidenceItems/{evidence_item}";

inline std::string AssessmentName(const TenantId& tenant, const AssessmentId& id) {
  return MakeName(tenant, "assessments", id.value());
}

}  // namespace driehoek::progress::assessment
