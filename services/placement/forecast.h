// Students without a workplace against seats that are left, by programme variant and week of start
// (R24). Pure counting.
#pragma once

#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "placement/facts.h"
#include "placement/placement.h"

namespace driehoek::placement {

// One placement, as far as the count goes.
struct StartingStudent {
  PersonId student;
  ProgrammeId programme;
  VariantId programme_variant;
  Variant variant = Variant::kFullTime;
  Funding funding = Funding::kFunded;
  absl::CivilDay start_date;
  State state = State::kSearching;
};

struct ForecastRow {
  ProgrammeId programme;
  VariantId programme_variant;
  Variant variant = Variant::kFullTime;
  Funding funding = Funding::kFunded;
  absl::CivilDay week_date;  // Monday
  int student_count = 0;
  int searching_count = 0;  // a proposal is not a place yet
  int free_seat_count = 0;
  int shortfall_count = 0;
};

// The Monday of the week of `day`.
absl::CivilDay WeekOf(absl::CivilDay day);

// One row for each variant and week in which somebody starts, by week and then by variant. A
// student counts once in a row. Seats count in each week that their offer touches and for each
// programme that may use them, so those that several may use show up with each.
std::vector<ForecastRow> Forecast(const std::vector<StartingStudent>& students,
                                  const std::vector<OpenSeats>& open_seats);

}  // namespace driehoek::placement
