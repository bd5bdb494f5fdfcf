// Students of the register: one row for each enrolment.
#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "server/import_plan.h"
#include "server/register_books.h"
#include "server/register_export.h"
#include "server/register_reading.h"
#include "shared/base/folded.h"

namespace driehoek::server {
namespace {

using directory::Enrolment;
using directory::Person;
using directory::PersonContact;
using directory::Programme;
using directory::ProgrammeVariant;
using registry::KeyKind;
using registry::RowChange;
using registry::RowReport;
using registry::StudentRow;

// The programmes that the caller reaches, by name.
std::vector<Programme> WithinReach(const std::vector<Programme>& all, const rpc::Call& call) {
  std::vector<Programme> within;
  for (const Programme& one : all) {
    if (call.caller().ReachesProgramme(one.id.value())) within.push_back(one);
  }
  return within;
}

bool IsRunning(const Enrolment& enrolment, absl::CivilDay today) {
  return !enrolment.end_date.has_value() || *enrolment.end_date >= today;
}

// All that is known, and what the rows make of it.
class StudentBook {
 public:
  absl::Status Load(const RegisterBooks::Parts& parts, const rpc::Call& call) {
    ids_ = &parts.ids;
    now_ = call.now();
    const auto& tenant = call.tenant();
    DRIEHOEK_ASSIGN_OR_RETURN(today_, parts.reader.Today(tenant, call.now(), call.deadline()));
    DRIEHOEK_ASSIGN_OR_RETURN(auto persons, AllOf<Person>(parts.directory, tenant, call.deadline()));
    DRIEHOEK_ASSIGN_OR_RETURN(auto contacts, AllOf<PersonContact>(parts.directory, tenant, call.deadline()));
    DRIEHOEK_ASSIGN_OR_RETURN(auto enrolments, AllOf<Enrolment>(parts.directory, tenant, call.deadline()));
    DRIEHOEK_ASSIGN_OR_RETURN(auto programmes, AllOf<Programme>(parts.directory, tenant, call.deadline()));
    DRIEHOEK_ASSIGN_OR_RETURN(auto variants, AllOf<ProgrammeVariant>(parts.directory, tenant, call.deadline()));
    DRIEHOEK_ASSIGN_OR_RETURN(keys_, parts.keys.All(tenant, KeyKind::kStudent, call.deadline()));
    programmes_.emplace(WithinReach(programmes, call));
    for (ProgrammeVariant& one : variants) variants_.emplace(one.programme.value(), std::move(one));
    for (Person& one : persons) Keep(persons_, std::move(one), false);
    for (PersonContact& one : contacts) {
      if (!one.email.empty()) by_email_.emplace(Folded(one.email), one.id.value());
      Keep(contacts_, std::move(one), false);
    }
    for (Enrolment& one : enrolments) {
      if (IsRunning(one, today_)) running_.try_emplace({one.student.value(), one.variant.value()}, one.id.value());
      Keep(enrolments_, std::move(one), false);
    }
    return absl::OkStatus();
  }

  void Apply(const StudentRow& row, RowReport& report) {
    const auto variant = VariantOf(row, report);
    const std::string person = PersonOf(row, report);
    if (!variant.has_value() || person.empty() || report.IsWrong(row.line)) return;
    bool is_new = persons_.at(person).is_new && told_.insert(person).second;
    bool is_changed = Fill(row, person) && !is_new;
    Enrol(row, *variant, person, is_new, is_changed);
    report.Set(row.line, is_new ? RowChange::kCreate : is_changed ? RowChange::kChange : RowChange::kSame);
  }

  void PutInto(ImportPlan& plan) const {
    for (const auto& [id, draft] : persons_) plan.Put(draft);
    for (const auto& [id, draft] : contacts_) plan.Put(draft);
    for (const auto& [id, draft] : enrolments_) plan.Put(draft);
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

  // The one variant of the programme with this mode of study; nothing when that cannot be said.
  std::optional<ProgrammeVariant> VariantOf(const StudentRow& row, RowReport& report) const {
    const auto programme = programmes_->Find(row.programme, row.line, "programme", report);
    if (!programme.has_value()) return std::nullopt;
    std::optional<ProgrammeVariant> found;
    const auto [first, last] = variants_.equal_range(programme->value());
    for (auto it = first; it != last; ++it) {
      // The enumerations of two parts are in the same order, that of the contract.
      if (static_cast<int>(it->second.variant) != static_cast<int>(row.variant)) continue;
      if (found.has_value()) {
        report.Add(row.line, "variant", "VARIANT_AMBIGUOUS", "the programme has it funded and non-funded");
        return std::nullopt;
      }
      found = it->second;
    }
    if (!found.has_value() && !report.IsWrong(row.line)) {
      report.Add(row.line, "variant", "VARIANT_NOT_OFFERED", "the programme has no such variant");
    }
    return found;
  }

  // Known by external id, else by address when that is one person's whom no file named yet, else new. Empty when that
  // cannot be said.
  std::string PersonOf(const StudentRow& row, RowReport& report) {
    if (row.external_id.empty()) return "";
    std::string id = ResourceOf(keys_, persons_, row.external_id);
    const auto [first, last] = by_email_.equal_range(Folded(row.email));
    std::set<std::string> others;
    if (!row.email.empty()) {
      for (auto it = first; it != last; ++it) {
        if (it->second != id) others.insert(it->second);
      }
    }
    for (const std::string& other : others) {
      if (!keys_.external_of.contains(other)) continue;
      report.Add(row.line, "email", "EMAIL_TAKEN", "another external id has this address");
      return "";
    }
    if (!id.empty()) return id;
    if (others.size() > 1) {
      report.Add(row.line, "email", "EMAIL_AMBIGUOUS", "several persons have this address");
      return "";
    }
    id = others.empty() ? Make() : *others.begin();
    keys_.resource_of[row.external_id] = id;
    keys_.external_of.emplace(id, row.external_id);
    new_keys_.push_back({KeyKind::kStudent, row.external_id, id});
    return id;
  }

  std::string Make() {
    Person person{.id = PersonId(ids_->NewId()), .create_time = now_};
    const std::string id = person.id.value();
    Keep(contacts_, PersonContact{.id = person.id}, true);
    Keep(persons_, std::move(person), true);
    return id;
  }

  // Whether anything changed.
  bool Fill(const StudentRow& row, const std::string& id) {
    auto& person = persons_.at(id);
    auto found = contacts_.find(id);
    auto& contact = found != contacts_.end() ? found->second : Keep(contacts_, PersonContact{.id = PersonId(id)}, true);
    const bool was_person = std::exchange(person.is_changed, false);
    const bool was_contact = std::exchange(contact.is_changed, false);
    person.SetText(&Person::display_name, row.name);
    contact.SetText(&PersonContact::email, row.email);
    if (contact.is_changed) by_email_.emplace(Folded(row.email), id);
    const bool is_changed = person.is_changed || contact.is_changed;
    person.is_changed = person.is_changed || was_person;
    contact.is_changed = contact.is_changed || was_contact;
    return is_changed;
  }

  void Enrol(const StudentRow& row, const ProgrammeVariant& variant, const std::string& person, bool& is_new,
             bool& is_changed) {
    const std::pair<std::string, std::string> key(person, variant.id.value());
    const auto known = running_.find(key);
    if (known == running_.end()) {
      Enrolment made{.id = directory::EnrolmentId(ids_->NewId()),
                     .student = PersonId(person),
                     .programme = variant.programme,
                     .variant = variant.id,
                     .phase = row.phase,
                     .start_date = today_,
                     .region = row.region,
                     .create_time = now_};
      running_[key] = made.id.value();
      Keep(enrolments_, std::move(made), true);
      is_new = true;
      return;
    }
    auto& draft = enrolments_.at(known->second);
    const bool was_changed = std::exchange(draft.is_changed, false);
    draft.Set(&Enrolment::phase, row.phase);
    draft.SetText(&Enrolment::region, row.region);
    is_changed = is_changed || draft.is_changed;
    draft.is_changed = draft.is_changed || was_changed;
  }

  IdSource* ids_ = nullptr;
  absl::Time now_;
  absl::CivilDay today_;
  registry::KnownKeys keys_;
  std::vector<registry::NewKey> new_keys_;
  std::optional<ProgrammesByName> programmes_;
  std::multimap<std::string, ProgrammeVariant> variants_;  // by programme
  Drafts<Person> persons_;
  Drafts<PersonContact> contacts_;
  Drafts<Enrolment> enrolments_;
  std::multimap<std::string, std::string> by_email_;                     // folded address to id of the person
  std::map<std::pair<std::string, std::string>, std::string> running_;  // by student and variant
  std::set<std::string> told_;  // new persons whose first row was told
};

}  // namespace

absl::Status RegisterBooks::Import(const rpc::Call& call, const std::vector<StudentRow>& rows, RowReport& report,
                                   Answer answer) {
  StudentBook book;
  DRIEHOEK_RETURN_IF_ERROR(book.Load(parts_, call));
  for (const StudentRow& row : rows) book.Apply(row, report);
  if (answer == nullptr || report.HasErrors()) return absl::OkStatus();
  ImportPlan plan(call);
  book.PutInto(plan);
  return plan.Commit(parts_.change_log, answer(report));
}

absl::StatusOr<Cells> ExportStudents(const RegisterBooks::Parts& parts, const rpc::Call& call) {
  const TenantId& tenant = call.tenant();
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, parts.reader.Today(tenant, call.now(), call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto persons, AllOf<Person>(parts.directory, tenant, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto contacts, AllOf<PersonContact>(parts.directory, tenant, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto enrolments, AllOf<Enrolment>(parts.directory, tenant, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto programmes, AllOf<Programme>(parts.directory, tenant, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto variants, AllOf<ProgrammeVariant>(parts.directory, tenant, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto keys, parts.keys.All(tenant, KeyKind::kStudent, call.deadline()));
  std::map<std::string, std::string> programme_name;
  for (const Programme& one : programmes) programme_name[one.id.value()] = one.display_name;
  std::map<std::string, directory::Variant> variant_of;
  for (const ProgrammeVariant& one : variants) variant_of[one.id.value()] = one.variant;
  std::map<PersonId, std::string> email_of;
  for (const PersonContact& one : contacts) email_of[one.id] = one.email;
  std::multimap<PersonId, const Enrolment*> enrolments_of;
  for (const Enrolment& one : enrolments) {
    const bool is_within = call.caller().ReachesProgramme(one.programme.value()) && IsRunning(one, today);
    if (is_within) enrolments_of.emplace(one.student, &one);
  }
  Cells cells;
  for (const Person& person : persons) {
    const auto [first, last] = enrolments_of.equal_range(person.id);
    for (auto it = first; it != last; ++it) {
      const Enrolment& one = *it->second;
      call.RecordRead(directory::Wire<Enrolment>::Name(tenant, one), person.id);
      cells.push_back({ExternalOf(keys, person.id.value()), person.display_name,
                       email_of[person.id], programme_name[one.programme.value()],
                       std::string(NameOf(variant_of[one.variant.value()])),
                       absl::StrCat(one.phase), one.region});
    }
  }
  return cells;
}

absl::StatusOr<Cells> RegisterBooks::Export(const rpc::Call& call, registry::RegisterKind kind) {
  switch (kind) {
    case registry::RegisterKind::kOrganisations:
      return ExportOrganisations(parts_, call);
    case registry::RegisterKind::kPlaces:
      return ExportPlaces(parts_, call);
    case registry::RegisterKind::kStudents:
      return ExportStudents(parts_, call);
  }
  return Cells();
}

}  // namespace driehoek::server
