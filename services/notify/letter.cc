#include "notify/letter.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace driehoek::notify {
namespace {

std::string Greeting(const Letter& letter) {
  const absl::string_view word = letter.language == Language::kDutch ? "Dag" : "Hello";
  if (letter.given_name.empty()) return absl::StrCat(word, ",");
  return absl::StrCat(word, " ", letter.given_name, ",");
}

absl::string_view Signature(const Letter& letter) {
  return letter.language == Language::kDutch ? "Groet, Driehoek" : "Regards, Driehoek";
}

std::string Escape(absl::string_view text) {
  return absl::StrReplaceAll(
      text, {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}, {"'", "&#39;"}});
}

bool IsWebAddress(absl::string_view uri) {
  return absl::StartsWith(uri, "https://") || absl::StartsWith(uri, "http://");
}

std::string Paragraph(absl::string_view text) {
  return absl::StrCat("<p style=\"margin:0 0 16px\">", Escape(text), "</p>\n");
}

std::string ActionHtml(const Letter& letter) {
  if (letter.action.empty() || !IsWebAddress(letter.uri)) return "";
  const std::string uri = Escape(letter.uri);
  return absl::StrCat(
      "<p style=\"margin:24px 0\"><a href=\"", uri,
      "\" style=\"display:inline-block;padding:12px 24px;border-radius:8px;background:#0e5a6b;"
      "color:#ffffff;font-weight:bold;text-decoration:none\">",
      Escape(letter.action), "</a></p>\n<p style=\"margin:0 0 16px;font-size:14px;color:#45545a\">",
      letter.language == Language::kDutch ? "Werkt de knop niet? Open dan dit adres:"
                                          : "Does the button not work? Open this address:",
      "<br><a href=\"", uri, "\" style=\"color:#0e5a6b;word-break:break-all\">", uri, "</a></p>\n");
}

std::string StopHtml(const Letter& letter) {
  if (letter.stop.empty()) return "";
  std::string link;
  if (IsWebAddress(letter.stop_uri)) {
    const std::string uri = Escape(letter.stop_uri);
    link = absl::StrCat("<br><a href=\"", uri, "\" style=\"color:#0e5a6b;word-break:break-all\">",
                        uri, "</a>");
  }
  return absl::StrCat("<p style=\"margin:16px 0 0;font-size:14px;color:#45545a\">",
                      Escape(letter.stop), link, "</p>\n");
}

}  // namespace

std::string LetterText(const Letter& letter) {
  std::string text = absl::StrCat(Greeting(letter), "\n\n");
  for (const std::string& paragraph : letter.paragraphs) {
    absl::StrAppend(&text, paragraph, "\n\n");
  }
  if (!letter.code.empty()) absl::StrAppend(&text, letter.code, "\n\n");
  if (!letter.action.empty()) absl::StrAppend(&text, letter.action, ":\n", letter.uri, "\n\n");
  for (const std::string& paragraph : letter.after) absl::StrAppend(&text, paragraph, "\n\n");
  absl::StrAppend(&text, Signature(letter), "\n");
  if (!letter.why.empty()) absl::StrAppend(&text, "\n", letter.why, "\n");
  if (!letter.stop.empty()) absl::StrAppend(&text, "\n", letter.stop, "\n");
  if (!letter.stop_uri.empty()) absl::StrAppend(&text, letter.stop_uri, "\n");
  return text;
}

std::string LetterHtml(const Letter& letter) {
  std::string html = absl::StrCat(
      "<!doctype html>\n<html lang=\"", letter.language == Language::kDutch ? "nl" : "en",
      "\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">",
      "<title>", Escape(letter.subject), "</title></head>\n",
      "<body style=\"margin:0;background:#f5f4ef;color:#16262b;"
      "font-family:system-ui,'Segoe UI',Roboto,Arial,sans-serif;font-size:16px;line-height:1.5\">\n"
      "<div style=\"max-width:560px;margin:0 auto;padding:24px;background:#ffffff\">\n",
      "<h1 style=\"margin:0 0 16px;font-size:20px;line-height:1.25\">", Escape(letter.subject),
      "</h1>\n", Paragraph(Greeting(letter)));
  for (const std::string& paragraph : letter.paragraphs) html += Paragraph(paragraph);
  if (!letter.code.empty()) {
    absl::StrAppend(&html,
                    "<p style=\"margin:24px 0;font-family:ui-monospace,Consolas,monospace;"
                    "font-size:28px;font-weight:bold;letter-spacing:4px\">",
                    Escape(letter.code), "</p>\n");
  }
  html += ActionHtml(letter);
  for (const std::string& paragraph : letter.after) html += Paragraph(paragraph);
  html += Paragraph(Signature(letter));
  if (!letter.why.empty()) {
    absl::StrAppend(&html, "<p style=\"margin:24px 0 0;font-size:14px;color:#45545a\">",
                    Escape(letter.why), "</p>\n");
  }
  return absl::StrCat(html, StopHtml(letter), "</div>\n</body>\n</html>\n");
}

Mail ToMail(const Letter& letter, absl::string_view to, absl::string_view to_name) {
  return {.to = std::string(to),
          .to_name = std::string(to_name),
          .language = letter.language,
          .subject = letter.subject,
          .text = LetterText(letter),
          .html = LetterHtml(letter)};
}

}  // namespace driehoek::notify
