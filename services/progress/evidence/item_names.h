// Names of what evidence knows.
#pragma once

#include <string>

#include "absl/strings/str_cat.h"
#include "progress/evidence/evidence_item.h"
#include "progress/evidence/upload.h"
#include "shared/base/resource_name.h"

namespace driehoek::progress::evidence {

inline constexpr absl::string_view kInstitutionPattern = "institutions/{institution}";
inline constexpr absl::string_view kItemPattern =
    "institutions/{institution}/evidenceItems/{evidence_item}";
inline constexpr absl::string_view kUploadPattern =
    "institutions/{institution}/evidenceUploads/{evidence_upload}";
inline constexpr absl::string_view kPlacementPattern =
    "institutions/{institution}/placements/{placement}";
inline constexpr absl::string_view kTaskPattern =
    "institutions/{institution}/learningTasks/{learning_task}";
inline constexpr absl::string_view kProfilePattern =
    "institutions/{institution}/placements/{placement}/evidenceProfile";
inline constexpr absl::string_view kProgressPattern =
    "institutions/{institution}/placements/{placement}/outcomeProgress";

inline std::string ItemName(const TenantId& tenant, const ItemId& id) {
  return MakeName(tenant, "evidenceItems", id.value());
}
inline std::string UploadName(const TenantId& tenant, const UploadId& id) {
  return MakeName(tenant, "evidenceUploads", id.value());
}
inline std::string PlacementName(const TenantId& tenant, const PlacementId& id) {
  return MakeName(tenant, "placements", id.value());
}

}  // namespace driehoek::progress::evidence
