#include "notify/letter_parts.h"

#include <utility>

#include "absl/strings/str_cat.h"

namespace driehoek::notify {

std::string In(Language language, std::string dutch, std::string english) {
  return language == Language::kDutch ? std::move(dutch) : std::move(english);
}

Letter Base(const Reader& reader) {
  return {.language = reader.language, .given_name = reader.given_name};
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

std::string WhyOfSupervisor(const Reader& reader, absl::string_view student_name) {
  std::string why = absl::StrCat(
      In(reader.language, "Je krijgt deze mail omdat je ", "You get this because you supervise "),
      student_name, In(reader.language, " begeleidt.", "."));
  if (reader.open_by.has_value()) {
    absl::StrAppend(&why,
                    In(reader.language, " Open de link voor het eerst uiterlijk ",
                       " Open the link for the first time by "),
                    ShortDay(reader.language, *reader.open_by), ".");
  }
  return why;
}

}  // namespace driehoek::notify
