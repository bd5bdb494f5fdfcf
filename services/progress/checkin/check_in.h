// A moment at which student, teacher and supervisor speak with each other (R49, R52, R53, R57,
// R59).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "progress/facts.h"
#include "shared/base/enum_names.h"
#include "shared/base/errors.h"

namespace driehoek::progress::checkin {

using CheckInId = StrongId<struct CheckInTag>;

// In the order of the contract, like every enumeration here.
enum class Kind { kKickOff, kMidTerm, kFinal, kExtra, kReturnDay };
enum class CheckInState {
  kPlanned,
  kInvited,
  kViewsOpen,
  kHeld,
  kActionsOpen,
  kClosed,
  kMissed,
  kCancelled,
};
enum class Party { kStudent, kTeacher, kSupervisor };
// Rules of the mid-term's window (R49).
enum class Guard { kAfterAgreement, kAfterShare, kBeforeShare, kBeforeFinal };

inline constexpr std::array<Party, 3> kAllParties = {Party::kStudent, Party::kTeacher,
                                                     Party::kSupervisor};
inline constexpr int kDefaultMinutes = 45;

struct UnmetGuard {
  Guard guard = Guard::kAfterAgreement;
  absl::CivilDay limit;  // first or last day that keeps it
  int missed_by_days = 0;
  friend bool operator==(const UnmetGuard&, const UnmetGuard&) = default;
};

// The days on which it may be held.
struct Window {
  absl::CivilDay first;
  absl::CivilDay last;  // inclusive
  std::vector<UnmetGuard> unmet_guards;
  friend bool operator==(const Window&, const Window&) = default;
};
bool Holds(const Window& window, absl::CivilDay day);

struct GoalRating {
  std::string outcome_code;
  int rating = 0;  // 1 to 5
  std::string note;
  friend bool operator==(const GoalRating&, const GoalRating&) = default;
};

// What a party thinks, as it wrote it.
struct ViewText {
  std::string goes_well;
  std::string must_change;
  int overall_rating = 0;  // 1 to 5
  std::vector<GoalRating> goal_ratings;
  std::string remarks;
  friend bool operator==(const ViewText&, const ViewText&) = default;
};

struct PartyView {
  Party party = Party::kStudent;
  PersonId author;
  absl::Time time;
  ViewText text;
  friend bool operator==(const PartyView&, const PartyView&) = default;
};

struct AgreedAction {
  Party owner = Party::kStudent;
  std::string text;
  absl::CivilDay due_date;
  std::optional<absl::Time> done_time;
  PersonId done_by;  // empty while it is not done
  friend bool operator==(const AgreedAction&, const AgreedAction&) = default;
};

// Between teacher and supervisor (R57). Open while there is no `resolve_time`.
struct Disagreement {
  std::string text;
  Party recorder_party = Party::kTeacher;
  PersonId recorder;
  absl::Time record_time;
  PersonId resolver;
  std::string resolution;
  std::optional<absl::Time> resolve_time;
  friend bool operator==(const Disagreement&, const Disagreement&) = default;
};

struct Move {
  absl::Time from;
  absl::Time to;
  std::string reason;  // empty: the system moved it
  PersonId mover;      // empty: the system
  absl::Time time;
  friend bool operator==(const Move&, const Move&) = default;
};

struct Meeting {
  absl::CivilDay date;
  std::vector<Party> present;
  std::string outcome;
  PersonId teacher;  // contact person of that day; may be empty
  friend bool operator==(const Meeting&, const Meeting&) = default;
};

// What can be said of it besides its moment.
struct Arrangement {
  int length_minutes = kDefaultMinutes;
  std::string place;
  std::string link;
  PersonId second_teacher;                  // may be empty (R59)
  std::vector<std::string> learning_tasks;  // ids (R61)
  friend bool operator==(const Arrangement&, const Arrangement&) = default;
};

struct CheckIn {
  CheckInId id;
  PlacementId placement;
  // From the placement, at making: for the reach of callers.
  PersonId student;
  ProgrammeId programme;
  Kind kind = Kind::kExtra;
  int ordinal =
      0;  // among those of its kind that the system plans; the mid-term in the window is 0
  CheckInState state = CheckInState::kPlanned;
  Window window;
  absl::Time start_time;
  absl::CivilDay planned_date;  // day of `start_time` at the institution
  Arrangement arrangement;
  int calendar_sequence = 0;
  std::vector<Move> moves;
  std::vector<PartyView> views;  // at most one for each party
  std::optional<Meeting> meeting;
  std::vector<AgreedAction> actions;  // an action's number is its place, from 1; likewise below
  std::string close_reason;
  std::vector<Disagreement> disagreements;
  absl::Time create_time;
  absl::Time update_time;
  std::int64_t version = 0;  // 0: not stored yet
};

// PLANNED, INVITED or VIEWS_OPEN.
bool IsAhead(CheckInState state);
// HELD, ACTIONS_OPEN or CLOSED.
bool WasHeld(CheckInState state);
// The system plans it: not EXTRA or RETURN_DAY.
bool IsOfSystem(Kind kind);
// Null when the party wrote none.
const PartyView* FindView(const CheckIn& check_in, Party party);
// How often people moved it.
int MoveCount(const CheckIn& check_in);

// Each names every field that is not as the contract asks; all of field_checks.h, and:
// OUTCOME_UNKNOWN, OUTCOME_REPEATED, RATINGS_TOO_MANY (30). `outcome_codes` are those of the
// placement.
void Check(const ViewText& view, const std::vector<std::string>& outcome_codes,
           FieldViolations& violations);
// LINK_MALFORMED, TASKS_TOO_MANY (20), TASK_REPEATED.
void Check(const Arrangement& arrangement, FieldViolations& violations);

}  // namespace driehoek::progress::checkin

namespace driehoek {

template <>
struct EnumNames<progress::checkin::Kind> {
  static constexpr std::array<absl::string_view, 5> kNames = {"kick_off", "mid_term", "final",
                                                              "extra", "return_day"};
};
template <>
struct EnumNames<progress::checkin::CheckInState> {
  static constexpr std::array<absl::string_view, 8> kNames = {
      "planned", "invited", "views_open", "held", "actions_open", "closed", "missed", "cancelled"};
};
template <>
struct EnumNames<progress::checkin::Party> {
  static constexpr std::array<absl::string_view, 3> kNames = {"student", "teacher", "supervisor"};
};
template <>
struct EnumNames<progress::checkin::Guard> {
  static constexpr std::array<absl::string_view, 4> kNames = {"after_agreement", "after_share",
                                                              "before_share", "before_final"};
};

}  // namespace driehoek
