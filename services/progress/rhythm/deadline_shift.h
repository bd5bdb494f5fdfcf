// A deadline that was put off (R56): values and pure rules.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "progress/facts.h"
#include "progress/rhythm/facts.h"
#include "shared/base/enum_names.h"
#include "shared/base/errors.h"

namespace driehoek::progress::rhythm {

using ShiftId = StrongId<struct DeadlineShiftTag>;

// In the order of the contract.
enum class ShiftReason { kWorkplace, kProgramme, kTaskChanged, kPrivate, kPlanning, kOther };

struct DeadlineShift {
  ShiftId id;
  PlacementId placement;
  TaskId task;          // empty: `subject` says what
  std::string subject;  // empty: `task` says what
  absl::CivilDay from;
  absl::CivilDay to;
  ShiftReason reason = ShiftReason::kWorkplace;
  std::string note;
  PersonId recorder;
  int ordinal = 0;  // within the placement, from 1
  absl::Time create_time;
  std::int64_t version = 0;  // 0: not stored yet
};

inline constexpr int kMostShifts = 200;

// Names every field that is wrong: EITHER_ONE, NOT_AFTER, and
// those of field_checks.h.
void Check(const DeadlineShift& shift, FieldViolations& violations);

// `shift`, which passed Check, as the next of a placement that has `count` already.
// FAILED_PRECONDITION / PLACEMENT_FINAL, SHIFTS_TOO_MANY.
absl::StatusOr<DeadlineShift> Record(DeadlineShift shift, const PlacementFact& placement, int count,
                                     const PersonId& recorder, absl::Time now);

}  // namespace driehoek::progress::rhythm

template <>
struct driehoek::EnumNames<driehoek::progress::rhythm::ShiftReason> {
  static constexpr std::array<absl::string_view, 6> kNames = {
      "workplace", "programme", "task_changed", "private", "planning", "other"};
};
