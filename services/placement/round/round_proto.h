// Between rounds, places, participants and the contract.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "driehoek/v1/matching.pb.h"
#include "placement/round/matching_round.h"
#include "placement/round/participant.h"
#include "placement/round/round_place.h"
#include "shared/base/errors.h"

namespace driehoek::placement::round {

inline constexpr absl::string_view kRoundPattern =
    "institutions/{institution}/matchingRounds/{matching_round}";
inline constexpr absl::string_view kPlacePattern =
    "institutions/{institution}/matchingRounds/{matching_round}/places/{place}";
inline constexpr absl::string_view kParticipantPattern =
    "institutions/{institution}/matchingRounds/{matching_round}/participants/{participant}";
inline constexpr absl::string_view kRunPattern =
    "institutions/{institution}/matchingRounds/{matching_round}/runs/{run}";

std::string RoundName(const TenantId& tenant, const RoundId& id);
std::string PlaceName(const TenantId& tenant, const RoundId& round, const RoundPlaceId& id);
std::string ParticipantName(const TenantId& tenant, const RoundId& round, const ParticipantId& id);
std::string RunName(const TenantId& tenant, const RoundId& round, const RunId& id);

// Without seed and counts, which the handler adds for whom they are.
v1::MatchingRound ToProto(const TenantId& tenant, const MatchingRound& round);
void SetCounts(const MatchingRound& round, const Counts& counts, v1::MatchingRound& proto);
// The fields that a caller may set, into `round`; the others stay as they are.
void FromProto(const v1::MatchingRound& proto, MatchingRound& round, FieldViolations& violations);

// Without labels, mismatches and distance. Priorities and exclusions are left out for students.
enum class PlaceView { kOffice, kStudent };
v1::RoundPlace ToProto(const TenantId& tenant, const RoundPlace& place, PlaceView view);
void SetLabels(const PlaceLabels& labels, v1::RoundPlace& proto);
// REFERENCE_NOT_FOUND for participants of another round ("priorities[0].participant").
void FromProto(const v1::RoundPlace& proto, RoundPlace& place, FieldViolations& violations);
// One quota, of a place or of a run's change to it; `field` is its path ("quotas[0]").
void ToProto(const Quota& quota, v1::RoundPlace::Quota& proto);
Quota FromProto(const v1::RoundPlace::Quota& proto);

v1::GeoPoint ToProto(const GeoPoint& point);
GeoPoint FromProto(const v1::GeoPoint& point);

// Without the home, which the handler leaves to whom it is for, and with what of the allocation
// stands in the participant: place, rank, state, time to answer, reason of a move, placement.
v1::Participant ToProto(const TenantId& tenant, const MatchingRound& round,
                        const Participant& participant, absl::string_view display_name);

}  // namespace driehoek::placement::round
