// All that the result of a run depends on, and nothing else: changes and floors applied, classes
// and eligibility settled, everything in the order of ids. A run keeps its input as bytes, so that
// it is a function of them whatever becomes of the round.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "placement/round/matching_round.h"
#include "placement/round/participant.h"
#include "placement/round/round_place.h"
#include "placement/round/run/match_run.h"

namespace driehoek::placement::round::run {

// No supervisor, no group, no ceiling.
inline constexpr int kNone = -1;

// What one group has at a place.
struct InputQuota {
  int group = 0;  // index
  int reserved = 0;
  int ceiling = kNone;
  friend bool operator==(const InputQuota&, const InputQuota&) = default;
};

struct InputPlace {
  RoundPlaceId id;
  int capacity = 0;
  int supervisor = kNone;          // index
  int intended_group = kNone;      // index
  std::vector<InputQuota> quotas;  // by group; those without reserve and ceiling left out
  friend bool operator==(const InputPlace&, const InputPlace&) = default;
};

struct InputSupervisor {
  SupervisorId id;
  int limit = 0;  // students that he or she can still have in this period
  friend bool operator==(const InputSupervisor&, const InputSupervisor&) = default;
};

struct InputWish {
  int place = 0;  // index
  int priority_class = 0;
  bool is_eligible = true;
  friend bool operator==(const InputWish&, const InputWish&) = default;
};

struct InputStudent {
  ParticipantId participant;
  PersonId student;  // what the lottery draws for
  int group = kNone;
  std::vector<InputWish> wishes;  // best first
  friend bool operator==(const InputStudent&, const InputStudent&) = default;
};

struct RunInput {
  Rule rule = Rule::kStable;
  int rule_version = kRuleVersion;
  std::string seed_commitment;      // the seed itself stays sealed in the round
  std::vector<std::string> groups;  // codes, in the order of the round
  std::vector<InputSupervisor> supervisors;
  std::vector<InputPlace> places;
  std::vector<InputStudent> students;  // by person
  friend bool operator==(const RunInput&, const RunInput&) = default;
};

// A round as it is now.
struct Snapshot {
  MatchingRound round;
  std::vector<RoundPlace> places;         // in any order
  std::vector<Participant> participants;  // in any order
  // Students that each supervisor of a place can still have; one without an entry has no limit
  // here.
  std::map<SupervisorId, int> limits;
};

// The same for every order of rows. `run` has passed Check; a wish whose place is not there is left
// out.
RunInput MakeInput(const Snapshot& snapshot, const MatchRun& run);

// Equal inputs have equal bytes. Parse: DATA_LOSS / RUN_UNREADABLE.
std::string ToBytes(const RunInput& input);
absl::StatusOr<RunInput> ParseInput(absl::string_view bytes);

// SHA-256, 64 hexadecimal digits.
std::string HashOf(absl::string_view bytes);

}  // namespace driehoek::placement::round::run
