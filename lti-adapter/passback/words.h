// What people are told about a score that is not there yet: why, in plain words, and what they can
// do.
#pragma once

#include "absl/strings/string_view.h"
#include "pages/page.h"

namespace driehoek::lti {

struct ReasonWords {
  Words cause;
  Words action;
};

// The words for a reason of answer.h or courier.cc; general ones for a reason that is unknown.
const ReasonWords& WordsOfReason(absl::string_view reason);
// The words for a score in state `no_column`.
const ReasonWords& WordsOfNoColumn();

}  // namespace driehoek::lti
