// What a student makes or does at the workplace to reach learning outcomes (R38 to R47).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "progress/facts.h"
#include "progress/task/facts.h"
#include "progress/task/verdict_clock.h"
#include "shared/base/enum_names.h"
#include "shared/base/errors.h"

namespace driehoek::progress::task {

using TaskId = StrongId<struct LearningTaskTag>;

// In the order of the contract, like every enumeration here.
enum class TaskState {
  kDrafting,
  kSubmitted,
  kResubmitted,
  kAdvised,
  kAdequate,
  kAdjust,
  kInadequate,
  kInProgress,
  kDelivered,
  kClosed,
};
enum class Route { kLight, kNormal, kGraduation };
enum class Side { kStudent, kSupervisor, kProgramme };
enum class Act { kDrafted, kAgreed };
enum class VerdictKind { kAdequate, kAdjust, kInadequate };

inline constexpr std::array<Side, 3> kAllSides = {Side::kStudent, Side::kSupervisor,
                                                  Side::kProgramme};

struct OutcomeLink {
  std::string code;
  int level = 0;  // 1 to 4
  friend bool operator==(const OutcomeLink&, const OutcomeLink&) = default;
};

// The text of a task.
struct Content {
  Route route = Route::kNormal;
  std::string title;
  std::string description;
  std::string question;  // of graduation work (R45)
  std::string fixed_part;
  std::string free_part;
  std::string authenticity;
  std::string usefulness;
  std::vector<OutcomeLink> outcome_links;
  friend bool operator==(const Content&, const Content&) = default;
};

// The last time that a side did this.
struct Contribution {
  Side side = Side::kStudent;
  Act act = Act::kDrafted;
  PersonId person;
  absl::Time time;
  int text_number = 0;  // of the text that was written or agreed with
  friend bool operator==(const Contribution&, const Contribution&) = default;
};

struct Advice {
  std::string text;
  PersonId adviser;
  absl::Time time;
  friend bool operator==(const Advice&, const Advice&) = default;
};

struct Verdict {
  VerdictKind kind = VerdictKind::kAdequate;
  std::string reason;
  std::string difference_from_bachelor;
  PersonId teacher;
  absl::Time time;
  friend bool operator==(const Verdict&, const Verdict&) = default;
};

// A text that was submitted, and what befell it. Its version is its place in the list, from 1.
struct Submission {
  Content content;
  PersonId submitter;
  absl::Time time;
  VerdictClock clock;
  std::optional<Advice> advice;
  std::optional<Verdict> verdict;
  friend bool operator==(const Submission&, const Submission&) = default;
};

struct Rating {
  int authenticity = 0;  // 1 to 5
  int usefulness = 0;    // 1 to 5
  std::string note;
  PersonId rater;
  absl::Time time;
  friend bool operator==(const Rating&, const Rating&) = default;
};

struct LearningTask {
  TaskId id;
  PlacementId placement;
  // From the placement, at making: for the reach of callers.
  PersonId student;
  ProgrammeId programme;
  PersonId teacher;  // named for this task; empty: the contact person of the day
  TaskState state = TaskState::kDrafting;
  Content content;
  int text_number = 1;  // counts the changes of `content`
  std::vector<Contribution> contributions;
  std::vector<Submission> submissions;  // oldest first
  std::optional<Rating> rating;
  absl::Time create_time;
  absl::Time update_time;
  std::int64_t version = 0;  // 0: not stored yet
};

// A verdict is owed.
bool IsWithTeacher(TaskState state);
// Delivered or closed.
bool IsOver(TaskState state);
// The text is not the one that was submitted last; false before the first submission.
bool IsChangedSinceSubmission(const LearningTask& task);
// The number that the text has, or will have when it is submitted.
int VersionOf(const LearningTask& task);
// Sides that neither wrote nor agreed (R39).
std::vector<Side> MissingSides(const LearningTask& task);
// Whether `side` wrote or agreed with the text as it is.
bool StandsBehind(const LearningTask& task, Side side);

// Names every field that is not as the contract asks, as fields of `content`: LINKS_TOO_MANY (30),
// OUTCOME_REPEATED, and those of field_checks.h.
void Check(const Content& content, FieldViolations& violations);
// OUTCOME_UNKNOWN for links to what is not among `outcomes`.
void CheckLinks(const Content& content, const std::vector<OutcomeFact>& outcomes,
                FieldViolations& violations);

}  // namespace driehoek::progress::task

namespace driehoek {

template <>
struct EnumNames<progress::task::TaskState> {
  static constexpr std::array<absl::string_view, 10> kNames = {
      "drafting", "submitted",  "resubmitted", "advised",   "adequate",
      "adjust",   "inadequate", "in_progress", "delivered", "closed"};
};
template <>
struct EnumNames<progress::task::Route> {
  static constexpr std::array<absl::string_view, 3> kNames = {"light", "normal", "graduation"};
};
template <>
struct EnumNames<progress::task::Side> {
  static constexpr std::array<absl::string_view, 3> kNames = {"student", "supervisor", "programme"};
};
template <>
struct EnumNames<progress::task::Act> {
  static constexpr std::array<absl::string_view, 2> kNames = {"drafted", "agreed"};
};
template <>
struct EnumNames<progress::task::VerdictKind> {
  static constexpr std::array<absl::string_view, 3> kNames = {"adequate", "adjust", "inadequate"};
};

}  // namespace driehoek
