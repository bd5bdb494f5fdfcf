#include "shared/events/head.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "shared/base/errors.h"

namespace driehoek::events {

using storage::Rows;

absl::StatusOr<storage::Row> LockHead(storage::TenantTransaction& transaction,
                                      absl::string_view select, storage::TenantBody insert) {
  const std::string locking = absl::StrCat(select, transaction.ForUpdate());
  DRIEHOEK_ASSIGN_OR_RETURN(Rows rows, transaction.Execute(locking));
  if (rows.empty()) {
    DRIEHOEK_RETURN_IF_ERROR(insert(transaction));
    DRIEHOEK_ASSIGN_OR_RETURN(rows, transaction.Execute(locking));
  }
  if (rows.empty()) {
    return Error(absl::StatusCode::kInternal, "HEAD_VANISHED",
                 "the head of a sequence was neither stored nor found");
  }
  return std::move(rows.front());
}

}  // namespace driehoek::events
