#include "directory/reader.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/strings/str_cat.h"
#include "directory/policy_defaults.h"

namespace driehoek::directory {
namespace {

// Those of `ids` that are there, by id.
template <typename V, typename Id>
absl::StatusOr<std::map<Id, V>> WithIds(const SqlDirectoryStore& store, const TenantId& tenant,
                                        const std::vector<Id>& ids, absl::Time deadline) {
  constexpr int kAtOnce = 500;
  std::vector<std::string> wanted;
  for (const Id& id : ids) {
    if (!id.empty()) wanted.push_back(id.value());
  }
  std::sort(wanted.begin(), wanted.end());
  wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
  std::map<Id, V> found;
  for (auto next = wanted.begin(); next != wanted.end();) {
    const auto first = next;
    next += std::min<std::ptrdiff_t>(kAtOnce, std::distance(first, wanted.end()));
    const ListQuery query{.ids = std::vector<std::string>(first, next), .limit = kAtOnce};
    DRIEHOEK_ASSIGN_OR_RETURN(auto page, store.List<V>(tenant, query, deadline));
    for (V& value : page.items) {
      const Id id = value.id;
      found.emplace(id, std::move(value));
    }
  }
  return found;
}

}  // namespace

absl::StatusOr<Institution> DirectoryReader::InstitutionOf(const TenantId& tenant,
                                                           absl::Time deadline) const {
  const absl::Time now = clock_.Now();
  if (auto known = institutions_.Get(tenant.value(), now)) return *std::move(known);
  DRIEHOEK_ASSIGN_OR_RETURN(std::optional<Institution> found,
                            store_.Find<Institution>(tenant, tenant.value(), deadline));
  if (!found.has_value()) {
    return Error(absl::StatusCode::kNotFound, "INSTITUTION_NOT_FOUND",
                 "there is no such institution");
  }
  institutions_.Put(tenant.value(), *found, now);
  return *std::move(found);
}

absl::StatusOr<absl::TimeZone> DirectoryReader::Zone(const TenantId& tenant,
                                                     absl::Time deadline) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const Institution institution, InstitutionOf(tenant, deadline));
  return ZoneOf(institution);
}

absl::StatusOr<absl::CivilDay> DirectoryReader::Today(const TenantId& tenant, absl::Time now,
                                                      absl::Time deadline) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::TimeZone zone, Zone(tenant, deadline));
  return absl::ToCivilDay(now, zone);
}

absl::StatusOr<std::optional<VariantFacts>> DirectoryReader::VariantOf(
    const TenantId& tenant, const ProgrammeVariantId& variant, absl::Time deadline) const {
  const absl::Time now = clock_.Now();
  const std::string key = absl::StrCat(tenant.value(), "/", variant.value());
  if (auto known = variants_.Get(key, now)) return known;
  DRIEHOEK_ASSIGN_OR_RETURN(auto found,
                            store_.Find<ProgrammeVariant>(tenant, variant.value(), deadline));
  if (!found.has_value()) return std::nullopt;
  DRIEHOEK_ASSIGN_OR_RETURN(auto programme,
                            store_.Find<Programme>(tenant, found->programme.value(), deadline));
  DRIEHOEK_ASSIGN_OR_RETURN(auto policy,
                            store_.Find<PolicySet>(tenant, found->policy_set.value(), deadline));
  // Foreign keys hold both.
  VariantFacts facts{std::move(programme).value(), *std::move(found), std::move(policy).value()};
  variants_.Put(key, facts, now);
  return facts;
}

absl::StatusOr<std::optional<OutcomeSet>> DirectoryReader::OutcomesOf(
    const TenantId& tenant, const ProgrammeVariantId& variant, absl::Time deadline) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto facts, VariantOf(tenant, variant, deadline));
  if (!facts.has_value()) return std::nullopt;
  if (facts->variant.outcome_set.empty()) {
    return store_.NewestOutcomeSet(tenant, facts->programme.id, deadline);
  }
  return store_.Find<OutcomeSet>(tenant, facts->variant.outcome_set.value(), deadline);
}

absl::StatusOr<std::optional<Programme>> DirectoryReader::ProgrammeOf(const TenantId& tenant,
                                                                      const ProgrammeId& id,
                                                                      absl::Time deadline) const {
  return store_.Find<Programme>(tenant, id.value(), deadline);
}

absl::StatusOr<std::optional<Enrolment>> DirectoryReader::EnrolmentOf(const TenantId& tenant,
                                                                      const EnrolmentId& id,
                                                                      absl::Time deadline) const {
  return store_.Find<Enrolment>(tenant, id.value(), deadline);
}

absl::StatusOr<std::optional<Person>> DirectoryReader::NamedPersonOf(const TenantId& tenant,
                                                                     const PersonId& id,
                                                                     absl::Time deadline) const {
  return store_.Find<Person>(tenant, id.value(), deadline);
}

absl::StatusOr<std::optional<PersonFacts>> DirectoryReader::PersonOf(const TenantId& tenant,
                                                                     const PersonId& id,
                                                                     absl::Time deadline) const {
  DRIEHOEK_ASSIGN_OR_RETURN(auto person, store_.Find<Person>(tenant, id.value(), deadline));
  if (!person.has_value()) return std::nullopt;
  DRIEHOEK_ASSIGN_OR_RETURN(auto contact, store_.Find<PersonContact>(tenant, id.value(), deadline));
  PersonFacts facts{*std::move(person), std::move(contact).value_or(PersonContact{.id = id}), ""};
  facts.language_code = facts.person.language_code;
  if (facts.language_code.empty()) {
    DRIEHOEK_ASSIGN_OR_RETURN(const Institution institution, InstitutionOf(tenant, deadline));
    facts.language_code = institution.language_code;
  }
  return facts;
}

absl::StatusOr<std::optional<ContactAssignment>> DirectoryReader::ContactOn(
    const TenantId& tenant, const PersonId& student, absl::CivilDay day,
    absl::Time deadline) const {
  return store_.AssignmentOn(tenant, student, day, deadline);
}

absl::StatusOr<std::vector<PersonId>> DirectoryReader::StudentsOf(const TenantId& tenant,
                                                                  const PersonId& teacher,
                                                                  absl::CivilDay day,
                                                                  absl::Time deadline) const {
  return store_.StudentsOf(tenant, teacher, day, deadline);
}

absl::StatusOr<std::optional<SupervisorProfile>> DirectoryReader::SupervisorOf(
    const TenantId& tenant, const SupervisorId& id, absl::Time deadline) const {
  return store_.Find<SupervisorProfile>(tenant, id.value(), deadline);
}

absl::StatusOr<std::vector<SupervisorProfile>> DirectoryReader::ProfilesOf(
    const TenantId& tenant, const PersonId& person, absl::Time deadline) const {
  return store_.ProfilesOf(tenant, person, deadline);
}

absl::StatusOr<std::optional<WorkplaceFacts>> DirectoryReader::WorkplaceOf(
    const TenantId& tenant, const WorkplaceId& id, absl::Time deadline) const {
  DRIEHOEK_ASSIGN_OR_RETURN(auto workplace, store_.Find<Workplace>(tenant, id.value(), deadline));
  if (!workplace.has_value()) return std::nullopt;
  DRIEHOEK_ASSIGN_OR_RETURN(auto organisation,
                            OrganisationOf(tenant, workplace->organisation, deadline));
  return WorkplaceFacts{std::move(organisation).value(), *std::move(workplace)};
}

absl::StatusOr<std::optional<Establishment>> DirectoryReader::EstablishmentOf(
    const TenantId& tenant, const EstablishmentId& id, absl::Time deadline) const {
  return store_.Find<Establishment>(tenant, id.value(), deadline);
}

absl::StatusOr<std::map<EnrolmentId, std::string>> DirectoryReader::RegionsOf(
    const TenantId& tenant, const std::vector<EnrolmentId>& enrolments, absl::Time deadline) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto found,
                            WithIds<Enrolment>(store_, tenant, enrolments, deadline));
  std::map<EnrolmentId, std::string> regions;
  for (const auto& [id, enrolment] : found) {
    if (!enrolment.region.empty()) regions.emplace(id, enrolment.region);
  }
  return regions;
}

absl::StatusOr<std::map<WorkplaceId, std::string>> DirectoryReader::RegionsOf(
    const TenantId& tenant, const std::vector<WorkplaceId>& workplaces, absl::Time deadline) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto found,
                            WithIds<Workplace>(store_, tenant, workplaces, deadline));
  std::vector<EstablishmentId> establishments;
  for (const auto& [id, workplace] : found) establishments.push_back(workplace.establishment);
  DRIEHOEK_ASSIGN_OR_RETURN(const auto branches,
                            WithIds<Establishment>(store_, tenant, establishments, deadline));
  std::map<WorkplaceId, std::string> regions;
  for (const auto& [id, workplace] : found) {
    const auto branch = branches.find(workplace.establishment);
    if (branch == branches.end() || branch->second.region.empty()) continue;
    regions.emplace(id, branch->second.region);
  }
  return regions;
}

absl::StatusOr<std::optional<Organisation>> DirectoryReader::OrganisationOf(
    const TenantId& tenant, const OrganisationId& id, absl::Time deadline) const {
  return store_.Find<Organisation>(tenant, id.value(), deadline);
}

absl::StatusOr<int> DirectoryReader::BriefingMonths(const TenantId& tenant,
                                                    absl::Time deadline) const {
  int months = DefaultPolicySet(Variant::kFullTime).briefing_valid_months;
  bool is_first = true;
  for (const auto variant : {Variant::kFullTime, Variant::kPartTime, Variant::kDual}) {
    DRIEHOEK_ASSIGN_OR_RETURN(const auto newest, store_.NewestPolicySet(tenant, variant, deadline));
    if (!newest.has_value()) continue;
    months =
        is_first ? newest->briefing_valid_months : std::min(months, newest->briefing_valid_months);
    is_first = false;
  }
  return months;
}

}  // namespace driehoek::directory
