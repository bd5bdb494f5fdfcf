// What must be told of the institution of two_years_world.h, and when: from the days that the test
// gave and the rules that it chose, by the calendar of two_years_calendar.h.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "absl/time/time.h"
#include "driehoek/v1/check_in.pb.h"
#include "driehoek/v1/signal.pb.h"
#include "two_years_calendar.h"
#include "two_years_world.h"

namespace driehoek::test {

// What must be told once, at the first look at or after `from`.
struct Due {
  std::string type;
  std::string resource;
  int step = 0;  // mark of the search clock
  absl::Time from;
  // When this moment had come too by that look, the item is left out: what it announced has come.
  absl::Time overtaken = absl::InfiniteFuture();
  // It follows on something that is told first. When both fall due at one look, a second server
  // tells this at once and a single one at the look after: it may be told up to this look.
  std::optional<absl::Time> latest = std::nullopt;
};

// What the server made itself and named: its check-ins and signals, by placement.
struct Found {
  std::map<std::pair<std::string, v1::CheckIn::Kind>, std::string> check_ins;
  std::map<std::tuple<std::string, v1::Signal::Kind, v1::TriangleEdge>, std::string> signals;
};

// Everything, in no order. `looks` are all that were made.
std::vector<Due> ExpectedOf(const TwoYearsWorld& world, const Found& found, const Looks& looks);

// Whether events of this type come from the clock only: then nothing may be told that is not
// expected.
bool IsOfClock(const std::string& type);

}  // namespace driehoek::test
