#include "placement/capacity/sql_offer_store.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "placement/capacity/text_columns.h"
#include "shared/base/id_source.h"
#include "shared/storage/columns.h"
#include "shared/storage/conditions.h"

namespace driehoek::capacity {
namespace {

using storage::Conditions;
using storage::DayOf;
using storage::IdOrNull;
using storage::Row;
using storage::Rows;
using storage::TenantTransaction;
using storage::ToValue;
using storage::Value;

constexpr absl::string_view kSelect =
    "SELECT id, version, organisation_id, organisation_name, workplace_id, supervisor_id, "
    "start_date, end_date, seat_count, weekly_hours, forms, min_phase, open_full_time, "
    "open_part_time, open_dual, languages, outcome_codes, city, shown_city, note, state, "
    "create_time, update_time FROM capacity_offer WHERE tenant_id = $1";

constexpr absl::string_view kPut =
    "INSERT INTO capacity_offer (tenant_id, id, version, organisation_id, organisation_name, "
    "sort_name, workplace_id, supervisor_id, start_date, end_date, seat_count, weekly_hours, "
    "forms, min_phase, open_full_time, open_part_time, open_dual, languages, outcome_codes, city, "
    "shown_city, city_key, note, state, create_time, update_time) VALUES ($1, $2, $3, $4, $5, $6, "
    "$7, $8, $9, "
    "$10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26) "
    "ON CONFLICT (tenant_id, id) DO UPDATE SET version = excluded.version, "
    "organisation_name = excluded.organisation_name, sort_name = excluded.sort_name, "
    "supervisor_id = excluded.supervisor_id, start_date = excluded.start_date, "
    "end_date = excluded.end_date, seat_count = excluded.seat_count, "
    "weekly_hours = excluded.weekly_hours, forms = excluded.forms, "
    "min_phase = excluded.min_phase, open_full_time = excluded.open_full_time, "
    "open_part_time = excluded.open_part_time, open_dual = excluded.open_dual, "
    "languages = excluded.languages, outcome_codes = excluded.outcome_codes, "
    "city = excluded.city, shown_city = excluded.shown_city, city_key = excluded.city_key, "
    "note = excluded.note, "
    "state = excluded.state, update_time = excluded.update_time";

constexpr absl::string_view kSelectShares =
    "SELECT offer_id, programme_id, reserved_seat_count, max_seat_count FROM capacity_share "
    "WHERE tenant_id = $1";

std::string Folded(absl::string_view text) { return absl::AsciiStrToLower(text); }

// All three and none mean the same: every variant fits.
bool Fits(const CapacityOffer& offer, Variant variant) {
  if (offer.variants.empty()) return true;
  return std::find(offer.variants.begin(), offer.variants.end(), variant) != offer.variants.end();
}

std::vector<Variant> VariantsOf(const Row& row, std::size_t first) {
  std::vector<Variant> variants;
  for (std::size_t i = 0; i < 3; ++i) {
    if (row.Bool(first + i)) variants.push_back(static_cast<Variant>(i));
  }
  if (variants.size() == 3) variants.clear();
  return variants;
}

CapacityOffer FromRow(const Row& row) {
  return {.id = CapacityOfferId(row.Text(0)),
          .organisation = OrganisationId(row.Text(2)),
          .workplace = WorkplaceId(row.Text(4)),
          .supervisor = SupervisorId(row.OptionalText(5).value_or("")),
          .start_date = DayOf(absl::string_view(row.Text(6))),
          .end_date = DayOf(absl::string_view(row.Text(7))),
          .seat_count = static_cast<int>(row.Int(8)),
          .weekly_hours = static_cast<int>(row.Int(9)),
          .forms = EnumsOf<Form>(row.Text(10)),
          .min_phase = static_cast<int>(row.Int(11)),
          .variants = VariantsOf(row, 12),
          .languages = LinesOf(row.Text(15)),
          .outcome_codes = LinesOf(row.Text(16)),
          .city = row.Text(17),
          .shown_city = row.Text(18),
          .note = row.Text(19),
          .state = EnumFromName<OfferState>(row.Text(20)).value_or(OfferState{}),
          .organisation_name = row.Text(3),
          .create_time = row.Time(21),
          .update_time = row.Time(22),
          .version = row.Int(1)};
}

// The offers that `conditions` hold for, with their shares.
absl::StatusOr<std::vector<CapacityOffer>> Select(TenantTransaction& transaction,
                                                  absl::string_view conditions,
                                                  std::vector<Value> parameters) {
  DRIEHOEK_ASSIGN_OR_RETURN(const Rows rows, transaction.Execute(absl::StrCat(kSelect, conditions),
                                                                 std::move(parameters)));
  std::vector<CapacityOffer> offers;
  std::map<std::string, std::size_t> place;
  for (const Row& row : rows) {
    place[row.Text(0)] = offers.size();
    offers.push_back(FromRow(row));
  }
  if (offers.empty()) return offers;
  Conditions of_these;
  of_these.OneOf("offer_id", offers, [](const CapacityOffer& offer) { return offer.id.value(); });
  DRIEHOEK_ASSIGN_OR_RETURN(const Rows shares,
                            transaction.Execute(absl::StrCat(kSelectShares, of_these.sql(),
                                                             " ORDER BY offer_id, position"),
                                                of_these.parameters()));
  for (const Row& row : shares) {
    ProgrammeShare share{.programme = ProgrammeId(row.Text(1)),
                         .reserved_seat_count = static_cast<int>(row.Int(2))};
    if (const auto most = row.OptionalInt(3)) share.max_seat_count = static_cast<int>(*most);
    offers[place.at(row.Text(0))].shares.push_back(std::move(share));
  }
  return offers;
}

bool CanBeId(const std::string& id) { return id.empty() || IsUuid(id); }

bool AsksForNothing(const OfferQuery& query) {
  return !CanBeId(query.organisation.value()) || !CanBeId(query.workplace.value()) ||
         !CanBeId(query.programme.value()) ||
         (query.organisations && query.organisations->empty()) ||
         (query.studies && query.studies->empty());
}

// Leaves out the offers in which the ceiling of the programme is 0.
std::string NotClosedTo(const ProgrammeId& programme, Conditions& conditions) {
  return absl::StrCat(
      "NOT EXISTS (SELECT 1 FROM capacity_share WHERE capacity_share.tenant_id = $1 AND "
      "capacity_share.offer_id = capacity_offer.id AND capacity_share.programme_id = ",
      conditions.Bind(programme.value()), " AND capacity_share.max_seat_count = 0)");
}

absl::string_view OpenColumn(Variant variant) {
  switch (variant) {
    case Variant::kFullTime:
      return "open_full_time";
    case Variant::kPartTime:
      return "open_part_time";
    case Variant::kDual:
      return "open_dual";
  }
  return "open_full_time";
}

// What IsOpenTo says, for any of the studies.
void AddOpenTo(const std::vector<Study>& studies, absl::CivilDay today, Conditions& conditions) {
  conditions.Add(" AND state = 'offered'");
  conditions.Compare("end_date", " >= ", ToValue(today));
  std::vector<std::string> fits;
  for (const Study& study : studies) {
    const std::string phase = conditions.Bind(std::int64_t{study.phase});
    fits.push_back(absl::StrCat("(", OpenColumn(study.variant), " = 1 AND min_phase <= ", phase,
                                " AND ", NotClosedTo(study.programme, conditions), ")"));
  }
  conditions.Add(absl::StrCat(" AND (", absl::StrJoin(fits, " OR "), ")"));
}

Conditions ConditionsOf(const OfferQuery& query) {
  Conditions conditions;
  conditions.Equal("organisation_id", query.organisation.value());
  conditions.Equal("workplace_id", query.workplace.value());
  conditions.Equal("city_key", Folded(query.city));
  if (query.from_date) conditions.Compare("end_date", " >= ", ToValue(*query.from_date));
  if (query.to_date) conditions.Compare("start_date", " <= ", ToValue(*query.to_date));
  if (!query.states.empty()) conditions.OneOf("state", query.states, NameOf<OfferState>);
  if (query.organisations) {
    conditions.OneOf("organisation_id", *query.organisations,
                     [](const OrganisationId& id) { return id.value(); });
  }
  if (!query.programme.empty()) {
    const std::string open = NotClosedTo(query.programme, conditions);
    conditions.Add(absl::StrCat(" AND ", open));
  }
  if (query.studies) AddOpenTo(*query.studies, query.today, conditions);
  return conditions;
}

// "2026-09-01 ID folded name".
std::string CursorOf(const CapacityOffer& last) {
  return absl::StrCat(absl::FormatCivilTime(last.start_date), " ", last.id.value(), " ",
                      Folded(last.organisation_name));
}

}  // namespace

absl::StatusOr<std::optional<CapacityOffer>> SqlOfferStore::Find(const TenantId& tenant,
                                                                 const CapacityOfferId& id,
                                                                 absl::Time deadline) const {
  std::optional<CapacityOffer> found;
  if (!IsUuid(id.value())) return found;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(auto offers, Select(transaction, " AND id = $2", {id.value()}));
        found.reset();
        if (!offers.empty()) found = std::move(offers.front());
        return absl::OkStatus();
      }));
  return found;
}

absl::StatusOr<ListedOffers> SqlOfferStore::List(const TenantId& tenant, const OfferQuery& query,
                                                 absl::Time deadline) const {
  ListedOffers listed;
  if (AsksForNothing(query)) return listed;
  Conditions conditions = ConditionsOf(query);
  if (!query.cursor.empty()) {
    const std::vector<std::string> last = absl::StrSplit(query.cursor, absl::MaxSplits(' ', 2));
    if (last.size() != 3 || !IsUuid(last[1])) return listed;
    const std::string name = conditions.Bind(last[2]);
    const std::string day = conditions.Bind(last[0]);
    const std::string id = conditions.Bind(last[1]);
    conditions.Add(
        absl::StrCat(" AND (sort_name, start_date, id) > (", name, ", ", day, ", ", id, ")"));
  }
  const std::string limit = conditions.Bind(std::int64_t{query.limit} + 1);
  conditions.Add(absl::StrCat(" ORDER BY sort_name, start_date, id LIMIT ", limit));
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(listed.items,
                                  Select(transaction, conditions.sql(), conditions.parameters()));
        return absl::OkStatus();
      }));
  if (listed.items.size() > static_cast<std::size_t>(query.limit)) {
    listed.items.pop_back();
    listed.next_cursor = CursorOf(listed.items.back());
  }
  return listed;
}

absl::Status SqlOfferStore::Put(TenantTransaction& transaction, const CapacityOffer& o) {
  DRIEHOEK_RETURN_IF_ERROR(transaction
                               .Execute(kPut, {o.id.value(),
                                               o.version,
                                               o.organisation.value(),
                                               o.organisation_name,
                                               Folded(o.organisation_name),
                                               o.workplace.value(),
                                               IdOrNull(o.supervisor.value()),
                                               ToValue(o.start_date),
                                               ToValue(o.end_date),
                                               std::int64_t{o.seat_count},
                                               std::int64_t{o.weekly_hours},
                                               NamesOf(o.forms),
                                               std::int64_t{o.min_phase},
                                               ToValue(Fits(o, Variant::kFullTime)),
                                               ToValue(Fits(o, Variant::kPartTime)),
                                               ToValue(Fits(o, Variant::kDual)),
                                               absl::StrJoin(o.languages, "\n"),
                                               absl::StrJoin(o.outcome_codes, "\n"),
                                               o.city,
                                               o.shown_city,
                                               Folded(o.shown_city),
                                               o.note,
                                               std::string(NameOf(o.state)),
                                               ToValue(o.create_time),
                                               ToValue(o.update_time)})
                               .status());
  if (o.version > 1) {
    DRIEHOEK_RETURN_IF_ERROR(
        transaction
            .Execute("DELETE FROM capacity_share WHERE tenant_id = $1 AND offer_id = $2",
                     {o.id.value()})
            .status());
  }
  std::int64_t position = 0;
  for (const ProgrammeShare& share : o.shares) {
    DRIEHOEK_RETURN_IF_ERROR(
        transaction
            .Execute("INSERT INTO capacity_share (tenant_id, offer_id, position, programme_id, "
                     "reserved_seat_count, max_seat_count) VALUES ($1, $2, $3, $4, $5, $6)",
                     {o.id.value(), position++, share.programme.value(),
                      std::int64_t{share.reserved_seat_count},
                      share.max_seat_count ? Value(std::int64_t{*share.max_seat_count})
                                           : Value(std::monostate{})})
            .status());
  }
  return absl::OkStatus();
}

absl::StatusOr<std::optional<CapacityOffer>> SqlOfferStore::Lock(TenantTransaction& transaction,
                                                                 const CapacityOfferId& id) {
  std::optional<CapacityOffer> locked;
  if (!IsUuid(id.value())) return locked;
  DRIEHOEK_ASSIGN_OR_RETURN(
      auto offers,
      Select(transaction, absl::StrCat(" AND id = $2", transaction.ForUpdate()), {id.value()}));
  if (!offers.empty()) locked = std::move(offers.front());
  return locked;
}

}  // namespace driehoek::capacity
