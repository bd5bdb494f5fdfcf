// Students without a workplace against seats that are left, by programme variant, week of start
// and region (R24). Pure counting.
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
  EnrolmentId enrolment;
  std::string region;  // of the enrolment, where that was asked; empty: anywhere
};

struct ForecastRow {
  ProgrammeId programme;
  VariantId programme_variant;
  Variant variant = Variant::kFullTime;
  Funding funding = Funding::kFunded;
  absl::CivilDay week_date;  // Monday
  std::string region;        // empty: of no region that is known
  int student_count = 0;
  int searching_count = 0;  // a proposal is not a place yet
  int free_seat_count = 0;
  int shortfall_count = 0;
};

// The Monday of the week of `day`.
absl::CivilDay WeekOf(absl::CivilDay day);

// One row for each variant and week in which somebody starts and each region in which somebody
// looks then or seats are free, by week, variant and region. A student counts once in a row. Seats
// count in each week that their offer touches and for each programme that may use them, so those
// that several may use show up with each.
//
// Each row counts for itself: students and seats without a region stand in the row without one, and
// a shortfall in one region is not undone by seats in another. So seats add up over the regions,
// and so do students (but for one who looks in two regions by two enrolments); shortfalls add up to
// that of the variant or to more. Regions are the same but for upper case and white space around,
// and are called as written first. Where students and seats were given none, there is one row for
// each variant and week.
std::vector<ForecastRow> Forecast(const std::vector<StartingStudent>& students,
                                  const std::vector<OpenSeats>& open_seats);

}  // namespace driehoek::placement
