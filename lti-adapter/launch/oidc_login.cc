#include "launch/oidc_login.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "http/form.h"
#include "http/uri.h"
#include "launch/browser_binding.h"
#include "launch/storage_page.h"
#include "pages/page.h"
#include "shared/base/errors.h"

namespace driehoek::lti {
namespace {

constexpr std::size_t kMaxHintBytes = 8192;

absl::Status Refuse(absl::string_view reason, absl::string_view text) {
  return Error(absl::StatusCode::kInvalidArgument, reason, text);
}

// "_parent" or the name of a frame; anything else counts as not offered.
std::string StorageFrame(const std::string& target) {
  const bool plain = std::all_of(target.begin(), target.end(), [](char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '-';
  });
  return plain && target.size() <= 64 ? target : "";
}

}  // namespace

struct OidcLogin::Wanted {
  Form form;
  std::string issuer;
  std::string client_id;
  RegistrationPtr registration;  // found by the caller of ReadWanted
  std::string login_hint;
  std::optional<std::string> message_hint;
  std::string storage_frame;
};

PagePolicy PolicyFor(const Registration& registration) {
  PagePolicy policy{.frame_ancestors = registration.embedding_origins};
  policy.frame_ancestors.push_back(registration.issuer);
  return policy;
}

absl::StatusOr<OidcLogin::Wanted> OidcLogin::ReadWanted(const Request& request) const {
  const bool post = request.method == "POST";
  if (post && !request.HasContentType("application/x-www-form-urlencoded")) {
    return Refuse("FORM_EXPECTED", "a login by POST is a form");
  }
  Wanted wanted;
  DRIEHOEK_ASSIGN_OR_RETURN(wanted.form, Form::Parse(post ? request.body : request.query));
  wanted.issuer = wanted.form.Value("iss");
  wanted.client_id = wanted.form.Value("client_id");
  wanted.login_hint = wanted.form.Value("login_hint");
  wanted.message_hint = wanted.form.Get("lti_message_hint");
  if (wanted.issuer.empty()) return Refuse("ISSUER_MISSING", "the login names no issuer");
  if (wanted.login_hint.empty()) return Refuse("LOGIN_HINT_MISSING", "the login has no hint");
  if (wanted.login_hint.size() > kMaxHintBytes ||
      wanted.message_hint.value_or("").size() > kMaxHintBytes) {
    return Refuse("LOGIN_HINT_TOO_LONG", "a hint has at most 8192 characters");
  }
  if (!SameOrigin(wanted.form.Value("target_link_uri"), parts_.public_url)) {
    return Refuse("TARGET_FOREIGN", "the target is not an address of ours");
  }
  wanted.storage_frame = StorageFrame(wanted.form.Value("lti_storage_target"));
  return wanted;
}

std::string OidcLogin::AuthenticationUrl(const Wanted& wanted, const LoginState& state,
                                         const std::string& sealed) const {
  std::string url = wanted.registration->authorization_endpoint;
  const auto add = [&](absl::string_view name, absl::string_view value) {
    url = AppendQuery(url, name, value);
  };
  add("scope", "openid");
  add("response_type", "id_token");
  add("response_mode", "form_post");
  add("prompt", "none");
  add("client_id", wanted.registration->client_id);
  add("redirect_uri", absl::StrCat(parts_.public_url, "/lti/launch"));
  add("login_hint", wanted.login_hint);
  if (wanted.message_hint) add("lti_message_hint", *wanted.message_hint);
  add("state", sealed);
  add("nonce", parts_.states.Nonce(state));
  return url;
}

// What a login takes along: its state, and the cookie of its browser.
struct OidcLogin::Begun {
  LoginState state;
  std::string sealed;
  BrowserBinding binding;
  std::string kept;  // parameters that found no room in the state
};

absl::StatusOr<OidcLogin::Begun> OidcLogin::Begin(const Request& request,
                                                  const Wanted& wanted) const {
  Begun begun{.state = {.id = LoginStateCodec::NewId(),
                        .registration_id = wanted.registration->id,
                        .issued = parts_.clock.Now()},
              .binding = BrowserBinding::FromRequest(request)};
  begun.state.binding_hash = begun.binding.Hash();
  if (!begun.binding.brought()) {
    begun.state.storage_frame = wanted.storage_frame;
    // Without a cookie the launch may end in a new window, which begins the login again with the
    // same parameters. They travel in the state, so that strangers fill no table.
    std::string again = wanted.form.Encode();
    (again.size() <= kMaxAgainBytes ? begun.state.again : begun.kept) = std::move(again);
  }
  DRIEHOEK_ASSIGN_OR_RETURN(begun.sealed, parts_.states.Seal(begun.state));
  return begun;
}

Response OidcLogin::SendToPlatform(const Wanted& wanted, const Begun& begun,
                                   Language language) const {
  const PagePolicy policy = PolicyFor(*wanted.registration);
  const std::string url = AuthenticationUrl(wanted, begun.state, begun.sealed);
  Response response;
  // Where our cookies work nothing else is needed.
  if (!begun.state.storage_frame.empty()) {
    response =
        StoragePutPage({.language = language,
                        .policy = policy,
                        .platform_origin = OriginOf(wanted.registration->authorization_endpoint),
                        .frame = begun.state.storage_frame,
                        .key = LoginStateCodec::StorageKey(begun.state)},
                       parts_.states.StorageProof(begun.state), url);
  } else {
    response.status = 302;
    response.Set("Location", url);
    AddPageHeaders(policy, response);
  }
  begun.binding.SetCookie(response);
  response.log_ids = wanted.registration->id;
  return response;
}

Response OidcLogin::Login(const Request& request) {
  const Language language = LanguageOf(request);
  auto wanted = ReadWanted(request);
  if (!wanted.ok()) return RefusalPage(wanted.status(), language);
  const auto registration = parts_.platforms.Find(wanted->issuer, wanted->client_id);
  if (!registration.ok()) return RefusalPage(registration.status(), language);
  wanted->registration = *registration;
  const PagePolicy policy = PolicyFor(**registration);
  const auto begun = Begin(request, *wanted);
  if (!begun.ok()) return RefusalPage(begun.status(), language, policy);
  if (!begun->kept.empty()) {
    const absl::Status kept = parts_.single_use.Keep(absl::StrCat("login ", begun->sealed),
                                                     begun->kept, begun->state.Expires());
    if (!kept.ok()) return RefusalPage(kept, language, policy);
  }
  return SendToPlatform(*wanted, *begun, language);
}

bool OidcLogin::TryLogin(const Request& request, const Done& done) {
  auto wanted = ReadWanted(request);
  if (!wanted.ok()) return false;
  wanted->registration = parts_.platforms.FindAtHand(wanted->issuer, wanted->client_id);
  if (wanted->registration == nullptr) return false;
  const auto begun = Begin(request, *wanted);
  if (!begun.ok() || !begun->kept.empty()) return false;
  done(SendToPlatform(*wanted, *begun, LanguageOf(request)));
  return true;
}

}  // namespace driehoek::lti
