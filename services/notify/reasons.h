// Why somebody gets a mail: in which role, about whose placement. Pure.
#pragma once

#include <string>
#include <vector>

#include "notify/mail.h"

namespace driehoek::notify {

// What somebody is to the student whom a mail is about.
enum class ReaderRole {
  kStudent,  // the student
  kSupervisor,
  kContactPerson,
  kSigner,  // a party of the agreement
  kJudge,   // owes verdicts on learning tasks
  kParticipant,
  kPracticeOffice,
  kProgrammeManager,
};

struct Reason {
  ReaderRole role = ReaderRole::kStudent;
  // Whose placement. For the student: at which organisation, empty when not said.
  std::string about;
  friend bool operator==(const Reason&, const Reason&) = default;
};

// "Je krijgt deze mail omdat je Daan de Vries begeleidt." One sentence for each reason, none said
// twice; empty without reasons.
std::string WhyOf(Language language, const std::vector<Reason>& reasons);

}  // namespace driehoek::notify
