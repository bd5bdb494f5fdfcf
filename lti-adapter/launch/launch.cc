#include "launch/launch.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "launch/browser_binding.h"
#include "launch/oidc_login.h"
#include "launch/roles.h"
#include "launch/storage_page.h"
#include "shared/base/errors.h"
#include "shared/crypto/digest.h"

namespace driehoek::lti {
namespace {

constexpr absl::Duration kHandleLifetime = absl::Seconds(60);
constexpr Words kNewWindow = {"Openen in een nieuw venster", "Open in a new window"};

absl::Status Refuse(absl::string_view reason, absl::string_view text) {
  return Error(absl::StatusCode::kInvalidArgument, reason, text);
}

// The platform's own error answer (OpenID Connect core, section 3.1.2.6).
absl::Status PlatformError(const std::string& error) {
  const bool login = error == "login_required" || error == "interaction_required" ||
                     error == "account_selection_required" || error == "consent_required";
  return Refuse(login ? "PLATFORM_LOGIN_REQUIRED" : "PLATFORM_LOGIN_REFUSED",
                "the platform answered with an error");
}

absl::StatusOr<Form> ReadAnswer(const Request& request) {
  if (!request.HasContentType("application/x-www-form-urlencoded")) {
    return Refuse("FORM_EXPECTED", "the answer of a platform is a form");
  }
  return Form::Parse(request.body);
}

}  // namespace

struct Launcher::Begun {
  LoginState state;
  std::string sealed;
  Registration registration;
};

// Kept for a minute, sealed. A form is enough to write it down: all its values are text.
struct Launcher::Waiting {
  static std::string Write(const Verifier::Launch& launch, const std::string& registration_id,
                           const std::string& proof) {
    const LaunchClaims& claims = launch.claims;
    Form form;
    form.Add("registration", registration_id);
    form.Add("proof", proof);
    form.Add("tenant", launch.tenant.value());
    form.Add("subject", claims.subject);
    form.Add("deployment", claims.deployment_id);
    form.Add("context", claims.context_id);
    form.Add("context_title", claims.context_title);
    form.Add("roles", absl::StrJoin(claims.roles, " "));  // URIs and short names have no spaces
    form.Add("name", claims.name);
    form.Add("given_name", claims.given_name);
    form.Add("email", claims.email);
    form.Add("locale", claims.locale);
    form.Add("origins", absl::StrJoin(claims.embedding_origins, " "));
    return form.Encode();
  }

  static Verifier::Launch Read(const Form& form, const Registration& registration) {
    return {.claims = {.issuer = registration.issuer,
                       .subject = form.Value("subject"),
                       .client_id = registration.client_id,
                       .deployment_id = form.Value("deployment"),
                       .context_id = form.Value("context"),
                       .context_title = form.Value("context_title"),
                       .roles = absl::StrSplit(form.Value("roles"), ' ', absl::SkipEmpty()),
                       .name = form.Value("name"),
                       .given_name = form.Value("given_name"),
                       .email = form.Value("email"),
                       .locale = form.Value("locale"),
                       .embedding_origins =
                           absl::StrSplit(form.Value("origins"), ' ', absl::SkipEmpty())},
            .tenant = TenantId(form.Value("tenant"))};
  }
};

absl::StatusOr<Launcher::Begun> Launcher::TakeState(const std::string& sealed) {
  DRIEHOEK_ASSIGN_OR_RETURN(const LoginState state, parts_.states.Open(sealed, parts_.clock.Now()));
  DRIEHOEK_ASSIGN_OR_RETURN(
      const bool fresh, parts_.single_use.Take(absl::StrCat("state ", state.id), state.Expires()));
  if (!fresh)
    return Error(absl::StatusCode::kFailedPrecondition, "STATE_USED", "the state was used before");
  DRIEHOEK_ASSIGN_OR_RETURN(Registration registration,
                            parts_.registrations.Get(state.registration_id));
  return Begun{state, sealed, std::move(registration)};
}

Response Launcher::Launch(const Request& request) {
  const Language language = LanguageOf(request);
  const auto form = ReadAnswer(request);
  if (!form.ok()) return RefusalPage(form.status(), language);
  const auto begun = TakeState(form->Value("state"));
  if (!begun.ok()) return RefusalPage(begun.status(), language);
  Response response = Continue(request, *form, *begun, language);
  response.log_ids = begun->registration.id;
  return response;
}

Response Launcher::Continue(const Request& request, const Form& form, const Begun& begun,
                            Language language) {
  const PagePolicy policy = PolicyFor(begun.registration);
  const auto error = form.Get("error");
  const auto token = form.Get("id_token");
  if (error && token)
    return RefusalPage(Refuse("ANSWER_AMBIGUOUS", "error and token"), language, policy);
  if (error) return RefusalPage(PlatformError(*error), language, policy);
  if (!token)
    return RefusalPage(Refuse("TOKEN_MISSING", "neither error nor token"), language, policy);
  const auto payload = parts_.verifier.VerifyToken(
      *token, begun.registration, parts_.states.Nonce(begun.state), parts_.clock.Now());
  if (!payload.ok()) return RefusalPage(payload.status(), language, policy);
  language = LanguageOf(LocaleClaim(*payload), language);
  const bool proved = BrowserBinding::Proves(request, begun.state.binding_hash);
  if (!proved && begun.state.storage_frame.empty()) return RefuseBrowser(begun, language, policy);
  const auto launch = parts_.verifier.ReadLaunch(*payload, begun.registration);
  if (!launch.ok()) return RefusalPage(launch.status(), language, policy);
  if (!proved) return AskStorage(*launch, begun, language, policy);
  return OpenSession(*launch, begun.registration, language);
}

Response Launcher::AskStorage(const Verifier::Launch& launch, const Begun& begun, Language language,
                              const PagePolicy& policy) {
  const std::string handle = NewSecret();
  Form kept;
  kept.Add("launch",
           Waiting::Write(launch, begun.registration.id, parts_.states.StorageProof(begun.state)));
  kept.Add("login", begun.sealed);
  const absl::Status status = parts_.single_use.Keep(absl::StrCat("launch ", handle), kept.Encode(),
                                                     parts_.clock.Now() + kHandleLifetime);
  if (!status.ok()) return RefusalPage(status, language, policy);
  return StorageGetPage({.language = language,
                         .policy = policy,
                         .platform_origin = OriginOf(begun.registration.authorization_endpoint),
                         .frame = begun.state.storage_frame,
                         .key = LoginStateCodec::StorageKey(begun.state)},
                        handle);
}

Response Launcher::FinishByStorage(const Request& request) {
  Language language = LanguageOf(request);
  const auto form = ReadAnswer(request);
  if (!form.ok()) return RefusalPage(form.status(), language);
  const auto kept = parts_.single_use.TakeKept(absl::StrCat("launch ", form->Value("handle")));
  if (!kept.ok()) return RefusalPage(kept.status(), language);
  if (!*kept) {
    return RefusalPage(
        Error(absl::StatusCode::kFailedPrecondition, "HANDLE_UNKNOWN", "no such handle"), language);
  }
  const auto outer = Form::Parse(**kept);
  const auto waiting = Form::Parse(outer.ok() ? outer->Value("launch") : "");
  if (!waiting.ok()) return RefusalPage(waiting.status(), language);
  const auto registration = parts_.registrations.Get(waiting->Value("registration"));
  if (!registration.ok()) return RefusalPage(registration.status(), language);
  language = LanguageOf(waiting->Value("locale"), language);
  if (!crypto::ConstantTimeEqual(form->Value("value"), waiting->Value("proof"))) {
    const Begun begun{.sealed = outer->Value("login"), .registration = *registration};
    return RefuseBrowser(begun, language, PolicyFor(*registration));
  }
  return OpenSession(Waiting::Read(*waiting, *registration), *registration, language);
}

Response Launcher::RefuseBrowser(const Begun& begun, Language language, const PagePolicy& policy) {
  std::string way_out;
  const auto kept = parts_.single_use.TakeKept(absl::StrCat("login ", begun.sealed));
  const auto login = Form::Parse(kept.ok() && *kept ? **kept : "");
  if (login.ok() && !login->fields().empty()) {
    Form again;
    for (const auto& [name, value] : login->fields()) {
      // In a window of its own there is no frame to keep anything in.
      if (name != "lti_storage_target") again.Add(name, value);
    }
    // A link and no form: browsers hold form-action against every redirect that follows, and the login goes on to the
    // platform and wherever that sends the browser.
    way_out = absl::StrCat("<p><a class=\"button\" target=\"_blank\" href=\"/lti/login?",
                           HtmlEscape(again.Encode()), "\">", HtmlEscape(kNewWindow.In(language)),
                           "</a></p>\n");
  }
  return RefusalPage(Error(absl::StatusCode::kPermissionDenied, "BROWSER_UNPROVED",
                           "another browser began the login"),
                     language, policy, way_out);
}

Response Launcher::OpenSession(const Verifier::Launch& launch, const Registration& registration,
                               Language language) {
  PagePolicy policy = PolicyFor(registration);
  const LaunchClaims& claims = launch.claims;
  const auto person = parts_.people.Ensure({.tenant = launch.tenant,
                                            .issuer = claims.issuer,
                                            .subject = claims.subject,
                                            .name = claims.name,
                                            .given_name = claims.given_name,
                                            .email = claims.email,
                                            .language = claims.locale,
                                            .launch_roles = LaunchRoles(claims.roles)});
  if (!person.ok()) return RefusalPage(person.status(), language, policy);
  policy.frame_ancestors.insert(policy.frame_ancestors.end(), claims.embedding_origins.begin(),
                                claims.embedding_origins.end());
  std::vector<std::string> origins;
  for (const std::string& text : policy.frame_ancestors) {
    const std::string origin = OriginOf(text);
    const bool known = std::find(origins.begin(), origins.end(), origin) != origins.end();
    if (!origin.empty() && !known) origins.push_back(origin);
  }
  const auto code = parts_.sessions.OpenForLaunch(
      {.kind = SessionKind::kLms,
       .identities = {{launch.tenant, person->person, person->roles, ""}},
       .course = claims.context_id,
       .course_title = claims.context_title,
       .registration_id = registration.id,
       .language = std::string(LanguageTag(language)),
       .embedding_origins = origins});
  if (!code.ok()) return RefusalPage(code.status(), language, policy);
  Response response{.status = 303};
  response.Set("Location", absl::StrCat("/app?code=", *code));
  AddPageHeaders(policy, response);
  return response;
}

}  // namespace driehoek::lti
