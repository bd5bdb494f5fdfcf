#include "launch/launch.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "launch/browser_binding.h"
#include "launch/oidc_login.h"
#include "launch/roles.h"
#include "launch/storage_page.h"
#include "launch/waiting_launch.h"
#include "shared/base/errors.h"
#include "shared/crypto/digest.h"
#include "shared/log/log.h"

namespace driehoek::lti {
namespace {

constexpr absl::Duration kHandleLifetime = absl::Seconds(60);
// Larger answers take a while to read; that is for a worker.
constexpr std::size_t kMaxQuickBody = std::size_t{64} * 1024;
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

absl::Status StateUsed() {
  return Error(absl::StatusCode::kFailedPrecondition, "STATE_USED", "the state was used before");
}

UsedValue UseOf(const LoginState& state) {
  return {absl::StrCat("state ", state.id), state.Expires()};
}

LaunchPerson PersonOf(const Verifier::Launch& launch) {
  const LaunchClaims& claims = launch.claims;
  return {.tenant = launch.tenant,
          .issuer = claims.issuer,
          .subject = claims.subject,
          .name = claims.name,
          .given_name = claims.given_name,
          .email = claims.email,
          .student_number = claims.student_number,
          .language = claims.locale,
          .launch_roles = LaunchRoles(claims.roles)};
}

// Nothing unless a student came from a course that takes grades.
std::optional<GradeSeat> SeatOf(const Verifier::Launch& launch, const Registration& registration,
                                const KnownPerson& person) {
  const LaunchClaims& claims = launch.claims;
  const auto& scopes = claims.grades.scopes;
  const std::vector<std::string> roles = LaunchRoles(claims.roles);
  const bool takes_scores = std::find(scopes.begin(), scopes.end(), "score") != scopes.end();
  if (!takes_scores || claims.context_id.empty() || IsTestStudent(claims.roles) ||
      std::find(roles.begin(), roles.end(), "student") == roles.end()) {
    return std::nullopt;
  }
  return GradeSeat{.tenant = launch.tenant,
                   .person = person.person,
                   .registration_id = registration.id,
                   .deployment_id = claims.deployment_id,
                   .context_id = claims.context_id,
                   .subject = claims.subject,
                   .resource_link_id = claims.resource_link_id,
                   .service = claims.grades};
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
  RegistrationPtr registration;
};

absl::StatusOr<Launcher::Begun> Launcher::TakeState(const std::string& sealed) {
  DRIEHOEK_ASSIGN_OR_RETURN(const LoginState state, parts_.states.Open(sealed, parts_.clock.Now()));
  DRIEHOEK_ASSIGN_OR_RETURN(const bool fresh, parts_.single_use.Take(UseOf(state)));
  if (!fresh) return StateUsed();
  DRIEHOEK_ASSIGN_OR_RETURN(RegistrationPtr registration,
                            parts_.platforms.Get(state.registration_id));
  return Begun{state, sealed, std::move(registration)};
}

Response Launcher::Launch(const Request& request) {
  const Language language = LanguageOf(request);
  const auto form = ReadAnswer(request);
  if (!form.ok()) return RefusalPage(form.status(), language);
  const auto begun = TakeState(form->Value("state"));
  if (!begun.ok()) return RefusalPage(begun.status(), language);
  Response response = Continue(request, *form, *begun, language);
  response.log_ids = begun->registration->id;
  return response;
}

Response Launcher::Continue(const Request& request, const Form& form, const Begun& begun,
                            Language language) {
  const PagePolicy policy = PolicyFor(*begun.registration);
  const auto error = form.Get("error");
  const auto token = form.Get("id_token");
  if (error && token)
    return RefusalPage(Refuse("ANSWER_AMBIGUOUS", "error and token"), language, policy);
  if (error) return RefusalPage(PlatformError(*error), language, policy);
  if (!token)
    return RefusalPage(Refuse("TOKEN_MISSING", "neither error nor token"), language, policy);
  const auto payload = parts_.verifier.VerifyToken(
      *token, *begun.registration, parts_.states.Nonce(begun.state), parts_.clock.Now());
  if (!payload.ok()) return RefusalPage(payload.status(), language, policy);
  language = LanguageOf(LocaleClaim(*payload), language);
  const bool proved = BrowserBinding::Proves(request, begun.state.binding_hash);
  if (!proved && begun.state.storage_frame.empty()) return RefuseBrowser(begun, language, policy);
  const auto launch = parts_.verifier.ReadLaunch(*payload, *begun.registration);
  if (!launch.ok()) return RefusalPage(launch.status(), language, policy);
  if (!proved) return AskStorage(*launch, begun, language, policy);
  return OpenSession(*launch, *begun.registration, language);
}

Response Launcher::AskStorage(const Verifier::Launch& launch, const Begun& begun, Language language,
                              const PagePolicy& policy) {
  const std::string handle = NewSecret();
  Form kept;
  kept.Add("launch", WaitingLaunch::Write(launch, begun.registration->id,
                                          parts_.states.StorageProof(begun.state)));
  kept.Add("login", begun.sealed);
  kept.Add("again", begun.state.again);
  const absl::Status status = parts_.single_use.Keep(absl::StrCat("launch ", handle), kept.Encode(),
                                                     parts_.clock.Now() + kHandleLifetime);
  if (!status.ok()) return RefusalPage(status, language, policy);
  return StorageGetPage({.language = language,
                         .policy = policy,
                         .platform_origin = OriginOf(begun.registration->authorization_endpoint),
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
  const auto registration = parts_.platforms.Get(waiting->Value("registration"));
  if (!registration.ok()) return RefusalPage(registration.status(), language);
  language = LanguageOf(waiting->Value("locale"), language);
  if (!crypto::ConstantTimeEqual(form->Value("value"), waiting->Value("proof"))) {
    const Begun begun{.state = {.again = outer->Value("again")},
                      .sealed = outer->Value("login"),
                      .registration = *registration};
    return RefuseBrowser(begun, language, PolicyFor(**registration));
  }
  return OpenSession(WaitingLaunch::Read(*waiting, **registration), **registration, language);
}

Response Launcher::RefuseBrowser(const Begun& begun, Language language, const PagePolicy& policy) {
  std::string way_out;
  std::string parameters = begun.state.again;
  if (parameters.empty()) {
    const auto kept = parts_.single_use.TakeKept(absl::StrCat("login ", begun.sealed));
    if (kept.ok() && *kept) parameters = **kept;
  }
  const auto login = Form::Parse(parameters);
  if (login.ok() && !login->fields().empty()) {
    Form again;
    for (const auto& [name, value] : login->fields()) {
      // In a window of its own there is no frame to keep anything in.
      if (name != "lti_storage_target") again.Add(name, value);
    }
    // A link and no form: browsers hold form-action against every redirect that follows, and the
    // login goes on to the platform and wherever that sends the browser.
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
  const auto person = parts_.people.Ensure(PersonOf(launch));
  if (!person.ok()) return RefusalPage(person.status(), language, PolicyFor(registration));
  const auto seat = SeatOf(launch, registration, *person);
  if (seat && !parts_.seats.Knows(*seat)) {
    // A seat that could not be kept stops nobody: the next launch tells of it again.
    const absl::Status kept = parts_.seats.Keep(*seat);
    if (!kept.ok()) log::Warning("grade_seat_not_kept", {{"reason", ReasonOf(kept)}});
  }
  return SendToApp(launch, registration, *person, language);
}

Response Launcher::SendToApp(const Verifier::Launch& launch, const Registration& registration,
                             const KnownPerson& person, Language language) const {
  const LaunchClaims& claims = launch.claims;
  PagePolicy policy = PolicyFor(registration);
  policy.frame_ancestors.insert(policy.frame_ancestors.end(), claims.embedding_origins.begin(),
                                claims.embedding_origins.end());
  std::vector<std::string> origins;
  for (const std::string& text : policy.frame_ancestors) {
    std::string origin = OriginOf(text);
    const bool known = std::find(origins.begin(), origins.end(), origin) != origins.end();
    if (!origin.empty() && !known) origins.push_back(std::move(origin));
  }
  const auto code = parts_.sessions.CodeForLaunch(
      {.kind = SessionKind::kLms,
       .identities = {{launch.tenant, person.person, person.roles, ""}},
       .course = claims.context_id,
       .course_title = claims.context_title,
       .registration_id = registration.id,
       .language = std::string(LanguageTag(language)),
       .embedding_origins = std::move(origins)});
  if (!code.ok()) return RefusalPage(code.status(), language, policy);
  Response response{.status = 303};
  response.Set("Location", absl::StrCat("/app?code=", *code));
  AddPageHeaders(policy, response);
  return response;
}

bool Launcher::TryLaunch(const Request& request, const Done& done) {
  if (request.body.size() > kMaxQuickBody) return false;
  const auto form = ReadAnswer(request);
  if (!form.ok() || form->Get("error")) return false;
  const auto token = form->Get("id_token");
  const absl::Time now = parts_.clock.Now();
  const auto state = parts_.states.Open(form->Value("state"), now);
  if (!token || !state.ok() || !BrowserBinding::Proves(request, state->binding_hash)) return false;
  const RegistrationPtr registration = parts_.platforms.GetAtHand(state->registration_id);
  if (registration == nullptr) return false;
  const auto payload =
      parts_.verifier.VerifyTokenAtHand(*token, *registration, parts_.states.Nonce(*state), now);
  if (!payload) return false;
  const auto launch = parts_.verifier.ReadLaunchAtHand(*payload, *registration);
  if (!launch) return false;
  const auto person = parts_.people.AtHand(PersonOf(*launch));
  if (!person) return false;
  const auto seat = SeatOf(*launch, *registration, *person);
  if (seat && !parts_.seats.Knows(*seat)) return false;
  const Language language = LanguageOf(launch->claims.locale, LanguageOf(request));
  // Nobody sees the answer, and the code in it, before the state is used up.
  Response response = SendToApp(*launch, *registration, *person, language);
  response.log_ids = registration->id;
  parts_.single_use.TakeSoon(UseOf(*state), [done, language, response = std::move(response)](
                                                const absl::StatusOr<bool>& fresh) mutable {
    if (fresh.ok() && *fresh) {
      done(std::move(response));
    } else {
      done(RefusalPage(fresh.ok() ? StateUsed() : fresh.status(), language));
    }
  });
  return true;
}

}  // namespace driehoek::lti
