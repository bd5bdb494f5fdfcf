// A way on for a student whose workplace no longer suffices (R64).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "placement/continuation/ranking.h"
#include "placement/placement.h"
#include "shared/base/enum_names.h"

namespace driehoek::placement::continuation {

using RouteId = StrongId<struct ContinuationRouteTag>;

// In the order of the contract, like every enumeration here.
enum class RouteState { kOpen, kOffered, kChosen, kClosed };
enum class Ground {
  kWorkplaceEnds,
  kScanUnfit,
  kOutgrown,
  kSupervisionFails,
  kConflict,
  kStudentWish,
  kOther,
};
enum class OptionKind {
  kAnotherWorkplace,
  kShortPlacementsCombined,
  kFellowStudentOrganisation,
  kSimulatedPractice,
  kOther,
};

// A workplace that an option names, and how it suited when it was offered.
struct OfferedWorkplace {
  OrganisationId organisation;
  WorkplaceId workplace;
  std::string workplace_name;
  std::string organisation_name;
  bool sector_matches = false;
  bool same_city = false;
  int supervisor_places_left = 0;
  ScanFound scan = ScanFound::kNone;
  int score = 0;
  friend bool operator==(const OfferedWorkplace&, const OfferedWorkplace&) = default;
};

struct Option {
  std::string id;
  OptionKind kind = OptionKind::kAnotherWorkplace;
  std::vector<OfferedWorkplace> workplaces;
  std::vector<std::string> outcome_codes;
  std::string note;
  friend bool operator==(const Option&, const Option&) = default;
};

struct Route {
  RouteId id;
  PlacementId placement;
  // From the placement, at opening: for the reach of callers.
  PersonId student;
  ProgrammeId programme;
  Ground ground = Ground::kWorkplaceEnds;
  std::string reason;
  PersonId opener;
  absl::Time open_time;
  absl::CivilDay due_date;
  RouteState state = RouteState::kOpen;
  std::vector<Option> options;
  std::string chosen_option;
  std::vector<PlacementId> new_placements;  // made of the choice
  std::string close_note;
  absl::Time update_time;
  std::int64_t version = 0;  // 0: not stored yet
};

}  // namespace driehoek::placement::continuation

namespace driehoek {

template <>
struct EnumNames<placement::continuation::RouteState> {
  static constexpr std::array<absl::string_view, 4> kNames = {"open", "offered", "chosen",
                                                              "closed"};
};
template <>
struct EnumNames<placement::continuation::Ground> {
  static constexpr std::array<absl::string_view, 7> kNames = {
      "workplace_ends", "scan_unfit",   "outgrown", "supervision_fails",
      "conflict",       "student_wish", "other"};
};
template <>
struct EnumNames<placement::continuation::OptionKind> {
  static constexpr std::array<absl::string_view, 5> kNames = {
      "another_workplace", "short_placements_combined", "fellow_student_organisation",
      "simulated_practice", "other"};
};
template <>
struct EnumNames<placement::continuation::ScanFound> {
  static constexpr std::array<absl::string_view, 4> kNames = {"none", "valid", "expired", "unfit"};
};

}  // namespace driehoek
