#include "placement/forecast.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "shared/base/folded.h"

namespace driehoek::placement {
namespace {

bool IsSearching(State state) { return state == State::kSearching || state == State::kProposed; }

bool IsFor(const OpenSeats& open, const ProgrammeId& programme, absl::CivilDay week) {
  const bool is_in_week = open.start_date <= week + 6 && week <= open.end_date;
  const bool may_use =
      open.programmes.empty() ||
      std::find(open.programmes.begin(), open.programmes.end(), programme) != open.programmes.end();
  return is_in_week && may_use;
}

// Tells regions apart, and calls each as it was written first.
class RegionNames {
 public:
  // The same for every way to write one region.
  std::string KeyOf(const std::string& region) {
    std::string key = Folded(region);
    names_.emplace(key, region);
    return key;
  }
  const std::string& NameOf(const std::string& key) const { return names_.at(key); }

 private:
  std::map<std::string, std::string> names_;
};

// One variant in one week.
struct Week {
  struct Region {
    std::set<PersonId> students;
    std::set<PersonId> searching;
    int seats = 0;
  };
  ForecastRow start;  // what the rows of all regions have in common
  std::map<std::string, Region> regions;
};

}  // namespace

absl::CivilDay WeekOf(absl::CivilDay day) {
  return absl::PrevWeekday(day + 1, absl::Weekday::monday);
}

std::vector<ForecastRow> Forecast(const std::vector<StartingStudent>& students,
                                  const std::vector<OpenSeats>& open_seats) {
  RegionNames names;
  std::map<std::pair<absl::CivilDay, VariantId>, Week> weeks;
  for (const StartingStudent& starting : students) {
    const absl::CivilDay week = WeekOf(starting.start_date);
    Week& here = weeks[{week, starting.programme_variant}];
    here.start = {.programme = starting.programme,
                  .programme_variant = starting.programme_variant,
                  .variant = starting.variant,
                  .funding = starting.funding,
                  .week_date = week};
    Week::Region& region = here.regions[names.KeyOf(starting.region)];
    region.students.insert(starting.student);
    if (IsSearching(starting.state)) region.searching.insert(starting.student);
  }
  std::vector<ForecastRow> rows;
  for (auto& [key, here] : weeks) {
    for (const OpenSeats& open : open_seats) {
      if (!IsFor(open, here.start.programme, here.start.week_date)) continue;
      here.regions[names.KeyOf(open.region)].seats += open.seat_count;
    }
    for (const auto& [region_key, region] : here.regions) {
      ForecastRow row = here.start;
      row.region = names.NameOf(region_key);
      row.student_count = static_cast<int>(region.students.size());
      row.searching_count = static_cast<int>(region.searching.size());
      row.free_seat_count = region.seats;
      row.shortfall_count = std::max(row.searching_count - row.free_seat_count, 0);
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

}  // namespace driehoek::placement
