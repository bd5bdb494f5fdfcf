// An assessment and what is around it, as tests of rules begin with.
#pragma once

#include <string>
#include <vector>

#include "progress/assessment/lifecycle.h"

namespace driehoek::progress::assessment {

inline constexpr absl::CivilDay kMonday(2027, 1, 25);
inline const absl::Time kNow = absl::FromUnixSeconds(1'800'000'000);
inline const PersonId kStudent("student");
inline const PersonId kSupervisor("supervisor");
inline const PersonId kTeacher("teacher");
inline const PersonId kExaminer("examiner");
inline const std::vector<Outcome> kOutcomes = {{"LU1", "Works together"}, {"LU2", "Designs"}};

inline Around ExampleAround() {
  return {.placement = {.id = PlacementId("placement"),
                        .student = kStudent,
                        .enrolment = EnrolmentId("enrolment"),
                        .programme = ProgrammeId("programme"),
                        .supervisor_person = kSupervisor,
                        .start_date = absl::CivilDay(2026, 9, 1),
                        .end_date = absl::CivilDay(2027, 1, 31),
                        .placement = {"placement", 4}},
          .contact = {.teacher = kTeacher, .assignment = FactVersion{"assignment", 1}}};
}

inline ProofPolicy ExamplePolicy() {
  return {.guest_after_end_days = 30, .appeal_weeks = 6, .programme_variant = {"variant", 2}};
}

inline std::vector<EvidenceFact> ExampleEvidence() {
  return {{.id = EvidenceId("good"),
           .version = 1,
           .title = "The intake",
           .outcome_codes = {"LU1"},
           .item = {"good", 5}},
          {.id = EvidenceId("unverified"),
           .version = 2,
           .title = "From a company",
           .outcome_codes = {"LU1", "LU2"},
           .exclusion = Exclusion::kUnverified,
           .item = {"unverified", 3}}};
}

inline Basis ExampleBasis() {
  return {.around = ExampleAround(), .outcomes = kOutcomes, .evidence = ExampleEvidence()};
}

inline Verdict ExampleVerdict(int mark_tenths = 75) {
  return {.outcomes = {{"LU1", 3, "Seen."}, {"LU2", 2, "Seen too."}},
          .mark_tenths = mark_tenths,
          .reason = "All in all.",
          .examiner = kExaminer};
}

inline Assessment ExampleAssessment() {
  return {.id = AssessmentId("assessment"),
          .placement = PlacementId("placement"),
          .student = kStudent,
          .enrolment = EnrolmentId("enrolment"),
          .programme = ProgrammeId("programme"),
          .examiner = kExaminer,
          .create_time = kNow,
          .update_time = kNow,
          .version = 1};
}

inline Assessment CompleteAssessment() {
  Assessment assessment = ExampleAssessment();
  assessment.advice = Advice{{{"LU1", 3, "Good."}}, "", kSupervisor, kNow};
  assessment.talk = Talk{TalkKind::kPresentation, kMonday, "Clear.", kExaminer, kNow};
  assessment.product = Product{EvidenceId("good"), 1, kNow - absl::Hours(24), kStudent};
  assessment.reflection = Statement{"I learned.", kStudent, kNow};
  assessment.proof_of_competence = Statement{"I made the design.", kStudent, kNow};
  assessment.state = State::kInputsComplete;
  return assessment;
}

inline Assessment JudgedAssessment() {
  return Judge(CompleteAssessment(), ExampleVerdict(), ExampleBasis(), kNow)->after;
}
inline Assessment PublishedAssessment(absl::CivilDay today = kMonday) {
  return Publish(JudgedAssessment(), ExampleEvidence(), ExamplePolicy(), today, kNow)->after;
}

}  // namespace driehoek::progress::assessment
