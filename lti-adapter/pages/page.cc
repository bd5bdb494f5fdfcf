#include "pages/page.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "pages/refusal_words.h"
#include "shared/base/errors.h"

namespace driehoek::lti {
namespace {

double WeightOf(absl::string_view range) {
  const std::size_t at = range.find("q=");
  double weight = 1;
  if (at != absl::string_view::npos && !absl::SimpleAtod(range.substr(at + 2), &weight)) return 0;
  return weight;
}

}  // namespace

Language LanguageOf(const Request& request) {
  double dutch = 0;
  double english = 0;
  for (absl::string_view range :
       absl::StrSplit(request.HeaderValue("accept-language").substr(0, 512), ',')) {
    range = absl::StripAsciiWhitespace(range);
    if (absl::StartsWithIgnoreCase(range, "nl")) dutch = std::max(dutch, WeightOf(range));
    if (absl::StartsWithIgnoreCase(range, "en")) english = std::max(english, WeightOf(range));
  }
  return english > dutch ? Language::kEnglish : Language::kDutch;
}

Language LanguageOf(absl::string_view tag, Language otherwise) {
  const std::string primary = absl::AsciiStrToLower(tag.substr(0, tag.find_first_of("-_")));
  if (primary == "nl") return Language::kDutch;
  if (primary == "en") return Language::kEnglish;
  return otherwise;
}

absl::string_view LanguageTag(Language language) {
  return language == Language::kDutch ? "nl" : "en";
}

std::string HtmlEscape(absl::string_view text) {
  return absl::StrReplaceAll(
      text, {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}, {"'", "&#39;"}});
}

std::string Paragraph(absl::string_view text) {
  return absl::StrCat("<p>", HtmlEscape(text), "</p>\n");
}

std::string HiddenField(absl::string_view name, absl::string_view value) {
  return absl::StrCat("<input type=\"hidden\" name=\"", HtmlEscape(name), "\" value=\"",
                      HtmlEscape(value), "\">\n");
}

Response MakePage(const PageContent& content) {
  Response response{.status = content.status};
  response.Set("Content-Type", "text/html; charset=utf-8");
  response.Set("Content-Language", std::string(LanguageTag(content.language)));
  AddPageHeaders(content.policy, response);
  const std::string title = HtmlEscape(content.title);
  response.body =
      absl::StrCat("<!doctype html>\n<html lang=\"", LanguageTag(content.language),
                   "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
                   "content=\"width=device-width, "
                   "initial-scale=1\">\n<title>",
                   title, "</title>\n<link rel=\"stylesheet\" href=\"/lti/assets/page.css\">\n",
                   content.script.empty()
                       ? ""
                       : absl::StrCat("<script src=\"", content.script, "\" defer></script>\n"),
                   "</head>\n<body>\n<main>\n<h1>", title, "</h1>\n", content.body,
                   "</main>\n</body>\n</html>\n");
  return response;
}

int HttpStatusOf(const absl::Status& status) {
  switch (status.code()) {
    case absl::StatusCode::kOk:
      return 200;
    case absl::StatusCode::kUnauthenticated:
      return 401;
    case absl::StatusCode::kPermissionDenied:
      return 403;
    case absl::StatusCode::kNotFound:
      return 404;
    case absl::StatusCode::kAlreadyExists:
    case absl::StatusCode::kAborted:
      return 409;
    case absl::StatusCode::kOutOfRange:
      return 413;
    case absl::StatusCode::kResourceExhausted:
      return 429;
    case absl::StatusCode::kInvalidArgument:
    case absl::StatusCode::kFailedPrecondition:
      return 400;
    case absl::StatusCode::kDataLoss:
      return 502;
    default:
      return 503;
  }
}

Response RefusalPage(const absl::Status& refusal, Language language, const PagePolicy& policy,
                     const std::string& more) {
  const std::string reason = ReasonOf(refusal);
  const RefusalWords words = WordsFor(reason, HttpStatusOf(refusal));
  Response response = MakePage({.language = language,
                                .status = HttpStatusOf(refusal),
                                .title = std::string(words.title.In(language)),
                                .body = Paragraph(words.text.In(language)) + more,
                                .policy = policy});
  response.log_reason = reason.empty() ? std::string(refusal.message()) : reason;
  return response;
}

}  // namespace driehoek::lti
