#include "progress/evidence/sql_upload_store.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "progress/evidence/item_json.h"
#include "shared/base/errors.h"
#include "shared/base/id_source.h"
#include "shared/storage/columns.h"

namespace driehoek::progress::evidence {
namespace {

using storage::Row;
using storage::Rows;
using storage::TenantTransaction;
using storage::ToValue;

constexpr absl::string_view kFind =
    "SELECT id, version, placement_id, person_id, file_name, size_bytes, sha256, state, "
    "received_bytes, file, expire_time FROM evidence_upload WHERE tenant_id = $1 AND id = $2";

constexpr absl::string_view kPut =
    "INSERT INTO evidence_upload (tenant_id, id, version, placement_id, person_id, file_name, "
    "size_bytes, sha256, state, received_bytes, file, expire_time) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) "
    "ON CONFLICT (tenant_id, id) DO UPDATE SET version = excluded.version, "
    "state = excluded.state, file = excluded.file";

constexpr absl::string_view kCountOpen =
    "SELECT COUNT(*) FROM evidence_upload WHERE tenant_id = $1 AND person_id = $2 "
    "AND state IN ('receiving', 'finished') AND expire_time > $3";

constexpr absl::string_view kCountIn =
    "UPDATE evidence_upload SET received_bytes = $4 WHERE tenant_id = $1 AND id = $2 "
    "AND received_bytes = $3 AND state = 'receiving'";

constexpr absl::string_view kPutChunk =
    "INSERT INTO evidence_upload_chunk (tenant_id, upload_id, first_byte, bytes) "
    "VALUES ($1, $2, $3, $4)";

// A chunk has at most 512 KiB: whoever begins earlier ends before the place that is asked for.
constexpr absl::string_view kChunks =
    "SELECT first_byte, bytes FROM evidence_upload_chunk WHERE tenant_id = $1 AND upload_id = $2 "
    "AND first_byte > $3 AND first_byte < $4 ORDER BY first_byte";

constexpr absl::string_view kExpired =
    "SELECT id FROM evidence_upload WHERE tenant_id = $1 AND expire_time <= $2 ORDER BY id LIMIT "
    "$3";
constexpr absl::string_view kDeleteChunks =
    "DELETE FROM evidence_upload_chunk WHERE tenant_id = $1 AND upload_id = $2";
constexpr absl::string_view kDelete =
    "DELETE FROM evidence_upload WHERE tenant_id = $1 AND id = $2";

absl::StatusOr<Upload> FromRow(const Row& row) {
  Upload upload{.id = UploadId(row.Text(0)),
                .placement = PlacementId(row.Text(2)),
                .person = PersonId(row.Text(3)),
                .file_name = row.Text(4),
                .size_bytes = row.Int(5),
                .sha256 = row.Text(6),
                .state = EnumFromName<UploadState>(row.Text(7)).value_or(UploadState{}),
                .received_bytes = row.Int(8),
                .expire_time = row.Time(10),
                .version = row.Int(1)};
  DRIEHOEK_ASSIGN_OR_RETURN(upload.file, FileFromJson(row.Text(9)));
  return upload;
}

}  // namespace

absl::StatusOr<std::optional<Upload>> SqlUploadStore::Find(const TenantId& tenant,
                                                           const UploadId& id,
                                                           absl::Time deadline) const {
  std::optional<Upload> found;
  if (!IsUuid(id.value())) return found;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        found.reset();
        DRIEHOEK_ASSIGN_OR_RETURN(const Rows rows, transaction.Execute(kFind, {id.value()}));
        if (rows.empty()) return absl::OkStatus();
        DRIEHOEK_ASSIGN_OR_RETURN(found, FromRow(rows.front()));
        return absl::OkStatus();
      }));
  return found;
}

absl::StatusOr<int> SqlUploadStore::CountOpen(const TenantId& tenant, const PersonId& person,
                                              absl::Time now, absl::Time deadline) const {
  int count = 0;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(const Rows rows,
                                  transaction.Execute(kCountOpen, {person.value(), ToValue(now)}));
        count = static_cast<int>(rows.front().Int(0));
        return absl::OkStatus();
      }));
  return count;
}

absl::StatusOr<std::string> SqlUploadStore::Bytes(const TenantId& tenant, const UploadId& id,
                                                  std::int64_t offset, std::int64_t size,
                                                  absl::Time deadline) const {
  std::string bytes;
  const std::int64_t end = offset + size;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        bytes.clear();
        DRIEHOEK_ASSIGN_OR_RETURN(
            const Rows rows,
            transaction.Execute(
                kChunks, {id.value(), offset - static_cast<std::int64_t>(kLargestChunk), end}));
        for (const Row& row : rows) {
          const std::string& chunk = row.Blob(1);
          const std::int64_t first = row.Int(0);
          const std::int64_t from = std::max(offset - first, std::int64_t{0});
          const std::int64_t to = std::min(end - first, static_cast<std::int64_t>(chunk.size()));
          if (from < to) {
            bytes.append(chunk, static_cast<std::size_t>(from),
                         static_cast<std::size_t>(to - from));
          }
        }
        return absl::OkStatus();
      }));
  return bytes;
}

absl::Status SqlUploadStore::Append(const TenantId& tenant, const Upload& upload,
                                    absl::string_view bytes, absl::Time deadline) const {
  return database_.Write(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
    const std::int64_t before = upload.received_bytes;
    DRIEHOEK_ASSIGN_OR_RETURN(
        const std::int64_t counted,
        transaction.Change(kCountIn, {upload.id.value(), before,
                                      before + static_cast<std::int64_t>(bytes.size())}));
    if (counted == 0) {
      return Error(absl::StatusCode::kAborted, "CHUNK_RACE", "another chunk came in between");
    }
    return transaction
        .Execute(kPutChunk, {upload.id.value(), before, storage::Bytes{std::string(bytes)}})
        .status();
  });
}

absl::StatusOr<int> SqlUploadStore::DeleteExpired(const TenantId& tenant, absl::Time now, int limit,
                                                  absl::Time deadline) const {
  int count = 0;
  const absl::Status deleted =
      database_.Write(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(
            const Rows rows, transaction.Execute(kExpired, {ToValue(now), std::int64_t{limit}}));
        count = static_cast<int>(rows.size());
        for (const Row& row : rows) {
          DRIEHOEK_RETURN_IF_ERROR(transaction.Execute(kDeleteChunks, {row.Text(0)}).status());
          DRIEHOEK_RETURN_IF_ERROR(transaction.Execute(kDelete, {row.Text(0)}).status());
        }
        return absl::OkStatus();
      });
  if (!deleted.ok()) return deleted;
  return count;
}

absl::Status SqlUploadStore::Put(TenantTransaction& transaction, const Upload& u) {
  return transaction
      .Execute(kPut, {u.id.value(), u.version, u.placement.value(), u.person.value(), u.file_name,
                      u.size_bytes, u.sha256, std::string(NameOf(u.state)), u.received_bytes,
                      ToJson(u.file), ToValue(u.expire_time)})
      .status();
}

absl::Status SqlUploadStore::PutTaken(TenantTransaction& transaction, const Upload& upload) {
  DRIEHOEK_RETURN_IF_ERROR(Put(transaction, upload));
  return transaction.Execute(kDeleteChunks, {upload.id.value()}).status();
}

}  // namespace driehoek::progress::evidence
