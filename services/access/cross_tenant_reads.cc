#include "access/cross_tenant_reads.h"

#include "shared/base/errors.h"

namespace driehoek::access {
namespace {

constexpr char kLiveGrantsOfAddressSql[] = R"(
  SELECT tenant_id, grant_id, person_id, state, address_hash, created_us, open_by_us, opened_us,
         version
  FROM guest_grant WHERE address_hash = $1 AND state IN ('issued', 'active')
  ORDER BY tenant_id, grant_id LIMIT $2)";

}  // namespace

absl::StatusOr<std::vector<ForeignGrant>> LiveGrantsOfAddress(storage::Database& database,
                                                              absl::string_view address_hash,
                                                              int limit, absl::Time deadline) {
  std::vector<ForeignGrant> found;
  const std::vector<storage::Value> parameters = {storage::Bytes{std::string(address_hash)},
                                                  std::int64_t{limit}};
  DRIEHOEK_RETURN_IF_ERROR(
      database.Read(deadline, [&](storage::Transaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(const storage::Rows rows,
                                  transaction.Execute(kLiveGrantsOfAddressSql, parameters));
        found.clear();
        for (const storage::Row& row : rows) {
          found.push_back({.tenant = TenantId(row.Text(0)),
                           .grant = {.id = GuestGrantId(row.Text(1)),
                                     .person = PersonId(row.Text(2)),
                                     .state = EnumFromName<GuestGrantState>(row.Text(3)).value(),
                                     .address_hash = row.Blob(4),
                                     .create_time = row.Time(5),
                                     .open_by = row.Time(6),
                                     .open_time = row.OptionalTime(7),
                                     .version = row.Int(8)}});
        }
        return absl::OkStatus();
      }));
  return found;
}

}  // namespace driehoek::access
