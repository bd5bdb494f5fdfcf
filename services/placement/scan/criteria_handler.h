// What WorkplaceScanService does with criteria: each call in six steps.
#pragma once

#include "absl/status/statusor.h"
#include "driehoek/v1/workplace_scan_service.pb.h"
#include "placement/scan/facts.h"
#include "placement/scan/sql_criteria_store.h"
#include "shared/base/id_source.h"
#include "shared/events/change_log.h"
#include "shared/rpc/call.h"

namespace driehoek::placement::scan {

// Thread-safe; holds no state. What it refers to must outlive it.
class CriteriaHandler {
 public:
  struct Parts {
    const SqlCriteriaStore& store;
    events::ChangeLog& change_log;
    IdSource& ids;
    Programmes& programmes;
  };
  explicit CriteriaHandler(const Parts& parts) : parts_(parts) {}

  absl::StatusOr<v1::ScanCriteria> CreateScanCriteria(
      const rpc::Call& call, const v1::CreateScanCriteriaRequest& request) const;
  absl::StatusOr<v1::ScanCriteria> GetScanCriteria(const rpc::Call& call,
                                                   const v1::GetScanCriteriaRequest& request) const;
  absl::StatusOr<v1::ListScanCriteriaResponse> ListScanCriteria(
      const rpc::Call& call, const v1::ListScanCriteriaRequest& request) const;

 private:
  // NOT_FOUND when there is none.
  absl::StatusOr<ProgrammeId> Programme(const rpc::Call& call, const std::string& name) const;
  absl::StatusOr<v1::ScanCriteria> CommitNext(const rpc::Call& call, Criteria criteria) const;

  const Parts parts_;
};

}  // namespace driehoek::placement::scan
