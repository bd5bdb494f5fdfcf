#include "directory/person.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "directory/institution.h"
#include "shared/base/field_checks.h"

namespace driehoek::directory {
namespace {

constexpr std::size_t kNameCharacters = 200;

// The first `max` characters on one line, without control characters and white space around.
std::string TidyName(absl::string_view name, std::size_t max) {
  std::string tidy;
  std::size_t count = 0;
  for (const char c : name) {
    const auto u = static_cast<unsigned char>(c);
    const bool begins_character = (u & 0xC0U) != 0x80U;
    if (begins_character && ++count > max) break;
    tidy.push_back(absl::ascii_iscntrl(u) ? ' ' : c);
  }
  return std::string(absl::StripAsciiWhitespace(tidy));
}

}  // namespace

void Check(const Person& person, FieldViolations& violations) {
  CheckText(violations, "display_name", person.display_name, 1, kNameCharacters);
  CheckText(violations, "given_name", person.given_name, 0, kNameCharacters);
  CheckLanguage(violations, person.language_code);
}

void Check(const PersonContact& contact, FieldViolations& violations) {
  if (!contact.email.empty() && !IsEmail(contact.email)) {
    violations.Add("email", "EMAIL_MALFORMED", "must be one e-mail address");
  }
  if (!contact.phone.empty() && !IsPhone(contact.phone)) {
    violations.Add("phone", "PHONE_MALFORMED", "must look like +31612345678");
  }
}

void Check(const Enrolment& enrolment, FieldViolations& violations) {
  CheckNumber(violations, "phase", enrolment.phase, 1, 8);
  CheckText(violations, "entry_level", enrolment.entry_level, 0, 500, TextKind::kBlock);
  CheckText(violations, "region", enrolment.region, 0, 60);
  if (enrolment.end_date.has_value() && *enrolment.end_date < enrolment.start_date) {
    violations.Add("end_date", "END_BEFORE_START", "must not lie before the first day");
  }
}

void Check(const ContactAssignment& assignment, FieldViolations& violations) {
  if (assignment.student == assignment.teacher) {
    violations.Add("teacher", "SAME_PERSON", "nobody is one's own contact person");
  }
}

absl::StatusOr<ContactHandover> HandOver(const std::optional<ContactAssignment>& open,
                                         ContactAssignment next) {
  next.end_date.reset();
  ContactHandover handover{.next = std::move(next), .ended = open};
  if (!open.has_value()) return handover;
  if (handover.next.start_date <= open->start_date) {
    return Error(absl::StatusCode::kFailedPrecondition, "CONTACT_OVERLAP",
                 "must begin after the assignment before it began",
                 {{"start_date", absl::FormatCivilTime(open->start_date)}});
  }
  handover.ended->end_date = handover.next.start_date - 1;
  return handover;
}

LaunchIdentity Tidy(LaunchIdentity launch) {
  launch.display_name = TidyName(launch.display_name, kNameCharacters);
  launch.given_name = TidyName(launch.given_name, kNameCharacters);
  launch.email = std::string(absl::StripAsciiWhitespace(launch.email));
  if (!IsEmail(launch.email)) launch.email.clear();
  const std::string primary = absl::AsciiStrToLower(launch.language_code.substr(0, 2));
  const bool is_tag = launch.language_code.size() == 2 ||
                      (launch.language_code.size() > 2 &&
                       (launch.language_code[2] == '-' || launch.language_code[2] == '_'));
  launch.language_code = is_tag && (primary == "nl" || primary == "en") ? primary : "";
  return launch;
}

Person Follow(Person person, const LaunchIdentity& launch) {
  if (!launch.display_name.empty()) person.display_name = launch.display_name;
  if (!launch.given_name.empty()) person.given_name = launch.given_name;
  if (!launch.language_code.empty()) person.language_code = launch.language_code;
  if (person.display_name.empty()) {
    const std::string& id = person.id.value();
    person.display_name = absl::StrCat(person.language_code == "en" ? "Person " : "Persoon ",
                                       id.substr(id.size() - std::min<std::size_t>(id.size(), 4)));
  }
  return person;
}

PersonContact Follow(PersonContact contact, const LaunchIdentity& launch) {
  if (!launch.email.empty()) contact.email = launch.email;
  return contact;
}

}  // namespace driehoek::directory
