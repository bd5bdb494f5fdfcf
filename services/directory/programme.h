// What is taught: programmes, their variants and their learning outcomes.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "directory/ids.h"
#include "shared/base/enum_names.h"
#include "shared/base/errors.h"

namespace driehoek::directory {

// Mode of study, WHW article 7.7. The order of every enumeration here is that of the contract.
enum class Variant { kFullTime, kPartTime, kDual };
// Bekostigd or not.
enum class Funding { kFunded, kNonFunded };
// Who checks a draft agreement before it is offered.
enum class ValidationStep { kTeacher, kPracticeOffice, kProgrammeManager };

struct Programme {
  ProgrammeId id;
  std::string display_name;
  int level = 0;  // NLQF/EQF
  std::string sector;
  std::vector<ValidationStep> validation_order;  // empty: one check by the practice office
  absl::Time create_time;
  std::int64_t version = 0;
};

// Everything is split by variant and funding (R1); both are fixed at creation.
struct ProgrammeVariant {
  ProgrammeId programme;
  ProgrammeVariantId id;
  Variant variant = Variant::kFullTime;
  Funding funding = Funding::kFunded;
  std::string rio_code;
  int credits_ec = 0;
  int practice_share_percent = 0;  // R5
  PolicySetId policy_set;
  OutcomeSetId outcome_set;  // may be empty
  std::int64_t version = 0;
};

struct LevelDescriptor {
  int level = 0;  // 1 to 4
  std::string description;
  friend bool operator==(const LevelDescriptor&, const LevelDescriptor&) = default;
};

struct Outcome {
  std::string code;
  std::string title;
  std::string description;
  std::vector<LevelDescriptor> level_descriptors;  // lowest first
  friend bool operator==(const Outcome&, const Outcome&) = default;
};

// One version of the catalogue of a programme (R38). Never changed once made.
struct OutcomeSet {
  ProgrammeId programme;
  OutcomeSetId id;
  int number = 0;  // counts up per programme, from 1; `version` in the contract
  std::vector<Outcome> outcomes;
  absl::Time create_time;
  std::int64_t version = 0;
};

// STEP_REPEATED when a step stands twice in the order.
void Check(const Programme& programme, FieldViolations& violations);
void Check(const ProgrammeVariant& variant, FieldViolations& violations);
// OUTCOME_CODE_REPEATED, LEVEL_ORDER (descriptors lowest first, none twice), OUTCOMES_MISSING,
// OUTCOMES_TOO_MANY.
void Check(const OutcomeSet& set, FieldViolations& violations);

}  // namespace driehoek::directory

namespace driehoek {

template <>
struct EnumNames<directory::Variant> {
  static constexpr std::array<absl::string_view, 3> kNames = {"full_time", "part_time", "dual"};
};
template <>
struct EnumNames<directory::Funding> {
  static constexpr std::array<absl::string_view, 2> kNames = {"funded", "non_funded"};
};
template <>
struct EnumNames<directory::ValidationStep> {
  static constexpr std::array<absl::string_view, 3> kNames = {"teacher", "practice_office",
                                                              "programme_manager"};
};

}  // namespace driehoek
