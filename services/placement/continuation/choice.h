// What becomes of the option that the student chose (R64, R30): pure.
#pragma once

#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "placement/continuation/route.h"
#include "placement/placement.h"
#include "shared/base/errors.h"

namespace driehoek::placement::continuation {

// Adds OUTCOME_UNKNOWN for each code of `options` that is not in `known`, the outcome set that
// applies: what it is for would be lost when the student chooses.
void CheckOutcomesKnown(const std::vector<Option>& options, const std::vector<std::string>& known,
                        FieldViolations& violations);

// The placements that `option` asks for, without ids, in the order of its workplaces: drafts of
// what the practice office then arranges.
//
// One for each workplace, to go on from `today` until the day on which `before`, the placement that
// no longer suffices, was to end; as long as that one when its end has passed. They have the form
// of `before`, or are short assignments (R3) where the option combines several or goes to a fellow
// student's organisation; several share its hours. Practice simulated at school is one school
// project without a workplace. Of OTHER without a workplace nothing is made: only its note says
// what it is.
//
// They are meant for the outcomes of the option, or of `before` when it names none, as far as they
// are in `known`, the outcome set that applies.
std::vector<Placement> PlacementsOf(const Option& option, const Placement& before,
                                    const std::vector<std::string>& known, absl::CivilDay today);

}  // namespace driehoek::placement::continuation
