#include "notify/letter_parts.h"

#include <utility>

#include "absl/strings/str_cat.h"

namespace driehoek::notify {

std::string In(Language language, std::string dutch, std::string english) {
  return language == Language::kDutch ? std::move(dutch) : std::move(english);
}

Letter Base(const Reader& reader) {
  Letter letter{.language = reader.language,
                .given_name = reader.given_name,
                .why = WhyOf(reader.language, reader.reasons)};
  if (reader.open_by.has_value()) {
    absl::StrAppend(&letter.why, letter.why.empty() ? "" : " ",
                    In(reader.language, "Open de link voor het eerst uiterlijk ",
                       "Open the link for the first time by "),
                    ShortDay(reader.language, *reader.open_by), ".");
  }
  return letter;
}

void AddWayIn(Letter& letter, const Reader& reader, std::string action) {
  if (reader.uri.empty()) {
    letter.after.push_back(
        In(reader.language, "Open Driehoek vanuit je cursus.", "Open Driehoek from your course."));
    return;
  }
  letter.action = std::move(action);
  letter.uri = reader.uri;
}

std::string OpenPage(Language language) { return In(language, "Open mijn pagina", "Open my page"); }

Letter Note(const Reader& reader, std::string subject, std::vector<std::string> paragraphs) {
  Letter letter = Base(reader);
  letter.subject = std::move(subject);
  letter.paragraphs = std::move(paragraphs);
  AddWayIn(letter, reader, OpenPage(reader.language));
  return letter;
}

void AddStop(Letter& letter, std::string stop_uri, bool is_digest) {
  const Language language = letter.language;
  letter.stop = is_digest
                    ? In(language,
                         "Verzoeken om te tekenen, codes en wat niet kan wachten blijven komen. "
                         "Geen dagoverzicht meer? Stop het met deze link:",
                         "Requests to sign, codes and what cannot wait still come. "
                         "No daily summary any more? Stop it with this link:")
                    : In(language,
                         "Iemand wacht op je, daarom kun je deze mail niet uitzetten. "
                         "Het dagoverzicht kun je wel stoppen met deze link:",
                         "Somebody waits for you, so this mail cannot be switched off. "
                         "You can stop the daily summary with this link:");
  letter.stop_uri = std::move(stop_uri);
}

}  // namespace driehoek::notify
