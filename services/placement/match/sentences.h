// The facts of an explanation in plain English (R25): "14 students ranked this place; you were 6th
// for 5 places by priority, then lottery 0.81."
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "placement/match/explain.h"

namespace driehoek::placement::match {

// "14 students ranked it; you were 6th for 5 places by priority".
std::string Describe(const Standing& standing);

// Why the student did not get this place: "Maaszicht: 14 students ranked it; you were 6th for 5
// places by priority, then lottery 0.81; 1st on the waiting list". `place` is its name, `draw` the
// student's draw as a fraction of 1 ("0.81").
std::string Describe(const Refusal& refusal, absl::string_view place, absl::string_view draw);

}  // namespace driehoek::placement::match
