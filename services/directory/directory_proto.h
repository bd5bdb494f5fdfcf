// Between the values of the directory and the contract. Wire<V> says
//   Proto          its message
//   kPattern       the form of its name
//   kField         its field in Create and Update requests
//   Name()         its resource name
//   ToProto()      the whole message
//   FromProto()    the fields that a caller may set, into `value`; what is output only, and the
//   ids, stay as they are References()   what must be there for it to be stored
#pragma once

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "directory/sql_directory_store.h"
#include "driehoek/v1/directory.pb.h"
#include "driehoek/v1/job_role.pb.h"
#include "shared/base/errors.h"
#include "shared/base/resource_name.h"

namespace driehoek::directory {

inline constexpr absl::string_view kInstitutionPattern = "institutions/{institution}";

template <typename V>
struct Wire;

#define DRIEHOEK_DIRECTORY_WIRE(V, field, pattern)                                    \
  template <>                                                                         \
  struct Wire<V> {                                                                    \
    using Proto = v1::V;                                                              \
    static constexpr absl::string_view kField = field;                                \
    static constexpr absl::string_view kPattern = pattern;                            \
    static std::string Name(const TenantId& tenant, const V& value);                  \
    static Proto ToProto(const TenantId& tenant, const V& value);                     \
    static void FromProto(const Proto& proto, V& value, FieldViolations& violations); \
    static std::vector<Reference> References(const V& value);                         \
  }

DRIEHOEK_DIRECTORY_WIRE(Institution, "institution", kInstitutionPattern);
DRIEHOEK_DIRECTORY_WIRE(PolicySet, "policy_set",
                        "institutions/{institution}/policySets/{policy_set}");
DRIEHOEK_DIRECTORY_WIRE(Programme, "programme",
                        "institutions/{institution}/programmes/{programme}");
DRIEHOEK_DIRECTORY_WIRE(ProgrammeVariant, "programme_variant",
                        "institutions/{institution}/programmes/{programme}/variants/{variant}");
DRIEHOEK_DIRECTORY_WIRE(
    OutcomeSet, "outcome_set",
    "institutions/{institution}/programmes/{programme}/outcomeSets/{outcome_set}");
DRIEHOEK_DIRECTORY_WIRE(Person, "person", "institutions/{institution}/persons/{person}");
DRIEHOEK_DIRECTORY_WIRE(PersonContact, "person_contact",
                        "institutions/{institution}/persons/{person}/contact");
DRIEHOEK_DIRECTORY_WIRE(Enrolment, "enrolment",
                        "institutions/{institution}/enrolments/{enrolment}");
DRIEHOEK_DIRECTORY_WIRE(ContactAssignment, "contact_assignment",
                        "institutions/{institution}/contactAssignments/{contact_assignment}");
DRIEHOEK_DIRECTORY_WIRE(Organisation, "organisation",
                        "institutions/{institution}/organisations/{organisation}");
DRIEHOEK_DIRECTORY_WIRE(
    Establishment, "establishment",
    "institutions/{institution}/organisations/{organisation}/establishments/{establishment}");
DRIEHOEK_DIRECTORY_WIRE(
    Workplace, "workplace",
    "institutions/{institution}/organisations/{organisation}/workplaces/{workplace}");
DRIEHOEK_DIRECTORY_WIRE(
    SupervisorProfile, "supervisor_profile",
    "institutions/{institution}/organisations/{organisation}/supervisors/{supervisor}");
DRIEHOEK_DIRECTORY_WIRE(
    JobRole, "job_role",
    "institutions/{institution}/organisations/{organisation}/jobRoles/{job_role}");

#undef DRIEHOEK_DIRECTORY_WIRE

}  // namespace driehoek::directory
