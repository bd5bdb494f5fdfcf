// A mail as a value, written but not yet put into the form of the wire.
#pragma once

#include <optional>
#include <string>

#include "absl/time/time.h"

namespace driehoek::notify {

enum class Language { kDutch, kEnglish };

// "en" is English, all else Dutch.
inline Language LanguageOf(const std::string& code) {
  return code.substr(0, 2) == "en" ? Language::kEnglish : Language::kDutch;
}

struct Mail {
  std::string to;       // one address
  std::string to_name;  // may be empty
  Language language = Language::kDutch;
  std::string subject;
  std::string text;
  std::string html;
  // An appointment to invite to, to move or to take out (RFC 5545, RFC 5546); empty: none.
  std::string calendar;
  std::string calendar_method;  // "REQUEST" or "CANCEL", of `calendar`
  // Where a mail program posts to when the reader wants no more of these (RFC 8058); empty: they
  // cannot be stopped.
  std::string stop_uri;
  // From when nobody needs it any more (a code that is over): it is dropped rather than sent.
  std::optional<absl::Time> useless_after;
};

}  // namespace driehoek::notify
