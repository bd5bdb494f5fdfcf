#include "passback/seat_store.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "passback/column.h"
#include "platform/schema.h"
#include "shared/base/errors.h"

namespace driehoek::lti {
namespace {

using storage::Row;
using storage::Rows;
using storage::ToValue;
using storage::Transaction;

constexpr std::size_t kMaxKnown = 20'000;

std::string KeyOf(const GradeSeat& seat) {
  return absl::StrCat(seat.tenant.value(), " ", seat.person.value(), " ", CourseOf(seat));
}

absl::Status Upsert(Transaction& transaction, const GradeSeat& seat, absl::Time now) {
  DRIEHOEK_RETURN_IF_ERROR(
      transaction
          .Execute("INSERT INTO grade_book (tenant_id, registration_id, deployment_id, context_id, "
                   "lineitems_url, scopes, seen_us) VALUES ($1, $2, $3, $4, $5, $6, $7) "
                   "ON CONFLICT (tenant_id, registration_id, deployment_id, context_id) DO UPDATE "
                   "SET lineitems_url = excluded.lineitems_url, scopes = excluded.scopes, "
                   "seen_us = excluded.seen_us",
                   {seat.tenant.value(), seat.registration_id, seat.deployment_id, seat.context_id,
                    seat.service.lineitems, absl::StrJoin(seat.service.scopes, " "), ToValue(now)})
          .status());
  DRIEHOEK_RETURN_IF_ERROR(
      transaction
          .Execute(
              "INSERT INTO grade_seat (tenant_id, person_id, registration_id, deployment_id, "
              "context_id, subject, resource_link_id, lineitem_url, seen_us) "
              "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) "
              "ON CONFLICT (tenant_id, person_id, registration_id, deployment_id, context_id) DO "
              "UPDATE SET subject = excluded.subject, resource_link_id = "
              "excluded.resource_link_id, lineitem_url = excluded.lineitem_url, "
              "seen_us = excluded.seen_us",
              {seat.tenant.value(), seat.person.value(), seat.registration_id, seat.deployment_id,
               seat.context_id, seat.subject, seat.resource_link_id, seat.service.lineitem,
               ToValue(now)})
          .status());
  return transaction
      .Execute(
          "UPDATE score SET next_us = 0 WHERE tenant_id = $1 AND person_id = $2 AND state = "
          "'no_column'",
          {seat.tenant.value(), seat.person.value()})
      .status();
}

GradeSeat ToSeat(const TenantId& tenant, const PersonId& person, const Row& row) {
  return {.tenant = tenant,
          .person = person,
          .registration_id = row.Text(0),
          .deployment_id = row.Text(1),
          .context_id = row.Text(2),
          .subject = row.Text(3),
          .resource_link_id = row.Text(4),
          .service = {.scopes = absl::StrSplit(row.Text(6), ' ', absl::SkipEmpty()),
                      .lineitems = row.Text(7),
                      .lineitem = row.Text(5)}};
}

}  // namespace

bool SeatStore::Knows(const GradeSeat& seat) {
  const std::string key = KeyOf(seat);
  const absl::Time now = clock_.Now();
  const std::lock_guard lock(mutex_);
  const auto found = known_.find(key);
  return found != known_.end() && now < found->second.until && found->second.seat == seat;
}

absl::Status SeatStore::Keep(const GradeSeat& seat) {
  const absl::Time now = clock_.Now();
  DRIEHOEK_RETURN_IF_ERROR(database_.Write(absl::Now() + kStoreTime, [&](Transaction& transaction) {
    return Upsert(transaction, seat, now);
  }));
  const std::lock_guard lock(mutex_);
  if (known_.size() >= kMaxKnown) known_.clear();
  known_.insert_or_assign(KeyOf(seat), Known{seat, now + kSeatMemory});
  return absl::OkStatus();
}

absl::StatusOr<std::vector<GradeSeat>> SelectSeats(Transaction& transaction, const TenantId& tenant,
                                                   const PersonId& person) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const Rows rows,
      transaction.Execute(
          "SELECT s.registration_id, s.deployment_id, s.context_id, s.subject, "
          "s.resource_link_id, s.lineitem_url, b.scopes, b.lineitems_url FROM grade_seat s "
          "JOIN grade_book b ON b.tenant_id = $1 AND b.registration_id = s.registration_id AND "
          "b.deployment_id = s.deployment_id AND b.context_id = s.context_id "
          "WHERE s.tenant_id = $1 AND s.person_id = $2 "
          "ORDER BY s.seen_us DESC, s.registration_id, s.context_id LIMIT 20",
          {tenant.value(), person.value()}));
  std::vector<GradeSeat> seats;
  seats.reserve(rows.size());
  for (const Row& row : rows) seats.push_back(ToSeat(tenant, person, row));
  return seats;
}

}  // namespace driehoek::lti
