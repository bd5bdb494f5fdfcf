// What placements ask of scans, and scans of the directory, joined.
#pragma once

#include "directory/sql_directory_store.h"
#include "placement/facts.h"
#include "placement/scan/facts.h"
#include "placement/scan/sql_criteria_store.h"
#include "placement/scan/sql_scan_store.h"

namespace driehoek::server {

// Thread-safe. The store must outlive it.
class ProgrammesOfDirectory final : public placement::scan::Programmes {
 public:
  explicit ProgrammesOfDirectory(const directory::SqlDirectoryStore& store) : store_(store) {}
  absl::StatusOr<bool> Has(const TenantId& tenant, const placement::ProgrammeId& programme,
                           absl::Time deadline) override;

 private:
  const directory::SqlDirectoryStore& store_;
};

// A programme that published criteria for the phase of a placement asks for a scan (R35).
// Thread-safe. The stores must outlive it.
class ScanFactsOfScans final : public placement::ScanFacts {
 public:
  ScanFactsOfScans(const placement::scan::SqlScanStore& scans,
                   const placement::scan::SqlCriteriaStore& criteria)
      : scans_(scans), criteria_(criteria) {}
  absl::StatusOr<placement::ScanFact> Of(const TenantId& tenant,
                                         const placement::Placement& placement,
                                         absl::CivilDay today, absl::Time deadline) override;

 private:
  const placement::scan::SqlScanStore& scans_;
  const placement::scan::SqlCriteriaStore& criteria_;
};

}  // namespace driehoek::server
