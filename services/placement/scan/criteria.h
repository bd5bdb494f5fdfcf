// What a programme asks of workplace, supervisor and student in some of its phases (R35).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "placement/placement.h"
#include "shared/base/enum_names.h"
#include "shared/base/errors.h"

namespace driehoek::placement::scan {

using CriteriaId = StrongId<struct ScanCriteriaTag>;

// In the order of the contract, like every enumeration here.
enum class Subject { kWorkplace, kSupervisor, kRoomForTasks, kStudent };
enum class Weight { kEssential, kDesirable };

struct Criterion {
  std::string code;
  std::string title_nl;
  std::string title_en;
  Subject subject = Subject::kWorkplace;
  Weight weight = Weight::kEssential;
  std::string help_nl;
  std::string help_en;
  friend bool operator==(const Criterion&, const Criterion&) = default;
};

// One version. Never changed once made.
struct Criteria {
  ProgrammeId programme;
  CriteriaId id;
  int number = 0;  // counts up per programme, from 1; `version` in the contract
  int first_phase = 0;
  int last_phase = 0;  // inclusive
  std::vector<Criterion> criteria;
  absl::Time create_time;
  std::int64_t version = 0;
};

inline constexpr int kFirstPhase = 1;
inline constexpr int kLastPhase = 8;

// Names every field that is not as the contract asks: PHASES_REVERSED, CRITERIA_MISSING,
// CRITERIA_TOO_MANY (50), CRITERION_CODE_MALFORMED, CRITERION_CODE_REPEATED, and those of
// field_checks.h.
void Check(const Criteria& criteria, FieldViolations& violations);

// The criterion with `code`; null when there is none.
const Criterion* Find(const Criteria& criteria, absl::string_view code);

}  // namespace driehoek::placement::scan

namespace driehoek {

template <>
struct EnumNames<placement::scan::Subject> {
  static constexpr std::array<absl::string_view, 4> kNames = {"workplace", "supervisor",
                                                              "room_for_tasks", "student"};
};
template <>
struct EnumNames<placement::scan::Weight> {
  static constexpr std::array<absl::string_view, 2> kNames = {"essential", "desirable"};
};

}  // namespace driehoek
