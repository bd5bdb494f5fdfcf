#include "server/round_register.h"

#include <iterator>
#include <utility>

#include "absl/strings/str_cat.h"
#include "placement/round/policy.h"
#include "server/register_reading.h"
#include "shared/base/folded.h"

namespace driehoek::server {

namespace round = placement::round;
using registry::PreferenceRow;
using registry::RowReport;

absl::Status StudentsOfRound::Load(const PreferenceBook::Parts& parts, const rpc::Call& call,
                                   const round::MatchingRound& in) {
  const TenantId& tenant = call.tenant();
  DRIEHOEK_ASSIGN_OR_RETURN(auto participants,
                            parts.rounds.Participants(tenant, in.id, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto enrolments,
                            AllOf<directory::Enrolment>(parts.directory, tenant, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto contacts, AllOf<directory::PersonContact>(
                                                     parts.directory, tenant, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(keys_,
                            parts.keys.All(tenant, registry::KeyKind::kStudent, call.deadline()));
  for (round::Participant& one : participants) {
    if (!call.NeededRelations().Intersects(round::RelationsTo(one.programme, call.caller()))) {
      continue;
    }
    known_.insert(one.student.value());
    index_of_[one.student.value()] = participants_.size();
    participants_.push_back(std::move(one));
  }
  for (const directory::Enrolment& one : enrolments) {
    if (call.caller().ReachesProgramme(one.programme.value())) known_.insert(one.student.value());
  }
  for (const directory::PersonContact& one : contacts) {
    if (one.email.empty() || !known_.contains(one.id.value())) continue;
    by_email_.emplace(Folded(one.email), one.id.value());
  }
  return absl::OkStatus();
}

std::string StudentsOfRound::PersonOf(const PreferenceRow& row, RowReport& report) const {
  const std::string id = ResourceOf(keys_, known_, row.student);
  if (known_.contains(id)) return id;
  const auto [first, last] = by_email_.equal_range(Folded(row.student));
  if (first == last) {
    report.Add(row.line, "student", "STUDENT_UNKNOWN", "is nobody within reach");
    return "";
  }
  if (std::next(first) != last) {
    report.Add(row.line, "student", "STUDENT_AMBIGUOUS", "is the address of several students");
    return "";
  }
  return first->second;
}

const round::Participant* StudentsOfRound::Find(const PreferenceRow& row, RowReport& report) {
  if (row.student.empty()) return nullptr;
  const std::string person = PersonOf(row, report);
  if (person.empty()) return nullptr;
  const auto [named, is_new] = named_.try_emplace(person, row.student);
  if (!is_new && named->second != row.student) {
    report.Add(row.line, "student", "STUDENT_NAMED_TWICE",
               "is called otherwise in an earlier row of the same student");
    return nullptr;
  }
  const auto found = index_of_.find(person);
  if (found != index_of_.end()) return &participants_[found->second];
  report.Add(row.line, "student", "STUDENT_NOT_IN_ROUND", "is not in the round");
  return nullptr;
}

std::string StudentsOfRound::ExternalOf(const PersonId& student) const {
  return server::ExternalOf(keys_, student.value());
}

absl::Status PlacesOfRound::Load(const PreferenceBook::Parts& parts, const rpc::Call& call,
                                 const round::MatchingRound& in) {
  DRIEHOEK_ASSIGN_OR_RETURN(places_, parts.rounds.Places(call.tenant(), in.id, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto labels,
                            parts.facts.LabelsOf(call.tenant(), places_, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto keys, parts.keys.All(call.tenant(), registry::KeyKind::kPlace, call.deadline()));
  std::multimap<std::string, std::string> external_of;  // by id of the offer
  for (const auto& [external, resource] : keys.resource_of) external_of.emplace(resource, external);
  for (std::size_t i = 0; i < places_.size(); ++i) {
    const round::RoundPlace& place = places_[i];
    std::vector<std::string>& names = names_[place.id];
    const std::string& offer = place.capacity_offer.value();
    const auto [first, last] = external_of.equal_range(offer);
    for (auto it = first; it != last && !offer.empty(); ++it) names.push_back(it->second);
    names.push_back(absl::StrCat(labels[i].organisation, " / ", labels[i].workplace));
    names.push_back(place.id.value());
    for (const std::string& name : names) by_name_[Folded(name)].insert(place.id);
  }
  return absl::OkStatus();
}

round::RoundPlaceId PlacesOfRound::Find(const PreferenceRow& row, RowReport& report) const {
  if (row.place.empty()) return {};
  const auto found = by_name_.find(Folded(row.place));
  if (found == by_name_.end()) {
    report.Add(row.line, "place", "PLACE_UNKNOWN", "is no place of the round");
    return {};
  }
  if (found->second.size() > 1) {
    report.Add(row.line, "place", "PLACE_AMBIGUOUS", "is the name of several places of the round");
    return {};
  }
  return *found->second.begin();
}

std::string PlacesOfRound::NameOf(const round::RoundPlaceId& id) const {
  const auto names = names_.find(id);
  if (names == names_.end()) return id.value();
  for (const std::string& name : names->second) {
    if (by_name_.at(Folded(name)).size() == 1) return name;
  }
  return id.value();
}

}  // namespace driehoek::server
