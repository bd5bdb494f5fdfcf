// What happened in one placement, as far as signals come from it: compact values that the rules
// read.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "progress/facts.h"
#include "shared/base/enum_names.h"

namespace driehoek::progress::signal {

// Two sides of the triangle. In the order of the contract, like every enumeration here.
enum class Edge { kProgrammeWorkplace, kProgrammeStudent, kStudentWorkplace };
inline constexpr std::array<Edge, 3> kEdges = {Edge::kProgrammeWorkplace, Edge::kProgrammeStudent,
                                               Edge::kStudentWorkplace};

// One value for each edge.
template <typename T>
class OfEdges {
 public:
  T& operator[](Edge edge) { return values_[static_cast<std::size_t>(edge)]; }
  const T& operator[](Edge edge) const { return values_[static_cast<std::size_t>(edge)]; }

 private:
  std::array<T, 3> values_{};
};

// The policy set of the variant, as far as signals go; the contract says what each number means
// (directory.proto, PolicySet). 0 weeks: no silence is too long.
struct PolicyFact {
  OfEdges<int> silence_weeks;
  int pulse_interval_weeks = 0;
  int learning_share_alert_percent = 0;
  int deadline_shift_alert = 0;  // 0: no number is too many
  int verdict_manager_days = 0;
  int max_students_per_supervisor = 0;  // 0: no number is too many
  int attention_minutes_per_week = 0;
  int signal_working_days = 0;
};

struct PulseFact {
  absl::CivilDay first;  // of the period
  absl::CivilDay last;
  int learning_share = 0;
  int mood = 0;  // 0: not said
  bool too_little_time = false;
};

struct VerdictFact {
  std::string task;   // full resource name
  std::string title;  // of the task
  absl::CivilDay due_date;
  int late_working_days = 0;  // 0: in time
};

struct PlacementHistory {
  absl::CivilDay start_date;
  OfEdges<std::optional<absl::CivilDay>> last_contact;
  // Newest period first; as many as the rules can use.
  std::vector<PulseFact> student_pulses;
  std::vector<PulseFact> supervisor_pulses;
  int shift_count = 0;
  std::optional<absl::CivilDay> last_shift;
  int missed_check_ins = 0;
  std::optional<absl::CivilDay> last_missed;
  std::vector<VerdictFact> verdicts;  // owed, the first due day first
  // The scan that no longer holds, by its full name; empty: one holds, or none was ever made.
  std::string expired_scan;
  std::optional<absl::CivilDay> scan_valid_until;
  // The day from which it does not hold.
  absl::CivilDay scan_expired_since;
  std::string agreement;  // full name; filled when commitments are broken
  int broken_commitments = 0;
  std::optional<absl::CivilDay> last_broken;
  int supervisor_students = 0;                         // at once, this one counted
  std::optional<absl::CivilDay> newest_student_since;  // first day of the placement that came last
};

}  // namespace driehoek::progress::signal

template <>
struct driehoek::EnumNames<driehoek::progress::signal::Edge> {
  static constexpr std::array<absl::string_view, 3> kNames = {
      "programme_workplace", "programme_student", "student_workplace"};
};
