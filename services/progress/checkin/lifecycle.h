// How a check-in is made, moved, written about, held, followed up and closed: pure decisions
// (domain text 6.2). A decision returns the check-in after and what others are told. Each first
// brings what the clock owes (PassTime), so that it does not matter whether somebody looked before.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "progress/checkin/check_in.h"
#include "progress/facts.h"

namespace driehoek::progress::checkin {

// What others are told, one event each.
enum class Told {
  kPlanned,
  kInvited,
  kViewsOpen,
  kMoved,
  kChanged,
  kViewWritten,
  kHeld,
  kActionAgreed,
  kActionMarked,
  kClosed,
  kMissed,
  kCancelled,
  kDisagreed,
  kSettled,
};

struct CheckInChange {
  CheckIn after;
  std::vector<Told> told;
};

// Who does something, when, and for which party; practice offices act for none.
struct Doing {
  PersonId person;
  std::optional<Party> party;
  absl::CivilDay today;
  absl::Time now;
};

// Days before the planned day on which the participants are invited, and may write their views.
inline constexpr int kInviteDays = 14;
inline constexpr int kViewDays = 7;

inline constexpr int kMostCheckIns = 100;
inline constexpr int kMostMoves = 20;
inline constexpr int kMostActions = 20;
inline constexpr int kMostDisagreements = 10;

// What the clock and the end of the placement bring by `today`: PLANNED to INVITED to VIEWS_OPEN;
// MISSED from the day after the window on, once; CANCELLED when the placement is over before that.
// Nothing when there is nothing.
std::optional<CheckInChange> PassTime(const CheckIn& check_in, const PlacementFact& placement,
                                      absl::CivilDay today, absl::Time now);
// The day from which PassTime may bring something; nothing when nothing is ahead.
std::optional<absl::CivilDay> NextLook(const CheckIn& check_in);

// A new one of kind EXTRA or RETURN_DAY; `draft` has kind, moment and an arrangement that passed
// Check. `count` check-ins of the placement are there already. INVALID_ARGUMENT / KIND_OF_SYSTEM,
// TIME_OUTSIDE_PLACEMENT; FAILED_PRECONDITION / PLACEMENT_FINAL, CHECK_INS_TOO_MANY.
absl::StatusOr<CheckInChange> Create(CheckIn draft, const PlacementFact& placement, int count,
                                     const Doing& doing);

// `arrangement` passed Check. FAILED_PRECONDITION / CHECK_IN_CLOSED.
absl::StatusOr<CheckInChange> Arrange(CheckIn check_in, Arrangement arrangement,
                                      const PlacementFact& placement, const Doing& doing);

// INVALID_ARGUMENT naming every wrong field / TIME_OUTSIDE_WINDOW, TIME_IN_PAST, TIME_UNCHANGED;
// FAILED_PRECONDITION / CHECK_IN_CLOSED, MOVES_TOO_MANY. `date` is the day of `start_time`.
absl::StatusOr<CheckInChange> MoveTo(CheckIn check_in, absl::Time start_time, absl::CivilDay date,
                                     absl::string_view reason, const PlacementFact& placement,
                                     const Doing& doing);

// `view` passed Check; `doing` has a party. FAILED_PRECONDITION / VIEWS_NOT_OPEN, CHECK_IN_CLOSED,
// VIEW_ALREADY_WRITTEN.
absl::StatusOr<CheckInChange> WriteView(CheckIn check_in, ViewText view,
                                        const PlacementFact& placement, const Doing& doing);

// INVALID_ARGUMENT naming every wrong field / DATE_BEFORE_PLANNED, DATE_OUTSIDE_WINDOW,
// DATE_IN_FUTURE, TOO_FEW_PRESENT, PARTY_REPEATED; FAILED_PRECONDITION / CHECK_IN_NOT_YET,
// CHECK_IN_CLOSED.
absl::StatusOr<CheckInChange> Hold(CheckIn check_in, Meeting meeting,
                                   const PlacementFact& placement, const Doing& doing);

// INVALID_ARGUMENT naming every wrong field / DATE_BEFORE_HELD, DATE_TOO_FAR; FAILED_PRECONDITION /
// CHECK_IN_NOT_HELD, CHECK_IN_CLOSED, ACTIONS_TOO_MANY.
absl::StatusOr<CheckInChange> AddAction(CheckIn check_in, AgreedAction action, const Doing& doing);
// INVALID_ARGUMENT / ACTION_UNKNOWN; PERMISSION_DENIED / NOT_ACTION_OWNER; FAILED_PRECONDITION /
// CHECK_IN_NOT_HELD, CHECK_IN_CLOSED.
absl::StatusOr<CheckInChange> MarkAction(CheckIn check_in, int number, bool is_done,
                                         const Doing& doing);
// INVALID_ARGUMENT / REASON_MISSING; FAILED_PRECONDITION / CHECK_IN_NOT_HELD, CHECK_IN_CLOSED,
// DISAGREEMENT_OPEN.
absl::StatusOr<CheckInChange> Close(CheckIn check_in, absl::string_view reason, const Doing& doing);

// Who may not settle a disagreement: those whom it is about.
struct Involved {
  PersonId student;
  PersonId teacher;
  PersonId supervisor;
};
// INVALID_ARGUMENT naming every wrong field / SAME_PERSON; FAILED_PRECONDITION / CHECK_IN_CLOSED,
// DISAGREEMENTS_TOO_MANY.
absl::StatusOr<CheckInChange> Disagree(CheckIn check_in, absl::string_view text,
                                       const PersonId& resolver, const Involved& involved,
                                       const Doing& doing);
// INVALID_ARGUMENT naming every wrong field / DISAGREEMENT_UNKNOWN; PERMISSION_DENIED /
// NOT_RESOLVER; FAILED_PRECONDITION / DISAGREEMENT_RESOLVED.
absl::StatusOr<CheckInChange> Settle(CheckIn check_in, int number, absl::string_view resolution,
                                     const Doing& doing);

}  // namespace driehoek::progress::checkin

template <>
struct driehoek::EnumNames<driehoek::progress::checkin::Told> {
  // The types of the events.
  static constexpr std::array<absl::string_view, 14> kNames = {
      "checkin.planned",   "checkin.invited",       "checkin.views_open",
      "checkin.moved",     "checkin.changed",       "checkin.view_written",
      "checkin.held",      "checkin.action_agreed", "checkin.action_marked",
      "checkin.closed",    "checkin.missed",        "checkin.cancelled",
      "checkin.disagreed", "checkin.settled"};
};
