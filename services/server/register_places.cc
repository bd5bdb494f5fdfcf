// Places of the register: one row for each capacity offer.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "google/rpc/error_details.pb.h"
#include "placement/capacity/seat_claims.h"
#include "server/import_plan.h"
#include "server/register_books.h"
#include "server/register_export.h"
#include "server/register_reading.h"
#include "shared/base/folded.h"

namespace driehoek::server {
namespace {

using capacity::CapacityOffer;
using directory::Organisation;
using directory::SupervisorFunction;
using directory::SupervisorProfile;
using directory::Workplace;
using registry::KeyKind;
using registry::PlaceRow;
using registry::RowChange;
using registry::RowReport;

// The column that a field of an offer comes from; empty: the whole row.
std::string ColumnOf(const std::string& field) {
  static const std::map<std::string, std::string> kColumns = {
      {"end_date", "end"},   {"seat_count", "seats"}, {"weekly_hours", "weekly_hours"},
      {"forms", "forms"},    {"city", ""},            {"note", ""}};
  if (absl::string_view(field).substr(0, 6) == "shares") return "reserved";
  const auto found = kColumns.find(field);
  return found == kColumns.end() ? "" : found->second;
}

// What the rules of an offer say against it, by column.
void CheckOffer(const CapacityOffer& offer, int line, RowReport& report) {
  FieldViolations violations;
  capacity::Check(offer, violations);
  const auto payload = violations.ToStatus().GetPayload("type.googleapis.com/google.rpc.BadRequest");
  google::rpc::BadRequest bad;
  if (!payload.has_value() || !bad.ParseFromString(std::string(*payload))) return;
  std::set<std::string> told;
  for (const auto& violation : bad.field_violations()) {
    // "REASON: text"
    const std::string& description = violation.description();
    const std::size_t colon = std::min(description.find(": "), description.size());
    const std::string column = ColumnOf(violation.field());
    if (!told.insert(absl::StrCat(column, description)).second) continue;
    report.Add(line, column, description.substr(0, colon),
               description.substr(std::min(colon + 2, description.size())));
  }
}

// All that is known, and what the rows make of it.
class PlaceBook {
 public:
  absl::Status Load(const RegisterBooks::Parts& parts, const rpc::Call& call) {
    parts_ = &parts;
    call_ = &call;
    const auto& tenant = call.tenant();
    DRIEHOEK_ASSIGN_OR_RETURN(auto organisations, AllOf<Organisation>(parts.directory, tenant, call.deadline()));
    DRIEHOEK_ASSIGN_OR_RETURN(auto workplaces, AllOf<Workplace>(parts.directory, tenant, call.deadline()));
    DRIEHOEK_ASSIGN_OR_RETURN(auto establishments,
                              AllOf<directory::Establishment>(parts.directory, tenant, call.deadline()));
    DRIEHOEK_ASSIGN_OR_RETURN(auto profiles, AllOf<SupervisorProfile>(parts.directory, tenant, call.deadline()));
    DRIEHOEK_ASSIGN_OR_RETURN(auto contacts,
                              AllOf<directory::PersonContact>(parts.directory, tenant, call.deadline()));
    DRIEHOEK_ASSIGN_OR_RETURN(auto programmes, AllOf<directory::Programme>(parts.directory, tenant, call.deadline()));
    DRIEHOEK_ASSIGN_OR_RETURN(auto offers, AllOffers(parts.offers, tenant, call.deadline()));
    DRIEHOEK_ASSIGN_OR_RETURN(keys_, parts.keys.All(tenant, KeyKind::kPlace, call.deadline()));
    DRIEHOEK_ASSIGN_OR_RETURN(organisation_keys_, parts.keys.All(tenant, KeyKind::kOrganisation, call.deadline()));
    for (Organisation& one : organisations) {
      if (!one.kvk_number.empty()) by_kvk_[one.kvk_number] = one.id.value();
      organisations_.emplace(one.id.value(), std::move(one));
    }
    std::map<std::string, std::string> city_of;
    for (const auto& one : establishments) city_of[one.id.value()] = one.city;
    for (const Workplace& one : workplaces) {
      workplaces_.try_emplace({one.organisation.value(), Folded(one.display_name)},
                              Place{one.id.value(), city_of[one.establishment.value()]});
    }
    for (const auto& one : contacts) emails_[one.id] = Folded(one.email);
    for (const SupervisorProfile& one : profiles) {
      const std::string& email = emails_[one.person];
      if (!email.empty()) supervisors_.emplace(std::pair(one.organisation.value(), email), one);
    }
    programmes_.emplace(programmes);
    for (CapacityOffer& one : offers) {
      const std::string id = one.id.value();
      offers_.emplace(id, Draft<CapacityOffer>{.value = std::move(one)});
    }
    return absl::OkStatus();
  }

  void Apply(const PlaceRow& row, RowReport& report) {
    const std::string organisation = OrganisationOf(row, report);
    const Place place = PlaceOf(row, organisation, report);
    const std::string supervisor = SupervisorOf(row, organisation, report);
    const auto shares = SharesOf(row, report);
    if (report.IsWrong(row.line)) return;
    const std::string id = ResourceOf(keys_, offers_, row.external_id);
    const bool is_new = id.empty();
    auto& draft = is_new ? Make(row, organisation, place) : offers_.at(id);
    if (draft.value.workplace.value() != place.workplace) {
      report.Add(row.line, "workplace", "WORKPLACE_CHANGED", "an offer stays at its workplace");
      return;
    }
    const bool was_changed = std::exchange(draft.is_changed, false);
    Fill(row, supervisor, shares, draft);
    const bool is_changed = draft.is_changed;
    if (is_changed) draft.value.update_time = call_->now();
    draft.is_changed = is_changed || was_changed;
    if (is_changed && draft.value.state == capacity::OfferState::kWithdrawn) {
      report.Add(row.line, "external_id", "OFFER_WITHDRAWN", "the offer is withdrawn");
    }
    CheckOffer(draft.value, row.line, report);
    line_of_[draft.value.id.value()] = row.line;
    report.Set(row.line, is_new ? RowChange::kCreate : is_changed ? RowChange::kChange : RowChange::kSame);
  }

  // No offer may become smaller than what is claimed of it.
  absl::Status CheckClaims(RowReport& report) const {
    return parts_->database.Read(
        call_->tenant(), call_->deadline(), [&](storage::TenantTransaction& transaction) -> absl::Status {
          for (const auto& [id, draft] : offers_) {
            if (!draft.is_changed || draft.is_new) continue;
            DRIEHOEK_ASSIGN_OR_RETURN(const auto claimed,
                                      capacity::SeatClaims::Claimed(transaction, draft.value.id, call_->now()));
            if (capacity::CheckCoversClaims(draft.value, claimed).ok()) continue;
            report.Add(line_of_.at(id), "seats", "SEATS_TAKEN", "more seats are taken than would be offered");
          }
          return absl::OkStatus();
        });
  }

  void PutInto(ImportPlan& plan) const {
    for (const auto& [id, draft] : offers_) plan.Put(draft);
    for (const registry::NewKey& key : new_keys_) plan.Put(key);
  }

 private:
  struct Place {
    std::string workplace;
    std::string city;
  };

  std::string OrganisationOf(const PlaceRow& row, RowReport& report) const {
    if (row.organisation.empty()) return "";
    std::string id = ResourceOf(organisation_keys_, organisations_, row.organisation);
    if (id.empty()) {
      absl::string_view number = row.organisation;
      if (number.substr(0, 4) == "kvk-") number.remove_prefix(4);
      const auto found = by_kvk_.find(std::string(number));
      if (found != by_kvk_.end()) id = found->second;
    }
    if (id.empty()) report.Add(row.line, "organisation", "ORGANISATION_UNKNOWN", "names no organisation");
    return id;
  }

  Place PlaceOf(const PlaceRow& row, const std::string& organisation, RowReport& report) const {
    if (organisation.empty() || row.workplace.empty()) return {};
    const auto found = workplaces_.find({organisation, Folded(row.workplace)});
    if (found != workplaces_.end()) return found->second;
    report.Add(row.line, "workplace", "WORKPLACE_UNKNOWN", "names no workplace of this organisation");
    return {};
  }

  // The id of the profile; empty when the row names none.
  std::string SupervisorOf(const PlaceRow& row, const std::string& organisation, RowReport& report) const {
    if (organisation.empty() || row.supervisor_email.empty() || report.IsWrong(row.line)) return "";
    const auto [first, last] = supervisors_.equal_range({organisation, Folded(row.supervisor_email)});
    for (auto it = first; it != last; ++it) {
      if (it->second.function == SupervisorFunction::kFloorSupervisor) return it->second.id.value();
    }
    if (first == last) {
      report.Add(row.line, "supervisor_email", "SUPERVISOR_UNKNOWN", "is nobody's who supervises there");
    } else {
      report.Add(row.line, "supervisor_email", "NOT_ON_THE_FLOOR", "must supervise on the floor (R19)");
    }
    return "";
  }

  std::vector<capacity::ProgrammeShare> SharesOf(const PlaceRow& row, RowReport& report) const {
    std::vector<capacity::ProgrammeShare> shares;
    for (const registry::ReservedSeats& seats : row.reserved) {
      const auto programme = programmes_->Find(seats.programme, row.line, "reserved", report);
      if (!programme.has_value()) continue;
      shares.push_back({.programme = capacity::ProgrammeId(programme->value()),
                        .reserved_seat_count = seats.floor,
                        .max_seat_count = seats.ceiling});
    }
    return shares;
  }

  Draft<CapacityOffer>& Make(const PlaceRow& row, const std::string& organisation, const Place& place) {
    CapacityOffer made{.id = capacity::CapacityOfferId(parts_->ids.NewId()),
                       .organisation = capacity::OrganisationId(organisation),
                       .workplace = capacity::WorkplaceId(place.workplace),
                       .shown_city = place.city,
                       .organisation_name = organisations_.at(organisation).display_name,
                       .create_time = call_->now(),
                       .update_time = call_->now()};
    const std::string id = made.id.value();
    keys_.resource_of[row.external_id] = id;
    new_keys_.push_back({KeyKind::kPlace, row.external_id, id});
    return offers_.emplace(id, Draft<CapacityOffer>{.value = std::move(made), .is_new = true}).first->second;
  }

  static void Fill(const PlaceRow& row, const std::string& supervisor,
                   const std::vector<capacity::ProgrammeShare>& shares, Draft<CapacityOffer>& draft) {
    if (!supervisor.empty()) draft.Set(&CapacityOffer::supervisor, capacity::SupervisorId(supervisor));
    draft.Set(&CapacityOffer::start_date, row.start);
    draft.Set(&CapacityOffer::end_date, row.end);
    draft.Set(&CapacityOffer::seat_count, row.seats);
    draft.Set(&CapacityOffer::weekly_hours, row.weekly_hours);
    draft.Set(&CapacityOffer::forms, row.forms);
    if (!shares.empty()) draft.Set(&CapacityOffer::shares, shares);
  }

  const RegisterBooks::Parts* parts_ = nullptr;
  const rpc::Call* call_ = nullptr;
  registry::KnownKeys keys_;
  registry::KnownKeys organisation_keys_;
  std::vector<registry::NewKey> new_keys_;
  std::map<std::string, Organisation> organisations_;
  std::map<std::string, std::string> by_kvk_;
  std::map<std::pair<std::string, std::string>, Place> workplaces_;  // by organisation and folded name
  std::map<PersonId, std::string> emails_;
  std::multimap<std::pair<std::string, std::string>, SupervisorProfile> supervisors_;  // by organisation and address
  std::optional<ProgrammesByName> programmes_;
  std::map<std::string, Draft<CapacityOffer>> offers_;
  std::map<std::string, int> line_of_;  // by id of the offer
};

std::string FormsText(const std::vector<capacity::Form>& forms) {
  return absl::StrJoin(forms, "|", [](std::string* out, capacity::Form form) { absl::StrAppend(out, NameOf(form)); });
}

}  // namespace

absl::Status RegisterBooks::Import(const rpc::Call& call, const std::vector<PlaceRow>& rows, RowReport& report,
                                   Answer answer) {
  PlaceBook book;
  DRIEHOEK_RETURN_IF_ERROR(book.Load(parts_, call));
  for (const PlaceRow& row : rows) book.Apply(row, report);
  DRIEHOEK_RETURN_IF_ERROR(book.CheckClaims(report));
  if (answer == nullptr || report.HasErrors()) return absl::OkStatus();
  ImportPlan plan(call);
  book.PutInto(plan);
  return plan.Commit(parts_.change_log, answer(report));
}

absl::StatusOr<Cells> ExportPlaces(const RegisterBooks::Parts& parts, const rpc::Call& call) {
  const TenantId& tenant = call.tenant();
  DRIEHOEK_ASSIGN_OR_RETURN(const auto offers, AllOffers(parts.offers, tenant, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto workplaces, AllOf<Workplace>(parts.directory, tenant, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto profiles, AllOf<SupervisorProfile>(parts.directory, tenant, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto contacts,
                            AllOf<directory::PersonContact>(parts.directory, tenant, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto programmes,
                            AllOf<directory::Programme>(parts.directory, tenant, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto keys, parts.keys.All(tenant, KeyKind::kPlace, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto organisation_keys,
                            parts.keys.All(tenant, KeyKind::kOrganisation, call.deadline()));
  std::map<std::string, std::string> workplace_name;
  for (const Workplace& one : workplaces) workplace_name[one.id.value()] = one.display_name;
  std::map<std::string, std::string> programme_name;
  for (const auto& one : programmes) programme_name[one.id.value()] = one.display_name;
  std::map<PersonId, std::string> email_of;
  for (const auto& one : contacts) email_of[one.id] = one.email;
  std::map<std::string, std::string> supervisor_email;
  for (const SupervisorProfile& one : profiles) supervisor_email[one.id.value()] = email_of[one.person];
  Cells cells;
  for (const CapacityOffer& one : offers) {
    if (one.state != capacity::OfferState::kOffered) continue;
    std::vector<registry::ReservedSeats> reserved;
    for (const capacity::ProgrammeShare& share : one.shares) {
      reserved.push_back(
          {programme_name[share.programme.value()], share.reserved_seat_count, share.max_seat_count});
    }
    cells.push_back({ExternalOf(keys, one.id.value()), ExternalOf(organisation_keys, one.organisation.value()),
                     workplace_name[one.workplace.value()], supervisor_email[one.supervisor.value()],
                     absl::StrCat(one.seat_count), absl::FormatCivilTime(one.start_date),
                     absl::FormatCivilTime(one.end_date), absl::StrCat(one.weekly_hours), FormsText(one.forms),
                     registry::ReservedText(reserved)});
  }
  return cells;
}

}  // namespace driehoek::server
