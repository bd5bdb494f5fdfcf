// The time in which the programme owes a verdict on a submission: pure (R41, R42, R65). All days
// are those of the institution.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "absl/time/civil_time.h"
#include "progress/task/facts.h"
#include "shared/base/enum_names.h"

namespace driehoek::progress::task {

// In the order in which they are passed; kNone is 0 in the contract.
enum class Mark { kNone, kDueSoon, kOverdue, kLeadTold, kManagerTold };

// Fixed when a text is submitted: a policy that changes later moves no promise.
struct VerdictClock {
  absl::CivilDay submit_date;
  absl::CivilDay due_date;                  // last day for the verdict
  absl::CivilDay lead_date;                 // working days past it
  absl::CivilDay manager_date;              // working days past it
  Mark mark = Mark::kNone;                  // the last one that was told
  std::optional<absl::CivilDay> stop_date;  // the verdict, or the end of the placement
  friend bool operator==(const VerdictClock&, const VerdictClock&) = default;
};

VerdictClock StartClock(absl::CivilDay today, const PolicyFact& policy);

// The last mark that was passed on `today`: kDueSoon from two working days before the due day on;
// kOverdue from the day after it; the others on their days.
Mark MarkOn(const VerdictClock& clock, absl::CivilDay today);
// Marks to tell on `today`, in order, each once: several when nobody looked for a while. That a
// verdict is due soon is not told once it is late. None when the clock stopped.
std::vector<Mark> MarksToTell(const VerdictClock& clock, absl::CivilDay today);
// The day on which MarksToTell has something next; nothing when it never has.
std::optional<absl::CivilDay> NextMarkDate(const VerdictClock& clock);

// From the day after the submission to the due day.
int WorkingDays(const VerdictClock& clock);
// How many of them had begun on `today`, or when the clock stopped.
int BegunWorkingDays(const VerdictClock& clock, absl::CivilDay today);
// Past the due day on `today`, or when the clock stopped: what the student lost.
int LateWorkingDays(const VerdictClock& clock, absl::CivilDay today);

}  // namespace driehoek::progress::task

template <>
struct driehoek::EnumNames<driehoek::progress::task::Mark> {
  static constexpr std::array<absl::string_view, 5> kNames = {"none", "due_soon", "overdue",
                                                              "lead_told", "manager_told"};
};
