#include "progress/checkin/check_in.h"

#include <algorithm>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "shared/base/field_checks.h"

namespace driehoek::progress::checkin {
namespace {

constexpr std::size_t kMostRatings = 30;
constexpr std::size_t kMostTasks = 20;
constexpr std::size_t kLongestText = 2000;

}  // namespace

bool Holds(const Window& window, absl::CivilDay day) {
  return window.first <= day && day <= window.last;
}

bool IsAhead(CheckInState state) {
  return state == CheckInState::kPlanned || state == CheckInState::kInvited ||
         state == CheckInState::kViewsOpen;
}

bool WasHeld(CheckInState state) {
  return state == CheckInState::kHeld || state == CheckInState::kActionsOpen ||
         state == CheckInState::kClosed;
}

bool IsOfSystem(Kind kind) { return kind != Kind::kExtra && kind != Kind::kReturnDay; }

const PartyView* FindView(const CheckIn& check_in, Party party) {
  for (const PartyView& view : check_in.views) {
    if (view.party == party) return &view;
  }
  return nullptr;
}

int MoveCount(const CheckIn& check_in) {
  return static_cast<int>(std::count_if(check_in.moves.begin(), check_in.moves.end(),
                                        [](const Move& move) { return !move.mover.empty(); }));
}

void Check(const ViewText& view, const std::vector<std::string>& outcome_codes,
           FieldViolations& violations) {
  CheckText(violations, "goes_well", view.goes_well, 1, kLongestText, TextKind::kBlock);
  CheckText(violations, "must_change", view.must_change, 0, kLongestText, TextKind::kBlock);
  CheckNumber(violations, "overall_rating", view.overall_rating, 1, 5);
  CheckText(violations, "remarks", view.remarks, 0, 4000, TextKind::kBlock);
  if (view.goal_ratings.size() > kMostRatings) {
    violations.Add("goal_ratings", "RATINGS_TOO_MANY", "may hold at most 30");
    return;
  }
  std::set<std::string> seen;
  for (std::size_t i = 0; i < view.goal_ratings.size(); ++i) {
    const GoalRating& rating = view.goal_ratings[i];
    const std::string field = absl::StrCat("goal_ratings[", i, "]");
    const bool is_known = std::find(outcome_codes.begin(), outcome_codes.end(),
                                    rating.outcome_code) != outcome_codes.end();
    if (!is_known) {
      violations.Add(absl::StrCat(field, ".outcome_code"), "OUTCOME_UNKNOWN",
                     "is no outcome of the placement");
    } else if (!seen.insert(rating.outcome_code).second) {
      violations.Add(absl::StrCat(field, ".outcome_code"), "OUTCOME_REPEATED", "is rated twice");
    }
    CheckNumber(violations, absl::StrCat(field, ".rating"), rating.rating, 1, 5);
    CheckText(violations, absl::StrCat(field, ".note"), rating.note, 0, 500, TextKind::kBlock);
  }
}

void Check(const Arrangement& arrangement, FieldViolations& violations) {
  CheckNumber(violations, "length_minutes", arrangement.length_minutes, 10, 480);
  CheckText(violations, "place", arrangement.place, 0, 200);
  CheckText(violations, "link", arrangement.link, 0, 500);
  const bool is_address = absl::StartsWith(arrangement.link, "https://") &&
                          !absl::StrContains(arrangement.link, ' ') &&
                          arrangement.link.size() > absl::string_view("https://").size();
  if (!arrangement.link.empty() && !is_address) {
    violations.Add("link", "LINK_MALFORMED", "must be an https address");
  }
  if (arrangement.learning_tasks.size() > kMostTasks) {
    violations.Add("learning_tasks", "TASKS_TOO_MANY", "may hold at most 20");
    return;
  }
  std::set<std::string> seen;
  for (std::size_t i = 0; i < arrangement.learning_tasks.size(); ++i) {
    if (!seen.insert(arrangement.learning_tasks[i]).second) {
      violations.Add(absl::StrCat("learning_tasks[", i, "]"), "TASK_REPEATED", "is named twice");
    }
  }
}

}  // namespace driehoek::progress::checkin
