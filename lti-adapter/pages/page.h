// The small pages that the adapter shows itself: refusals, registration, the way out of a frame.
// Dutch and English, readable without script, and never with the inside reason of a refusal: that
// goes to the log.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "http/headers.h"
#include "http/request.h"
#include "http/response.h"

namespace driehoek::lti {

enum class Language { kDutch, kEnglish };

// From Accept-Language: whichever of the two comes first by its weight; Dutch when neither is
// there.
Language LanguageOf(const Request& request);
// From a BCP 47 tag ("nl-NL", "en_US"); `otherwise` when it is neither.
Language LanguageOf(absl::string_view tag, Language otherwise);
absl::string_view LanguageTag(Language language);

std::string HtmlEscape(absl::string_view text);

// A sentence in both languages.
struct Words {
  absl::string_view nl;
  absl::string_view en;
  absl::string_view In(Language language) const { return language == Language::kDutch ? nl : en; }
};

struct PageContent {
  Language language = Language::kDutch;
  int status = 200;
  std::string title;   // plain text
  std::string body;    // HTML, escaped already
  std::string script;  // path of a static script, or ""
  PagePolicy policy;
};
Response MakePage(const PageContent& content);

// `<p>` with plain text.
std::string Paragraph(absl::string_view text);
std::string HiddenField(absl::string_view name, absl::string_view value);

// The status that a refusal is answered with. Nothing a stranger sends ends in a 5xx: only an LMS
// that does not answer (502) and our own services being away (503) do.
int HttpStatusOf(const absl::Status& status);

// The page for a refusal, with what the reader can do about it. `more` is HTML under the text, such
// as a way out.
Response RefusalPage(const absl::Status& refusal, Language language, const PagePolicy& policy = {},
                     const std::string& more = "");

}  // namespace driehoek::lti
