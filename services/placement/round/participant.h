// One student in a round: the wishes, and once published the place. Never seen by the side of the
// employer (R32).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "placement/placement.h"
#include "placement/round/matching_round.h"
#include "placement/round/round_place.h"
#include "shared/base/enum_names.h"
#include "shared/base/strong_id.h"

namespace driehoek::placement::round {

// Where what was given stands.
enum class GivenState { kOffered, kAccepted, kDeclined, kExpired, kUnplaced };

// What the published round gave, as it stands now. Why is kept with the run.
struct Given {
  GivenState state = GivenState::kUnplaced;
  RoundPlaceId place;                         // empty when none
  int rank = 0;                               // which wish it was, from 1; 0 when it was no wish
  std::optional<absl::Time> answer_due_time;  // while offered
  std::string answer_reason;                  // why it was refused, or why the office answered
  std::string move_reason;                    // why the office moved the student
  PlacementId placement;                      // once accepted
  bool is_seat_over = false;                  // that placement ended early: the seat is free again
};

struct Participant {
  ParticipantId id;
  RoundId round;
  // Also what the lottery draws for (placement/lottery.h).
  PersonId student;
  // From the enrolment, when the student was added.
  EnrolmentId enrolment;
  ProgrammeId programme;
  VariantId programme_variant;
  Variant variant = Variant::kFullTime;
  int phase = 1;
  std::vector<RoundPlaceId> wishes;  // best first
  std::optional<absl::Time> submit_time;
  std::string submit_reason;  // why the office handed them in; empty when the student did
  std::vector<std::string> languages;
  std::optional<GeoPoint> home;
  int max_distance_km = 0;     // 0: no limit
  std::optional<Given> given;  // from publication on
  // The student's name as it was when added: what lists go by.
  std::string sort_name;
  std::int64_t version = 0;  // 0: not stored yet
};

}  // namespace driehoek::placement::round

namespace driehoek {

template <>
struct EnumNames<placement::round::GivenState> {
  static constexpr std::array<absl::string_view, 5> kNames = {"offered", "accepted", "declined",
                                                              "expired", "unplaced"};
};

}  // namespace driehoek
