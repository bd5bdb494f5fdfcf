// Who is told of evidence and its assessment (R67 to R70): the supervisor that something waits to
// be confirmed and that the time for it runs out, the student that it was disputed and that the result is there. Pure.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "notify/telling.h"
#include "shared/base/strong_id.h"

namespace driehoek::notify {

// What is known of an evidence item when something happened to it.
struct EvidenceNews {
  std::string student_name;
  std::string student_given_name;  // empty: the whole name is used
  std::string title;
  absl::CivilDay today;       // at the institution
  absl::CivilDay confirm_by;  // last day to confirm it
  PersonId student;
  PersonId supervisor;       // of the placement; empty: none
  bool is_asked = false;     // it waits for the supervisor now
  bool is_disputed = false;  // it is disputed now
};

// "evidence.confirmation_requested", "evidence.confirmation_due", "evidence.disputed".
bool IsEvidenceTold(absl::string_view event_type);

// Nobody is told of what is over. A request whose last day is near does not wait for the digest.
std::vector<Telling> EvidenceTellings(absl::string_view event_type, const EvidenceNews& news);

// What is known of an assessment when something happened to it.
struct AssessmentNews {
  std::string organisation_name;  // empty: not known
  PersonId student;
  bool is_published = false;
};

// "assessment.published". The mail does not hold the result.
bool IsAssessmentTold(absl::string_view event_type);
std::vector<Telling> AssessmentTellings(absl::string_view event_type, const AssessmentNews& news);

}  // namespace driehoek::notify
