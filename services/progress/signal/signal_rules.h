// What in a placement asks for attention: pure functions over what happened (R51, R54, R55, R56).
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "progress/signal/history.h"
#include "shared/base/enum_names.h"

namespace driehoek::progress::signal {

// In the order of the contract, like every enumeration here.
enum class Kind {
  kSilence,
  kExtraHands,
  kDrowning,
  kLateVerdict,
  kScanExpired,
  kBrokenCommitment,
  kCapacity,
  kRaisedByPerson,
};
enum class Severity { kNotice, kWarning, kUrgent };
enum class FactCode {
  kSilent,
  kNeverInContact,
  kLowLearningShare,
  kDeadlinesShifted,
  kCheckInsMissed,
  kLowMood,
  kPulsesUnanswered,
  kVerdictLate,
  kScanNotValid,
  kCommitmentsBroken,
  kTooManyStudents,
  kSupervisorWithoutTime,
};

// One thing that a finding comes from. The contract says what the numbers mean for each code
// (signal.proto, Signal.Fact).
struct Fact {
  FactCode code = FactCode::kSilent;
  int value = 0;
  int limit = 0;  // 0: the code has none
  std::optional<absl::CivilDay> date;
  std::optional<Edge> edge;
  std::string resource;
  int points = 0;  // in a drowning signal
  friend bool operator==(const Fact&, const Fact&) = default;
};

struct Finding {
  Kind kind = Kind::kSilence;
  std::optional<Edge> edge;  // for silence
  Severity severity = Severity::kWarning;
  std::vector<Fact> facts;  // the weightiest first
  // The day of the newest thing that it comes from: a finding that was settled once is one again
  // only when this is later.
  absl::CivilDay newest_fact;
};

// Points of a drowning signal, and from how many on there is one. README.md says why.
inline constexpr int kDrowningPoints = 6;
inline constexpr int kSilentPoints = 2;  // each edge that the student stands on
inline constexpr int kManyShiftsPoints = 3;
inline constexpr int kOneShiftPoints = 1;
inline constexpr int kMissedOnePoints = 2;
inline constexpr int kMissedMorePoints = 3;
inline constexpr int kLowSharePoints = 2;
inline constexpr int kLowMoodPoints = 2;
inline constexpr int kUnansweredPoints = 1;
inline constexpr int kLowMood = 2;

// Everything that `history` shows on `today`, at most one of each kind and edge.
std::vector<Finding> FindingsOf(const PlacementHistory& history, const PolicyFact& policy,
                                absl::CivilDay today);

// Days without contact on an edge: since the last one, else since the placement began; 0 before.
int SilentDays(const PlacementHistory& history, Edge edge, absl::CivilDay today);

}  // namespace driehoek::progress::signal

namespace driehoek {

template <>
struct EnumNames<progress::signal::Kind> {
  static constexpr std::array<absl::string_view, 8> kNames = {
      "silence",      "extra_hands",       "drowning", "late_verdict",
      "scan_expired", "broken_commitment", "capacity", "raised_by_person"};
};
template <>
struct EnumNames<progress::signal::Severity> {
  static constexpr std::array<absl::string_view, 3> kNames = {"notice", "warning", "urgent"};
};
template <>
struct EnumNames<progress::signal::FactCode> {
  static constexpr std::array<absl::string_view, 12> kNames = {
      "silent",           "never_in_contact",   "low_learning_share", "deadlines_shifted",
      "check_ins_missed", "low_mood",           "pulses_unanswered",  "verdict_late",
      "scan_not_valid",   "commitments_broken", "too_many_students",  "supervisor_without_time"};
};

}  // namespace driehoek
