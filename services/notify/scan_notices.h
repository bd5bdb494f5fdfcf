// Who is told that a condition of a workplace scan was not met in time (R37). Pure.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "notify/telling.h"
#include "shared/base/strong_id.h"

namespace driehoek::notify {

// What is known of a scan when a condition of it is overdue.
struct ScanNews {
  std::string organisation_name;
  std::string workplace_name;
  std::vector<std::string> actions;  // of the conditions that are overdue now, with their owners
  std::vector<PersonId> offices;     // who has the practice office's role for its programme
};

// "scan.condition_overdue".
bool IsScanTold(absl::string_view event_type);

// To the practice office, unless everything was done meanwhile.
std::vector<Telling> ScanTellings(absl::string_view event_type, const ScanNews& news);

}  // namespace driehoek::notify
