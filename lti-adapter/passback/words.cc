#include "passback/words.h"

#include <array>
#include <utility>

namespace driehoek::lti {
namespace {

constexpr Words kNothingToDo = {
    "Je hoeft niets te doen: het cijfer gaat vanzelf op weg zodra het kan.",
    "There is nothing to do: the grade is sent by itself as soon as possible."};

constexpr std::array<std::pair<absl::string_view, ReasonWords>, 18> kWords = {{
    {"PLATFORM_UNREACHABLE",
     {{"Het LMS is niet bereikbaar.", "The LMS cannot be reached."}, kNothingToDo}},
    {"ANSWER_LOST", {{"Het LMS gaf geen antwoord.", "The LMS gave no answer."}, kNothingToDo}},
    {"PLATFORM_BUSY",
     {{"Het LMS heeft het druk en vraagt om te wachten.", "The LMS is busy and asks us to wait."},
      kNothingToDo}},
    {"PLATFORM_FAILS",
     {{"Het LMS meldt een storing.", "The LMS reports a fault of its own."}, kNothingToDo}},
    {"PLATFORM_SLOW",
     {{"Het LMS antwoordt te langzaam.", "The LMS answers too slowly."}, kNothingToDo}},
    {"ADAPTER_FAILS",
     {{"Driehoek kon het cijfer nog niet versturen.", "Driehoek could not send the grade yet."},
      kNothingToDo}},
    {"TOKEN_REFUSED",
     {{"Het LMS laat Driehoek niet toe tot zijn cijfers.",
       "The LMS does not let Driehoek in to its grades."},
      {"Vraag de beheerder van het LMS of Driehoek daar nog actief is en cijfers mag schrijven.",
       "Ask the administrator of the LMS whether Driehoek is still active there and may write "
       "grades."}}},
    {"TOKEN_NOT_TAKEN",
     {{"Het LMS neemt de toegang die het zelf gaf niet aan.",
       "The LMS does not accept the access that it gave itself."},
      {"Vraag de beheerder van het LMS of Driehoek cijfers mag schrijven.",
       "Ask the administrator of the LMS whether Driehoek may write grades."}}},
    {"REGISTRATION_GONE",
     {{"De koppeling met dit LMS staat uit.", "The connection with this LMS is switched off."},
      {"Vraag de beheerder om de koppeling weer aan te zetten.",
       "Ask the administrator to switch the connection on again."}}},
    {"STUDENT_NOT_GRADABLE",
     {{"Het LMS neemt voor deze student geen cijfer aan in deze cursus.",
       "The LMS takes no grade for this student in this course."},
      {"Kijk in het LMS of de student nog in de cursus staat, als student. Kies daarna Opnieuw "
       "versturen.",
       "See in the LMS whether the student is still in the course, as a student. Then choose Send "
       "again."}}},
    {"COLUMN_GONE",
     {{"De kolom voor dit cijfer bestaat niet meer in het LMS.",
       "The column for this grade is no longer there in the LMS."},
      {"Laat de student Driehoek eenmaal openen in de cursus. Kies daarna Opnieuw versturen.",
       "Let the student open Driehoek once in the course. Then choose Send again."}}},
    {"COURSE_GONE",
     {{"De cursus bestaat niet meer in het LMS, of is afgesloten.",
       "The course is no longer there in the LMS, or is closed."},
      {"Laat de student Driehoek openen in de cursus van nu. Kies daarna Opnieuw versturen.",
       "Let the student open Driehoek in the present course. Then choose Send again."}}},
    {"COLUMN_MISSING",
     {{"De cursus heeft geen kolom voor dit cijfer, en Driehoek mag er geen maken.",
       "The course has no column for this grade, and Driehoek may not make one."},
      {"Vraag de beheerder van het LMS om Driehoek kolommen te laten maken. Kies daarna Opnieuw "
       "versturen.",
       "Ask the administrator of the LMS to let Driehoek make columns. Then choose Send again."}}},
    {"NOT_ALLOWED_THERE",
     {{"Driehoek mag in deze cursus geen cijfers schrijven.",
       "Driehoek may not write grades in this course."},
      {"Vraag de beheerder van het LMS om Driehoek cijfers te laten schrijven. Kies daarna Opnieuw "
       "versturen.",
       "Ask the administrator of the LMS to let Driehoek write grades. Then choose Send again."}}},
    {"NEWER_SCORE_THERE",
     {{"In het LMS staat al een nieuwer cijfer in deze kolom.",
       "The LMS already has a newer grade in this column."},
      {"Kijk in het LMS welk cijfer klopt. Kies Opnieuw versturen als het dat van Driehoek is.",
       "See in the LMS which grade is right. Choose Send again if it is that of Driehoek."}}},
    {"SCORE_MALFORMED",
     {{"Het LMS begrijpt het cijfer niet.", "The LMS does not understand the grade."},
      {"Meld dit aan de beheerder van Driehoek. Kies daarna Opnieuw versturen.",
       "Tell the administrator of Driehoek. Then choose Send again."}}},
    {"SCORE_REFUSED",
     {{"Het LMS weigert het cijfer.", "The LMS refuses the grade."},
      {"Kijk in het LMS of de kolom en de cursus nog open zijn. Kies daarna Opnieuw versturen.",
       "See in the LMS whether the column and the course are still open. Then choose Send "
       "again."}}},
    {"ADDRESS_NOT_ALLOWED",
     {{"Het adres dat het LMS voor cijfers geeft, mag Driehoek niet gebruiken.",
       "Driehoek may not use the address that the LMS gives for grades."},
      {"Meld dit aan de beheerder van Driehoek.", "Tell the administrator of Driehoek."}}},
}};

constexpr ReasonWords kOther = {
    {"Het cijfer is niet aangekomen.", "The grade did not arrive."},
    {"Kies Opnieuw versturen. Helpt dat niet, meld het dan aan de beheerder van Driehoek.",
     "Choose Send again. If that does not help, tell the administrator of Driehoek."}};

constexpr ReasonWords kNoColumn = {
    {"De student heeft Driehoek nog niet geopend in een cursus die cijfers aanneemt.",
     "The student has not yet opened Driehoek in a course that takes grades."},
    {"Laat de student Driehoek eenmaal openen in de cursus in het LMS. Het cijfer gaat dan vanzelf "
     "op weg.",
     "Let the student open Driehoek once in the course in the LMS. The grade is then sent by "
     "itself."}};

}  // namespace

const ReasonWords& WordsOfReason(absl::string_view reason) {
  for (const auto& [name, words] : kWords) {
    if (name == reason) return words;
  }
  return kOther;
}

const ReasonWords& WordsOfNoColumn() { return kNoColumn; }

}  // namespace driehoek::lti
