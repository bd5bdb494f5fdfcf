// The calendar that the two years are checked against: plain dates and plain steps, none of them
// the product's own.
#pragma once

#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"

namespace driehoek::test {

// Monday to Friday, less the public holidays of the Netherlands. From July 2026 to July 2028.
bool IsWorked(absl::CivilDay day);
// The `count`th working day after `day`, or before it when `count` is negative.
absl::CivilDay StepWorkingDays(absl::CivilDay day, int count);
// The working day of [first, last] nearest to `wanted`, the later of two. There must be one.
absl::CivilDay NearestWorked(absl::CivilDay wanted, absl::CivilDay first, absl::CivilDay last);

// The moments at which the servers looked, in order.
class Looks {
 public:
  explicit Looks(absl::TimeZone zone) : zone_(zone) {}

  void Add(absl::Time look) { looks_.push_back(look); }
  const std::vector<absl::Time>& all() const { return looks_; }

  // The first look at or after `time`; InfiniteFuture when there was none.
  absl::Time From(absl::Time time) const;
  // The first look on or after `day`.
  absl::Time On(absl::CivilDay day) const { return From(absl::FromCivil(day, zone_)); }
  // The look that follows `look`.
  absl::Time After(absl::Time look) const { return From(look + absl::Microseconds(1)); }
  absl::CivilDay DayOf(absl::Time time) const { return absl::ToCivilDay(time, zone_); }

 private:
  const absl::TimeZone zone_;
  std::vector<absl::Time> looks_;
};

}  // namespace driehoek::test
