// How each kind of resource lies in its table: the one place that knows columns. Table<V> says
//   kName     the table
//   Columns() its own columns, beyond tenant_id, id, version and sort_key which all tables have
//   ToRow()   the values of these columns, in that order
//   FromRow() the value from a row of id, version and then these columns
//   SortKey() by what its kind is listed, ascending by bytes: a folded name, or a number that falls
// and the store (sql_directory_store.h) makes the same four statements of it for every kind.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "directory/institution.h"
#include "directory/organisation.h"
#include "directory/person.h"
#include "directory/policy_set.h"
#include "directory/programme.h"
#include "shared/storage/database.h"

namespace driehoek::directory {

using ColumnNames = std::vector<absl::string_view>;

template <typename V>
struct Table;

#define DRIEHOEK_DIRECTORY_TABLE(V, table)                    \
  template <>                                                 \
  struct Table<V> {                                           \
    static constexpr absl::string_view kName = table;         \
    static ColumnNames Columns();                             \
    static std::vector<storage::Value> ToRow(const V& value); \
    static V FromRow(const storage::Row& row);                \
    static std::string SortKey(const V& value);               \
  }

DRIEHOEK_DIRECTORY_TABLE(Institution, "institution");
DRIEHOEK_DIRECTORY_TABLE(PolicySet, "policy_set");
DRIEHOEK_DIRECTORY_TABLE(Programme, "programme");
DRIEHOEK_DIRECTORY_TABLE(ProgrammeVariant, "programme_variant");
// Its outcomes lie in tables of their own (outcome_rows.h).
DRIEHOEK_DIRECTORY_TABLE(OutcomeSet, "outcome_set");
DRIEHOEK_DIRECTORY_TABLE(Person, "person");
DRIEHOEK_DIRECTORY_TABLE(PersonContact, "person_contact");
DRIEHOEK_DIRECTORY_TABLE(Enrolment, "enrolment");
DRIEHOEK_DIRECTORY_TABLE(ContactAssignment, "contact_assignment");
DRIEHOEK_DIRECTORY_TABLE(Organisation, "organisation");
DRIEHOEK_DIRECTORY_TABLE(Establishment, "establishment");
DRIEHOEK_DIRECTORY_TABLE(Workplace, "workplace");
DRIEHOEK_DIRECTORY_TABLE(SupervisorProfile, "supervisor_profile");
DRIEHOEK_DIRECTORY_TABLE(JobRole, "job_role");

#undef DRIEHOEK_DIRECTORY_TABLE

// The statements that the store makes of all tables, for the test that holds them to the rules for
// SQL: they stand nowhere as literals.
std::vector<std::string> TableStatements();

}  // namespace driehoek::directory
