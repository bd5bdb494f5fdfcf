// What a reader is told about a refusal: what happened in his words and what he can do. Never why a
// check failed.
#pragma once

#include "absl/strings/string_view.h"
#include "pages/page.h"

namespace driehoek::lti {

struct RefusalWords {
  Words title;
  Words text;
};

// The words for `reason`, else general ones for the HTTP status.
RefusalWords WordsFor(absl::string_view reason, int http_status);

}  // namespace driehoek::lti
