// What is asked of the rows when somebody launches for the first time.
#include "absl/strings/ascii.h"
#include "directory/sql_directory_store.h"

namespace driehoek::directory {
namespace {

using storage::Rows;
using storage::TenantTransaction;

absl::StatusOr<bool> HasRow(TenantTransaction& transaction, absl::string_view sql,
                            const PersonId& person) {
  DRIEHOEK_ASSIGN_OR_RETURN(const Rows rows, transaction.Execute(sql, {person.value()}));
  return !rows.empty();
}

}  // namespace

absl::StatusOr<LaunchStanding> SqlDirectoryStore::LaunchStandingOf(const TenantId& tenant,
                                                                   const PersonId& person,
                                                                   absl::Time deadline) const {
  LaunchStanding standing;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(standing.has_identity,
                                  HasRow(transaction,
                                         "SELECT person_id FROM person_identity "
                                         "WHERE tenant_id = $1 AND person_id = $2 LIMIT 1",
                                         person));
        DRIEHOEK_ASSIGN_OR_RETURN(
            standing.is_enrolled,
            HasRow(transaction,
                   "SELECT id FROM enrolment WHERE tenant_id = $1 AND student_id = $2 LIMIT 1",
                   person));
        DRIEHOEK_ASSIGN_OR_RETURN(
            const bool supervises,
            HasRow(transaction,
                   "SELECT id FROM supervisor_profile WHERE tenant_id = $1 AND person_id = $2 "
                   "LIMIT 1",
                   person));
        DRIEHOEK_ASSIGN_OR_RETURN(
            const bool teaches,
            HasRow(transaction,
                   "SELECT id FROM contact_assignment WHERE tenant_id = $1 AND teacher_id = $2 "
                   "LIMIT 1",
                   person));
        standing.has_other_part = supervises || teaches;
        return absl::OkStatus();
      }));
  return standing;
}

absl::StatusOr<std::vector<PersonId>> SqlDirectoryStore::WithAddress(const TenantId& tenant,
                                                                     absl::string_view email,
                                                                     absl::Time deadline) const {
  std::vector<PersonId> persons;
  if (email.empty()) return persons;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        persons.clear();
        DRIEHOEK_ASSIGN_OR_RETURN(
            const Rows rows,
            transaction.Execute("SELECT id FROM person_contact "
                                "WHERE tenant_id = $1 AND email_folded = $2 ORDER BY id LIMIT 2",
                                {absl::AsciiStrToLower(email)}));
        for (const storage::Row& row : rows) persons.emplace_back(row.Text(0));
        return absl::OkStatus();
      }));
  return persons;
}

}  // namespace driehoek::directory
