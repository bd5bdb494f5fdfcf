// The parts of a check-in that are stored as JSON.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "progress/checkin/check_in.h"

namespace driehoek::progress::checkin {

// All that has no column of its own: window, arrangement (less the second teacher), moves, views,
// meeting, actions, disagreements.
std::string ContentJson(const CheckIn& check_in);
// Into `check_in`. INTERNAL / STORED_PART_UNREADABLE.
absl::Status ReadContent(const std::string& json, CheckIn& check_in);

}  // namespace driehoek::progress::checkin
