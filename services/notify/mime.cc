#include "notify/mime.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "shared/base/errors.h"
#include "shared/base/field_checks.h"

namespace driehoek::notify {
namespace {

constexpr std::size_t kMaxLine = 76;
// "=?utf-8?B?" and "?=" leave 63 characters of base64 in a word of 75: 45 bytes in whole groups.
constexpr std::size_t kWordBytes = 45;
// A subject beyond this is cut: no mail program shows more.
constexpr std::size_t kMaxHeader = 400;

// Where a piece of at most `length` bytes from `start` may end without cutting a character in two.
std::size_t EndOfPiece(absl::string_view text, std::size_t start, std::size_t length) {
  std::size_t end = std::min(start + length, text.size());
  while (end < text.size() && end > start &&
         (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
    --end;
  }
  return end;
}

// Control characters out, above all CR and LF; cut at kMaxHeader.
std::string OneLine(absl::string_view text) {
  std::string line;
  for (const char c : text.substr(0, EndOfPiece(text, 0, kMaxHeader))) {
    line.push_back(absl::ascii_iscntrl(static_cast<unsigned char>(c)) ? ' ' : c);
  }
  return line;
}

std::string Mailbox(absl::string_view name, absl::string_view address) {
  if (name.empty()) return absl::StrCat("<", address, ">");
  const std::string line = OneLine(name);
  const bool is_plain = std::all_of(line.begin(), line.end(), [](char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == ' ';
  });
  // Whatever is not letters, digits and spaces is encoded, so that no quoting rule applies.
  if (is_plain && line.size() < 60) return absl::StrCat(line, " <", address, ">");
  std::string encoded;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t end = EndOfPiece(line, at, kWordBytes);
    absl::StrAppend(&encoded, encoded.empty() ? "" : "\r\n ", "=?utf-8?B?",
                    absl::Base64Escape(absl::string_view(line).substr(at, end - at)), "?=");
    at = end;
  }
  return absl::StrCat(encoded, "\r\n <", address, ">");
}

std::string Part(absl::string_view boundary, absl::string_view type, absl::string_view content) {
  return absl::StrCat("--", boundary, "\r\nContent-Type: ", type,
                      "; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n",
                      QuotedPrintable(content), "\r\n");
}

// Mail programs take the last part that they understand, so the appointment comes last (RFC 6047
// section 2.4).
std::string CalendarPart(absl::string_view boundary, const Mail& mail) {
  if (mail.calendar.empty()) return "";
  return Part(boundary, absl::StrCat("text/calendar; method=", OneLine(mail.calendar_method)),
              mail.calendar);
}

// RFC 8058 section 3.1: a button in the mail program, which posts without asking for anything.
std::string StopHeaders(const Mail& mail) {
  if (mail.stop_uri.empty()) return "";
  return absl::StrCat("\r\nList-Unsubscribe: <", OneLine(mail.stop_uri),
                      ">\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click");
}

}  // namespace

absl::StatusOr<Sender> ParseSender(absl::string_view text) {
  Sender sender;
  absl::string_view rest = absl::StripAsciiWhitespace(text);
  const std::size_t open = rest.find('<');
  if (open != absl::string_view::npos && rest.back() == '>') {
    sender.name = std::string(absl::StripAsciiWhitespace(rest.substr(0, open)));
    rest = rest.substr(open + 1, rest.size() - open - 2);
  }
  sender.address = std::string(rest);
  if (IsEmail(sender.address)) return sender;
  return Error(absl::StatusCode::kInvalidArgument, "SENDER_MALFORMED",
               "the sender must be an address or NAME <ADDRESS>");
}

std::string EncodeHeader(absl::string_view text) {
  const std::string line = OneLine(text);
  const bool is_ascii = std::all_of(line.begin(), line.end(), [](char c) {
    return absl::ascii_isprint(static_cast<unsigned char>(c));
  });
  // "=?" could be taken for an encoded word.
  if (is_ascii && line.size() <= 66 && line.find("=?") == std::string::npos) return line;
  std::string encoded;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t end = EndOfPiece(line, at, kWordBytes);
    absl::StrAppend(&encoded, encoded.empty() ? "" : "\r\n ", "=?utf-8?B?",
                    absl::Base64Escape(absl::string_view(line).substr(at, end - at)), "?=");
    at = end;
  }
  return encoded;
}

std::string QuotedPrintable(absl::string_view text) {
  std::string out;
  std::size_t column = 0;
  const auto put = [&](absl::string_view piece) {
    // One place is kept for the "=" of a soft line break.
    if (column + piece.size() > kMaxLine - 1) {
      out += "=\r\n";
      column = 0;
    }
    absl::StrAppend(&out, piece);
    column += piece.size();
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\r') continue;
    if (c == '\n') {
      out += "\r\n";
      column = 0;
      continue;
    }
    const bool ends_line = i + 1 == text.size() || text[i + 1] == '\n' || text[i + 1] == '\r';
    // White space at the end of a line gets lost on the way; a dot at its start means the end to
    // SMTP.
    const bool is_safe = (c >= '!' && c <= '~' && c != '=' && !(c == '.' && column == 0)) ||
                         (c == ' ' && !ends_line);
    if (is_safe) {
      put(absl::string_view(&c, 1));
    } else {
      put(absl::StrFormat("=%02X", static_cast<unsigned>(static_cast<unsigned char>(c))));
    }
  }
  return out;
}

absl::StatusOr<std::string> ToMessage(const Mail& mail, const Sender& sender, absl::string_view id,
                                      absl::Time date) {
  if (!IsEmail(mail.to)) {
    return Error(absl::StatusCode::kInvalidArgument, "ADDRESS_MALFORMED",
                 "the receiver is not one plain address");
  }
  const absl::string_view domain =
      absl::string_view(sender.address).substr(sender.address.find('@') + 1);
  const std::string boundary = absl::StrCat("=_driehoek_", id);
  return absl::StrCat(
      "Date: ", absl::FormatTime("%a, %d %b %Y %H:%M:%S +0000", date, absl::UTCTimeZone()),
      "\r\nFrom: ", Mailbox(sender.name, sender.address),
      "\r\nTo: ", Mailbox(mail.to_name, mail.to), "\r\nSubject: ", EncodeHeader(mail.subject),
      "\r\nMessage-ID: <", id, "@", domain,
      ">\r\nAuto-Submitted: auto-generated\r\nX-Auto-Response-Suppress: All\r\nMIME-Version: 1.0",
      "\r\nContent-Language: ", mail.language == Language::kDutch ? "nl" : "en", StopHeaders(mail),
      "\r\nContent-Type: multipart/alternative; boundary=\"", boundary, "\"\r\n\r\n",
      Part(boundary, "text/plain", mail.text), Part(boundary, "text/html", mail.html),
      CalendarPart(boundary, mail), "--", boundary, "--\r\n");
}

}  // namespace driehoek::notify
