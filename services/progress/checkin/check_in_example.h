// A check-in, its placement and its policy, as tests of rules begin with.
#pragma once

#include <string>
#include <vector>

#include "progress/checkin/lifecycle.h"
#include "progress/checkin/proposal.h"
#include "shared/base/errors.h"

namespace driehoek::progress::checkin {

// A Tuesday; the placement has 150 days, to 28 January 2027.
inline constexpr absl::CivilDay kFirstDay(2026, 9, 1);
inline constexpr absl::CivilDay kLastDay(2027, 1, 28);
// Of the example: a Wednesday, its window two weeks to both sides.
inline constexpr absl::CivilDay kPlannedDay(2026, 11, 4);
inline const absl::Time kNow = absl::FromUnixSeconds(1'788'800'000);
inline const PersonId kStudent("student");
inline const PersonId kSupervisor("supervisor");
inline const PersonId kTeacher("teacher");

inline absl::TimeZone Amsterdam() {
  absl::TimeZone zone;
  absl::LoadTimeZone("Europe/Amsterdam", &zone);
  return zone;
}
inline absl::Time Morning(absl::CivilDay day) {
  return absl::FromCivil(absl::CivilHour(day) + 10, Amsterdam());
}

inline Doing By(Party party, absl::CivilDay today) {
  const PersonId& person = party == Party::kStudent   ? kStudent
                           : party == Party::kTeacher ? kTeacher
                                                      : kSupervisor;
  return {.person = person, .party = party, .today = today, .now = kNow};
}

inline PlacementFact ExamplePlacement() {
  return {.id = PlacementId("placement"),
          .student = kStudent,
          .programme = ProgrammeId("programme"),
          .supervisor_person = kSupervisor,
          .start_date = kFirstDay,
          .end_date = kLastDay,
          .is_running = true,
          .is_shown_to_employer = true,
          .placement = {"placement", 4}};
}

inline Period ExamplePeriod() {
  return {.start_date = kFirstDay,
          .end_date = kLastDay,
          .agreement_date = kFirstDay - 7,
          .first_plan_date = kFirstDay,
          .today = kFirstDay};
}

// As shipped for full-time.
inline PolicyFact FullTime() {
  return {.mid_term_interval_weeks = 0,
          .mid_term_from_percent = 35,
          .mid_term_to_percent = 60,
          .contact_interval_weeks = 0,
          .silence_programme_student_weeks = 3,
          .silence_programme_workplace_weeks = 6,
          .silence_student_workplace_weeks = 2};
}

// As shipped for part-time.
inline PolicyFact PartTime() {
  PolicyFact policy = FullTime();
  policy.mid_term_interval_weeks = 12;
  policy.contact_interval_weeks = 6;
  return policy;
}

inline CheckIn ExampleCheckIn(CheckInState state = CheckInState::kViewsOpen) {
  CheckIn check_in{.id = CheckInId("check-in"),
                   .placement = PlacementId("placement"),
                   .student = kStudent,
                   .programme = ProgrammeId("programme"),
                   .kind = Kind::kMidTerm,
                   .state = state,
                   .window = {kPlannedDay - 14, kPlannedDay + 14, {}},
                   .start_time = Morning(kPlannedDay),
                   .planned_date = kPlannedDay,
                   .create_time = kNow,
                   .update_time = kNow,
                   .version = 1};
  if (WasHeld(state)) {
    check_in.meeting = Meeting{.date = kPlannedDay,
                               .present = {Party::kStudent, Party::kTeacher, Party::kSupervisor},
                               .outcome = "On course.",
                               .teacher = kTeacher};
  }
  return check_in;
}

inline ViewText ExampleView(int rating = 4) {
  return {.goes_well = "The intake runs.",
          .must_change = "",
          .overall_rating = rating,
          .goal_ratings = {{"LU1", rating, ""}},
          .remarks = ""};
}

inline Meeting ExampleMeeting(absl::CivilDay date = kPlannedDay) {
  return {.date = date,
          .present = {Party::kTeacher, Party::kStudent},
          .outcome = "On course.",
          .teacher = kTeacher};
}

inline AgreedAction ExampleAction(Party owner = Party::kStudent) {
  return {.owner = owner,
          .text = "Ask for a second client.",
          .due_date = kPlannedDay + 7,
          .done_time = std::nullopt,
          .done_by = PersonId()};
}

}  // namespace driehoek::progress::checkin
