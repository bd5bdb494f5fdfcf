// The learning plan of one placement: its texts, the day by which tasks are submitted, its coverage
// matrix and the time that was lost. Pure (R39, R40, R46, R65).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "progress/facts.h"
#include "progress/task/facts.h"
#include "progress/task/learning_task.h"
#include "shared/base/errors.h"

namespace driehoek::progress::task {

// What is written in it; empty before anybody did.
struct LearningPlan {
  PlacementId placement;
  std::string fixed_part;
  std::string free_part;
  absl::Time update_time;
  std::int64_t version = 0;  // 0: not stored yet
};

// Those of field_checks.h, as fields of the plan.
void Check(const LearningPlan& plan, FieldViolations& violations);

// The last day of the policy's share of the period, at least the first one, or the end of the
// policy's week, whichever is first (R39).
absl::CivilDay SubmitBy(const PlacementFact& placement, const PolicyFact& policy);

enum class Standing { kGap, kPlanned, kCovered };

// Where a task and an outcome meet.
struct Cell {
  TaskId task;
  int level = 0;
  bool is_adequate = false;  // by the verdict on the text that says so
};

struct OutcomeCoverage {
  OutcomeFact outcome;
  Standing standing = Standing::kGap;
  std::vector<Cell> cells;  // in the order of `tasks`
};

// One row for each outcome that the placement names, or for each of `outcomes` when it names none.
// A task counts with the text as it is now; it covers an outcome when the newest verdict was
// ADEQUATE and the text that was judged names the outcome too (R40).
std::vector<OutcomeCoverage> Coverage(const PlacementFact& placement,
                                      const std::vector<OutcomeFact>& outcomes,
                                      const std::vector<LearningTask>& tasks);

enum class Cause { kLateVerdict };

// Time that the student lost, by cause and party (R65).
struct LostTime {
  Cause cause = Cause::kLateVerdict;
  Side party = Side::kProgramme;
  int working_days = 0;
  TaskId task;
  int version = 0;  // of the submission
};

// One for each submission that was judged late or is late on `today`, by task and version.
std::vector<LostTime> LostTimes(const std::vector<LearningTask>& tasks, absl::CivilDay today);

}  // namespace driehoek::progress::task

template <>
struct driehoek::EnumNames<driehoek::progress::task::Standing> {
  static constexpr std::array<absl::string_view, 3> kNames = {"gap", "planned", "covered"};
};
template <>
struct driehoek::EnumNames<driehoek::progress::task::Cause> {
  static constexpr std::array<absl::string_view, 1> kNames = {"late_verdict"};
};
