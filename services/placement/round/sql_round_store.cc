// Rounds and their counts; places and participants have files of their own.
#include "placement/round/sql_round_store.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "placement/round/round_columns.h"
#include "placement/round/round_json.h"
#include "shared/base/id_source.h"
#include "shared/storage/columns.h"

namespace driehoek::placement::round {
namespace {

using storage::Bytes;
using storage::DayOf;
using storage::IdOrNull;
using storage::Row;
using storage::Rows;
using storage::TenantTransaction;
using storage::ToValue;
using storage::Value;

constexpr absl::string_view kSelect =
    "SELECT id, version, display_name, state, rule, groups, start_date, end_date, form, "
    "weekly_hours, preferences_due_time, answer_days, max_wish_count, "
    "max_students_per_supervisor, sealed_seed, seed_commitment, commit_time, proposed_run_id, "
    "proposed_by_id, published_run_id, publish_time, published_by_id, create_time, update_time "
    "FROM matching_round WHERE tenant_id = $1";

constexpr absl::string_view kPut =
    "INSERT INTO matching_round (tenant_id, id, version, display_name, state, rule, groups, "
    "is_grouped, start_date, end_date, form, weekly_hours, preferences_due_time, answer_days, "
    "max_wish_count, max_students_per_supervisor, sealed_seed, seed_commitment, commit_time, "
    "proposed_run_id, proposed_by_id, published_run_id, publish_time, published_by_id, "
    "create_time, update_time) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, "
    "$14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26) "
    "ON CONFLICT (tenant_id, id) DO UPDATE SET version = excluded.version, "
    "display_name = excluded.display_name, state = excluded.state, rule = excluded.rule, "
    "groups = excluded.groups, is_grouped = excluded.is_grouped, "
    "start_date = excluded.start_date, end_date = excluded.end_date, form = excluded.form, "
    "weekly_hours = excluded.weekly_hours, "
    "preferences_due_time = excluded.preferences_due_time, answer_days = excluded.answer_days, "
    "max_wish_count = excluded.max_wish_count, "
    "max_students_per_supervisor = excluded.max_students_per_supervisor, "
    "sealed_seed = excluded.sealed_seed, seed_commitment = excluded.seed_commitment, "
    "commit_time = excluded.commit_time, proposed_run_id = excluded.proposed_run_id, "
    "proposed_by_id = excluded.proposed_by_id, published_run_id = excluded.published_run_id, "
    "publish_time = excluded.publish_time, published_by_id = excluded.published_by_id, "
    "update_time = excluded.update_time";

constexpr absl::string_view kCountPlaces =
    "SELECT COUNT(*), CAST(COALESCE(SUM(capacity), 0) AS bigint), COUNT(DISTINCT organisation_id) "
    "FROM round_place WHERE tenant_id = $1 AND round_id = $2";

constexpr absl::string_view kCountParticipants =
    "SELECT COUNT(*), COUNT(submit_time), "
    "COUNT(CASE WHEN given_state = 'accepted' AND is_seat_over = 0 THEN 1 END), "
    "COUNT(CASE WHEN given_state = 'offered' THEN 1 END), "
    "COUNT(CASE WHEN given_state IN ('declined', 'expired', 'unplaced') THEN 1 END) "
    "FROM round_participant WHERE tenant_id = $1 AND round_id = $2";

absl::StatusOr<MatchingRound> FromRow(const Row& row) {
  DRIEHOEK_ASSIGN_OR_RETURN(std::vector<Group> groups, GroupsFromJson(row.Text(5)));
  return MatchingRound{.id = RoundId(row.Text(0)),
                       .display_name = row.Text(2),
                       .state = EnumAt<State>(row, 3),
                       .rule = EnumAt<Rule>(row, 4),
                       .groups = std::move(groups),
                       .start_date = DayOf(absl::string_view(row.Text(6))),
                       .end_date = DayOf(absl::string_view(row.Text(7))),
                       .form = EnumAt<Form>(row, 8),
                       .weekly_hours = IntAt(row, 9),
                       .preferences_due_time = row.Time(10),
                       .answer_days = IntAt(row, 11),
                       .max_wish_count = IntAt(row, 12),
                       .max_students_per_supervisor = IntAt(row, 13),
                       .sealed_seed = row.IsNull(14) ? std::string() : row.Blob(14),
                       .seed_commitment = row.OptionalText(15).value_or(""),
                       .commit_time = row.OptionalTime(16),
                       .proposed_run = IdAt<RunId>(row, 17),
                       .proposed_by = IdAt<PersonId>(row, 18),
                       .published_run = IdAt<RunId>(row, 19),
                       .publish_time = row.OptionalTime(20),
                       .published_by = IdAt<PersonId>(row, 21),
                       .create_time = row.Time(22),
                       .update_time = row.Time(23),
                       .version = row.Int(1)};
}

absl::Status PutProgrammes(TenantTransaction& transaction, const MatchingRound& round) {
  DRIEHOEK_RETURN_IF_ERROR(
      transaction
          .Execute("DELETE FROM matching_round_programme WHERE tenant_id = $1 AND round_id = $2",
                   {round.id.value()})
          .status());
  for (const Group& group : round.groups) {
    for (const ProgrammeId& programme : group.programmes) {
      DRIEHOEK_RETURN_IF_ERROR(
          transaction
              .Execute("INSERT INTO matching_round_programme (tenant_id, programme_id, round_id) "
                       "VALUES ($1, $2, $3) "
                       "ON CONFLICT (tenant_id, programme_id, round_id) DO NOTHING",
                       {programme.value(), round.id.value()})
              .status());
    }
  }
  return absl::OkStatus();
}

// The condition of a list, with its parameters from $2 on.
struct Condition {
  std::string sql;
  std::vector<Value> parameters;
  std::string Bind(Value value) {
    parameters.push_back(std::move(value));
    return absl::StrCat("$", parameters.size() + 1);
  }
};

void NarrowToProgrammes(const std::vector<std::string>& programmes, Condition& condition) {
  if (programmes.empty()) {
    absl::StrAppend(&condition.sql, " AND is_grouped = 0");
    return;
  }
  std::vector<std::string> places;
  for (const std::string& programme : programmes) places.push_back(condition.Bind(programme));
  absl::StrAppend(&condition.sql,
                  " AND (is_grouped = 0 OR id IN (SELECT round_id FROM matching_round_programme "
                  "WHERE tenant_id = $1 AND programme_id IN (",
                  absl::StrJoin(places, ", "), ")))");
}

}  // namespace

absl::StatusOr<std::vector<MatchingRound>> SqlRoundStore::Select(
    const TenantId& tenant, absl::string_view condition, const std::vector<Value>& parameters,
    absl::Time deadline) const {
  return ReadAll<MatchingRound>(database_, tenant, deadline, absl::StrCat(kSelect, condition),
                                parameters, FromRow);
}

absl::StatusOr<std::optional<MatchingRound>> SqlRoundStore::Find(const TenantId& tenant,
                                                                 const RoundId& id,
                                                                 absl::Time deadline) const {
  if (!IsUuid(id.value())) return std::nullopt;
  DRIEHOEK_ASSIGN_OR_RETURN(auto found, Select(tenant, " AND id = $2", {id.value()}, deadline));
  return FirstOf(std::move(found));
}

absl::StatusOr<Listed<MatchingRound>> SqlRoundStore::List(const TenantId& tenant,
                                                          const RoundQuery& query,
                                                          absl::Time deadline) const {
  Listed<MatchingRound> listed;
  Condition condition;
  if (query.programmes.has_value()) NarrowToProgrammes(*query.programmes, condition);
  if (!query.student.empty()) {
    if (!IsUuid(query.student.value())) return listed;
    absl::StrAppend(&condition.sql,
                    " AND state <> 'setup' AND id IN (SELECT round_id FROM round_participant "
                    "WHERE tenant_id = $1 AND student_id = ",
                    condition.Bind(query.student.value()), ")");
  }
  if (!query.cursor.empty()) {
    const std::pair<std::string, std::string> last =
        absl::StrSplit(query.cursor, absl::MaxSplits(' ', 1));
    if (!IsUuid(last.second)) return listed;
    const std::string day = condition.Bind(last.first);
    absl::StrAppend(&condition.sql, " AND (start_date, id) < (", day, ", ",
                    condition.Bind(last.second), ")");
  }
  absl::StrAppend(&condition.sql, " ORDER BY start_date DESC, id DESC LIMIT ",
                  condition.Bind(std::int64_t{query.limit} + 1));
  DRIEHOEK_ASSIGN_OR_RETURN(listed.items,
                            Select(tenant, condition.sql, condition.parameters, deadline));
  CutPage(listed, query.limit, [](const MatchingRound& last) {
    return absl::StrCat(absl::FormatCivilTime(last.start_date), " ", last.id.value());
  });
  return listed;
}

absl::StatusOr<std::vector<MatchingRound>> SqlRoundStore::InState(const TenantId& tenant,
                                                                  State state,
                                                                  absl::Time deadline) const {
  return Select(tenant, " AND state = $2 ORDER BY id", {std::string(NameOf(state))}, deadline);
}

absl::StatusOr<Counts> SqlRoundStore::CountsOf(const TenantId& tenant, const RoundId& round,
                                               absl::Time deadline) const {
  Counts counts;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(counts, CountsIn(transaction, round));
        return absl::OkStatus();
      }));
  return counts;
}

absl::StatusOr<Counts> SqlRoundStore::CountsIn(TenantTransaction& transaction,
                                               const RoundId& round) {
  DRIEHOEK_ASSIGN_OR_RETURN(const Rows places, transaction.Execute(kCountPlaces, {round.value()}));
  DRIEHOEK_ASSIGN_OR_RETURN(const Rows participants,
                            transaction.Execute(kCountParticipants, {round.value()}));
  return Counts{.participants = IntAt(participants[0], 0),
                .submitted = IntAt(participants[0], 1),
                .places = IntAt(places[0], 0),
                .seats = IntAt(places[0], 1),
                .organisations = IntAt(places[0], 2),
                .accepted = IntAt(participants[0], 2),
                .unanswered = IntAt(participants[0], 3),
                .unplaced = IntAt(participants[0], 4)};
}

absl::Status SqlRoundStore::Put(TenantTransaction& transaction, const MatchingRound& r) {
  DRIEHOEK_RETURN_IF_ERROR(transaction
                               .Execute(kPut, {r.id.value(),
                                               r.version,
                                               r.display_name,
                                               std::string(NameOf(r.state)),
                                               std::string(NameOf(r.rule)),
                                               GroupsToJson(r.groups),
                                               ToValue(!r.groups.empty()),
                                               ToValue(r.start_date),
                                               ToValue(r.end_date),
                                               std::string(NameOf(r.form)),
                                               std::int64_t{r.weekly_hours},
                                               ToValue(r.preferences_due_time),
                                               std::int64_t{r.answer_days},
                                               std::int64_t{r.max_wish_count},
                                               std::int64_t{r.max_students_per_supervisor},
                                               r.sealed_seed.empty() ? Value(std::monostate{})
                                                                     : Value(Bytes{r.sealed_seed}),
                                               IdOrNull(r.seed_commitment),
                                               ToValue(r.commit_time),
                                               IdOrNull(r.proposed_run.value()),
                                               IdOrNull(r.proposed_by.value()),
                                               IdOrNull(r.published_run.value()),
                                               ToValue(r.publish_time),
                                               IdOrNull(r.published_by.value()),
                                               ToValue(r.create_time),
                                               ToValue(r.update_time)})
                               .status());
  return PutProgrammes(transaction, r);
}

}  // namespace driehoek::placement::round
