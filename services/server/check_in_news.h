// What mails ask of check-ins, joined.
#pragma once

#include "directory/reader.h"
#include "notify/ports.h"
#include "placement/sql_placement_store.h"
#include "progress/checkin/sql_check_in_store.h"

namespace driehoek::server {

// Thread-safe. What it refers to must outlive it.
class NewsOfCheckIns final : public notify::CheckIns {
 public:
  NewsOfCheckIns(const progress::checkin::SqlCheckInStore& check_ins,
                 const placement::SqlPlacementStore& placements,
                 const directory::DirectoryReader& reader)
      : check_ins_(check_ins), placements_(placements), reader_(reader) {}
  absl::StatusOr<notify::CheckInNews> Of(const TenantId& tenant, absl::string_view name,
                                         absl::Time now, absl::Time deadline) override;

 private:
  const progress::checkin::SqlCheckInStore& check_ins_;
  const placement::SqlPlacementStore& placements_;
  const directory::DirectoryReader& reader_;
};

}  // namespace driehoek::server
