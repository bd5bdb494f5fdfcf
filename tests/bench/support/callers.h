// Callers that each do one thing after another, all at once.
#pragma once

#include <functional>

#include "absl/time/time.h"

namespace driehoek::bench {

// What one caller does, over and over: the number of the caller, from 0, and how often it did it
// before. Answers whether it worked; when it did not the program ends.
using Step = std::function<bool(int caller, int turn)>;

// Lets `callers` threads run for `time` and answers how many steps a second were completed
// together.
double StepsPerSecond(int callers, absl::Duration time, const Step& step);

}  // namespace driehoek::bench
