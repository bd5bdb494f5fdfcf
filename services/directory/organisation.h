// Where people learn at work: organisations, their branches, departments and supervisors (R22).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "directory/ids.h"
#include "shared/base/enum_names.h"
#include "shared/base/errors.h"

namespace driehoek::directory {

enum class RelationType { kStructural, kIncidental };
enum class SupervisorFunction { kFloorSupervisor, kOrganisationContact };
// Whether an organisation has a role.
enum class Presence { kPresent, kPlanned, kAbsent };

// Of an associate degree, in the Dutch qualifications framework.
inline constexpr int kAssociateLevel = 5;

struct Organisation {
  OrganisationId id;
  std::string display_name;
  std::string kvk_number;                 // 8 digits or empty; unique in the institution
  std::optional<absl::Time> verify_time;  // absent: not compared with the trade register (R67)
  RelationType relation_type = RelationType::kIncidental;
  std::string sector;
  std::int64_t version = 0;
};

struct Establishment {
  OrganisationId organisation;
  EstablishmentId id;
  std::string display_name;
  std::string establishment_number;  // 12 digits or empty
  std::string address;
  std::string city;
  std::string region;  // in the institution's own words (R24); empty: not known
  std::int64_t version = 0;
};

struct Workplace {
  OrganisationId organisation;
  WorkplaceId id;
  std::string display_name;
  EstablishmentId establishment;  // may be empty
  std::string sector;
  std::int64_t version = 0;
};

// A role in the job structure (functiehuis) of an organisation (R11).
struct JobRole {
  OrganisationId organisation;
  JobRoleId id;
  std::string display_name;
  std::string sector;  // empty: that of the organisation
  int level = kAssociateLevel;
  Presence presence = Presence::kAbsent;
  std::string note;
  std::int64_t version = 0;
};

struct SupervisorProfile {
  OrganisationId organisation;
  SupervisorId id;
  PersonId person;
  SupervisorFunction function = SupervisorFunction::kFloorSupervisor;
  std::string job_title;
  std::string qualifications;
  std::optional<absl::CivilDay> briefing_date;  // R12
  std::optional<absl::CivilDay> briefing_valid_until;
  std::optional<int> attention_budget_minutes;  // a week, for all students together (R23)
  std::int64_t version = 0;
};

// KVK_NUMBER_MALFORMED.
void Check(const Organisation& organisation, FieldViolations& violations);
// ESTABLISHMENT_NUMBER_MALFORMED.
void Check(const Establishment& establishment, FieldViolations& violations);
void Check(const Workplace& workplace, FieldViolations& violations);
void Check(const JobRole& role, FieldViolations& violations);
void Check(const SupervisorProfile& profile, FieldViolations& violations);

// `after` as an update of `before`: another KvK number is no longer verified.
Organisation KeepVerification(const Organisation& before, Organisation after);
// Somebody compared the number with the trade register at `now`. FAILED_PRECONDITION /
// KVK_NUMBER_MISSING.
absl::StatusOr<Organisation> Verify(Organisation organisation, absl::Time now);

// The last day on which a briefing held on `day` counts: the day before the same day `months`
// later; a day that the later month lacks is taken as its last one.
absl::CivilDay BriefingValidUntil(absl::CivilDay day, int months);
// Sets both briefing days from `briefing_date`, or clears the second. INVALID_ARGUMENT /
// DATE_IN_FUTURE naming `field` when it lies after `today`.
absl::StatusOr<SupervisorProfile> Brief(SupervisorProfile profile, absl::CivilDay today, int months,
                                        absl::string_view field);

}  // namespace driehoek::directory

namespace driehoek {

template <>
struct EnumNames<directory::RelationType> {
  static constexpr std::array<absl::string_view, 2> kNames = {"structural", "incidental"};
};
template <>
struct EnumNames<directory::Presence> {
  static constexpr std::array<absl::string_view, 3> kNames = {"present", "planned", "absent"};
};
template <>
struct EnumNames<directory::SupervisorFunction> {
  static constexpr std::array<absl::string_view, 2> kNames = {"floor_supervisor",
                                                              "organisation_contact"};
};

}  // namespace driehoek
