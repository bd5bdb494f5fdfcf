// Who may call what on conflicts of interest, and how a caller stands to one. The side of the
// employer has no row.
#pragma once

#include <vector>

#include "placement/conflict/conflict.h"
#include "placement/conflict/sql_conflict_store.h"
#include "placement/facts.h"
#include "shared/auth/caller.h"
#include "shared/auth/rights.h"

namespace driehoek::placement::conflict {

inline constexpr absl::string_view kGetConflictOfInterest =
    "driehoek.v1.ConflictService/GetConflictOfInterest";
inline constexpr absl::string_view kListConflictsOfInterest =
    "driehoek.v1.ConflictService/ListConflictsOfInterest";
inline constexpr absl::string_view kCreateConflictOfInterest =
    "driehoek.v1.ConflictService/CreateConflictOfInterest";
inline constexpr absl::string_view kEndConflictOfInterest =
    "driehoek.v1.ConflictService/EndConflictOfInterest";

// The rows of ConflictService for the rights table.
std::vector<auth::Right> ConflictRights();

auth::Relations RelationsTo(const ProgrammeId& programme, const PersonId& student,
                            const auth::Caller& caller, const ReachFact& reach);

// Cuts `query` down to what a caller, who needs one of `needed`, may list. False: nothing at all.
bool Narrow(auth::Relations needed, const auth::Caller& caller, const ReachFact& reach,
            ConflictQuery& query);

}  // namespace driehoek::placement::conflict
