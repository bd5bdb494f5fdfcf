#include "pages/refusal_words.h"

#include <algorithm>
#include <array>

namespace driehoek::lti {
namespace {

constexpr Words kCannotOpen = {"Driehoek kan niet openen", "Driehoek cannot open"};
constexpr Words kCannotConnect = {"De koppeling is niet gelukt", "The connection was not made"};

struct Entry {
  absl::string_view reason;
  RefusalWords words;
};

constexpr RefusalWords kReload = {kCannotOpen,
                                  {"De start vanuit de leeromgeving was verlopen of al gebruikt. "
                                   "Ga terug naar de leeromgeving, laad de pagina "
                                   "opnieuw en open Driehoek nog een keer.",
                                   "The start from the learning environment had expired or was "
                                   "used before. Go back to the learning environment, "
                                   "reload the page and open Driehoek again."}};

constexpr RefusalWords kOtherBrowser = {kCannotOpen,
                                        {"Je browser liet niet zien dat de start hier begon. Open "
                                         "Driehoek in een nieuw venster, of sta cookies toe voor "
                                         "deze pagina.",
                                         "Your browser did not show that the start began here. "
                                         "Open Driehoek in a new window, or allow cookies for this "
                                         "page."}};

constexpr RefusalWords kPlatformLogin = {kCannotOpen,
                                         {"De leeromgeving herkende je niet. Laad de pagina van de "
                                          "leeromgeving opnieuw, log zo nodig in en open Driehoek "
                                          "nog een keer.",
                                          "The learning environment did not recognise you. Reload "
                                          "its page, log in if needed and open Driehoek again."}};

constexpr RefusalWords kPending = {{"Nog niet goedgekeurd", "Not approved yet"},
                                   {"De school moet deze koppeling eerst goedkeuren. Vraag de "
                                    "beheerder van Driehoek om dat te doen; daarna werkt "
                                    "deze link.",
                                    "The school has to approve this connection first. Ask the "
                                    "administrator of Driehoek; after that this link works."}};

constexpr RefusalWords kStopUnknown = {
    {"Deze link werkt niet", "This link does not work"},
    {"Controleer of de link uit de mail heel is. Je kunt het dagoverzicht ook in Driehoek stoppen.",
     "Check whether the link from the mail is whole. You can also stop the daily summary in "
     "Driehoek."}};

constexpr RefusalWords kUnknownPlatform = {
    kCannotOpen,
    {"Deze leeromgeving is niet aan Driehoek gekoppeld. Vraag de beheerder om haar te koppelen.",
     "This learning environment is not connected to Driehoek. Ask the administrator to connect "
     "it."}};

constexpr RefusalWords kAnonymous = {kCannotOpen,
                                     {"De leeromgeving vertelde niet wie je bent. Driehoek heeft "
                                      "een persoon nodig. Open het vanuit een cursus waarin "
                                      "je bent ingeschreven.",
                                      "The learning environment did not tell who you are. Driehoek "
                                      "needs a person. Open it from a course in which you "
                                      "are enrolled."}};

constexpr RefusalWords kNotHandled = {kCannotOpen,
                                      {"Driehoek kan op deze plek in de leeromgeving niet worden "
                                       "geopend. Open het vanuit een cursus.",
                                       "Driehoek cannot be opened at this place in the learning "
                                       "environment. Open it from a course."}};

constexpr RefusalWords kInvitation = {kCannotConnect,
                                      {"Deze uitnodiging is onbekend, verlopen of al gebruikt. "
                                       "Vraag de beheerder van Driehoek om een nieuwe.",
                                       "This invitation is unknown, has expired or was used "
                                       "before. Ask the administrator of Driehoek for a new one."}};

constexpr RefusalWords kAddress = {kCannotConnect,
                                   {"Het adres dat de leeromgeving gaf, mag niet worden gebruikt. "
                                    "Het moet een openbaar https-adres zijn.",
                                    "The address that the learning environment gave may not be "
                                    "used. It has to be a public https address."}};

constexpr RefusalWords kOtherEndpoints = {
    kCannotConnect,
    {"Deze leeromgeving is al gekoppeld, met andere adressen. Er is niets veranderd. De beheerder "
     "van Driehoek kan de "
     "oude koppeling eerst verwijderen.",
     "This learning environment is connected already, with other addresses. Nothing was changed. "
     "The administrator of "
     "Driehoek can remove the old connection first."}};

constexpr RefusalWords kPlatformTrouble = {
    kCannotConnect,
    {"De leeromgeving gaf geen bruikbaar antwoord. Er is niets opgeslagen. Probeer het opnieuw "
     "vanuit de leeromgeving.",
     "The learning environment gave no usable answer. Nothing was stored. Try again from the "
     "learning environment."}};

constexpr RefusalWords kRelaunch = {{"Open Driehoek opnieuw", "Open Driehoek again"},
                                    {"Deze pagina is opnieuw geladen en weet niet meer wie je "
                                     "bent. Ga naar de leeromgeving en open Driehoek daar nog "
                                     "een keer.",
                                     "This page was reloaded and no longer knows who you are. Go "
                                     "to the learning environment and open Driehoek there "
                                     "again."}};

constexpr RefusalWords kAppMissing = {
    {"Driehoek is nog niet klaar", "Driehoek is not ready yet"},
    {"De schermen zijn op deze server nog niet gebouwd. De beheerder kan dat doen.",
     "The screens have not been built on this server. The administrator can do that."}};

constexpr std::array kEntries = {
    Entry{"STATE_UNKNOWN", kReload},
    Entry{"STATE_EXPIRED", kReload},
    Entry{"STATE_USED", kReload},
    Entry{"HANDLE_UNKNOWN", kReload},
    Entry{"TOKEN_EXPIRED", kReload},
    Entry{"BROWSER_UNPROVED", kOtherBrowser},
    Entry{"PLATFORM_LOGIN_REQUIRED", kPlatformLogin},
    Entry{"DEPLOYMENT_PENDING", kPending},
    Entry{"DEPLOYMENT_UNKNOWN", kPending},
    Entry{"ISSUER_UNKNOWN", kUnknownPlatform},
    Entry{"CLIENT_UNKNOWN", kUnknownPlatform},
    Entry{"CLIENT_AMBIGUOUS", kUnknownPlatform},
    Entry{"SUBJECT_MISSING", kAnonymous},
    Entry{"MESSAGE_NOT_HANDLED", kNotHandled},
    Entry{"INVITATION_UNKNOWN", kInvitation},
    Entry{"ADDRESS_NOT_ALLOWED", kAddress},
    Entry{"REGISTRATION_CONFLICT", kOtherEndpoints},
    Entry{"PLATFORM_UNREACHABLE", kPlatformTrouble},
    Entry{"PLATFORM_ANSWER_UNUSABLE", kPlatformTrouble},
    Entry{"PLATFORM_REFUSED", kPlatformTrouble},
    Entry{"CODE_UNKNOWN", kRelaunch},
    Entry{"STOP_LINK_UNKNOWN", kStopUnknown},
    Entry{"APP_NOT_BUILT", kAppMissing},
};

constexpr RefusalWords kMissing = {
    {"Deze pagina bestaat niet", "This page does not exist"},
    {"Controleer het adres, of open Driehoek vanuit de leeromgeving.",
     "Check the address, or open Driehoek from the learning environment."}};

constexpr RefusalWords kAway = {
    {"Driehoek is even niet bereikbaar", "Driehoek cannot be reached for a moment"},
    {"Er is niets veranderd. Probeer het over een minuut opnieuw.",
     "Nothing was changed. Try again in a minute."}};

constexpr RefusalWords kGeneral = {kCannotOpen,
                                   {"Er klopte iets niet aan de start vanuit de leeromgeving. Open "
                                    "Driehoek daar opnieuw. Blijft het misgaan, vraag "
                                    "dan de beheerder.",
                                    "Something was wrong with the start from the learning "
                                    "environment. Open Driehoek there again. If it keeps "
                                    "failing, ask the administrator."}};

}  // namespace

RefusalWords WordsFor(absl::string_view reason, int http_status) {
  const auto* const found = std::find_if(
      kEntries.begin(), kEntries.end(), [&](const Entry& entry) { return entry.reason == reason; });
  if (found != kEntries.end()) return found->words;
  if (http_status == 404) return kMissing;
  return http_status >= 500 ? kAway : kGeneral;
}

}  // namespace driehoek::lti
