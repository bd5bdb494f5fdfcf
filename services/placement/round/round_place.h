// Seats at one workplace that a round gives away, and who may have them.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "placement/placement.h"
#include "placement/round/matching_round.h"
#include "shared/base/enum_names.h"
#include "shared/base/errors.h"
#include "shared/base/strong_id.h"

namespace driehoek::placement::round {

using CapacityOfferId = StrongId<struct RoundCapacityOfferTag>;

// Degrees of WGS 84, north and east.
struct GeoPoint {
  double latitude = 0;
  double longitude = 0;
  friend bool operator==(const GeoPoint&, const GeoPoint&) = default;
};

// What one group has at a place (R26). A group without one has no reserve, no ceiling and class 0.
struct Quota {
  std::string group;
  int reserved = 0;
  std::optional<int> ceiling;
  int priority_class = 0;  // smaller goes first
  friend bool operator==(const Quota&, const Quota&) = default;
};

// A student whose priority here differs from that of the group.
struct Priority {
  ParticipantId participant;
  int priority_class = 0;
  friend bool operator==(const Priority&, const Priority&) = default;
};

// Why a student cannot come here.
enum class Ground { kConflictOfInterest, kBeenThere, kWorkplaceAsked };

struct Exclusion {
  ParticipantId participant;
  Ground ground = Ground::kConflictOfInterest;
  friend bool operator==(const Exclusion&, const Exclusion&) = default;
};

// What a student must have. What is empty or 0 asks nothing.
struct Requirements {
  std::vector<Variant> variants;
  int min_phase = 0;
  std::vector<std::string> languages;  // one of them is enough
  std::vector<std::string> groups;
  friend bool operator==(const Requirements&, const Requirements&) = default;
};

// What keeps a student from a place.
enum class Mismatch { kVariant, kPhase, kLanguage, kGroup, kDistance, kExcluded };

struct RoundPlace {
  RoundPlaceId id;
  RoundId round;
  OrganisationId organisation;
  WorkplaceId workplace;
  SupervisorId supervisor;         // may be empty
  CapacityOfferId capacity_offer;  // may be empty
  int capacity = 0;
  std::string description;
  std::string intended_group;  // empty: nobody in particular
  std::vector<Quota> quotas;
  std::vector<Priority> priorities;
  std::vector<Exclusion> exclusions;
  Requirements requirements;
  std::optional<GeoPoint> location;
  // Names of organisation and workplace as they were when it was added: what lists go by.
  std::string sort_name;
  std::int64_t version = 0;  // 0: not stored yet
};

// Names to show.
struct PlaceLabels {
  std::string organisation;
  std::string workplace;
  std::string supervisor;
  std::string city;
  std::string sector;
};

// What `group` has at the place; the default when it has no entry.
Quota QuotaOf(const RoundPlace& place, absl::string_view group);
// The participant's own class, else that of the group.
int PriorityClass(const RoundPlace& place, const ParticipantId& participant,
                  absl::string_view group);

// Names every field that is not as the contract asks: NUMBER_OUT_OF_RANGE, TEXT_*, GROUP_UNKNOWN,
// GROUP_TWICE, RESERVES_ABOVE_CAPACITY, CEILING_BELOW_RESERVE, PARTICIPANT_TWICE, VARIANT_TWICE,
// TOO_MANY, and those of languages and points below.
void Check(const RoundPlace& place, const MatchingRound& round, FieldViolations& violations);

// NUMBER_OUT_OF_RANGE naming a part of `field`.
void CheckPoint(const GeoPoint& point, absl::string_view field, FieldViolations& violations);
// LANGUAGE_MALFORMED, LANGUAGE_TWICE or TOO_MANY (20), naming "field[i]".
void CheckLanguages(const std::vector<std::string>& languages, absl::string_view field,
                    FieldViolations& violations);

}  // namespace driehoek::placement::round

namespace driehoek {

template <>
struct EnumNames<placement::round::Ground> {
  static constexpr std::array<absl::string_view, 3> kNames = {"conflict_of_interest", "been_there",
                                                              "workplace_asked"};
};
template <>
struct EnumNames<placement::round::Mismatch> {
  static constexpr std::array<absl::string_view, 6> kNames = {"variant", "phase",    "language",
                                                              "group",   "distance", "excluded"};
};

}  // namespace driehoek
