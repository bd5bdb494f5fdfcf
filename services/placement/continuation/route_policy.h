// Who may call what on ways on, and how a caller stands to one. The employer's side has no row at
// all: a search for another place is not theirs to see (R32, invariant I5 of the domain text).
#pragma once

#include <vector>

#include "placement/continuation/route.h"
#include "placement/continuation/sql_route_store.h"
#include "placement/facts.h"
#include "shared/auth/caller.h"
#include "shared/auth/rights.h"

namespace driehoek::placement::continuation {

inline constexpr absl::string_view kOpenContinuationRoute =
    "driehoek.v1.ContinuationService/OpenContinuationRoute";
inline constexpr absl::string_view kGetContinuationRoute =
    "driehoek.v1.ContinuationService/GetContinuationRoute";
inline constexpr absl::string_view kListContinuationRoutes =
    "driehoek.v1.ContinuationService/ListContinuationRoutes";
inline constexpr absl::string_view kSuggestAlternatives =
    "driehoek.v1.ContinuationService/SuggestAlternatives";
inline constexpr absl::string_view kOfferOptions = "driehoek.v1.ContinuationService/OfferOptions";
inline constexpr absl::string_view kChooseOption = "driehoek.v1.ContinuationService/ChooseOption";
inline constexpr absl::string_view kCloseContinuationRoute =
    "driehoek.v1.ContinuationService/CloseContinuationRoute";

// The rows of ContinuationService for the rights table.
std::vector<auth::Right> ContinuationRights();

auth::Relations RelationsTo(const Route& route, const auth::Caller& caller, const ReachFact& reach);

// Cuts `query` down to what a caller, who needs one of `needed`, may list. False: nothing at all.
bool Narrow(auth::Relations needed, const auth::Caller& caller, const ReachFact& reach,
            RouteQuery& query);

}  // namespace driehoek::placement::continuation
