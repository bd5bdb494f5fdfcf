// A round for tests: two groups, one place each test changes as it needs.
#pragma once

#include "placement/round/matching_round.h"
#include "placement/round/participant.h"
#include "placement/round/round_place.h"

namespace driehoek::placement::round {

inline const absl::Time kNow = absl::FromUnixSeconds(1'780'000'000);

inline MatchingRound ExampleRound(State state = State::kSetup) {
  return {.id = RoundId("round"),
          .display_name = "Ronde voorjaar 2027",
          .state = state,
          .groups = {{"ad", "Ad", {ProgrammeId("ad-1"), ProgrammeId("ad-2")}},
                     {"bachelor", "Bachelor", {ProgrammeId("ba-1")}}},
          .start_date = absl::CivilDay(2027, 2, 1),
          .end_date = absl::CivilDay(2027, 7, 1),
          .weekly_hours = 32,
          .preferences_due_time = kNow + absl::Hours(24),
          .version = 3};
}

inline RoundPlace ExamplePlace(const std::string& id = "place") {
  return {.id = RoundPlaceId(id),
          .round = RoundId("round"),
          .organisation = OrganisationId("organisation"),
          .workplace = WorkplaceId("workplace"),
          .capacity = 4};
}

inline Participant ExampleParticipant() {
  return {.id = ParticipantId("participant"),
          .round = RoundId("round"),
          .student = PersonId("student"),
          .programme = ProgrammeId("ad-1"),
          .variant = Variant::kPartTime,
          .phase = 2,
          .languages = {"nl"}};
}

}  // namespace driehoek::placement::round
