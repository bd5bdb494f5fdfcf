#include "placement/continuation/lifecycle.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "shared/base/working_days.h"
#include "shared/base/field_checks.h"

namespace driehoek::placement::continuation {
namespace {

constexpr std::size_t kMostOptions = 10;
constexpr std::size_t kMostOutcomes = 50;

absl::Status Refused(absl::string_view reason, absl::string_view text) {
  return Error(absl::StatusCode::kFailedPrecondition, reason, text);
}

RouteChange Moved(Route route, RouteState state, absl::Time now) {
  const bool is_other = route.state != state;
  route.state = state;
  route.update_time = now;
  return {.after = std::move(route), .reached = is_other ? std::optional(state) : std::nullopt};
}

// How many workplaces an option of a kind names.
struct Bounds {
  std::size_t min = 0;
  std::size_t max = 0;
};

Bounds WorkplacesOf(OptionKind kind) {
  switch (kind) {
    case OptionKind::kAnotherWorkplace:
      return {1, 1};
    case OptionKind::kShortPlacementsCombined:
      return {2, 5};
    case OptionKind::kFellowStudentOrganisation:
      return {1, 5};
    case OptionKind::kSimulatedPractice:
      return {0, 0};
    case OptionKind::kOther:
      return {0, 5};
  }
  return {};
}

bool NeedsOutcomes(OptionKind kind) {
  return kind == OptionKind::kShortPlacementsCombined || kind == OptionKind::kSimulatedPractice;
}

void CheckOutcomes(const Option& option, const std::string& at, FieldViolations& violations) {
  if (option.outcome_codes.empty() && NeedsOutcomes(option.kind)) {
    violations.Add(at + "outcome_codes", "OUTCOMES_MISSING", "must say which outcomes it covers");
  }
  if (option.outcome_codes.size() > kMostOutcomes) {
    violations.Add(at + "outcome_codes", "OUTCOMES_TOO_MANY", "must be at most 50");
    return;
  }
  std::set<std::string> seen;
  for (std::size_t i = 0; i < option.outcome_codes.size(); ++i) {
    const std::string field = absl::StrCat(at, "outcome_codes[", i, "]");
    CheckText(violations, field, option.outcome_codes[i], 1, 20);
    if (!seen.insert(option.outcome_codes[i]).second) {
      violations.Add(field, "OUTCOME_REPEATED", "must stand once");
    }
  }
}

void CheckWorkplaces(const Option& option, const std::string& at, FieldViolations& violations) {
  const Bounds bounds = WorkplacesOf(option.kind);
  const std::size_t count = option.workplaces.size();
  if (count < bounds.min || count > bounds.max) {
    violations.Add(at + "workplaces", "WORKPLACES_NOT_OF_KIND",
                   absl::StrCat("must be ", bounds.min, " to ", bounds.max, " for this kind"));
    return;
  }
  std::set<WorkplaceId> seen;
  for (std::size_t i = 0; i < count; ++i) {
    if (seen.insert(option.workplaces[i].workplace).second) continue;
    violations.Add(absl::StrCat(at, "workplaces[", i, "]"), "WORKPLACE_REPEATED",
                   "must stand once");
  }
}

}  // namespace

absl::StatusOr<RouteChange> Open(Route draft, const Placement& placement,
                                 const std::vector<Route>& others, const PolicyFact& policy,
                                 absl::CivilDay today, absl::Time now) {
  FieldViolations violations("continuation_route");
  CheckText(violations, "reason", draft.reason, 0, 1000, TextKind::kBlock);
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  if (placement.state == State::kCompleted) {
    return Refused("PLACEMENT_COMPLETED", "the placement ended as planned");
  }
  if (std::any_of(others.begin(), others.end(),
                  [](const Route& other) { return other.state != RouteState::kClosed; })) {
    return Refused("ROUTE_UNDER_WAY", "a way on for this placement is under way");
  }
  draft.placement = placement.id;
  draft.student = placement.student;
  draft.programme = placement.programme;
  draft.state = RouteState::kOpen;
  draft.open_time = now;
  draft.update_time = now;
  draft.due_date = AddWorkingDays(today, policy.continuation_working_days);
  return RouteChange{.after = std::move(draft),
                     .reached = RouteState::kOpen,
                     .relies_on = {policy.programme_variant}};
}

void Check(const std::vector<Option>& options, FieldViolations& violations) {
  if (options.empty()) violations.Add("options", "OPTIONS_MISSING", "must hold at least one");
  if (options.size() > kMostOptions) {
    violations.Add("options", "OPTIONS_TOO_MANY", "must hold at most 10");
    return;
  }
  for (std::size_t i = 0; i < options.size(); ++i) {
    const Option& option = options[i];
    const std::string at = absl::StrCat("options[", i, "].");
    CheckWorkplaces(option, at, violations);
    CheckOutcomes(option, at, violations);
    CheckText(violations, at + "note", option.note, option.kind == OptionKind::kOther ? 1 : 0, 1000,
              TextKind::kBlock);
  }
}

absl::StatusOr<RouteChange> Offer(Route route, std::vector<Option> options, absl::Time now) {
  if (route.state != RouteState::kOpen && route.state != RouteState::kOffered) {
    return Refused("ROUTE_DECIDED", "the student chose, or the route is closed");
  }
  route.options = std::move(options);
  return Moved(std::move(route), RouteState::kOffered, now);
}

absl::StatusOr<RouteChange> Choose(Route route, absl::string_view option, absl::Time now) {
  if (route.state != RouteState::kOffered) {
    return Refused("ROUTE_NOT_OFFERED", "there is nothing to choose from now");
  }
  if (std::none_of(route.options.begin(), route.options.end(),
                   [&](const Option& one) { return one.id == option; })) {
    FieldViolations violations;
    violations.Add("option", "OPTION_UNKNOWN", "is no option of this route");
    return violations.ToStatus();
  }
  route.chosen_option = std::string(option);
  return Moved(std::move(route), RouteState::kChosen, now);
}

absl::StatusOr<RouteChange> Close(Route route, absl::string_view note, absl::Time now) {
  FieldViolations violations;
  CheckText(violations, "note", note, 1, 1000, TextKind::kBlock);
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  if (route.state == RouteState::kClosed) return Refused("ROUTE_CLOSED", "the route is closed");
  route.close_note = std::string(note);
  return Moved(std::move(route), RouteState::kClosed, now);
}

}  // namespace driehoek::placement::continuation
