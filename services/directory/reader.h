// What other services ask of the directory, through ports of their own that the wiring joins to
// this. Institutions and variants are remembered for two seconds: a decision that hangs on one
// lists its version among what it relies on, so an old one is found out at commit.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "directory/sql_directory_store.h"
#include "shared/base/brief_cache.h"
#include "shared/base/clock.h"

namespace driehoek::directory {

// A variant with what hangs on it.
struct VariantFacts {
  Programme programme;
  ProgrammeVariant variant;
  PolicySet policy;
};

struct PersonFacts {
  Person person;
  PersonContact contact;  // whoever shows or uses it records the reading
  // The language of mails and documents: the person's choice, else the institution's.
  std::string language_code;
};

struct WorkplaceFacts {
  Organisation organisation;
  Workplace workplace;
};

// Thread-safe. Store and clock must outlive it. What is not there is nullopt, never an error.
class DirectoryReader {
 public:
  DirectoryReader(const SqlDirectoryStore& store, const Clock& clock)
      : store_(store), clock_(clock) {}

  // NOT_FOUND / INSTITUTION_NOT_FOUND: a caller of an institution that is not there.
  absl::StatusOr<Institution> InstitutionOf(const TenantId& tenant, absl::Time deadline) const;
  absl::StatusOr<absl::TimeZone> Zone(const TenantId& tenant, absl::Time deadline) const;
  // The day that `now` falls on at the institution.
  absl::StatusOr<absl::CivilDay> Today(const TenantId& tenant, absl::Time now,
                                       absl::Time deadline) const;

  absl::StatusOr<std::optional<VariantFacts>> VariantOf(const TenantId& tenant,
                                                        const ProgrammeVariantId& variant,
                                                        absl::Time deadline) const;
  // The outcome set that the variant names, else the newest of its programme.
  absl::StatusOr<std::optional<OutcomeSet>> OutcomesOf(const TenantId& tenant,
                                                       const ProgrammeVariantId& variant,
                                                       absl::Time deadline) const;
  absl::StatusOr<std::optional<Programme>> ProgrammeOf(const TenantId& tenant,
                                                       const ProgrammeId& id,
                                                       absl::Time deadline) const;
  absl::StatusOr<std::optional<Enrolment>> EnrolmentOf(const TenantId& tenant,
                                                       const EnrolmentId& id,
                                                       absl::Time deadline) const;
  // Without the contact data, for what only shows a name.
  absl::StatusOr<std::optional<Person>> NamedPersonOf(const TenantId& tenant, const PersonId& id,
                                                      absl::Time deadline) const;
  absl::StatusOr<std::optional<PersonFacts>> PersonOf(const TenantId& tenant, const PersonId& id,
                                                      absl::Time deadline) const;
  absl::StatusOr<std::optional<ContactAssignment>> ContactOn(const TenantId& tenant,
                                                             const PersonId& student,
                                                             absl::CivilDay day,
                                                             absl::Time deadline) const;
  // The students whose contact person `teacher` is on `day`.
  absl::StatusOr<std::vector<PersonId>> StudentsOf(const TenantId& tenant, const PersonId& teacher,
                                                   absl::CivilDay day, absl::Time deadline) const;
  absl::StatusOr<std::optional<SupervisorProfile>> SupervisorOf(const TenantId& tenant,
                                                                const SupervisorId& id,
                                                                absl::Time deadline) const;
  absl::StatusOr<std::vector<SupervisorProfile>> ProfilesOf(const TenantId& tenant,
                                                            const PersonId& person,
                                                            absl::Time deadline) const;
  absl::StatusOr<std::optional<WorkplaceFacts>> WorkplaceOf(const TenantId& tenant,
                                                            const WorkplaceId& id,
                                                            absl::Time deadline) const;
  absl::StatusOr<std::optional<Establishment>> EstablishmentOf(const TenantId& tenant,
                                                               const EstablishmentId& id,
                                                               absl::Time deadline) const;
  // Where students look for a place, and where workplaces lie by their establishments (R24): of
  // those that have a region. Some hundreds are read at once, whatever they are asked for.
  absl::StatusOr<std::map<EnrolmentId, std::string>> RegionsOf(
      const TenantId& tenant, const std::vector<EnrolmentId>& enrolments,
      absl::Time deadline) const;
  absl::StatusOr<std::map<WorkplaceId, std::string>> RegionsOf(
      const TenantId& tenant, const std::vector<WorkplaceId>& workplaces,
      absl::Time deadline) const;
  absl::StatusOr<std::optional<Organisation>> OrganisationOf(const TenantId& tenant,
                                                             const OrganisationId& id,
                                                             absl::Time deadline) const;
  // Months that a briefing counts: the fewest among the newest policy sets, since a supervisor may
  // get students of any variant (R12).
  absl::StatusOr<int> BriefingMonths(const TenantId& tenant, absl::Time deadline) const;

 private:
  static constexpr absl::Duration kRemembered = absl::Seconds(2);

  const SqlDirectoryStore& store_;
  const Clock& clock_;
  mutable BriefCache<Institution> institutions_{kRemembered};
  mutable BriefCache<VariantFacts> variants_{kRemembered};
};

}  // namespace driehoek::directory
