// Organisations of the register: one row for each workplace.
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "server/import_plan.h"
#include "server/register_books.h"
#include "server/register_export.h"
#include "server/register_reading.h"
#include "shared/base/folded.h"

namespace driehoek::server {
namespace {

using directory::Establishment;
using directory::Organisation;
using directory::RelationType;
using directory::Workplace;
using registry::KeyKind;
using registry::OrganisationRow;
using registry::RowChange;
using registry::RowReport;

// All that is known, and what the rows make of it.
class OrganisationBook {
 public:
  absl::Status Load(const RegisterBooks::Parts& parts, const rpc::Call& call) {
    ids_ = &parts.ids;
    DRIEHOEK_ASSIGN_OR_RETURN(auto organisations,
                              AllOf<Organisation>(parts.directory, call.tenant(), call.deadline()));
    DRIEHOEK_ASSIGN_OR_RETURN(auto establishments,
                              AllOf<Establishment>(parts.directory, call.tenant(), call.deadline()));
    DRIEHOEK_ASSIGN_OR_RETURN(auto workplaces, AllOf<Workplace>(parts.directory, call.tenant(), call.deadline()));
    DRIEHOEK_ASSIGN_OR_RETURN(keys_, parts.keys.All(call.tenant(), KeyKind::kOrganisation, call.deadline()));
    DRIEHOEK_ASSIGN_OR_RETURN(establishment_keys_,
                              parts.keys.All(call.tenant(), KeyKind::kEstablishment, call.deadline()));
    for (Organisation& one : organisations) {
      if (!one.kvk_number.empty()) by_kvk_[one.kvk_number] = one.id.value();
      Keep(organisations_, std::move(one), false);
    }
    for (Establishment& one : establishments) {
      establishments_of_[one.organisation.value()].push_back(one.id.value());
      Keep(establishments_, std::move(one), false);
    }
    for (Workplace& one : workplaces) {
      workplace_ids_.try_emplace({one.organisation.value(), Folded(one.display_name)}, one.id.value());
      Keep(workplaces_, std::move(one), false);
    }
    return absl::OkStatus();
  }

  void Apply(const OrganisationRow& row, RowReport& report) {
    if (row.external_id.empty()) return;
    const std::string id = OrganisationOf(row);
    // The number may be another organisation's, known or in an earlier row.
    const auto holder = by_kvk_.find(row.kvk);
    if (!row.kvk.empty() && holder != by_kvk_.end() && holder->second != id) {
      report.Add(row.line, "kvk", "KVK_NUMBER_TAKEN", "another external id has this number in the trade register");
      return;
    }
    bool is_new = id.empty();
    auto& organisation = is_new ? Make(row) : organisations_.at(id);
    const bool was_changed = std::exchange(organisation.is_changed, false);
    Fill(row, organisation);
    bool is_changed = organisation.is_changed;
    organisation.is_changed = is_changed || was_changed;
    const std::string establishment = FillEstablishment(row, organisation.value, is_changed);
    FillWorkplace(row, organisation.value, establishment, is_new, is_changed);
    report.Set(row.line, is_new ? RowChange::kCreate : is_changed ? RowChange::kChange : RowChange::kSame);
  }

  void PutInto(ImportPlan& plan) const {
    for (const auto& [id, draft] : organisations_) plan.Put(draft);
    for (const auto& [id, draft] : establishments_) plan.Put(draft);
    for (const auto& [id, draft] : workplaces_) plan.Put(draft);
    for (const registry::NewKey& key : new_keys_) plan.Put(key);
  }

 private:
  template <typename V>
  using Drafts = std::map<std::string, Draft<V>>;

  template <typename V>
  static Draft<V>& Keep(Drafts<V>& drafts, V value, bool is_new) {
    const std::string id = value.id.value();
    return drafts.emplace(id, Draft<V>{.value = std::move(value), .is_new = is_new}).first->second;
  }

  // Empty: a new one. One that is known by its number only gets the external id.
  std::string OrganisationOf(const OrganisationRow& row) {
    std::string id = ResourceOf(keys_, organisations_, row.external_id);
    if (!id.empty() || row.kvk.empty()) return id;
    const auto by_number = by_kvk_.find(row.kvk);
    if (by_number == by_kvk_.end()) return id;
    const bool is_by_number = row.external_id == absl::StrCat("kvk-", row.kvk);
    if (!is_by_number && keys_.external_of.contains(by_number->second)) return id;
    if (!is_by_number) Know(row.external_id, by_number->second);
    return by_number->second;
  }

  void Know(const std::string& external_id, const std::string& id) {
    keys_.resource_of[external_id] = id;
    keys_.external_of.emplace(id, external_id);
    new_keys_.push_back({KeyKind::kOrganisation, external_id, id});
  }

  Draft<Organisation>& Make(const OrganisationRow& row) {
    Organisation made{.id = directory::OrganisationId(ids_->NewId())};
    Know(row.external_id, made.id.value());
    return Keep(organisations_, std::move(made), true);
  }

  void Fill(const OrganisationRow& row, Draft<Organisation>& draft) {
    const Organisation before = draft.value;
    draft.SetText(&Organisation::display_name, row.name);
    draft.SetText(&Organisation::kvk_number, row.kvk);
    draft.SetText(&Organisation::sector, row.sector);
    if (row.is_structural.has_value()) {
      draft.Set(&Organisation::relation_type,
                *row.is_structural ? RelationType::kStructural : RelationType::kIncidental);
    }
    draft.value = directory::KeepVerification(before, draft.value);
    if (before.kvk_number == draft.value.kvk_number) return;
    if (!before.kvk_number.empty()) by_kvk_.erase(before.kvk_number);
    by_kvk_[draft.value.kvk_number] = draft.value.id.value();
  }

  // The establishment that the rows of this organisation speak of: the one that an import took before, else the only one,
  // else the one in that city. Empty: a new one.
  std::string EstablishmentOf(const OrganisationRow& row, const std::string& organisation) const {
    const auto known = establishment_keys_.resource_of.find(organisation);
    if (known != establishment_keys_.resource_of.end()) return known->second;
    const auto found = establishments_of_.find(organisation);
    if (found == establishments_of_.end()) return "";
    if (found->second.size() == 1) return found->second.front();
    for (const std::string& id : found->second) {
      if (Folded(establishments_.at(id).value.city) == Folded(row.city)) return id;
    }
    return "";
  }

  std::string FillEstablishment(const OrganisationRow& row, const Organisation& organisation, bool& is_changed) {
    if (row.city.empty() && row.address.empty() && row.region.empty()) return "";
    std::string id = EstablishmentOf(row, organisation.id.value());
    if (id.empty()) {
      Establishment made{.organisation = organisation.id,
                         .id = directory::EstablishmentId(ids_->NewId()),
                         .display_name = row.city.empty() ? organisation.display_name : row.city};
      id = made.id.value();
      establishments_of_[organisation.id.value()].push_back(id);
      Keep(establishments_, std::move(made), true);
      is_changed = true;
    }
    if (establishment_keys_.resource_of.emplace(organisation.id.value(), id).second) {
      new_keys_.push_back({KeyKind::kEstablishment, organisation.id.value(), id});
    }
    auto& draft = establishments_.at(id);
    const bool was_changed = std::exchange(draft.is_changed, false);
    draft.SetText(&Establishment::city, row.city);
    draft.SetText(&Establishment::address, row.address);
    draft.SetText(&Establishment::region, row.region);
    is_changed = is_changed || draft.is_changed;
    draft.is_changed = draft.is_changed || was_changed;
    return id;
  }

  void FillWorkplace(const OrganisationRow& row, const Organisation& organisation, const std::string& establishment,
                     bool& is_new, bool& is_changed) {
    if (row.workplace.empty()) return;
    const std::pair<std::string, std::string> key(organisation.id.value(), Folded(row.workplace));
    const auto known = workplace_ids_.find(key);
    if (known == workplace_ids_.end()) {
      Workplace made{.organisation = organisation.id,
                     .id = directory::WorkplaceId(ids_->NewId()),
                     .display_name = row.workplace,
                     .establishment = directory::EstablishmentId(establishment)};
      workplace_ids_[key] = made.id.value();
      Keep(workplaces_, std::move(made), true);
      is_new = true;
      return;
    }
    auto& draft = workplaces_.at(known->second);
    // One that is somewhere stays there; the others join an establishment when it is made.
    const bool is_made = !establishment.empty() && establishments_.at(establishment).is_new;
    if (!draft.value.establishment.empty() || !is_made) return;
    draft.Set(&Workplace::establishment, directory::EstablishmentId(establishment));
    is_changed = true;
  }

  IdSource* ids_ = nullptr;
  registry::KnownKeys keys_;
  registry::KnownKeys establishment_keys_;  // by id of the organisation
  std::vector<registry::NewKey> new_keys_;
  Drafts<Organisation> organisations_;
  Drafts<Establishment> establishments_;
  Drafts<Workplace> workplaces_;
  std::map<std::string, std::string> by_kvk_;
  std::map<std::string, std::vector<std::string>> establishments_of_;
  std::map<std::pair<std::string, std::string>, std::string> workplace_ids_;  // by organisation and folded name
};

}  // namespace

absl::Status RegisterBooks::Import(const rpc::Call& call, const std::vector<OrganisationRow>& rows, RowReport& report,
                                   Answer answer) {
  OrganisationBook book;
  DRIEHOEK_RETURN_IF_ERROR(book.Load(parts_, call));
  for (const OrganisationRow& row : rows) book.Apply(row, report);
  if (answer == nullptr || report.HasErrors()) return absl::OkStatus();
  ImportPlan plan(call);
  book.PutInto(plan);
  return plan.Commit(parts_.change_log, answer(report));
}

absl::StatusOr<Cells> ExportOrganisations(const RegisterBooks::Parts& parts, const rpc::Call& call) {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto organisations,
                            AllOf<Organisation>(parts.directory, call.tenant(), call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto establishments,
                            AllOf<Establishment>(parts.directory, call.tenant(), call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto workplaces, AllOf<Workplace>(parts.directory, call.tenant(), call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto keys, parts.keys.All(call.tenant(), KeyKind::kOrganisation, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto establishment_keys,
                            parts.keys.All(call.tenant(), KeyKind::kEstablishment, call.deadline()));
  // The one that an import speaks of, else the first by name.
  std::map<std::string, const Establishment*> establishment_of;
  for (const Establishment& one : establishments) {
    const auto key = establishment_keys.resource_of.find(one.organisation.value());
    const bool is_meant = key != establishment_keys.resource_of.end() && key->second == one.id.value();
    if (is_meant) establishment_of[one.organisation.value()] = &one;
    establishment_of.try_emplace(one.organisation.value(), &one);
  }
  std::map<std::string, std::vector<std::string>> workplaces_of;
  for (const Workplace& one : workplaces) workplaces_of[one.organisation.value()].push_back(one.display_name);
  Cells cells;
  for (const Organisation& one : organisations) {
    const auto found = establishment_of.find(one.id.value());
    const Establishment* where = found == establishment_of.end() ? nullptr : found->second;
    std::vector<std::string> names = workplaces_of[one.id.value()];
    if (names.empty()) names.emplace_back();
    for (const std::string& workplace : names) {
      cells.push_back({ExternalOf(keys, one.id.value()), one.display_name, one.kvk_number,
                       std::string(NameOf(one.relation_type)), one.sector,
                       where == nullptr ? "" : where->city, where == nullptr ? "" : where->address,
                       where == nullptr ? "" : where->region, workplace});
    }
  }
  return cells;
}

}  // namespace driehoek::server
