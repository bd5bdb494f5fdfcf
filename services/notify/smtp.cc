#include "notify/smtp.h"

#include <curl/curl.h>

#include <algorithm>
#include <cstring>
#include <mutex>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "shared/base/errors.h"

namespace driehoek::notify {
namespace {

constexpr int kSubmissionPort = 587;
constexpr int kTlsPort = 465;

absl::Status Malformed() {
  return Error(absl::StatusCode::kInvalidArgument, "SMTP_URL_MALFORMED",
               "must be smtp://HOST[:PORT] or smtps://HOST[:PORT]");
}

bool IsThisMachine(absl::string_view host) {
  return host == "localhost" || host == "[::1]" || absl::StartsWith(host, "127.");
}

// What is still to be read of a message.
struct Reading {
  absl::string_view rest;
};

std::size_t Read(char* buffer, std::size_t size, std::size_t count, void* user) {
  auto& reading = *static_cast<Reading*>(user);
  const std::size_t length = std::min(size * count, reading.rest.size());
  std::memcpy(buffer, reading.rest.data(), length);
  reading.rest.remove_prefix(length);
  return length;
}

absl::Status Later(absl::string_view reason) {
  return Error(absl::StatusCode::kUnavailable, reason, "the mail server did not take the mail now");
}

absl::Status Judge(CURLcode result, long code) {  // NOLINT(google-runtime-int): libcurl's type
  if (result == CURLE_OK) return absl::OkStatus();
  if (result == CURLE_LOGIN_DENIED || code == 530 || code == 534 || code == 535 || code == 538) {
    return Later("SMTP_LOGIN_REFUSED");
  }
  if (result == CURLE_USE_SSL_FAILED || result == CURLE_SSL_CONNECT_ERROR ||
      result == CURLE_PEER_FAILED_VERIFICATION) {
    return Later("SMTP_TLS_FAILED");
  }
  // The server's word on this message (RFC 5321 section 4.2.1): 5 is for good, 4 for now.
  if (code >= 500 && code < 600) {
    return Error(absl::StatusCode::kFailedPrecondition, absl::StrCat("SMTP_REFUSED_", code),
                 "the mail server refused the mail for good");
  }
  if (code >= 400 && code < 500) return Later(absl::StrCat("SMTP_BUSY_", code));
  return Later("SMTP_UNREACHABLE");
}

}  // namespace

absl::StatusOr<SmtpSettings> ParseSmtpUrl(absl::string_view url) {
  SmtpSettings settings;
  const bool is_tls = absl::ConsumePrefix(&url, "smtps://");
  if (!is_tls && !absl::ConsumePrefix(&url, "smtp://")) return Malformed();
  absl::string_view query;
  if (const std::size_t mark = url.find('?'); mark != absl::string_view::npos) {
    query = url.substr(mark + 1);
    url = url.substr(0, mark);
  }
  absl::ConsumeSuffix(&url, "/");
  settings.port = is_tls ? kTlsPort : kSubmissionPort;
  const std::size_t colon = url.rfind(':');
  if (colon != absl::string_view::npos && (url.front() != '[' || url[colon - 1] == ']')) {
    if (!absl::SimpleAtoi(url.substr(colon + 1), &settings.port) || settings.port < 1 ||
        settings.port > 65535) {
      return Malformed();
    }
    url = url.substr(0, colon);
  }
  if (url.empty() || url.find_first_of("/@ \t\r\n") != absl::string_view::npos) return Malformed();
  settings.host = std::string(url);
  settings.security = is_tls                         ? SmtpSecurity::kTls
                      : IsThisMachine(settings.host) ? SmtpSecurity::kNone
                                                     : SmtpSecurity::kStartTls;
  if (query.empty()) return settings;
  if (is_tls || (query != "starttls=never" && query != "starttls=always")) return Malformed();
  settings.security = query == "starttls=never" ? SmtpSecurity::kNone : SmtpSecurity::kStartTls;
  return settings;
}

// The handle keeps the connection, and is thrown away after an error.
class SmtpConnection::Handle {
 public:
  Handle() {
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
  }
  ~Handle() { Drop(); }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;

  CURL* Get() {
    if (curl_ == nullptr) curl_ = curl_easy_init();
    return curl_;
  }
  void Drop() {
    if (curl_ != nullptr) curl_easy_cleanup(curl_);
    curl_ = nullptr;
  }

 private:
  CURL* curl_ = nullptr;
};

SmtpConnection::SmtpConnection(SmtpSettings settings)
    : handle_(std::make_unique<Handle>()), settings_(std::move(settings)) {}

SmtpConnection::~SmtpConnection() = default;

absl::Status SmtpConnection::Send(const std::string& from, const std::string& to,
                                  const std::string& message) {
  CURL* curl = handle_->Get();
  if (curl == nullptr) return Later("SMTP_UNREACHABLE");
  curl_easy_reset(curl);  // keeps the connection
  const bool is_tls = settings_.security == SmtpSecurity::kTls;
  const std::string url =
      absl::StrCat(is_tls ? "smtps://" : "smtp://", settings_.host, ":", settings_.port);
  const std::string sender = absl::StrCat("<", from, ">");
  Reading reading{message};
  curl_slist* receivers = curl_slist_append(nullptr, absl::StrCat("<", to, ">").c_str());
  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, 10000L);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS,
                   static_cast<long>(absl::ToInt64Milliseconds(settings_.timeout)));  // NOLINT
  if (settings_.security == SmtpSecurity::kStartTls) {
    curl_easy_setopt(curl, CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));  // NOLINT
  }
  if (!settings_.user.empty()) {
    curl_easy_setopt(curl, CURLOPT_USERNAME, settings_.user.c_str());
    curl_easy_setopt(curl, CURLOPT_PASSWORD, settings_.password.c_str());
  }
  curl_easy_setopt(curl, CURLOPT_MAIL_FROM, sender.c_str());
  curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, receivers);
  curl_easy_setopt(curl, CURLOPT_READFUNCTION, &Read);
  curl_easy_setopt(curl, CURLOPT_READDATA, &reading);
  curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
  const CURLcode result = curl_easy_perform(curl);
  long code = 0;  // NOLINT(google-runtime-int): libcurl's type
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &code);
  curl_slist_free_all(receivers);
  if (result != CURLE_OK) handle_->Drop();
  return Judge(result, code);
}

}  // namespace driehoek::notify
