#include "placement/round/eligibility.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "absl/strings/match.h"

namespace driehoek::placement::round {
namespace {

constexpr double kEarthRadiusKm = 6371.0088;

double Radians(double degrees) { return degrees * std::numbers::pi / 180; }

// An empty list asks nothing.
template <typename T>
bool Allows(const std::vector<T>& allowed, const T& one) {
  return allowed.empty() || std::find(allowed.begin(), allowed.end(), one) != allowed.end();
}

bool SpeaksOneOf(const std::vector<std::string>& spoken, const std::vector<std::string>& asked) {
  return asked.empty() || std::any_of(spoken.begin(), spoken.end(), [&](const std::string& tag) {
           return std::any_of(asked.begin(), asked.end(),
                              [&](const std::string& one) { return Speaks(tag, one); });
         });
}

}  // namespace

int DistanceKm(const GeoPoint& a, const GeoPoint& b) {
  const double north = std::sin(Radians(b.latitude - a.latitude) / 2);
  const double east = std::sin(Radians(b.longitude - a.longitude) / 2);
  const double h =
      north * north + std::cos(Radians(a.latitude)) * std::cos(Radians(b.latitude)) * east * east;
  // Rounding may carry h a little over 1 for points that lie opposite each other.
  const double km = 2 * kEarthRadiusKm * std::asin(std::sqrt(std::min(h, 1.0)));
  return static_cast<int>(std::lround(km));
}

std::optional<int> DistanceKm(const RoundPlace& place, const Participant& participant) {
  if (!place.location.has_value() || !participant.home.has_value()) return std::nullopt;
  return DistanceKm(*place.location, *participant.home);
}

bool Speaks(absl::string_view tag, absl::string_view asked) {
  return absl::StartsWithIgnoreCase(tag, asked) &&
         (tag.size() == asked.size() || tag[asked.size()] == '-');
}

std::vector<RoundPlace> ExcludeConflicts(std::vector<RoundPlace> places,
                                         const std::vector<Participant>& participants,
                                         const std::vector<Conflict>& conflicts) {
  if (conflicts.empty()) return places;
  for (RoundPlace& place : places) {
    for (const Participant& participant : participants) {
      const bool is_known =
          std::any_of(place.exclusions.begin(), place.exclusions.end(),
                      [&](const Exclusion& one) { return one.participant == participant.id; });
      const bool is_forbidden =
          std::any_of(conflicts.begin(), conflicts.end(), [&](const Conflict& conflict) {
            return Forbids(conflict, participant.student, place.organisation, place.supervisor);
          });
      if (is_forbidden && !is_known) {
        place.exclusions.push_back({participant.id, Ground::kConflictOfInterest});
      }
    }
  }
  return places;
}

std::vector<Mismatch> Mismatches(const MatchingRound& round, const RoundPlace& place,
                                 const Participant& participant) {
  const Requirements& asked = place.requirements;
  std::vector<Mismatch> mismatches;
  if (!Allows(asked.variants, participant.variant)) mismatches.push_back(Mismatch::kVariant);
  if (participant.phase < asked.min_phase) mismatches.push_back(Mismatch::kPhase);
  if (!SpeaksOneOf(participant.languages, asked.languages)) {
    mismatches.push_back(Mismatch::kLanguage);
  }
  if (!Allows(asked.groups, GroupOf(round, participant.programme))) {
    mismatches.push_back(Mismatch::kGroup);
  }
  const std::optional<int> distance = DistanceKm(place, participant);
  if (participant.max_distance_km > 0 && distance.has_value() &&
      *distance > participant.max_distance_km) {
    mismatches.push_back(Mismatch::kDistance);
  }
  if (std::any_of(place.exclusions.begin(), place.exclusions.end(),
                  [&](const Exclusion& one) { return one.participant == participant.id; })) {
    mismatches.push_back(Mismatch::kExcluded);
  }
  return mismatches;
}

}  // namespace driehoek::placement::round
