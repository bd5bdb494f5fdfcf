#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "placement/round/round_columns.h"
#include "placement/round/round_json.h"
#include "placement/round/sql_round_store.h"
#include "shared/base/id_source.h"
#include "shared/storage/columns.h"

namespace driehoek::placement::round {
namespace {

using storage::IdOrNull;
using storage::Row;
using storage::Rows;
using storage::TenantTransaction;
using storage::ToValue;
using storage::Value;

constexpr absl::string_view kSelect =
    "SELECT id, version, round_id, student_id, enrolment_id, programme_id, variant_id, variant, "
    "phase, wishes, submit_time, submit_reason, languages, home, max_distance_km, given_state, "
    "given_place_id, given_rank, answer_due_time, answer_reason, move_reason, placement_id, "
    "sort_name, is_seat_over FROM round_participant WHERE tenant_id = $1 AND round_id = $2";

constexpr absl::string_view kPut =
    "INSERT INTO round_participant (tenant_id, round_id, id, version, student_id, enrolment_id, "
    "programme_id, variant_id, variant, phase, wishes, submit_time, submit_reason, languages, "
    "home, max_distance_km, given_state, given_place_id, given_rank, answer_due_time, "
    "answer_reason, move_reason, placement_id, sort_name, is_seat_over) VALUES ($1, $2, $3, $4, "
    "$5, $6, $7, "
    "$8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25) "
    "ON CONFLICT (tenant_id, round_id, id) DO UPDATE SET version = excluded.version, "
    "wishes = excluded.wishes, submit_time = excluded.submit_time, "
    "submit_reason = excluded.submit_reason, languages = excluded.languages, "
    "home = excluded.home, max_distance_km = excluded.max_distance_km, "
    "given_state = excluded.given_state, given_place_id = excluded.given_place_id, "
    "given_rank = excluded.given_rank, answer_due_time = excluded.answer_due_time, "
    "answer_reason = excluded.answer_reason, move_reason = excluded.move_reason, "
    "placement_id = excluded.placement_id, is_seat_over = excluded.is_seat_over";

std::optional<Given> GivenFromRow(const Row& row) {
  if (row.IsNull(15)) return std::nullopt;
  return Given{.state = EnumAt<GivenState>(row, 15),
               .place = IdAt<RoundPlaceId>(row, 16),
               .rank = IntAt(row, 17),
               .answer_due_time = row.OptionalTime(18),
               .answer_reason = row.Text(19),
               .move_reason = row.Text(20),
               .placement = IdAt<PlacementId>(row, 21),
               .is_seat_over = row.Int(23) != 0};
}

absl::StatusOr<Participant> FromRow(const Row& row) {
  Participant participant{.id = ParticipantId(row.Text(0)),
                          .round = RoundId(row.Text(2)),
                          .student = PersonId(row.Text(3)),
                          .enrolment = EnrolmentId(row.Text(4)),
                          .programme = ProgrammeId(row.Text(5)),
                          .programme_variant = VariantId(row.Text(6)),
                          .variant = EnumAt<Variant>(row, 7),
                          .phase = IntAt(row, 8),
                          .submit_time = row.OptionalTime(10),
                          .submit_reason = row.Text(11),
                          .max_distance_km = IntAt(row, 14),
                          .given = GivenFromRow(row),
                          .sort_name = row.Text(22),
                          .version = row.Int(1)};
  DRIEHOEK_ASSIGN_OR_RETURN(const std::vector<std::string> wishes, TextsFromJson(row.Text(9)));
  for (const std::string& wish : wishes) participant.wishes.emplace_back(wish);
  DRIEHOEK_ASSIGN_OR_RETURN(participant.languages, TextsFromJson(row.Text(12)));
  if (!row.IsNull(13)) {
    DRIEHOEK_ASSIGN_OR_RETURN(participant.home, PointFromJson(row.Text(13)));
  }
  return participant;
}

std::string WishesToJson(const std::vector<RoundPlaceId>& wishes) {
  std::vector<std::string> ids;
  ids.reserve(wishes.size());
  for (const RoundPlaceId& wish : wishes) ids.push_back(wish.value());
  return TextsToJson(ids);
}

std::string All() { return absl::StrCat(kSelect, " ORDER BY student_id"); }

}  // namespace

absl::StatusOr<std::optional<Participant>> SqlRoundStore::FindParticipant(
    const TenantId& tenant, const RoundId& round, const ParticipantId& id,
    absl::Time deadline) const {
  if (!IsUuid(round.value()) || !IsUuid(id.value())) return std::nullopt;
  DRIEHOEK_ASSIGN_OR_RETURN(auto found, ReadAll<Participant>(database_, tenant, deadline,
                                                             absl::StrCat(kSelect, " AND id = $3"),
                                                             {round.value(), id.value()}, FromRow));
  return FirstOf(std::move(found));
}

absl::StatusOr<std::optional<Participant>> SqlRoundStore::ParticipantOf(const TenantId& tenant,
                                                                        const RoundId& round,
                                                                        const PersonId& student,
                                                                        absl::Time deadline) const {
  if (!IsUuid(round.value()) || !IsUuid(student.value())) return std::nullopt;
  DRIEHOEK_ASSIGN_OR_RETURN(auto found,
                            ReadAll<Participant>(database_, tenant, deadline,
                                                 absl::StrCat(kSelect, " AND student_id = $3"),
                                                 {round.value(), student.value()}, FromRow));
  return FirstOf(std::move(found));
}

absl::StatusOr<std::vector<Participant>> SqlRoundStore::Participants(const TenantId& tenant,
                                                                     const RoundId& round,
                                                                     absl::Time deadline) const {
  return ReadAll<Participant>(database_, tenant, deadline, All(), {round.value()}, FromRow);
}

absl::StatusOr<std::vector<Participant>> SqlRoundStore::ParticipantsIn(
    TenantTransaction& transaction, const RoundId& round) {
  DRIEHOEK_ASSIGN_OR_RETURN(const Rows rows, transaction.Execute(All(), {round.value()}));
  return FromRows<Participant>(rows, FromRow);
}

absl::StatusOr<Listed<Participant>> SqlRoundStore::ListParticipants(const TenantId& tenant,
                                                                    const RoundId& round,
                                                                    const ParticipantQuery& query,
                                                                    absl::Time deadline) const {
  Listed<Participant> listed;
  std::vector<Value> parameters = {round.value(), std::int64_t{query.limit} + 1};
  const auto bind = [&](const std::string& text) {
    parameters.emplace_back(text);
    return absl::StrCat("$", parameters.size() + 1);
  };
  std::string sql(kSelect);
  if (!query.student.empty()) {
    if (!IsUuid(query.student.value())) return listed;
    absl::StrAppend(&sql, " AND student_id = ", bind(query.student.value()));
  }
  if (query.programmes.has_value()) {
    if (query.programmes->empty()) return listed;
    std::vector<std::string> places;
    for (const std::string& programme : *query.programmes) places.push_back(bind(programme));
    absl::StrAppend(&sql, " AND programme_id IN (", absl::StrJoin(places, ", "), ")");
  }
  if (!query.cursor.empty()) {
    const std::pair<std::string, std::string> last =
        absl::StrSplit(query.cursor, absl::MaxSplits(' ', 1));
    if (!IsUuid(last.first)) return listed;
    const std::string name = bind(last.second);
    absl::StrAppend(&sql, " AND (sort_name, id) > (", name, ", ", bind(last.first), ")");
  }
  absl::StrAppend(&sql, " ORDER BY sort_name, id LIMIT $3");
  DRIEHOEK_ASSIGN_OR_RETURN(
      listed.items, ReadAll<Participant>(database_, tenant, deadline, sql, parameters, FromRow));
  CutPage(listed, query.limit, [](const Participant& last) {
    return absl::StrCat(last.id.value(), " ", last.sort_name);
  });
  return listed;
}

absl::Status SqlRoundStore::Put(TenantTransaction& transaction, const Participant& p) {
  const Given given = p.given.value_or(Given());
  return transaction
      .Execute(kPut, {p.round.value(),
                      p.id.value(),
                      p.version,
                      p.student.value(),
                      p.enrolment.value(),
                      p.programme.value(),
                      p.programme_variant.value(),
                      std::string(NameOf(p.variant)),
                      std::int64_t{p.phase},
                      WishesToJson(p.wishes),
                      ToValue(p.submit_time),
                      p.submit_reason,
                      TextsToJson(p.languages),
                      p.home ? Value(PointToJson(*p.home)) : Value(std::monostate{}),
                      std::int64_t{p.max_distance_km},
                      p.given ? Value(std::string(NameOf(given.state))) : Value(std::monostate{}),
                      IdOrNull(given.place.value()),
                      std::int64_t{given.rank},
                      ToValue(given.answer_due_time),
                      given.answer_reason,
                      given.move_reason,
                      IdOrNull(given.placement.value()),
                      p.sort_name,
                      std::int64_t{given.is_seat_over ? 1 : 0}})
      .status();
}

absl::Status SqlRoundStore::Delete(TenantTransaction& transaction, const Participant& participant) {
  return transaction
      .Execute("DELETE FROM round_participant WHERE tenant_id = $1 AND round_id = $2 AND id = $3",
               {participant.round.value(), participant.id.value()})
      .status();
}

}  // namespace driehoek::placement::round
