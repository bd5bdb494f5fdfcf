// Who may call what on scans (domain text 6.4), and how a caller stands to one.
#pragma once

#include <vector>

#include "placement/facts.h"
#include "placement/scan/scan.h"
#include "placement/scan/sql_scan_store.h"
#include "shared/auth/caller.h"
#include "shared/auth/rights.h"

namespace driehoek::placement::scan {

inline constexpr absl::string_view kCreateScanCriteria =
    "driehoek.v1.WorkplaceScanService/CreateScanCriteria";
inline constexpr absl::string_view kGetScanCriteria =
    "driehoek.v1.WorkplaceScanService/GetScanCriteria";
inline constexpr absl::string_view kListScanCriteria =
    "driehoek.v1.WorkplaceScanService/ListScanCriteria";
inline constexpr absl::string_view kRequestWorkplaceScan =
    "driehoek.v1.WorkplaceScanService/RequestWorkplaceScan";
inline constexpr absl::string_view kGetWorkplaceScan =
    "driehoek.v1.WorkplaceScanService/GetWorkplaceScan";
inline constexpr absl::string_view kListWorkplaceScans =
    "driehoek.v1.WorkplaceScanService/ListWorkplaceScans";
inline constexpr absl::string_view kFillWorkplaceScan =
    "driehoek.v1.WorkplaceScanService/FillWorkplaceScan";
inline constexpr absl::string_view kAssessWorkplaceScan =
    "driehoek.v1.WorkplaceScanService/AssessWorkplaceScan";
inline constexpr absl::string_view kCompleteScanCondition =
    "driehoek.v1.WorkplaceScanService/CompleteScanCondition";
inline constexpr absl::string_view kReopenWorkplaceScan =
    "driehoek.v1.WorkplaceScanService/ReopenWorkplaceScan";

// The rows of WorkplaceScanService for the rights table.
std::vector<auth::Right> ScanRights();

auth::Relations RelationsTo(const Scan& scan, const auth::Caller& caller, const ReachFact& reach);

// Cuts `query` down to what a caller, who needs one of `needed`, may list. False: nothing at all.
bool Narrow(auth::Relations needed, const auth::Caller& caller, const ReachFact& reach,
            ScanQuery& query);

// As which side a caller answers. Only roles that may fill have one.
std::optional<Side> SideOf(auth::Role role);

}  // namespace driehoek::placement::scan
