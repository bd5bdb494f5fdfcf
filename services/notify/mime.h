// A mail in the form of the wire (RFC 5322, RFC 2045 to 2047): text and HTML beside each other, and
// an appointment when there is one (RFC 6047). Pure.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "notify/mail.h"

namespace driehoek::notify {

// Who sends: "Driehoek <no-reply@school.nl>" taken apart.
struct Sender {
  std::string name;     // may be empty
  std::string address;  // one address
};
// INVALID_ARGUMENT / SENDER_MALFORMED.
absl::StatusOr<Sender> ParseSender(absl::string_view text);

// The whole message with CRLF line ends. `id` makes the Message-ID, so that a mail sent twice is
// recognised as one. INVALID_ARGUMENT / ADDRESS_MALFORMED when `mail.to` is not one plain address;
// nothing that comes from outside can add a header, because every header value is encoded and
// control characters are taken out.
absl::StatusOr<std::string> ToMessage(const Mail& mail, const Sender& sender, absl::string_view id,
                                      absl::Time date);

// RFC 2047: as it is when it is plain ASCII, else base64 words of at most 75 characters on folded
// lines.
std::string EncodeHeader(absl::string_view text);
// RFC 2045 section 6.7, lines of at most 76 characters.
std::string QuotedPrintable(absl::string_view text);

}  // namespace driehoek::notify
