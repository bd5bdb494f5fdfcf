// The one form of all mails: greeting, a few short sentences, at most one thing to do, and why one
// gets it. Turned into plain text and into HTML that reads well in any mail program, large print
// and screen readers. Pure.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "notify/mail.h"

namespace driehoek::notify {

struct Letter {
  Language language = Language::kDutch;
  std::string subject;
  std::string given_name;               // for the greeting; empty: a greeting without a name
  std::vector<std::string> paragraphs;  // before the code or action
  std::string code;                     // shown large; empty: none
  std::string action;                   // words on the button, a verb; empty: none
  std::string uri;                      // where it leads
  std::vector<std::string> after;       // behind the action
  std::string why;                      // why this mail; small, at the end
  std::string stop;                     // how to get fewer of them; smaller still, before its link
  std::string stop_uri;                 // empty: `stop` stands without a link
};

std::string LetterText(const Letter& letter);
// Everything that comes from outside is escaped; the address of the action must be http or https,
// else it is left out.
std::string LetterHtml(const Letter& letter);

// As a mail to `to`.
Mail ToMail(const Letter& letter, absl::string_view to, absl::string_view to_name);

}  // namespace driehoek::notify
