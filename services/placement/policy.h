// Who may call what on placements (domain text 6.4), and how a caller stands to one.
#pragma once

#include <vector>

#include "placement/facts.h"
#include "placement/placement.h"
#include "placement/sql_placement_store.h"
#include "shared/auth/caller.h"
#include "shared/auth/rights.h"

namespace driehoek::placement {

inline constexpr absl::string_view kGetPlacement = "driehoek.v1.PlacementService/GetPlacement";
inline constexpr absl::string_view kListPlacements = "driehoek.v1.PlacementService/ListPlacements";
inline constexpr absl::string_view kCreatePlacement =
    "driehoek.v1.PlacementService/CreatePlacement";
inline constexpr absl::string_view kUpdatePlacement =
    "driehoek.v1.PlacementService/UpdatePlacement";
inline constexpr absl::string_view kEndPlacement = "driehoek.v1.PlacementService/EndPlacement";
inline constexpr absl::string_view kCompletePlacement =
    "driehoek.v1.PlacementService/CompletePlacement";
inline constexpr absl::string_view kProposeWorkplace =
    "driehoek.v1.PlacementService/ProposeWorkplace";
inline constexpr absl::string_view kScreenPlacement =
    "driehoek.v1.PlacementService/ScreenPlacement";
inline constexpr absl::string_view kForecastShortfall =
    "driehoek.v1.PlacementService/ForecastShortfall";
inline constexpr absl::string_view kGetAxesDistribution =
    "driehoek.v1.PlacementService/GetAxesDistribution";

// The rows of PlacementService for the rights table.
std::vector<auth::Right> PlacementRights();

// To what lies in a programme and has nobody yet.
auth::Relations RelationsTo(const ProgrammeId& programme, const auth::Caller& caller);
// None for the side of the employer while it may not know of the placement (IsShownToEmployer).
// Whom something about a student at a workplace concerns; what is empty concerns nobody.
struct Concerned {
  ProgrammeId programme;
  PersonId student;
  PersonId supervisor_person;
  OrganisationId organisation;
};
auth::Relations RelationsTo(const Concerned& concerned, const auth::Caller& caller,
                            const ReachFact& reach);
auth::Relations RelationsTo(const Placement& placement, const auth::Caller& caller,
                            const ReachFact& reach);

// Supervisors and contacts of the organisation, who never see a search (R32, I5).
bool IsEmployerSide(auth::Role role);

// Cuts `query` down to what a caller, who needs one of `needed`, may list. False: nothing at all.
bool Narrow(auth::Relations needed, const auth::Caller& caller, const ReachFact& reach,
            PlacementQuery& query);

}  // namespace driehoek::placement
