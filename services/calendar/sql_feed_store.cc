#include "calendar/sql_feed_store.h"

#include "shared/base/errors.h"

namespace driehoek::calendar {
namespace {

using storage::Bytes;
using storage::Row;
using storage::Rows;
using storage::TenantTransaction;
using storage::ToValue;

constexpr char kFindSql[] = R"(
  SELECT person_id, version, state, titles, secret_hash, create_us FROM calendar_feed
  WHERE tenant_id = $1 AND person_id = $2)";

constexpr char kOpenedSql[] = R"(
  SELECT person_id, version, state, titles, secret_hash, create_us FROM calendar_feed
  WHERE tenant_id = $1 AND secret_hash = $2 AND state = 'active')";

constexpr char kPutSql[] = R"(
  INSERT INTO calendar_feed (tenant_id, person_id, version, state, titles, secret_hash, create_us)
  VALUES ($1, $2, $3, $4, $5, $6, $7)
  ON CONFLICT (tenant_id, person_id) DO UPDATE
  SET version = excluded.version, state = excluded.state, titles = excluded.titles,
      secret_hash = excluded.secret_hash, create_us = excluded.create_us)";

absl::StatusOr<Feed> ToFeed(const Row& row) {
  const auto state = EnumFromName<FeedState>(row.Text(2));
  const auto titles = EnumFromName<Titles>(row.Text(3));
  if (!state.has_value() || !titles.has_value()) {
    return Error(absl::StatusCode::kInternal, "STORED_PART_UNREADABLE",
                 "a stored calendar feed is of no known kind");
  }
  return Feed{.person = PersonId(row.Text(0)),
              .state = *state,
              .titles = *titles,
              .secret_hash = row.Blob(4),
              .create_time = row.Time(5),
              .version = row.Int(1)};
}

}  // namespace

absl::StatusOr<Feed> SqlFeedStore::Of(const TenantId& tenant, const PersonId& person,
                                      absl::Time deadline) const {
  Feed feed{.person = person};
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(const Rows rows, transaction.Execute(kFindSql, {person.value()}));
        if (rows.empty()) return absl::OkStatus();
        DRIEHOEK_ASSIGN_OR_RETURN(feed, ToFeed(rows.front()));
        return absl::OkStatus();
      }));
  return feed;
}

absl::StatusOr<std::optional<Feed>> SqlFeedStore::Opened(const TenantId& tenant,
                                                         const std::string& secret_hash,
                                                         absl::Time deadline) const {
  std::optional<Feed> feed;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(const Rows rows,
                                  transaction.Execute(kOpenedSql, {Bytes{secret_hash}}));
        feed.reset();
        if (rows.empty()) return absl::OkStatus();
        DRIEHOEK_ASSIGN_OR_RETURN(feed, ToFeed(rows.front()));
        return absl::OkStatus();
      }));
  return feed;
}

absl::Status SqlFeedStore::Put(TenantTransaction& transaction, const Feed& feed) {
  return transaction
      .Execute(kPutSql, {feed.person.value(), feed.version, std::string(NameOf(feed.state)),
                         std::string(NameOf(feed.titles)), Bytes{feed.secret_hash},
                         ToValue(feed.create_time)})
      .status();
}

}  // namespace driehoek::calendar
