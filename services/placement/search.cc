#include "placement/search.h"

#include <algorithm>
#include <utility>

#include "shared/base/field_checks.h"

namespace driehoek::placement {
namespace {

constexpr int kDaysInWeek = 7;

absl::Status CheckProposed(const Placement& placement) {
  if (placement.state == State::kProposed) return absl::OkStatus();
  return Error(absl::StatusCode::kFailedPrecondition, "PLACEMENT_NOT_PROPOSED",
               "no workplace is proposed that could be looked at");
}

}  // namespace

void Check(const FoundPlace& found, FieldViolations& violations) {
  CheckText(violations, "found.organisation_display_name", found.organisation_display_name, 1, 200);
  CheckText(violations, "found.city", found.city, 0, 100);
  CheckText(violations, "found.workplace_display_name", found.workplace_display_name, 1, 200);
  if (!found.kvk_number.empty() && !IsDigits(found.kvk_number, 8)) {
    violations.Add("found.kvk_number", "KVK_NUMBER_MALFORMED", "must be 8 digits");
  }
}

absl::StatusOr<PlacementChange> Propose(Placement placement, const Proposal& proposal,
                                        const PlaceFact& place, absl::Time now) {
  if (placement.state != State::kSearching) {
    return Error(absl::StatusCode::kFailedPrecondition, "PLACEMENT_NOT_SEARCHING",
                 "a workplace is proposed for a placement without one");
  }
  if (!place.has_workplace) {
    FieldViolations violations;
    violations.Add("workplace", "REFERENCE_NOT_FOUND", "names nothing that is there");
    return violations.ToStatus();
  }
  placement.organisation = proposal.organisation;
  placement.workplace = proposal.workplace;
  placement.origin = proposal.origin;
  placement.state = State::kProposed;
  placement.update_time = now;
  return PlacementChange{.after = std::move(placement), .reached = {State::kProposed}};
}

absl::StatusOr<PlacementChange> FindSuitable(Placement placement, absl::Time now) {
  DRIEHOEK_RETURN_IF_ERROR(CheckProposed(placement));
  placement.state = State::kScreened;
  placement.update_time = now;
  return PlacementChange{.after = std::move(placement), .reached = {State::kScreened}};
}

absl::StatusOr<PlacementChange> FindUnsuitable(Placement placement, absl::string_view reason,
                                               absl::Time now) {
  DRIEHOEK_RETURN_IF_ERROR(CheckProposed(placement));
  placement.organisation = OrganisationId();
  placement.workplace = WorkplaceId();
  placement.capacity_offer = CapacityOfferId();
  placement.origin.reset();
  ++placement.refusal_count;
  placement.refusal_reason = std::string(reason);
  placement.state = State::kSearching;
  placement.update_time = now;
  return PlacementChange{.after = std::move(placement), .reached = {State::kSearching}};
}

int WeeksUntil(absl::CivilDay day, absl::CivilDay today) {
  const auto days = static_cast<int>(day - today);
  return days >= 0 ? days / kDaysInWeek : -((-days + kDaysInWeek - 1) / kDaysInWeek);
}

std::optional<SearchClock> SearchClockOf(const Placement& placement,
                                         const std::vector<int>& marks_weeks,
                                         absl::CivilDay created, absl::CivilDay today) {
  // Practice at school looks for no workplace.
  if (placement.state != State::kSearching || placement.form == Form::kSchoolProject) {
    return std::nullopt;
  }
  const auto passed = std::count_if(marks_weeks.begin(), marks_weeks.end(), [&](int weeks) {
    return today >= placement.start_date - weeks * kDaysInWeek;
  });
  return SearchClock{.since_date = created,
                     .weeks_to_start = WeeksUntil(placement.start_date, today),
                     .escalation_step = static_cast<int>(passed)};
}

std::optional<Escalation> Escalate(const Placement& placement, const PolicyFact& policy,
                                   absl::CivilDay created, absl::CivilDay today, absl::Time now) {
  const auto clock = SearchClockOf(placement, policy.search_clock_weeks, created, today);
  if (!clock.has_value() || clock->escalation_step <= placement.escalation_step) {
    return std::nullopt;
  }
  Escalation escalation{.after = placement, .relies_on = policy.programme_variant};
  for (int step = placement.escalation_step + 1; step <= clock->escalation_step; ++step) {
    escalation.steps.push_back(step);
  }
  escalation.after.escalation_step = clock->escalation_step;
  escalation.after.update_time = now;
  return escalation;
}

}  // namespace driehoek::placement
