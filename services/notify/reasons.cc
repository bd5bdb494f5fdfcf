#include "notify/reasons.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "notify/letter_parts.h"

namespace driehoek::notify {
namespace {

std::string OwnPlacement(Language language, const std::string& organisation) {
  if (organisation.empty()) {
    return In(language, "het over je plaatsing gaat", "it is about your placement");
  }
  return absl::StrCat(In(language, "het over je plaatsing bij ", "it is about your placement at "),
                      organisation, In(language, " gaat", ""));
}

// Fits behind "omdat" and "because".
std::string Clause(Language language, const Reason& reason) {
  switch (reason.role) {
    case ReaderRole::kStudent:
      return OwnPlacement(language, reason.about);
    case ReaderRole::kSupervisor:
      return absl::StrCat(In(language, "je ", "you supervise "), reason.about,
                          In(language, " begeleidt", ""));
    case ReaderRole::kContactPerson:
      return absl::StrCat(
          In(language, "je contactpersoon bent van ", "you are the contact person of "),
          reason.about);
    case ReaderRole::kSigner:
      return absl::StrCat(
          In(language, "je partij bent in de overeenkomst van ", "you sign the agreement of "),
          reason.about);
    case ReaderRole::kJudge:
      return absl::StrCat(
          In(language, "je oordeelt over leertaken van ", "you decide on learning tasks of "),
          reason.about);
    case ReaderRole::kParticipant:
      return absl::StrCat(
          In(language, "je bij het gesprek bent over ", "you take part in the check-in on "),
          reason.about);
    case ReaderRole::kPracticeOffice:
      return absl::StrCat(
          In(language, "het praktijkbureau zorgt voor ", "the practice office looks after "),
          reason.about);
    case ReaderRole::kProgrammeManager:
      return absl::StrCat(
          In(language, "je de opleiding leidt van ", "you manage the programme of "), reason.about);
  }
  return "";
}

}  // namespace

std::string WhyOf(Language language, const std::vector<Reason>& reasons) {
  std::string why;
  for (auto reason = reasons.begin(); reason != reasons.end(); ++reason) {
    if (std::find(reasons.begin(), reason, *reason) != reason) continue;
    absl::StrAppend(&why,
                    why.empty()
                        ? In(language, "Je krijgt deze mail omdat ", "You get this mail because ")
                        : In(language, " En omdat ", " And because "),
                    Clause(language, *reason), ".");
  }
  return why;
}

}  // namespace driehoek::notify
