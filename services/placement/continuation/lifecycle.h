// How a way on is opened, offered, chosen and closed: pure decisions (R64). A decision returns the
// route after and the state it came to.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "placement/continuation/route.h"
#include "placement/facts.h"
#include "placement/placement.h"

namespace driehoek::placement::continuation {

struct RouteChange {
  Route after;
  std::optional<RouteState> reached;  // one event; absent when the state stayed as it was
  std::vector<FactVersion> relies_on;
};

// A new route for the student of `placement`; options are due within the working days of `policy`
// after `today`. INVALID_ARGUMENT naming the reason; FAILED_PRECONDITION / PLACEMENT_COMPLETED (one
// that ended early may still need a way on), ROUTE_UNDER_WAY when `others`, the routes of this
// placement, hold one that is not closed.
absl::StatusOr<RouteChange> Open(Route draft, const Placement& placement,
                                 const std::vector<Route>& others, const PolicyFact& policy,
                                 absl::CivilDay today, absl::Time now);

// Names every field of `options` that is not as the contract asks: OPTIONS_MISSING,
// OPTIONS_TOO_MANY (10), WORKPLACES_NOT_OF_KIND, WORKPLACE_REPEATED, OUTCOMES_MISSING,
// OUTCOMES_TOO_MANY (50), OUTCOME_REPEATED, and those of field_checks.h.
void Check(const std::vector<Option>& options, FieldViolations& violations);

// Options, which passed Check, in place of those before. FAILED_PRECONDITION / ROUTE_DECIDED.
absl::StatusOr<RouteChange> Offer(Route route, std::vector<Option> options, absl::Time now);

// INVALID_ARGUMENT / OPTION_UNKNOWN; FAILED_PRECONDITION / ROUTE_NOT_OFFERED.
absl::StatusOr<RouteChange> Choose(Route route, absl::string_view option, absl::Time now);

// INVALID_ARGUMENT naming the note; FAILED_PRECONDITION / ROUTE_CLOSED.
absl::StatusOr<RouteChange> Close(Route route, absl::string_view note, absl::Time now);

}  // namespace driehoek::placement::continuation
