#include "placement/forecast.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace driehoek::placement {
namespace {

bool IsSearching(State state) { return state == State::kSearching || state == State::kProposed; }

int SeatsFor(const ProgrammeId& programme, absl::CivilDay week,
             const std::vector<OpenSeats>& open_seats) {
  int seats = 0;
  for (const OpenSeats& open : open_seats) {
    const bool is_in_week = open.start_date <= week + 6 && week <= open.end_date;
    const bool may_use = open.programmes.empty() ||
                         std::find(open.programmes.begin(), open.programmes.end(), programme) !=
                             open.programmes.end();
    if (is_in_week && may_use) seats += open.seat_count;
  }
  return seats;
}

}  // namespace

absl::CivilDay WeekOf(absl::CivilDay day) {
  return absl::PrevWeekday(day + 1, absl::Weekday::monday);
}

std::vector<ForecastRow> Forecast(const std::vector<StartingStudent>& students,
                                  const std::vector<OpenSeats>& open_seats) {
  struct Counted {
    ForecastRow row;
    std::set<PersonId> students;
    std::set<PersonId> searching;
  };
  std::map<std::pair<absl::CivilDay, VariantId>, Counted> counted;
  for (const StartingStudent& starting : students) {
    const absl::CivilDay week = WeekOf(starting.start_date);
    Counted& here = counted[{week, starting.programme_variant}];
    here.row.programme = starting.programme;
    here.row.programme_variant = starting.programme_variant;
    here.row.variant = starting.variant;
    here.row.funding = starting.funding;
    here.row.week_date = week;
    here.students.insert(starting.student);
    if (IsSearching(starting.state)) here.searching.insert(starting.student);
  }
  std::vector<ForecastRow> rows;
  rows.reserve(counted.size());
  for (auto& [key, here] : counted) {
    here.row.student_count = static_cast<int>(here.students.size());
    here.row.searching_count = static_cast<int>(here.searching.size());
    here.row.free_seat_count = SeatsFor(here.row.programme, here.row.week_date, open_seats);
    here.row.shortfall_count = std::max(here.row.searching_count - here.row.free_seat_count, 0);
    rows.push_back(std::move(here.row));
  }
  return rows;
}

}  // namespace driehoek::placement
