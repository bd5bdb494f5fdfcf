// One trial of a round: what would come of it, with some places changed.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "placement/round/matching_round.h"
#include "placement/round/round_place.h"
#include "shared/base/enum_names.h"
#include "shared/base/errors.h"
#include "shared/base/strong_id.h"

namespace driehoek::placement::round::run {

// In the order of the contract.
enum class RunState { kRunning, kSucceeded, kFailed };

// What the same input, seed and version of the rule give is always the same. Raise it when the
// solver, the explanations or the bytes of a result change.
// Version 2 keeps places and groups of a result by their index (allocation.h); earlier runs are
// worked out as they were asked.
inline constexpr int kRuleVersion = 2;

// Most places that one trial may change.
inline constexpr int kMostChanges = 2000;

// A place as if it were otherwise.
struct PlaceChange {
  RoundPlaceId place;
  std::optional<int> capacity;  // absent: as it is
  std::vector<Quota> quotas;    // instead of those of the groups that are named here
  friend bool operator==(const PlaceChange&, const PlaceChange&) = default;
};

// Seats for which a group goes first, over all places meant for it together.
struct GroupFloor {
  std::string group;
  int reserved = 0;
  friend bool operator==(const GroupFloor&, const GroupFloor&) = default;
};

struct GroupOutcome {
  std::string group;
  int students = 0;
  int placed = 0;
  // Seats meant for the group that others took while a student of the group who wished for the
  // place has none (R26).
  int displaced_seats = 0;
  friend bool operator==(const GroupOutcome&, const GroupOutcome&) = default;
};

// What came out, for comparing trials.
struct Outcome {
  int placed = 0;
  int unplaced = 0;
  int first_wish = 0;
  int second_or_third_wish = 0;
  int lower_wish = 0;
  std::int64_t total_rank = 0;  // the first wish counts 1
  int free_seats = 0;
  std::vector<GroupOutcome> groups;  // in the order of the round
  friend bool operator==(const Outcome&, const Outcome&) = default;
};

// What the independent judge found (match/check.h).
struct Verification {
  std::int64_t claims = 0;
  std::int64_t faults = 0;
  std::vector<std::string> findings;  // the first ones, as English sentences
  friend bool operator==(const Verification&, const Verification&) = default;
};

struct MatchRun {
  RunId id;
  RoundId round;
  std::string display_name;
  std::vector<PlaceChange> changes;
  std::vector<GroupFloor> floors;
  RunState state = RunState::kRunning;
  Rule rule = Rule::kStable;  // of the round
  int rule_version = kRuleVersion;
  std::string input_hash;   // 64 hexadecimal digits (run_input.h)
  std::string result_hash;  // the same once succeeded, else empty (run_result.h)
  // Once succeeded; the judge's findings also when it failed for them.
  std::optional<Outcome> outcome;
  std::optional<Verification> verification;
  std::string failure;  // UPPER_SNAKE_CASE, once failed
  PersonId created_by;  // empty: an API client
  absl::Time create_time;
  std::optional<absl::Time> finish_time;
  std::int64_t version = 0;  // 0: not stored yet
};

// The place as the change says.
RoundPlace Changed(RoundPlace place, const PlaceChange& change);

// Names every field that is not as the contract asks: TEXT_*, TOO_MANY; of changes
// REFERENCE_NOT_FOUND, PLACE_TWICE, NUMBER_OUT_OF_RANGE, GROUP_UNKNOWN, GROUP_TWICE,
// RESERVES_ABOVE_CAPACITY, CEILING_BELOW_RESERVE ("changes[2].quotas[0].group"); of floors the
// like. `places` are those of the round, by id.
void Check(const MatchRun& run, const MatchingRound& round, const std::vector<RoundPlace>& places,
           FieldViolations& violations);

// Changes and floors as bytes, for the store. Parse: DATA_LOSS / RUN_UNREADABLE.
std::string TrialBytes(const MatchRun& run);
absl::Status ParseTrial(absl::string_view bytes, MatchRun& run);
// Outcome and verification as bytes.
std::string SummaryBytes(const MatchRun& run);
absl::Status ParseSummary(absl::string_view bytes, MatchRun& run);

}  // namespace driehoek::placement::round::run

namespace driehoek {

template <>
struct EnumNames<placement::round::run::RunState> {
  static constexpr std::array<absl::string_view, 3> kNames = {"running", "succeeded", "failed"};
};

}  // namespace driehoek
