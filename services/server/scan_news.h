// What mails ask of workplace scans, joined.
#pragma once

#include "access/role_store.h"
#include "directory/reader.h"
#include "notify/ports.h"
#include "placement/scan/sql_scan_store.h"

namespace driehoek::server {

// Thread-safe. What it refers to must outlive it.
class NewsOfScans final : public notify::Scans {
 public:
  NewsOfScans(const placement::scan::SqlScanStore& scans, const directory::DirectoryReader& reader,
              access::RoleStore& roles)
      : scans_(scans), reader_(reader), roles_(roles) {}
  absl::StatusOr<notify::ScanNews> Of(const TenantId& tenant, absl::string_view name,
                                      absl::Time now, absl::Time deadline) override;

 private:
  const placement::scan::SqlScanStore& scans_;
  const directory::DirectoryReader& reader_;
  access::RoleStore& roles_;
};

}  // namespace driehoek::server
