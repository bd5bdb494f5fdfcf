// Natural persons as one institution knows them, their studies and their fixed contact persons.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "directory/ids.h"
#include "shared/base/errors.h"

namespace driehoek::directory {

struct Person {
  PersonId id;
  std::string display_name;
  std::string given_name;
  std::string language_code;  // empty: the institution's
  absl::Time create_time;
  std::int64_t version = 0;
};

// Apart from Person, so that who needs a name does not get an address.
struct PersonContact {
  PersonId id;  // of the person
  std::string email;
  std::string phone;
  std::int64_t version = 0;
};

struct Enrolment {
  EnrolmentId id;
  PersonId student;
  ProgrammeId programme;
  ProgrammeVariantId variant;
  int phase = 0;
  std::string entry_level;  // R13
  absl::CivilDay start_date;
  std::optional<absl::CivilDay> end_date;  // inclusive
  std::string region;                      // where a place is looked for (R24); empty: anywhere
  absl::Time create_time;
  std::int64_t version = 0;
};

// Who is a student's contact person (aanspreekpunt) from which day (R48).
struct ContactAssignment {
  ContactAssignmentId id;
  PersonId student;
  PersonId teacher;
  absl::CivilDay start_date;
  std::optional<absl::CivilDay> end_date;  // inclusive; absent: until the next one begins
  std::int64_t version = 0;
};

void Check(const Person& person, FieldViolations& violations);
// EMAIL_MALFORMED, PHONE_MALFORMED.
void Check(const PersonContact& contact, FieldViolations& violations);
// END_BEFORE_START.
void Check(const Enrolment& enrolment, FieldViolations& violations);
// SAME_PERSON: nobody is one's own contact person.
void Check(const ContactAssignment& assignment, FieldViolations& violations);

// A new assignment and, when there is one, the assignment before it, ended on the day before.
struct ContactHandover {
  ContactAssignment next;
  std::optional<ContactAssignment> ended;
};
// Lets `next` follow `open`, the student's assignment without an end, so that exactly one holds on
// every day from the first one's start (R48). FAILED_PRECONDITION / CONTACT_OVERLAP when it begins
// on or before `open` does.
absl::StatusOr<ContactHandover> HandOver(const std::optional<ContactAssignment>& open,
                                         ContactAssignment next);

// What a verified launch says of a person, made fit to be stored: a launch is never refused for
// what an LMS wrote in a name, so over-long names are cut, malformed addresses dropped and unknown
// languages left out.
struct LaunchIdentity {
  std::string display_name;
  std::string given_name;
  std::string email;
  std::string language_code;
};
LaunchIdentity Tidy(LaunchIdentity launch);

// The person after this launch: name, given name and language follow the LMS; what it keeps to
// itself stays as it was. A person without any name is called "Persoon" (or "Person") and the end
// of its id.
Person Follow(Person person, const LaunchIdentity& launch);
PersonContact Follow(PersonContact contact, const LaunchIdentity& launch);

}  // namespace driehoek::directory
