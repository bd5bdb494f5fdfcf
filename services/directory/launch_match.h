// Whether somebody who launches from an LMS for the first time is a student whom a file of the
// register brought in: pure.
#pragma once

#include <optional>
#include <vector>

#include "absl/strings/string_view.h"
#include "shared/base/strong_id.h"

namespace driehoek::directory {

// How somebody known stands to launches and to the work of others.
struct LaunchStanding {
  bool has_identity = false;    // launched before, from whatever LMS
  bool is_enrolled = false;     // has an enrolment, also one that ended
  bool has_other_part = false;  // supervises, or is or was somebody's contact person
};

struct Candidate {
  PersonId person;
  LaunchStanding standing;
  bool has_granted_role = false;
  bool has_number = false;  // a file knows this person under a number
};

// What a launch told, and who is known by it.
struct LaunchMatch {
  bool gives_student = false;  // the roles of the launch
  bool gives_teacher = false;
  bool tells_number = false;
  std::optional<Candidate> by_number;
  std::vector<Candidate> by_address;  // everyone with the address
};

enum class Binding { kByStudentNumber, kByAddress };
// As audited.
absl::string_view AuditReasonOf(Binding binding);

struct BoundStudent {
  PersonId person;
  Binding binding = Binding::kByStudentNumber;
};

// The one person that this launch is from now on; nothing when that is not sure, which is so
// for everybody who launched before and for everybody but enrolled students. A number is the
// administration's word. An address is weaker: it must be one person's only, of nobody who has
// another part here, and neither launch nor register may tell another number.
std::optional<BoundStudent> MatchStudent(const LaunchMatch& match);

}  // namespace driehoek::directory
