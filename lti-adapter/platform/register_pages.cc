#include "platform/register_pages.h"

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "http/form.h"
#include "pages/page.h"
#include "platform/dynamic_registration.h"
#include "shared/base/errors.h"

namespace driehoek::lti {
namespace {

constexpr Words kConfirmTitle = {"Driehoek koppelen", "Connect Driehoek"};
constexpr Words kConfirmText = {
    "Deze leeromgeving vraagt om een koppeling. Klopt het, koppel haar dan.",
    "This learning environment asks for a connection. If it is right, connect it."};
constexpr Words kConfirmButton = {"Koppelen", "Connect"};
constexpr Words kPlatformLabel = {"Leeromgeving", "Learning environment"};
constexpr Words kFamilyLabel = {"Soort", "Kind"};
constexpr Words kInstitutionLabel = {"Instelling in Driehoek", "Institution in Driehoek"};
constexpr Words kDoneTitle = {"Driehoek is gekoppeld", "Driehoek is connected"};
constexpr Words kDoneText = {
    "De koppeling is gemaakt. Zet Driehoek zo nodig nog aan in de leeromgeving. Je kunt dit "
    "venster sluiten.",
    "The connection was made. Switch Driehoek on in the learning environment if needed. You can "
    "close this window."};

const PagePolicy kFrameable = {.frameable_by_anybody = true};

// What both steps need.
struct Asked {
  std::string invite;
  std::string configuration_url;
  std::string token;
};

absl::StatusOr<Asked> ReadAsked(absl::string_view encoded) {
  DRIEHOEK_ASSIGN_OR_RETURN(const Form form, Form::Parse(encoded));
  Asked asked{form.Value("invite"), form.Value("openid_configuration"),
              form.Value("registration_token")};
  if (asked.invite.empty())
    return Error(absl::StatusCode::kNotFound, "INVITATION_UNKNOWN", "no invitation");
  if (asked.configuration_url.empty()) {
    return Error(absl::StatusCode::kInvalidArgument, "CONFIGURATION_MISSING",
                 "no openid_configuration");
  }
  return asked;
}

void AddRow(const std::string& label, const std::string& value, std::string& list) {
  if (!value.empty())
    absl::StrAppend(&list, "<dt>", HtmlEscape(label), "</dt><dd>", HtmlEscape(value), "</dd>\n");
}

Response ConfirmPage(Language language, const Asked& asked, const PlatformConfiguration& platform,
                     const TenantId& tenant) {
  std::string list;
  AddRow(std::string(kPlatformLabel.In(language)), platform.issuer, list);
  AddRow(std::string(kFamilyLabel.In(language)), platform.family, list);
  AddRow(std::string(kInstitutionLabel.In(language)), tenant.value(), list);
  return MakePage(
      {.language = language,
       .title = std::string(kConfirmTitle.In(language)),
       .body = absl::StrCat(Paragraph(kConfirmText.In(language)), "<dl>\n", list, "</dl>\n",
                            "<form method=\"post\" action=\"/lti/register\">\n",
                            HiddenField("invite", asked.invite),
                            HiddenField("openid_configuration", asked.configuration_url),
                            HiddenField("registration_token", asked.token), "<button>",
                            HtmlEscape(kConfirmButton.In(language)), "</button>\n</form>\n"),
       .policy = kFrameable});
}

}  // namespace

Response RegisterPages::Show(const Request& request) {
  const Language language = LanguageOf(request);
  const auto asked = ReadAsked(request.query);
  if (!asked.ok()) return RefusalPage(asked.status(), language, kFrameable);
  // The invitation comes first: without one nobody can make us call anything.
  const auto tenant = parts_.store.CheckInvitation(asked->invite);
  if (!tenant.ok()) return RefusalPage(tenant.status(), language, kFrameable);
  const auto platform =
      FetchConfiguration(parts_.client, parts_.rules, asked->configuration_url, asked->token);
  if (!platform.ok()) return RefusalPage(platform.status(), language, kFrameable);
  return ConfirmPage(language, *asked, *platform, *tenant);
}

Response RegisterPages::Register(const Request& request) {
  const Language language = LanguageOf(request);
  if (!request.HasContentType("application/x-www-form-urlencoded")) return Response{.status = 415};
  const auto asked = ReadAsked(request.body);
  if (!asked.ok()) return RefusalPage(asked.status(), language, kFrameable);
  const auto tenant = parts_.store.LeaseInvitation(asked->invite);
  if (!tenant.ok()) return RefusalPage(tenant.status(), language, kFrameable);
  absl::Cleanup release = [&] { parts_.store.ReleaseInvitation(asked->invite); };
  const auto platform =
      FetchConfiguration(parts_.client, parts_.rules, asked->configuration_url, asked->token);
  if (!platform.ok()) return RefusalPage(platform.status(), language, kFrameable);
  auto granted = RequestRegistration(parts_.client, *platform, parts_.public_url, asked->token);
  if (!granted.ok()) return RefusalPage(granted.status(), language, kFrameable);
  granted->registration.tenant = *tenant;
  const absl::Status stored =
      parts_.store.Register(granted->registration, granted->deployment_id, asked->invite);
  if (!stored.ok()) return RefusalPage(stored, language, kFrameable);
  return MakePage({.language = language,
                   .title = std::string(kDoneTitle.In(language)),
                   .body = Paragraph(kDoneText.In(language)),
                   .script = "/lti/assets/close.js",
                   .policy = kFrameable});
}

}  // namespace driehoek::lti
