// Ranks all workplaces of a register for one student: a pure function over compact arrays, so that
// a hundred thousand of them take a fraction of a millisecond each thousand.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"

namespace driehoek::placement::continuation {

// What stands for "none" among the numbers below.
inline constexpr std::uint32_t kNothing = 0xffffffff;

enum class ScanFound : std::uint8_t { kNone, kValid, kExpired, kUnfit };

// The workplaces of an institution in columns: entry i of each belongs to workplace i, in the order
// of their ids.
struct Register {
  std::vector<std::string> workplace_ids;
  std::vector<std::string> workplace_names;
  std::vector<std::uint32_t> organisation;  // index below
  std::vector<std::uint32_t> sector;        // index below; that of the organisation if it has none
  std::vector<std::uint32_t> city;          // index below

  std::vector<std::string> organisation_ids;
  std::vector<std::string> organisation_names;
  std::vector<std::uint32_t> supervisors;     // of the organisation, on the floor
  std::vector<std::uint32_t> students_there;  // who take their attention (R23)

  // Folded words by number. What is not there matches nothing.
  absl::flat_hash_map<std::string, std::uint32_t> sectors;
  absl::flat_hash_map<std::string, std::uint32_t> cities;

  // What the scans say, by id of the variant: workplace and finding, each workplace once.
  struct Scanned {
    std::uint32_t workplace = 0;
    ScanFound found = ScanFound::kNone;
  };
  absl::flat_hash_map<std::string, std::vector<Scanned>> scans;
  absl::flat_hash_map<std::string, std::uint32_t> workplace_by_id;

  // Sector as written, by id of the programme.
  absl::flat_hash_map<std::string, std::string> programme_sectors;
};

// What the student needs.
struct Need {
  std::string sector;                // of the programme
  std::string present_workplace;     // its id; empty while searching
  std::string present_organisation;  // its id
  std::string variant;               // its id
  int max_students_per_supervisor = 1;
  std::vector<std::string> forbidden_organisations;  // ids: a conflict of interest (R22)
};

// What the rank of one workplace comes from.
struct Fit {
  std::uint32_t workplace = 0;
  bool sector_matches = false;
  bool same_city = false;
  std::int32_t supervisor_places_left = 0;
  ScanFound scan = ScanFound::kNone;
  std::int32_t score = 0;
};

// How workplace `index` suits.
Fit FitOf(const Register& workplaces, const Need& need, std::uint32_t index);

// The `most` that suit best, best first, equal ones by id. Left out: those of the present
// organisation and of forbidden ones, and those whose last scan for the variant says that they are not fit. One without
// a supervisor's attention left is ranked lower, not left out: that may change by a talk.
std::vector<Fit> Rank(const Register& workplaces, const Need& need, std::size_t most);

}  // namespace driehoek::placement::continuation
