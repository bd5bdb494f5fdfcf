// One division of places over students (R23 to R26): what the practice office sets up, and how far
// it is.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "placement/placement.h"
#include "shared/base/enum_names.h"
#include "shared/base/errors.h"
#include "shared/base/strong_id.h"

namespace driehoek::placement::round {

// UUIDs, all of them.
using RoundId = StrongId<struct RoundTag>;
using RoundPlaceId = StrongId<struct RoundPlaceTag>;
using ParticipantId = StrongId<struct RoundParticipantTag>;
using RunId = StrongId<struct RoundRunTag>;

// In the order of the contract, like every enumeration here.
enum class State { kSetup, kPreferencesOpen, kFrozen, kPublished, kClosed };

// How places are given.
enum class Rule { kStable, kMostPlaced };

inline constexpr int kDefaultAnswerDays = 4;
inline constexpr int kDefaultMaxWishCount = 10;

// Students who are counted together where seats are reserved or capped.
struct Group {
  std::string code;
  std::string display_name;
  std::vector<ProgrammeId> programmes;
  friend bool operator==(const Group&, const Group&) = default;
};

struct MatchingRound {
  RoundId id;
  std::string display_name;
  State state = State::kSetup;
  Rule rule = Rule::kStable;
  // Empty: all students are one group, without a code.
  std::vector<Group> groups;
  absl::CivilDay start_date;
  absl::CivilDay end_date;  // inclusive
  Form form = Form::kInternship;
  int weekly_hours = 0;
  absl::Time preferences_due_time;
  int answer_days = kDefaultAnswerDays;
  int max_wish_count = kDefaultMaxWishCount;
  int max_students_per_supervisor = 0;  // 0: the least that the policies of the participants allow
  // Empty until preferences open. What seals the seed is seed_seal.h; only it can open this.
  std::string sealed_seed;
  std::string seed_commitment;
  std::optional<absl::Time> commit_time;
  // Empty until somebody proposed; empty again when the round was published.
  RunId proposed_run;
  PersonId proposed_by;
  // Empty until published.
  RunId published_run;
  std::optional<absl::Time> publish_time;
  PersonId published_by;
  absl::Time create_time;
  absl::Time update_time;
  std::int64_t version = 0;  // 0: not stored yet
};

// How far a round is. The last three count from publication on.
struct Counts {
  int participants = 0;
  int submitted = 0;
  int places = 0;
  int seats = 0;
  int organisations = 0;
  int accepted = 0;
  int unanswered = 0;
  int unplaced = 0;
};

// The group's index in the round; nothing for a code that is not there.
std::optional<int> GroupIndex(const MatchingRound& round, absl::string_view code);
// The code of the group that the programme is in; empty when it is in none.
std::string GroupOf(const MatchingRound& round, const ProgrammeId& programme);

// The result holds: published, or closed afterwards. Seed and allocations are seen from then on.
bool IsPublished(const MatchingRound& round);

// Names every field that is not as the contract asks: TEXT_*, NUMBER_OUT_OF_RANGE,
// END_BEFORE_START, PERIOD_TOO_LONG (5 years), and of a group CODE_MALFORMED, CODE_TWICE,
// PROGRAMME_MISSING, PROGRAMME_TWICE ("groups[1].programmes[0]").
void Check(const MatchingRound& round, FieldViolations& violations);

}  // namespace driehoek::placement::round

namespace driehoek {

template <>
struct EnumNames<placement::round::State> {
  static constexpr std::array<absl::string_view, 5> kNames = {"setup", "preferences_open", "frozen",
                                                              "published", "closed"};
};
template <>
struct EnumNames<placement::round::Rule> {
  static constexpr std::array<absl::string_view, 2> kNames = {"stable", "most_placed"};
};

}  // namespace driehoek
