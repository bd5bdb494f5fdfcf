#include "agreement/timeline_rows.h"

#include <optional>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "agreement/agreement_list.h"
#include "agreement/agreement_names.h"
#include "shared/base/errors.h"
#include "shared/base/id_source.h"
#include "shared/storage/columns.h"

namespace driehoek::agreement {
namespace {

using storage::IdOrNull;
using storage::Row;
using storage::TenantTransaction;
using storage::Value;

constexpr absl::string_view kWrite = R"sql(
INSERT INTO agreement_event (tenant_id, agreement_id, event_us, id, position, type, number, state, person_id, actor,
  role, note, commitment, commitment_status)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
)sql";

constexpr absl::string_view kRead = R"sql(
SELECT event_us, id, position, type, number, state, person_id, actor, role, note, commitment, commitment_status
FROM agreement_event
WHERE tenant_id = $1 AND agreement_id = $2 AND (event_us, id, position) < ($3, $4, $5)
ORDER BY event_us DESC, id DESC, position DESC LIMIT $6
)sql";

struct Place {
  std::int64_t event_us = 0;
  std::string id;
  std::int64_t position = 0;
};

absl::StatusOr<Place> ParsePlace(absl::string_view cursor) {
  if (cursor.empty())
    return Place{absl::ToUnixMicros(absl::UnixEpoch() + absl::Hours(24 * 365 * 1000)),
                 std::string(kHighestId), 0};
  const std::vector<std::string> parts = absl::StrSplit(cursor, '/');
  Place place;
  if (parts.size() != 3 || !absl::SimpleAtoi(parts[0], &place.event_us) || !IsUuid(parts[1]) ||
      !absl::SimpleAtoi(parts[2], &place.position)) {
    return BadCursor();
  }
  place.id = parts[1];
  return place;
}

TimelineEntry ReadEntry(const Row& row) {
  const std::optional<std::string> role = row.OptionalText(8);
  const std::optional<std::string> status = row.OptionalText(11);
  return {.type = EnumFromName<EventType>(row.Text(3)).value_or(EventType::kChanged),
          .number = static_cast<int>(row.Int(4)),
          .state = EnumFromName<VersionState>(row.Text(5)).value_or(VersionState::kDraft),
          .time = row.Time(0),
          .person = PersonId(row.OptionalText(6).value_or("")),
          .actor = row.Text(7),
          .role = role.has_value() ? EnumFromName<PartyRole>(*role) : std::nullopt,
          .note = row.Text(9),
          .commitment = row.Text(10),
          .commitment_status =
              status.has_value() ? EnumFromName<CommitmentStatus>(*status) : std::nullopt};
}

template <typename E>
Value NameOrNull(const std::optional<E>& value) {
  return value.has_value() ? Value(std::string(NameOf(*value))) : Value(std::monostate{});
}

}  // namespace

absl::Status WriteTimeline(TenantTransaction& transaction, const AgreementId& id,
                           const std::string& entry_id,
                           const std::vector<TimelineEntry>& timeline) {
  std::int64_t position = 0;
  for (const TimelineEntry& entry : timeline) {
    DRIEHOEK_RETURN_IF_ERROR(
        transaction
            .Execute(kWrite, {id.value(), storage::ToValue(entry.time), entry_id, position++,
                              std::string(NameOf(entry.type)), std::int64_t{entry.number},
                              std::string(NameOf(entry.state)), IdOrNull(entry.person.value()),
                              entry.actor, NameOrNull(entry.role), entry.note, entry.commitment,
                              NameOrNull(entry.commitment_status)})
            .status());
  }
  return absl::OkStatus();
}

absl::StatusOr<PageOf<TimelineEntry>> ReadTimeline(TenantTransaction& transaction,
                                                   const AgreementId& id, int limit,
                                                   absl::string_view cursor) {
  DRIEHOEK_ASSIGN_OR_RETURN(const Place place, ParsePlace(cursor));
  DRIEHOEK_ASSIGN_OR_RETURN(const storage::Rows rows,
                            transaction.Execute(kRead, {id.value(), place.event_us, place.id,
                                                        place.position, std::int64_t{limit} + 1}));
  PageOf<TimelineEntry> page;
  for (const Row& row : rows) {
    if (static_cast<int>(page.items.size()) == limit) {
      const Row& last = rows[page.items.size() - 1];
      page.cursor = absl::StrCat(last.Int(0), "/", last.Text(1), "/", last.Int(2));
      break;
    }
    page.items.push_back(ReadEntry(row));
  }
  return page;
}

}  // namespace driehoek::agreement
