// The files of `driehoekctl match` as a market of the engine (placement/match/README.md).
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "placement/match/problem.h"

namespace driehoek::ctl {

struct MatchPaths {
  std::string students;          // student,group,ranks
  std::string places;            // place,capacity,supervisor,reserved
  std::string priorities = {};   // place,student,class; "" for none
  std::string supervisors = {};  // supervisor,limit; "" for none
};

// A market whose indices are those of the sorted ids, so that the order of rows has no meaning.
struct NamedMarket {
  std::vector<std::string> students;
  std::vector<std::string> places;
  placement::match::Market market;  // all but the lottery
  // What is allowed and may be a slip, one sentence each.
  std::vector<std::string> warnings;
};

// INVALID_ARGUMENT / ROWS_WRONG with every wrong cell by file, row and column in `problems` (the
// first hundred); FILE_UNREADABLE, FILE_TOO_LARGE (over 1 GiB), CSV_MALFORMED.
absl::StatusOr<NamedMarket> ReadMatchFiles(const MatchPaths& paths,
                                           std::vector<std::string>& problems);

}  // namespace driehoek::ctl
