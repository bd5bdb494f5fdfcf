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
  Registration registration;
  std::string login_hint;
  std::optional<std::string> message_hint;
  std::string storage_frame;
};

PagePolicy PolicyFor(const Registration& registration) {
  PagePolicy policy{.frame_ancestors = registration.embedding_origins};
  policy.frame_ancestors.push_back(registration.issuer);
  return policy;
}

absl::StatusOr<OidcLogin::Wanted> OidcLogin::ReadWanted(const Request& request) {
  const bool post = request.method == "POST";
  if (post && !request.HasContentType("application/x-www-form-urlencoded")) {
    return Refuse("FORM_EXPECTED", "a login by POST is a form");
  }
  Wanted wanted;
  DRIEHOEK_ASSIGN_OR_RETURN(wanted.form, Form::Parse(post ? request.body : request.query));
  const std::string issuer = wanted.form.Value("iss");
  wanted.login_hint = wanted.form.Value("login_hint");
  wanted.message_hint = wanted.form.Get("lti_message_hint");
  if (issuer.empty()) return Refuse("ISSUER_MISSING", "the login names no issuer");
  if (wanted.login_hint.empty()) return Refuse("LOGIN_HINT_MISSING", "the login has no hint");
  if (wanted.login_hint.size() > kMaxHintBytes ||
      wanted.message_hint.value_or("").size() > kMaxHintBytes) {
    return Refuse("LOGIN_HINT_TOO_LONG", "a hint has at most 8192 characters");
  }
  if (!SameOrigin(wanted.form.Value("target_link_uri"), parts_.public_url)) {
    return Refuse("TARGET_FOREIGN", "the target is not an address of ours");
  }
  DRIEHOEK_ASSIGN_OR_RETURN(wanted.registration,
                            parts_.registrations.Find(issuer, wanted.form.Value("client_id")));
  wanted.storage_frame = StorageFrame(wanted.form.Value("lti_storage_target"));
  return wanted;
}

std::string OidcLogin::AuthenticationUrl(const Wanted& wanted, const LoginState& state,
                                         const std::string& sealed) const {
  std::string url = wanted.registration.authorization_endpoint;
  const auto add = [&](absl::string_view name, absl::string_view value) {
    url = AppendQuery(url, name, value);
  };
  add("scope", "openid");
  add("response_type", "id_token");
  add("response_mode", "form_post");
  add("prompt", "none");
  add("client_id", wanted.registration.client_id);
  add("redirect_uri", absl::StrCat(parts_.public_url, "/lti/launch"));
  add("login_hint", wanted.login_hint);
  if (wanted.message_hint) add("lti_message_hint", *wanted.message_hint);
  add("state", sealed);
  add("nonce", parts_.states.Nonce(state));
  return url;
}

Response OidcLogin::Login(const Request& request) {
  const Language language = LanguageOf(request);
  const auto wanted = ReadWanted(request);
  if (!wanted.ok()) return RefusalPage(wanted.status(), language);
  const PagePolicy policy = PolicyFor(wanted->registration);
  const BrowserBinding binding = BrowserBinding::FromRequest(request);
  // Where our cookies work nothing else is needed.
  const bool use_storage = !binding.brought() && !wanted->storage_frame.empty();
  const LoginState state{.id = LoginStateCodec::NewId(),
                         .registration_id = wanted->registration.id,
                         .binding_hash = binding.Hash(),
                         .issued = parts_.clock.Now(),
                         .storage_frame = use_storage ? wanted->storage_frame : ""};
  const auto sealed = parts_.states.Seal(state);
  if (!sealed.ok()) return RefusalPage(sealed.status(), language, policy);
  if (!binding.brought()) {
    // Without a cookie the launch may end in a new window, which begins the login again with the
    // same parameters.
    const absl::Status kept = parts_.single_use.Keep(absl::StrCat("login ", *sealed),
                                                     wanted->form.Encode(), state.Expires());
    if (!kept.ok()) return RefusalPage(kept, language, policy);
  }
  const std::string url = AuthenticationUrl(*wanted, state, *sealed);
  Response response;
  if (use_storage) {
    response =
        StoragePutPage({.language = language,
                        .policy = policy,
                        .platform_origin = OriginOf(wanted->registration.authorization_endpoint),
                        .frame = state.storage_frame,
                        .key = LoginStateCodec::StorageKey(state)},
                       parts_.states.StorageProof(state), url);
  } else {
    response.status = 302;
    response.Set("Location", url);
    AddPageHeaders(policy, response);
  }
  binding.SetCookie(response);
  response.log_ids = wanted->registration.id;
  return response;
}

}  // namespace driehoek::lti
