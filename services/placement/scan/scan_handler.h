// What WorkplaceScanService does with scans: each call in six steps.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "driehoek/v1/workplace_scan_service.pb.h"
#include "placement/facts.h"
#include "placement/scan/lifecycle.h"
#include "placement/scan/sql_criteria_store.h"
#include "placement/scan/sql_scan_store.h"
#include "placement/sql_placement_store.h"
#include "shared/base/id_source.h"
#include "shared/events/change_log.h"
#include "shared/rpc/call.h"

namespace driehoek::placement::scan {

// Thread-safe; holds no state. What it refers to must outlive it.
class ScanHandler {
 public:
  struct Parts {
    const SqlScanStore& store;
    const SqlCriteriaStore& criteria;
    const SqlPlacementStore& placements;
    events::ChangeLog& change_log;
    IdSource& ids;
    DirectoryFacts& directory;
  };
  explicit ScanHandler(const Parts& parts) : parts_(parts) {}

  absl::StatusOr<v1::WorkplaceScan> RequestWorkplaceScan(
      const rpc::Call& call, const v1::RequestWorkplaceScanRequest& request) const;
  absl::StatusOr<v1::WorkplaceScan> GetWorkplaceScan(
      const rpc::Call& call, const v1::GetWorkplaceScanRequest& request) const;
  absl::StatusOr<v1::ListWorkplaceScansResponse> ListWorkplaceScans(
      const rpc::Call& call, const v1::ListWorkplaceScansRequest& request) const;
  absl::StatusOr<v1::WorkplaceScan> FillWorkplaceScan(
      const rpc::Call& call, const v1::FillWorkplaceScanRequest& request) const;
  absl::StatusOr<v1::WorkplaceScan> AssessWorkplaceScan(
      const rpc::Call& call, const v1::AssessWorkplaceScanRequest& request) const;
  absl::StatusOr<v1::WorkplaceScan> CompleteScanCondition(
      const rpc::Call& call, const v1::CompleteScanConditionRequest& request) const;
  absl::StatusOr<v1::WorkplaceScan> ReopenWorkplaceScan(
      const rpc::Call& call, const v1::ReopenWorkplaceScanRequest& request) const;

 private:
  absl::StatusOr<absl::CivilDay> Today(const rpc::Call& call) const;
  absl::StatusOr<ReachFact> Reach(const rpc::Call& call) const;
  // The scan behind `name`, which the caller may do this to.
  absl::StatusOr<Scan> LoadAllowed(const rpc::Call& call, const std::string& name) const;
  // The criteria that `scan` was made with.
  absl::StatusOr<Criteria> CriteriaOf(const rpc::Call& call, const Scan& scan) const;
  // The placement that `draft` names, with its student's phase; nullopt when it names none or, with
  // a violation, none that the caller reaches.
  absl::StatusOr<std::optional<AtWork>> PlacementOf(const rpc::Call& call, const Scan& draft,
                                                    FieldViolations& violations) const;
  // The policy of the draft's variant; a violation when that is not the caller's to know of.
  absl::StatusOr<PolicyFact> PolicyOf(const rpc::Call& call, const Scan& draft,
                                      FieldViolations& violations) const;
  // With names to show.
  absl::StatusOr<std::vector<v1::WorkplaceScan>> View(const rpc::Call& call,
                                                      const std::vector<Scan>& scans) const;
  // Notes that the caller saw what is said of supervisor and student.
  static void RecordRead(const rpc::Call& call, const Scan& scan);
  // Stores the change, decided on version `before`, and answers with the scan.
  absl::StatusOr<v1::WorkplaceScan> Commit(const rpc::Call& call, ScanChange change,
                                           std::int64_t before, absl::string_view reason) const;

  const Parts parts_;
};

}  // namespace driehoek::placement::scan
