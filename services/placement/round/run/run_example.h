// Journey 2 of the domain text for tests: 66 students of two levels, 14 organisations of 4 or 5
// seats, most of them meant for the Ad.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_format.h"
#include "placement/lottery.h"
#include "placement/round/round_example.h"
#include "placement/round/run/run_input.h"

namespace driehoek::placement::round::run {

inline const std::string kSeed(kSeedBytes, 's');

// Everybody wishes for six places that lie beside each other: 36 of the Ad, 30 of the bachelor. 66
// students for 63 seats.
inline Snapshot ScarceRound() {
  constexpr int kStudents = 66;
  constexpr int kAdStudents = 36;
  constexpr int kPlaces = 14;
  constexpr int kAdPlaces = 8;
  constexpr int kWishes = 6;
  Snapshot snapshot{.round = ExampleRound(State::kFrozen)};
  snapshot.round.seed_commitment = SeedCommitment(kSeed);
  snapshot.round.max_wish_count = kWishes;
  for (int p = 0; p < kPlaces; ++p) {
    RoundPlace place = ExamplePlace(absl::StrFormat("place-%02d", p));
    place.capacity = p % 2 == 0 ? 4 : 5;
    place.intended_group = p < kAdPlaces ? "ad" : "bachelor";
    snapshot.places.push_back(place);
  }
  for (int s = 0; s < kStudents; ++s) {
    Participant participant = ExampleParticipant();
    participant.id = ParticipantId(absl::StrFormat("participant-%02d", s));
    participant.student = PersonId(absl::StrFormat("student-%02d", s));
    participant.programme = ProgrammeId(s < kAdStudents ? "ad-1" : "ba-1");
    // The bachelor's begin among the places of the Ad.
    const int first = s < kAdStudents ? s % kAdPlaces : (s * 5) % kPlaces;
    for (int w = 0; w < kWishes; ++w) {
      participant.wishes.push_back(
          snapshot.places[static_cast<std::size_t>((first + w) % kPlaces)].id);
    }
    snapshot.participants.push_back(participant);
  }
  return snapshot;
}

}  // namespace driehoek::placement::round::run
