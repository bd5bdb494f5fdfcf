// What the mails say, in Dutch and English at about level B1 (R89; the words follow the list of the
// user interface): who does what, the date before the reason, one thing to do. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "notify/letter.h"
#include "notify/mail.h"
#include "notify/reasons.h"

namespace driehoek::notify {

// "vr 2 okt", "Fri 2 Oct".
std::string ShortDay(Language language, absl::CivilDay day);

// Whom a mail is for and how one gets into Driehoek: guests by link, others from the course in
// their LMS.
struct Reader {
  std::string given_name;
  Language language = Language::kDutch;
  std::string uri;                        // empty: no guest
  std::optional<absl::CivilDay> open_by;  // last whole day on which a new link can be opened
  std::vector<Reason> reasons;            // why the reader gets it
};

// Which agreement, in words.
struct AgreementWords {
  std::string student_name;
  std::string student_given_name;  // empty: the whole name is used
  std::string organisation_name;
  std::string institution_name;
  std::optional<absl::CivilDay> due_day;
};

// Which search for a workplace, in words.
struct SearchWords {
  std::string student_name;
  std::string student_given_name;  // empty: the whole name is used
  std::string organisation_name;   // of the workplace that is proposed
  std::string workplace_name;
  absl::CivilDay start_day;
  int weeks_to_start = 0;  // whole weeks; negative once the first day has been
};
// Who is told of a search that takes long (R27).
enum class SearchReader { kContactPerson, kPracticeOffice, kProgrammeManager };

// `open_by`: last whole day on which the link can be opened.
Letter GuestLinkLetter(const Reader& reader, absl::string_view institution_name);
Letter SigningCodeLetter(const Reader& reader, absl::string_view code, int minutes);
Letter AddressCodeLetter(const Reader& reader, absl::string_view code, int minutes);
// `role` by its name in code ("practice_office").
Letter RoleCodeLetter(Language language, absl::string_view role, absl::string_view institution_name,
                      absl::string_view code, absl::CivilDay last_day);

// Asks to sign: `is_student` when the reader is the student of the agreement; `today` to leave out
// a day that is past.
Letter SignLetter(const Reader& reader, const AgreementWords& agreement, bool is_student,
                  absl::CivilDay today);
Letter InForceLetter(const Reader& reader, const AgreementWords& agreement, bool is_student);
Letter DeclinedLetter(const Reader& reader, const AgreementWords& agreement, bool is_student,
                      absl::string_view decliner_name);
Letter ReturnedLetter(const Reader& reader, const AgreementWords& agreement, bool is_student);
Letter EndedLetter(const Reader& reader, const AgreementWords& agreement, bool is_student);
// To the contact person and the practice office, who decides: somebody asked to end it early.
Letter EndRequestedLetter(const Reader& reader, const AgreementWords& agreement);
// To the contact person (R21): who has not signed yet.
Letter OverdueLetter(const Reader& reader, const AgreementWords& agreement,
                     const std::vector<std::string>& open_signers);
// A student has no workplace yet (R27): what is left of the time, and what the reader can do.
Letter SearchLetter(const Reader& reader, const SearchWords& search, SearchReader who);
// To the practice office: a workplace was proposed and waits to be looked at (R28).
Letter ProposedLetter(const Reader& reader, const SearchWords& search);
// What came since the last digest, each a sentence.
Letter DigestLetter(const Reader& reader, const std::vector<std::string>& items);

}  // namespace driehoek::notify
