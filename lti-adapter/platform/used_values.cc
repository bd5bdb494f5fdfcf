#include "platform/used_values.h"

#include <fstream>

#include "absl/time/clock.h"
#include "platform/schema.h"
#include "shared/base/errors.h"
#include "shared/crypto/digest.h"

namespace driehoek::lti {

using storage::Bytes;
using storage::Rows;
using storage::ToValue;
using storage::Transaction;

absl::StatusOr<bool> UseOnce(Transaction& transaction, const UsedValue& used) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const std::int64_t stored,
      transaction.Change("INSERT INTO used_value (expires_us, value_hash) VALUES ($1, $2) "
                         "ON CONFLICT (expires_us, value_hash) DO NOTHING",
                         {ToValue(used.expires), Bytes{crypto::Sha256(used.value)}}));
  return stored > 0;
}

absl::Status ForgetUsed(Transaction& transaction, absl::Time now) {
  return transaction.Execute("DELETE FROM used_value WHERE expires_us < $1", {ToValue(now)})
      .status();
}

absl::StatusOr<absl::Time> UsedSince(storage::Database& database, const Clock& clock,
                                     const std::string& boot_id) {
  const bool waits_for_disk = database.engine() == storage::Engine::kPostgres;
  // What is issued carries whole seconds.
  const absl::Time now = absl::FromUnixSeconds(absl::ToUnixSeconds(clock.Now()));
  absl::Time since = now;
  DRIEHOEK_RETURN_IF_ERROR(
      database.Write(absl::Now() + kStoreTime, [&](Transaction& transaction) -> absl::Status {
        since = now;
        DRIEHOEK_ASSIGN_OR_RETURN(
            const Rows rows,
            transaction.Execute("SELECT boot_id, since_us FROM used_since WHERE one_row = 1", {}));
        if (!rows.empty() && (waits_for_disk || (!boot_id.empty() && rows[0].Text(0) == boot_id))) {
          since = rows[0].Time(1);
          return absl::OkStatus();
        }
        return transaction
            .Execute(
                "INSERT INTO used_since (one_row, boot_id, since_us) VALUES (1, $1, $2) "
                "ON CONFLICT (one_row) DO UPDATE SET boot_id = excluded.boot_id, "
                "since_us = excluded.since_us",
                {boot_id, ToValue(now)})
            .status();
      }));
  return since;
}

std::string BootId() {
  std::ifstream in("/proc/sys/kernel/random/boot_id");
  std::string id;
  std::getline(in, id);
  return id;
}

}  // namespace driehoek::lti
