// A placement as tests of pulses, hours and shifts begin with.
#pragma once

#include "progress/facts.h"

namespace driehoek::progress::rhythm {

inline constexpr absl::CivilDay kMonday(2026, 9, 7);
inline const absl::Time kNow = absl::FromUnixSeconds(1'788'800'000);
inline const PersonId kStudent("student");
inline const PersonId kSupervisor("supervisor");

// Twenty weeks from a Tuesday on.
inline PlacementFact ExamplePlacement() {
  return {.id = PlacementId("placement"),
          .student = kStudent,
          .programme = ProgrammeId("programme"),
          .supervisor_person = kSupervisor,
          .start_date = absl::CivilDay(2026, 9, 1),
          .end_date = absl::CivilDay(2027, 1, 18),
          .is_running = true,
          .is_shown_to_employer = true,
          .placement = {"placement", 4}};
}

}  // namespace driehoek::progress::rhythm
