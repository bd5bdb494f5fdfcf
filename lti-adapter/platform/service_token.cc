#include "platform/service_token.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "http/form.h"
#include "json/json.h"
#include "json/json_writer.h"
#include "platform/secrets.h"
#include "shared/base/errors.h"

namespace driehoek::lti {
namespace {

// Platforms allow no clock difference at all (Moodle), so the assertion is dated a little back.
constexpr absl::Duration kDatedBack = absl::Seconds(15);
constexpr absl::Duration kAssertionLifetime = absl::Minutes(4);
constexpr absl::Duration kRenewBefore = absl::Minutes(1);

std::string ScopeText(std::vector<std::string>& scopes) {
  std::sort(scopes.begin(), scopes.end());
  return absl::StrJoin(scopes, " ");
}

}  // namespace

absl::StatusOr<std::string> ServiceTokens::Assertion(const Registration& registration) {
  const absl::Time issued = clock_.Now() - kDatedBack;
  return keys_.Sign(JsonObjectWriter()
                        .String("iss", registration.client_id)
                        .String("sub", registration.client_id)
                        .String("aud", registration.token_audience)
                        .Number("iat", absl::ToUnixSeconds(issued))
                        .Number("exp", absl::ToUnixSeconds(issued + kAssertionLifetime))
                        .String("jti", NewSecret())
                        .Done());
}

absl::StatusOr<ServiceTokens::Granted> ServiceTokens::Request(const Registration& registration,
                                                              const std::string& scope) {
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string assertion, Assertion(registration));
  Form form;
  form.Add("grant_type", "client_credentials");
  form.Add("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
  form.Add("client_assertion", assertion);
  form.Add("scope", scope);
  DRIEHOEK_ASSIGN_OR_RETURN(
      const IncomingResponse response,
      client_.Send({.method = "POST",
                    .url = registration.token_endpoint,
                    .headers = {{"Content-Type", "application/x-www-form-urlencoded"},
                                {"Accept", "application/json"}},
                    .body = form.Encode()}));
  if (response.status >= 500 || response.status == 429) {
    return Error(absl::StatusCode::kDataLoss, "PLATFORM_FAILS", "the platform gives no token now",
                 {{"status", absl::StrCat(response.status)}});
  }
  if (response.status != 200 && response.status != 201) {
    return Error(absl::StatusCode::kDataLoss, "PLATFORM_REFUSED", "the platform gave no token",
                 {{"status", absl::StrCat(response.status)}});
  }
  // Whatever the content type says: Moodle labels its JSON as HTML.
  const auto answer = JsonObject::Parse(response.body);
  const std::string token = answer.ok() ? answer->StringOrEmpty("access_token") : "";
  if (token.empty())
    return Error(absl::StatusCode::kDataLoss, "PLATFORM_ANSWER_UNUSABLE", "no token in the answer");
  const auto seconds = answer->OptionalNumber("expires_in");
  const double lifetime = seconds.ok() && *seconds ? std::clamp(**seconds, 0.0, 86400.0) : 3600.0;
  return Granted{token, absl::Seconds(lifetime)};
}

absl::StatusOr<std::string> ServiceTokens::Get(const Registration& registration,
                                               std::vector<std::string> scopes) {
  const std::string scope = ScopeText(scopes);
  std::unique_lock lock(mutex_);
  Entry& entry = entries_[absl::StrCat(registration.id, " ", scope)];
  if (entry.fetching) {
    done_.wait(lock, [&] { return !entry.fetching; });
    if (!entry.last_error.ok()) return entry.last_error;
  }
  if (!entry.token.empty() && clock_.Now() < entry.expires - kRenewBefore) return entry.token;
  entry.fetching = true;
  lock.unlock();
  auto granted = Request(registration, scope);
  lock.lock();
  entry.fetching = false;
  entry.last_error = granted.status();
  entry.token = granted.ok() ? granted->token : "";
  if (granted.ok()) entry.expires = clock_.Now() + granted->lifetime;
  done_.notify_all();
  if (!granted.ok()) return granted.status();
  return granted->token;
}

void ServiceTokens::Drop(const Registration& registration, std::vector<std::string> scopes,
                         const std::string& token) {
  const std::string scope = ScopeText(scopes);
  const std::lock_guard lock(mutex_);
  Entry& entry = entries_[absl::StrCat(registration.id, " ", scope)];
  if (entry.token == token) entry.token.clear();
}

}  // namespace driehoek::lti
