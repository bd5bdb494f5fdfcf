// Hands messages to a mail server (RFC 5321) through libcurl.
#pragma once

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace driehoek::notify {

enum class SmtpSecurity {
  kNone,      // plain: to the own machine only, unless asked for
  kStartTls,  // begins plain and must change to TLS before anything is said (RFC 3207)
  kTls        // TLS from the first byte (RFC 8314)
};

struct SmtpSettings {
  std::string host;
  int port = 0;
  SmtpSecurity security = SmtpSecurity::kStartTls;
  std::string user;      // empty: none
  std::string password;  // never logged
  absl::Duration timeout = absl::Seconds(60);
};

// From `smtp://HOST[:PORT]` or `smtps://HOST[:PORT]` (ports 587 and 465 by default). `smtp` to
// another machine than this one means STARTTLS, and no mail without it; `?starttls=never` and
// `?starttls=always` say otherwise. INVALID_ARGUMENT / SMTP_URL_MALFORMED.
absl::StatusOr<SmtpSettings> ParseSmtpUrl(absl::string_view url);

// A connection that is kept between messages. For one thread.
class SmtpConnection {
 public:
  explicit SmtpConnection(SmtpSettings settings);
  ~SmtpConnection();
  SmtpConnection(const SmtpConnection&) = delete;
  SmtpConnection& operator=(const SmtpConnection&) = delete;

  // OK once the server has taken the message. FAILED_PRECONDITION / SMTP_REFUSED_550 (or whatever
  // code) when it will never take it; UNAVAILABLE / SMTP_BUSY_451, SMTP_UNREACHABLE,
  // SMTP_TLS_FAILED or SMTP_LOGIN_REFUSED when it may later.
  absl::Status Send(const std::string& from, const std::string& to, const std::string& message);

 private:
  class Handle;
  std::unique_ptr<Handle> handle_;
  SmtpSettings settings_;
};

}  // namespace driehoek::notify
