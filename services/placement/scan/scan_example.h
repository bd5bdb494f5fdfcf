// Criteria, scans and placements for tests, which say what differs.
#pragma once

#include "placement/facts.h"
#include "placement/scan/criteria.h"
#include "placement/scan/scan.h"

namespace driehoek::placement::scan {

inline constexpr absl::CivilDay kToday(2026, 9, 1);
inline const absl::Time kNow = absl::FromUnixSeconds(1'788'000'000);

// Two essential criteria, one desirable.
inline Criteria Asked() {
  const auto criterion = [](const char* code, Subject subject, Weight weight) {
    return Criterion{.code = code,
                     .title_nl = "Er is een vaste plek",
                     .title_en = "There is a fixed place",
                     .subject = subject,
                     .weight = weight};
  };
  return {.programme = ProgrammeId("programme"),
          .id = CriteriaId("criteria"),
          .number = 1,
          .first_phase = 1,
          .last_phase = 2,
          .criteria = {criterion("W1", Subject::kWorkplace, Weight::kEssential),
                       criterion("T1", Subject::kRoomForTasks, Weight::kEssential),
                       criterion("S1", Subject::kStudent, Weight::kDesirable)}};
}

inline Answer Found(const char* code, Finding finding, Side side = Side::kSupervisor) {
  return {.criterion_code = code, .finding = finding, .side = side, .answer_time = kNow};
}

// A scan for one placement, as it was requested.
inline Scan Requested() {
  return {.id = ScanId("scan"),
          .organisation = OrganisationId("o"),
          .workplace = WorkplaceId("w"),
          .supervisor = SupervisorId("s"),
          .supervisor_person = PersonId("supervisor"),
          .programme = ProgrammeId("programme"),
          .programme_variant = VariantId("variant"),
          .phase = 1,
          .placement = PlacementId("p"),
          .student = PersonId("student"),
          .criteria = CriteriaId("criteria"),
          .create_time = kNow - absl::Hours(48),
          .version = 2};
}

inline Scan Filled() {
  Scan scan = Requested();
  scan.state = ScanState::kFilled;
  scan.answers = {Found("W1", Finding::kMet), Found("T1", Finding::kMet)};
  return scan;
}

inline Scan Assessed(Verdict verdict = Verdict::kFit) {
  Scan scan = Filled();
  scan.state = ScanState::kAssessed;
  scan.verdict = verdict;
  scan.assess_time = kNow - absl::Hours(24);
  if (verdict != Verdict::kUnfit) scan.valid_until = kToday + 10;
  return scan;
}

// The placement that the scan is for.
inline Placement Placed() {
  return {.id = PlacementId("p"),
          .student = PersonId("student"),
          .enrolment = EnrolmentId("e"),
          .programme = ProgrammeId("programme"),
          .programme_variant = VariantId("variant"),
          .phase = 1,
          .organisation = OrganisationId("o"),
          .workplace = WorkplaceId("w"),
          .supervisor = SupervisorId("s"),
          .supervisor_person = PersonId("supervisor"),
          .start_date = kToday + 20,
          .end_date = kToday + 120,
          .state = State::kConfirmed};
}

inline PolicyFact Policy(int validity_days) {
  return {.scan_validity_days = validity_days,
          .scan_lead_days = 14,
          .programme_variant = {"variant", 3}};
}

}  // namespace driehoek::placement::scan
