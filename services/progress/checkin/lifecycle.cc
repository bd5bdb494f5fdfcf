#include "progress/checkin/lifecycle.h"

#include <algorithm>
#include <set>
#include <utility>

#include "shared/base/field_checks.h"

namespace driehoek::progress::checkin {
namespace {

using State = CheckInState;

constexpr std::size_t kLongestText = 2000;
constexpr std::size_t kLongestReason = 500;
// From its day on, a check-in that somebody made may be held for two weeks.
constexpr int kExtraDays = 14;
constexpr int kLongestActionDays = 366;

absl::Status Refused(absl::string_view reason, absl::string_view text) {
  return Error(absl::StatusCode::kFailedPrecondition, reason, text);
}
absl::Status Closed() {
  return Refused("CHECK_IN_CLOSED", "the check-in was held, closed, missed or cancelled");
}

// With what the clock owes it.
CheckInChange Caught(CheckIn check_in, const PlacementFact& placement, const Doing& doing) {
  if (auto change = PassTime(check_in, placement, doing.today, doing.now)) {
    return *std::move(change);
  }
  return {.after = std::move(check_in), .told = {}};
}

CheckInChange Done(CheckInChange change, Told told, absl::Time now) {
  change.after.update_time = now;
  change.told.push_back(told);
  return change;
}

// Held and not closed yet.
absl::Status CheckFollowed(const CheckIn& check_in) {
  if (check_in.state == State::kHeld || check_in.state == State::kActionsOpen) {
    return absl::OkStatus();
  }
  if (IsAhead(check_in.state)) return Refused("CHECK_IN_NOT_HELD", "the check-in was not held yet");
  return Closed();
}

absl::Status Check(const Meeting& meeting, const CheckIn& check_in, absl::CivilDay today) {
  FieldViolations violations;
  if (meeting.date > today) {
    violations.Add("held_date", "DATE_IN_FUTURE", "may not be later than today");
  } else if (meeting.date < check_in.planned_date) {
    violations.Add("held_date", "DATE_BEFORE_PLANNED", "may not be before the planned day");
  } else if (!Holds(check_in.window, meeting.date)) {
    violations.Add("held_date", "DATE_OUTSIDE_WINDOW", "must be a day of its window");
  }
  const std::set<Party> present(meeting.present.begin(), meeting.present.end());
  if (present.size() != meeting.present.size()) {
    violations.Add("present_parties", "PARTY_REPEATED", "may not name a party twice");
  } else if (present.size() < 2) {
    violations.Add("present_parties", "TOO_FEW_PRESENT", "must name at least two parties");
  }
  CheckText(violations, "outcome", meeting.outcome, 1, 4000, TextKind::kBlock);
  return violations.ToStatus();
}

bool HasOpenActions(const CheckIn& check_in) {
  return std::any_of(check_in.actions.begin(), check_in.actions.end(),
                     [](const AgreedAction& action) { return !action.done_time.has_value(); });
}

// The member of `items` with this number; null when there is none.
template <typename T>
T* Numbered(std::vector<T>& items, int number) {
  if (number < 1 || static_cast<std::size_t>(number) > items.size()) return nullptr;
  return &items[static_cast<std::size_t>(number) - 1];
}

absl::Status Unknown(absl::string_view reason) {
  FieldViolations violations;
  violations.Add("number", reason, "names nothing that is there");
  return violations.ToStatus();
}

}  // namespace

std::optional<CheckInChange> PassTime(const CheckIn& check_in, const PlacementFact& placement,
                                      absl::CivilDay today, absl::Time now) {
  if (!IsAhead(check_in.state)) return std::nullopt;
  CheckInChange change{.after = check_in, .told = {}};
  const auto pass = [&](State state, Told told) {
    change.after.state = state;
    change = Done(std::move(change), told, now);
  };
  // Whoever ended the placement before the window was over kept nobody from it.
  const bool is_cut_off = placement.is_final && placement.end_date < check_in.window.last;
  if (is_cut_off) {
    pass(State::kCancelled, Told::kCancelled);
    return change;
  }
  if (today > check_in.window.last) {
    pass(State::kMissed, Told::kMissed);
    return change;
  }
  if (change.after.state == State::kPlanned && today >= check_in.planned_date - kInviteDays) {
    pass(State::kInvited, Told::kInvited);
  }
  if (change.after.state == State::kInvited && today >= check_in.planned_date - kViewDays) {
    pass(State::kViewsOpen, Told::kViewsOpen);
  }
  if (change.told.empty()) return std::nullopt;
  return change;
}

std::optional<absl::CivilDay> NextLook(const CheckIn& check_in) {
  switch (check_in.state) {
    case State::kPlanned:
      return check_in.planned_date - kInviteDays;
    case State::kInvited:
      return check_in.planned_date - kViewDays;
    case State::kViewsOpen:
      return check_in.window.last + 1;
    case State::kHeld:
    case State::kActionsOpen:
    case State::kClosed:
    case State::kMissed:
    case State::kCancelled:
      return std::nullopt;
  }
  return std::nullopt;
}

absl::StatusOr<CheckInChange> Create(CheckIn draft, const PlacementFact& placement, int count,
                                     const Doing& doing) {
  if (placement.is_final) return Refused("PLACEMENT_FINAL", "the placement is over");
  if (count >= kMostCheckIns) {
    return Refused("CHECK_INS_TOO_MANY", "a placement has at most 100 check-ins");
  }
  FieldViolations violations("check_in");
  if (IsOfSystem(draft.kind)) {
    violations.Add("kind", "KIND_OF_SYSTEM", "is planned by the system");
  }
  const absl::CivilDay day = draft.planned_date;
  if (day < placement.start_date || day > placement.end_date) {
    violations.Add("start_time", "TIME_OUTSIDE_PLACEMENT", "must be within the placement");
  }
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  draft.placement = placement.id;
  draft.student = placement.student;
  draft.programme = placement.programme;
  draft.state = State::kPlanned;
  const absl::CivilDay later = std::max(day, doing.today);
  draft.window = {std::min(day, doing.today),
                  std::max(later, std::min(later + kExtraDays, placement.end_date)),
                  {}};
  draft.create_time = doing.now;
  CheckInChange change = Done({.after = std::move(draft), .told = {}}, Told::kPlanned, doing.now);
  if (auto passed = PassTime(change.after, placement, doing.today, doing.now)) {
    passed->told.insert(passed->told.begin(), Told::kPlanned);
    return *std::move(passed);
  }
  return change;
}

absl::StatusOr<CheckInChange> Arrange(CheckIn check_in, Arrangement arrangement,
                                      const PlacementFact& placement, const Doing& doing) {
  CheckInChange change = Caught(std::move(check_in), placement, doing);
  if (!IsAhead(change.after.state)) return Closed();
  const Arrangement& before = change.after.arrangement;
  if (before.length_minutes != arrangement.length_minutes || before.place != arrangement.place ||
      before.link != arrangement.link) {
    ++change.after.calendar_sequence;
  }
  change.after.arrangement = std::move(arrangement);
  return Done(std::move(change), Told::kChanged, doing.now);
}

absl::StatusOr<CheckInChange> MoveTo(CheckIn check_in, absl::Time start_time, absl::CivilDay date,
                                     absl::string_view reason, const PlacementFact& placement,
                                     const Doing& doing) {
  CheckInChange change = Caught(std::move(check_in), placement, doing);
  CheckIn& after = change.after;
  if (!IsAhead(after.state)) return Closed();
  if (MoveCount(after) >= kMostMoves) {
    return Refused("MOVES_TOO_MANY", "a check-in is moved at most 20 times");
  }
  FieldViolations violations;
  CheckText(violations, "reason", reason, 1, kLongestReason, TextKind::kBlock);
  if (start_time == after.start_time) {
    violations.Add("start_time", "TIME_UNCHANGED", "is when it begins already");
  } else if (!Holds(after.window, date)) {
    violations.Add("start_time", "TIME_OUTSIDE_WINDOW", "must be on a day of its window");
  } else if (date < doing.today) {
    violations.Add("start_time", "TIME_IN_PAST", "may not be before today");
  }
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  after.moves.push_back(
      {after.start_time, start_time, std::string(reason), doing.person, doing.now});
  after.start_time = start_time;
  after.planned_date = date;
  ++after.calendar_sequence;
  return Done(std::move(change), Told::kMoved, doing.now);
}

absl::StatusOr<CheckInChange> WriteView(CheckIn check_in, ViewText view,
                                        const PlacementFact& placement, const Doing& doing) {
  CheckInChange change = Caught(std::move(check_in), placement, doing);
  CheckIn& after = change.after;
  if (!IsAhead(after.state)) return Closed();
  if (after.state != State::kViewsOpen) {
    return Refused("VIEWS_NOT_OPEN", "views are written from a week before the check-in on");
  }
  const Party party = doing.party.value_or(Party::kStudent);
  if (FindView(after, party) != nullptr) {
    return Refused("VIEW_ALREADY_WRITTEN", "the view of this party was written already");
  }
  after.views.push_back({party, doing.person, doing.now, std::move(view)});
  std::sort(after.views.begin(), after.views.end(),
            [](const PartyView& a, const PartyView& b) { return a.party < b.party; });
  return Done(std::move(change), Told::kViewWritten, doing.now);
}

absl::StatusOr<CheckInChange> Hold(CheckIn check_in, Meeting meeting,
                                   const PlacementFact& placement, const Doing& doing) {
  CheckInChange change = Caught(std::move(check_in), placement, doing);
  CheckIn& after = change.after;
  if (!IsAhead(after.state)) return Closed();
  if (doing.today < after.planned_date) {
    return Refused("CHECK_IN_NOT_YET", "the check-in is planned on a later day: move it first");
  }
  DRIEHOEK_RETURN_IF_ERROR(Check(meeting, after, doing.today));
  std::sort(meeting.present.begin(), meeting.present.end());
  after.state = State::kHeld;
  after.meeting = std::move(meeting);
  return Done(std::move(change), Told::kHeld, doing.now);
}

absl::StatusOr<CheckInChange> AddAction(CheckIn check_in, AgreedAction action, const Doing& doing) {
  DRIEHOEK_RETURN_IF_ERROR(CheckFollowed(check_in));
  if (check_in.actions.size() >= kMostActions) {
    return Refused("ACTIONS_TOO_MANY", "a check-in has at most 20 actions");
  }
  FieldViolations violations("agreed_action");
  CheckText(violations, "text", action.text, 1, kLongestReason, TextKind::kBlock);
  if (action.due_date < check_in.meeting->date) {
    violations.Add("due_date", "DATE_BEFORE_HELD", "may not be before the check-in");
  } else if (action.due_date > check_in.meeting->date + kLongestActionDays) {
    violations.Add("due_date", "DATE_TOO_FAR", "may be at most a year after the check-in");
  }
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  check_in.actions.push_back(std::move(action));
  check_in.state = State::kActionsOpen;
  return Done({.after = std::move(check_in), .told = {}}, Told::kActionAgreed, doing.now);
}

absl::StatusOr<CheckInChange> MarkAction(CheckIn check_in, int number, bool is_done,
                                         const Doing& doing) {
  DRIEHOEK_RETURN_IF_ERROR(CheckFollowed(check_in));
  AgreedAction* const action = Numbered(check_in.actions, number);
  if (action == nullptr) return Unknown("ACTION_UNKNOWN");
  if (doing.party != Party::kTeacher && doing.party != action->owner) {
    return Error(absl::StatusCode::kPermissionDenied, "NOT_ACTION_OWNER",
                 "only its owner and the teacher mark an action");
  }
  action->done_time = is_done ? std::optional(doing.now) : std::nullopt;
  action->done_by = is_done ? doing.person : PersonId();
  return Done({.after = std::move(check_in), .told = {}}, Told::kActionMarked, doing.now);
}

absl::StatusOr<CheckInChange> Close(CheckIn check_in, absl::string_view reason,
                                    const Doing& doing) {
  DRIEHOEK_RETURN_IF_ERROR(CheckFollowed(check_in));
  FieldViolations violations;
  if (HasOpenActions(check_in) && reason.empty()) {
    violations.Add("reason", "REASON_MISSING", "must say why, since actions are open");
  }
  CheckText(violations, "reason", reason, 0, kLongestReason, TextKind::kBlock);
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  const bool is_open =
      std::any_of(check_in.disagreements.begin(), check_in.disagreements.end(),
                  [](const Disagreement& one) { return !one.resolve_time.has_value(); });
  if (is_open) return Refused("DISAGREEMENT_OPEN", "a disagreement must be settled first");
  check_in.close_reason = std::string(reason);
  check_in.state = State::kClosed;
  return Done({.after = std::move(check_in), .told = {}}, Told::kClosed, doing.now);
}

absl::StatusOr<CheckInChange> Disagree(CheckIn check_in, absl::string_view text,
                                       const PersonId& resolver, const Involved& involved,
                                       const Doing& doing) {
  const bool is_over = check_in.state == State::kClosed || check_in.state == State::kMissed ||
                       check_in.state == State::kCancelled;
  if (is_over) return Closed();
  if (check_in.disagreements.size() >= kMostDisagreements) {
    return Refused("DISAGREEMENTS_TOO_MANY", "a check-in has at most 10 disagreements");
  }
  FieldViolations violations;
  CheckText(violations, "text", text, 1, kLongestText, TextKind::kBlock);
  const bool is_involved = resolver == involved.student || resolver == involved.teacher ||
                           resolver == involved.supervisor || resolver == doing.person ||
                           resolver == check_in.arrangement.second_teacher;
  if (is_involved) violations.Add("resolver", "SAME_PERSON", "must be somebody else");
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  check_in.disagreements.push_back({.text = std::string(text),
                                    .recorder_party = doing.party.value_or(Party::kTeacher),
                                    .recorder = doing.person,
                                    .record_time = doing.now,
                                    .resolver = resolver,
                                    .resolution = "",
                                    .resolve_time = std::nullopt});
  return Done({.after = std::move(check_in), .told = {}}, Told::kDisagreed, doing.now);
}

absl::StatusOr<CheckInChange> Settle(CheckIn check_in, int number, absl::string_view resolution,
                                     const Doing& doing) {
  Disagreement* const disagreement = Numbered(check_in.disagreements, number);
  if (disagreement == nullptr) return Unknown("DISAGREEMENT_UNKNOWN");
  if (disagreement->resolver != doing.person) {
    return Error(absl::StatusCode::kPermissionDenied, "NOT_RESOLVER",
                 "only the person who is named settles a disagreement");
  }
  if (disagreement->resolve_time.has_value()) {
    return Refused("DISAGREEMENT_RESOLVED", "the disagreement was settled already");
  }
  FieldViolations violations;
  CheckText(violations, "resolution", resolution, 1, kLongestText, TextKind::kBlock);
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  disagreement->resolution = std::string(resolution);
  disagreement->resolve_time = doing.now;
  return Done({.after = std::move(check_in), .told = {}}, Told::kSettled, doing.now);
}

}  // namespace driehoek::progress::checkin
