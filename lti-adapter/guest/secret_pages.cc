#include "guest/secret_pages.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "pages/page.h"
#include "shared/base/errors.h"

namespace driehoek::lti {
namespace {

constexpr absl::string_view kCalendarPath = "/calendar/";
constexpr absl::string_view kStopPath = "/mail/stop/";

constexpr Words kAskTitle = {"Geen dagoverzicht meer?", "No daily summary any more?"};
constexpr Words kAskText = {
    "Je krijgt dan geen dagelijkse mail meer met wat er nieuw is. Het staat wel in Driehoek.",
    "You then no longer get a daily mail with what is new. It still stands in Driehoek."};
constexpr Words kStaysText = {
    "Verzoeken om te tekenen, codes en vragen waar iemand op wacht blijven komen.",
    "Requests to sign, codes and questions that somebody waits for still come."};
constexpr Words kAskButton = {"Stop het dagoverzicht", "Stop the daily summary"};
constexpr Words kDoneTitle = {"Je krijgt geen dagoverzicht meer",
                              "You get no daily summary any more"};
constexpr Words kDoneText = {"Je kunt het in Driehoek weer aanzetten.",
                             "You can switch it on again in Driehoek."};

Response Bare(int status, std::string reason) {
  Response response{.status = status, .log_reason = std::move(reason)};
  response.Set("Content-Type", "text/plain; charset=utf-8")
      .Set("Cache-Control", "private, no-store")
      .Set("Referrer-Policy", "no-referrer")
      .Set("X-Content-Type-Options", "nosniff");
  return response;
}

}  // namespace

Response SecretPages::Calendar(const Request& request) const {
  absl::string_view secret = request.path;
  if (!absl::ConsumePrefix(&secret, kCalendarPath) || !absl::ConsumeSuffix(&secret, ".ics")) {
    return Bare(404, "CALENDAR_FEED_UNKNOWN");
  }
  auto calendar = services_.OpenCalendarFeed(std::string(secret));
  if (!calendar.ok()) return Bare(HttpStatusOf(calendar.status()), ReasonOf(calendar.status()));
  Response response{.body = *std::move(calendar)};
  response.Set("Content-Type", "text/calendar; charset=utf-8")
      .Set("Content-Disposition", "inline; filename=\"driehoek.ics\"")
      .Set("Cache-Control", "private, no-store")
      .Set("Referrer-Policy", "no-referrer")
      .Set("X-Robots-Tag", "noindex")
      .Set("X-Content-Type-Options", "nosniff");
  return response;
}

Response SecretPages::AskToStop(const Request& request) const {
  const Language language = LanguageOf(request);
  return MakePage({.language = language,
                   .title = std::string(kAskTitle.In(language)),
                   .body = absl::StrCat(
                       Paragraph(kAskText.In(language)), Paragraph(kStaysText.In(language)),
                       "<form method=\"post\" action=\"", HtmlEscape(request.path), "\">\n<button>",
                       HtmlEscape(kAskButton.In(language)), "</button>\n</form>\n")});
}

Response SecretPages::Stop(const Request& request) const {
  absl::string_view secret = request.path;
  absl::ConsumePrefix(&secret, kStopPath);
  const auto stopped = services_.StopNotifications(std::string(secret));
  if (!stopped.ok()) return RefusalPage(stopped.status(), LanguageOf(request));
  const Language language = LanguageOf(*stopped, LanguageOf(request));
  return MakePage({.language = language,
                   .title = std::string(kDoneTitle.In(language)),
                   .body = absl::StrCat(Paragraph(kDoneText.In(language)),
                                        Paragraph(kStaysText.In(language)))});
}

}  // namespace driehoek::lti
