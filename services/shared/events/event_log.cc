#include "shared/events/event_log.h"

#include "shared/base/errors.h"

namespace driehoek::events {

using storage::Row;
using storage::TenantTransaction;

absl::StatusOr<std::vector<StoredEvent>> EventLog::ReadAfter(const TenantId& tenant,
                                                             std::int64_t sequence, int limit,
                                                             absl::Time deadline) {
  std::vector<StoredEvent> events;
  DRIEHOEK_RETURN_IF_ERROR(database_.Read(tenant, deadline, [&](TenantTransaction& transaction) {
    const auto rows = transaction.Execute(
        "SELECT seq, at_us, type, resource, payload FROM feed "
        "WHERE tenant_id = $1 AND seq > $2 ORDER BY seq LIMIT $3",
        {sequence, std::int64_t{limit}});
    if (!rows.ok()) return rows.status();
    events.clear();
    events.reserve(rows->size());
    for (const Row& row : *rows) {
      events.push_back({.sequence = row.Int(0),
                        .time = row.Time(1),
                        .type = row.Text(2),
                        .resource = row.Text(3),
                        .payload = row.Blob(4)});
    }
    return absl::OkStatus();
  }));
  return events;
}

absl::StatusOr<FeedPosition> EventLog::Newest(const TenantId& tenant, absl::Time deadline) {
  FeedPosition position;
  DRIEHOEK_RETURN_IF_ERROR(database_.Read(tenant, deadline, [&](TenantTransaction& transaction) {
    const auto rows = transaction.Execute("SELECT epoch, seq FROM feed_head WHERE tenant_id = $1");
    if (!rows.ok()) return rows.status();
    position = {};
    if (!rows->empty()) position = {.epoch = rows->at(0).Int(0), .sequence = rows->at(0).Int(1)};
    return absl::OkStatus();
  }));
  return position;
}

absl::Status EventLog::RaiseEpoch(const TenantId& tenant, absl::Time deadline) {
  return database_.Write(tenant, deadline, [](TenantTransaction& transaction) {
    return transaction
        .Execute(
            "INSERT INTO feed_head (tenant_id, seq, epoch) VALUES ($1, 0, 2) "
            "ON CONFLICT (tenant_id) DO UPDATE SET epoch = feed_head.epoch + 1")
        .status();
  });
}

}  // namespace driehoek::events
