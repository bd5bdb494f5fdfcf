// Keeps the directory. Every kind has the same four statements, made from its Table<V> (tables.h);
// what is asked in another way has a function of its own below.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "directory/institution.h"
#include "directory/organisation.h"
#include "directory/launch_match.h"
#include "directory/person.h"
#include "directory/policy_set.h"
#include "directory/programme.h"
#include "shared/storage/migrate.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::directory {

// The tables of this component.
absl::Span<const storage::Migration> Migrations();

// Which rows to list. What is not set does not narrow; a set of nothing gives nothing.
struct ListQuery {
  std::string parent;  // id of the programme or organisation, for kinds that lie under one
  PersonId student;    // for kinds with a student
  PersonId teacher;    // for contact assignments
  // Only those with one of these ids, or of one of these students.
  std::optional<std::vector<std::string>> ids;
  std::optional<std::vector<std::string>> students;
  std::optional<std::vector<std::string>> programmes;  // for enrolments
  int limit = 50;
  std::string cursor;  // `next_cursor` of the page before, or empty
};

template <typename V>
struct Listed {
  std::vector<V> items;
  std::string next_cursor;  // empty on the last page
};

// Refers to something that must be there: an id and the field that holds it.
enum class Kind {
  kPerson,
  kProgramme,
  kProgrammeVariant,
  kOrganisation,
  kEstablishment,
  kOutcomeSet,
  kPolicySet
};
struct Reference {
  std::string field;
  Kind kind = Kind::kPerson;
  std::string id;
  std::string parent;  // the programme or organisation it must lie under, when that is asked
};

// Thread-safe; the database must outlive it. Ids that are no UUID are found as little as those of
// nobody.
class SqlDirectoryStore {
 public:
  explicit SqlDirectoryStore(storage::TenantDatabase& database) : database_(database) {}

  template <typename V>
  absl::StatusOr<std::optional<V>> Find(const TenantId& tenant, absl::string_view id,
                                        absl::Time deadline) const;
  template <typename V>
  absl::StatusOr<Listed<V>> List(const TenantId& tenant, const ListQuery& query,
                                 absl::Time deadline) const;
  // Inside ChangeLog::Commit, which guards the version: writes the row as `value` says, new or
  // changed. ALREADY_EXISTS / UNIQUE_VIOLATION when it takes a number or a day that another row
  // has.
  template <typename V>
  static absl::Status Put(storage::TenantTransaction& transaction, const V& value);

  // Adds a violation REFERENCE_NOT_FOUND for each reference to nothing.
  absl::Status CheckReferences(const TenantId& tenant, const std::vector<Reference>& references,
                               absl::Time deadline, FieldViolations& violations) const;

  // --- persons ---
  absl::StatusOr<std::optional<PersonId>> FindIdentity(const TenantId& tenant,
                                                       absl::string_view issuer,
                                                       absl::string_view subject,
                                                       absl::Time deadline) const;
  // ABORTED / IDENTITY_TAKEN when somebody else stored this identity first.
  static absl::Status PutIdentity(storage::TenantTransaction& transaction, absl::string_view issuer,
                                  absl::string_view subject, const PersonId& person,
                                  absl::Time now);

  // How a person stands to launches and to the work of others.
  absl::StatusOr<LaunchStanding> LaunchStandingOf(const TenantId& tenant, const PersonId& person,
                                                  absl::Time deadline) const;
  // At most two persons with this address, whatever its case.
  absl::StatusOr<std::vector<PersonId>> WithAddress(const TenantId& tenant,
                                                    absl::string_view email,
                                                    absl::Time deadline) const;

  // --- contact persons ---
  // The student's assignment without an end.
  absl::StatusOr<std::optional<ContactAssignment>> OpenAssignment(const TenantId& tenant,
                                                                  const PersonId& student,
                                                                  absl::Time deadline) const;
  // The student's assignment that holds on `day`.
  absl::StatusOr<std::optional<ContactAssignment>> AssignmentOn(const TenantId& tenant,
                                                                const PersonId& student,
                                                                absl::CivilDay day,
                                                                absl::Time deadline) const;
  // The students whose contact person `teacher` is on `day`.
  absl::StatusOr<std::vector<PersonId>> StudentsOf(const TenantId& tenant, const PersonId& teacher,
                                                   absl::CivilDay day, absl::Time deadline) const;

  // --- organisations ---
  absl::StatusOr<std::vector<SupervisorProfile>> ProfilesOf(const TenantId& tenant,
                                                            const PersonId& person,
                                                            absl::Time deadline) const;
  absl::StatusOr<std::optional<Organisation>> FindByKvk(const TenantId& tenant,
                                                        absl::string_view kvk_number,
                                                        absl::Time deadline) const;

  // --- policies and outcomes ---
  absl::StatusOr<std::optional<PolicySet>> NewestPolicySet(const TenantId& tenant, Variant variant,
                                                           absl::Time deadline) const;
  absl::StatusOr<std::optional<OutcomeSet>> NewestOutcomeSet(const TenantId& tenant,
                                                             const ProgrammeId& programme,
                                                             absl::Time deadline) const;
  // 0 when the programme has none.
  absl::StatusOr<int> NewestOutcomeNumber(const TenantId& tenant, const ProgrammeId& programme,
                                          absl::Time deadline) const;
  // Whether any programme offers `variant` without funding.
  absl::StatusOr<bool> HasNonFunded(const TenantId& tenant, Variant variant,
                                    absl::Time deadline) const;

 private:
  // The rows of V that `condition` (a literal from AND on) holds for.
  template <typename V>
  absl::StatusOr<std::vector<V>> Select(const TenantId& tenant, absl::string_view condition,
                                        const std::vector<storage::Value>& parameters,
                                        absl::Time deadline) const;

  storage::TenantDatabase& database_;
};

}  // namespace driehoek::directory
