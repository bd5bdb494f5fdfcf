// Between scans and the contract.
#pragma once

#include <string>
#include <vector>

#include "driehoek/v1/workplace_scan.pb.h"
#include "google/protobuf/repeated_field.h"
#include "placement/placement.h"
#include "placement/scan/criteria.h"
#include "placement/scan/scan.h"
#include "shared/base/errors.h"

namespace driehoek::placement::scan {

inline constexpr absl::string_view kProgrammePattern =
    "institutions/{institution}/programmes/{programme}";
inline constexpr absl::string_view kCriteriaPattern =
    "institutions/{institution}/programmes/{programme}/scanCriteria/{scan_criteria}";
inline constexpr absl::string_view kScanPattern =
    "institutions/{institution}/workplaceScans/{workplace_scan}";
inline constexpr absl::string_view kWorkplacePattern =
    "institutions/{institution}/organisations/{organisation}/workplaces/{workplace}";

std::string CriteriaName(const TenantId& tenant, const ProgrammeId& programme,
                         const CriteriaId& id);
std::string ScanName(const TenantId& tenant, const ScanId& id);

v1::ScanCriteria ToProto(const TenantId& tenant, const Criteria& criteria);
// Without labels.
v1::WorkplaceScan ToProto(const TenantId& tenant, const Scan& scan);
void SetLabels(const Labels& labels, v1::WorkplaceScan& proto);

// The fields that a caller may set, into `criteria`.
void FromProto(const v1::ScanCriteria& proto, Criteria& criteria, FieldViolations& violations);
// What a caller may say when asking for a scan, into `scan`. OTHER_ORGANISATION when supervisor and
// workplace are of two.
void FromProto(const v1::WorkplaceScan& proto, Scan& scan, FieldViolations& violations);

std::vector<Answer> AnswersFromProto(
    const google::protobuf::RepeatedPtrField<v1::WorkplaceScan::Answer>& protos,
    FieldViolations& violations);
// Without ids.
std::vector<Condition> ConditionsFromProto(
    const google::protobuf::RepeatedPtrField<v1::WorkplaceScan::Condition>& protos,
    FieldViolations& violations);

}  // namespace driehoek::placement::scan
