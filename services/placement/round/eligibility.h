// Whether a student can come to a place (R25): pure, so that the list, the wishes and a run judge
// alike.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "placement/facts.h"
#include "placement/round/matching_round.h"
#include "placement/round/participant.h"
#include "placement/round/round_place.h"

namespace driehoek::placement::round {

// Kilometres as the crow flies, rounded: the great circle by the haversine formula (Sinnott 1984)
// on a sphere of the earth's mean radius, 6371.0088 km (Moritz 2000, Geodetic Reference System
// 1980). At most half a percent off.
int DistanceKm(const GeoPoint& a, const GeoPoint& b);
// Nothing when home or place is not known.
std::optional<int> DistanceKm(const RoundPlace& place, const Participant& participant);

// Whether somebody who speaks `tag` meets `asked`: the same, or a more precise one ("nl-BE" speaks
// "nl"), without regard to case (RFC 4647 section 3.3.1).
bool Speaks(absl::string_view tag, absl::string_view asked);

// The places as they are for `participants`: who has a conflict of interest there is excluded, as
// by the practice office (R22).
std::vector<RoundPlace> ExcludeConflicts(std::vector<RoundPlace> places,
                                         const std::vector<Participant>& participants,
                                         const std::vector<Conflict>& conflicts);

// What keeps the student away, in the order of the contract; empty: it can be ranked. The distance
// counts in whole kilometres, as it is shown.
std::vector<Mismatch> Mismatches(const MatchingRound& round, const RoundPlace& place,
                                 const Participant& participant);

}  // namespace driehoek::placement::round
