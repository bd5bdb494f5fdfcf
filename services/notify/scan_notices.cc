#include "notify/scan_notices.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "notify/letter_parts.h"

namespace driehoek::notify {
namespace {

Letter OverdueLetter(const Reader& reader, const ScanNews& news) {
  const Language language = reader.language;
  std::vector<std::string> paragraphs = {
      absl::StrCat(In(language, "Dit had gedaan moeten zijn op de werkplek ",
                      "This should have been done at the workplace "),
                   news.workplace_name, ".")};
  for (const std::string& action : news.actions) paragraphs.push_back(action);
  paragraphs.push_back(In(language, "Vraag hoe het staat of beoordeel de werkplek opnieuw.",
                          "Ask how it stands, or assess the workplace again."));
  return Note(reader,
              absl::StrCat(In(language, "Voorwaarde te laat: werkplek bij ",
                              "Condition late: workplace at "),
                           news.organisation_name),
              std::move(paragraphs));
}

}  // namespace

bool IsScanTold(absl::string_view event_type) { return event_type == "scan.condition_overdue"; }

std::vector<Telling> ScanTellings(absl::string_view event_type, const ScanNews& news) {
  std::vector<Telling> tellings;
  if (!IsScanTold(event_type) || news.actions.empty()) return tellings;
  for (const PersonId& office : news.offices) {
    tellings.push_back({.to = office,
                        .kind = "scan_condition_overdue",
                        .reason = {ReaderRole::kPracticeOffice, news.organisation_name},
                        .letter = [news](const Reader& reader, absl::CivilDay /*today*/) {
                          return OverdueLetter(reader, news);
                        }});
  }
  return tellings;
}

}  // namespace driehoek::notify
