// What a student hands in, and whether it can be (R25): pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "placement/round/matching_round.h"
#include "placement/round/participant.h"
#include "placement/round/round_place.h"

namespace driehoek::placement::round {

struct Preferences {
  std::vector<RoundPlaceId> wishes;  // best first
  std::vector<std::string> languages;
  std::optional<GeoPoint> home;
  int max_distance_km = 0;
  std::string reason;  // of the practice office
};

// Who hands in: the student, or the office in the student's stead.
enum class HandedInBy { kStudent, kOffice };

// FAILED_PRECONDITION / PREFERENCES_NOT_OPEN in another state or once wishes are due.
absl::Status CheckOpen(const MatchingRound& round, absl::Time now);

struct WrongWish {
  std::size_t index = 0;  // among the participant's wishes
  std::string reason;
  std::string text;
};
// What keeps the wishes of `participant` from being handed in, by index: PLACE_UNKNOWN,
// PLACE_TWICE, TOO_MANY_WISHES, and for each thing that keeps the student from the place
// MISMATCH_VARIANT, MISMATCH_PHASE, MISMATCH_LANGUAGE, MISMATCH_GROUP, MISMATCH_DISTANCE or
// MISMATCH_EXCLUDED. `places` are those of the round, in any order.
std::vector<WrongWish> WrongWishes(const MatchingRound& round, const Participant& participant,
                                   const std::vector<RoundPlace>& places);

// `before` with the preferences, at `now`. `places` are those of the round, in any order.
// PREFERENCES_NOT_OPEN as above.
// INVALID_ARGUMENT naming each of WrongWishes as "wishes[i]", judged by the languages, home and
// distance that are handed in with them; a `reason` that is missing (TEXT_MISSING), too long or
// given by the student (REASON_NOT_ASKED); and the other fields.
absl::StatusOr<Participant> SubmitPreferences(const MatchingRound& round, const Participant& before,
                                              Preferences preferences,
                                              const std::vector<RoundPlace>& places, HandedInBy by,
                                              absl::Time now);

}  // namespace driehoek::placement::round
