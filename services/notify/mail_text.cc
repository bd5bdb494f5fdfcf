#include "notify/mail_text.h"

#include <array>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "notify/letter_parts.h"

namespace driehoek::notify {
namespace {

bool IsDutch(Language language) { return language == Language::kDutch; }

std::string CallName(const AgreementWords& agreement) {
  return agreement.student_given_name.empty() ? agreement.student_name
                                              : agreement.student_given_name;
}

std::string Whose(Language language, const AgreementWords& agreement, bool is_student) {
  if (is_student) return In(language, "Je overeenkomst", "Your agreement");
  return absl::StrCat(In(language, "De overeenkomst van ", "The agreement of "),
                      CallName(agreement));
}

std::string With(Language language, const AgreementWords& agreement) {
  if (agreement.organisation_name.empty()) return "";
  return absl::StrCat(In(language, " bij ", " at "), agreement.organisation_name);
}

std::string CallName(const SearchWords& search) {
  return search.student_given_name.empty() ? search.student_name : search.student_given_name;
}

std::string TimeLeft(Language language, int weeks) {
  if (weeks < 0) {
    return In(language, "De eerste dag is geweest. Elke week kost nu tijd voor opdrachten.",
              "The first day has been. Each week now takes time from assignments.");
  }
  if (weeks == 0) {
    return In(language, "Er is nog minder dan een week.", "Less than a week is left.");
  }
  if (weeks == 1) return In(language, "Er is nog één week.", "One week is left.");
  return absl::StrCat(In(language, "Er zijn nog ", ""), weeks,
                      In(language, " weken.", " weeks are left."));
}

std::string WhatToDo(Language language, SearchReader who) {
  switch (who) {
    case SearchReader::kContactPerson:
      return In(language, "Vraag wat er al geprobeerd is. Jij bent het aanspreekpunt.",
                "Ask what was tried already. You are the contact person.");
    case SearchReader::kPracticeOffice:
      return In(language, "Kijk welke plekken er nog zijn en wie kan helpen.",
                "See which places are left and who can help.");
    case SearchReader::kProgrammeManager:
      return In(language, "Overleg met het praktijkbureau wat er meer nodig is.",
                "Talk with the practice office about what more is needed.");
  }
  return "";
}

std::string RoleWords(Language language, absl::string_view role) {
  if (role == "practice_office") return In(language, "praktijkbureau", "practice office");
  if (role == "examiner") return In(language, "examinator", "examiner");
  if (role == "programme_manager") return In(language, "opleidingsmanager", "programme manager");
  if (role == "institution_admin") return In(language, "beheerder", "administrator");
  if (role == "privacy_officer") return In(language, "privacyfunctionaris", "privacy officer");
  return std::string(role);
}

std::string CodesStay(Language language) {
  return In(language, "Mails met een code kun je niet uitzetten.",
            "Mails with a code cannot be switched off.");
}

Letter CodeLetter(const Reader& reader, std::string subject, std::string sentence,
                  absl::string_view code, int minutes) {
  Letter letter = Base(reader);
  letter.subject = std::move(subject);
  letter.paragraphs.push_back(std::move(sentence));
  letter.code = std::string(code);
  letter.after = {
      absl::StrCat(
          In(reader.language, "De code geldt ", "The code counts for "), minutes,
          In(reader.language, " minuten. Geef hem aan niemand.", " minutes. Give it to nobody.")),
      In(reader.language, "Vroeg jij niet om een code? Dan hoef je niets te doen.",
         "Did you not ask for a code? Then you need not do anything.")};
  letter.why =
      In(reader.language, "Je krijgt deze mail omdat iemand met jouw adres om een code vroeg.",
         "You get this mail because somebody asked for a code with your address.");
  letter.stop = CodesStay(reader.language);
  return letter;
}

}  // namespace

std::string ShortDay(Language language, absl::CivilDay day) {
  constexpr std::array<absl::string_view, 7> kDutchDays = {"ma", "di", "wo", "do",
                                                           "vr", "za", "zo"};
  constexpr std::array<absl::string_view, 7> kEnglishDays = {"Mon", "Tue", "Wed", "Thu",
                                                             "Fri", "Sat", "Sun"};
  constexpr std::array<absl::string_view, 12> kDutchMonths = {
      "jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"};
  constexpr std::array<absl::string_view, 12> kEnglishMonths = {
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto weekday = static_cast<std::size_t>(absl::GetWeekday(day));
  const auto month = static_cast<std::size_t>(day.month() - 1);
  if (IsDutch(language)) {
    return absl::StrCat(kDutchDays.at(weekday), " ", day.day(), " ", kDutchMonths.at(month));
  }
  return absl::StrCat(kEnglishDays.at(weekday), " ", day.day(), " ", kEnglishMonths.at(month));
}

Letter GuestLinkLetter(const Reader& reader, absl::string_view institution_name) {
  Letter letter = Base(reader);
  letter.subject = absl::StrCat(
      In(reader.language, "Jouw pagina voor de studenten van ", "Your page for the students of "),
      institution_name);
  letter.paragraphs = {
      In(reader.language, "Op één pagina zie je wat we je vragen en hoe lang het duurt.",
         "On one page you see what we ask of you and how long it takes."),
      In(reader.language, "Je hebt geen account nodig.", "You need no account.")};
  AddWayIn(letter, reader, OpenPage(reader.language));
  letter.after.push_back(In(reader.language,
                            "De link is alleen voor jou. Stuur deze mail niet door.",
                            "The link is for you only. Do not forward this mail."));
  letter.why = absl::StrCat(institution_name,
                            In(reader.language, " nodigt je uit als begeleider op de werkplek. ",
                               " invites you as a supervisor at the workplace. "),
                            letter.why);
  return letter;
}

Letter SigningCodeLetter(const Reader& reader, absl::string_view code, int minutes) {
  return CodeLetter(
      reader, In(reader.language, "Jouw code om te tekenen", "Your code to sign"),
      In(reader.language, "Vul deze code in om te tekenen.", "Enter this code to sign."), code,
      minutes);
}

Letter AddressCodeLetter(const Reader& reader, absl::string_view code, int minutes) {
  return CodeLetter(reader,
                    In(reader.language, "Jouw code voor Driehoek", "Your code for Driehoek"),
                    In(reader.language, "Vul deze code in. Zo weten we dat dit adres van jou is.",
                       "Enter this code. It tells us that this address is yours."),
                    code, minutes);
}

Letter RoleCodeLetter(Language language, absl::string_view role, absl::string_view institution_name,
                      absl::string_view code, absl::CivilDay last_day) {
  Letter letter{.language = language};
  const std::string words = RoleWords(language, role);
  letter.subject =
      absl::StrCat(In(language, "Jouw code voor de rol ", "Your code for the role "), words);
  letter.paragraphs = {
      absl::StrCat(institution_name,
                   In(language, " geeft je in Driehoek de rol ", " gives you a role in Driehoek: "),
                   words, "."),
      In(language, "Open Driehoek vanuit je LMS. Vul daar deze code in.",
         "Open Driehoek from your LMS. Enter this code there.")};
  letter.code = std::string(code);
  letter.after = {absl::StrCat(In(language, "De code geldt tot en met ", "The code counts until "),
                               ShortDay(language, last_day),
                               In(language, ". Geef hem aan niemand.", ". Give it to nobody."))};
  letter.why = absl::StrCat(In(language, "Je krijgt deze mail omdat je een rol krijgt bij ",
                               "You get this mail because you are given a role at "),
                            institution_name, ".");
  letter.stop = CodesStay(language);
  return letter;
}

Letter SignLetter(const Reader& reader, const AgreementWords& agreement, bool is_student,
                  absl::CivilDay today) {
  const Language language = reader.language;
  std::string how_long = In(language, "1 minuut", "1 minute");
  if (agreement.due_day.has_value() && *agreement.due_day >= today) {
    absl::StrAppend(&how_long, In(language, ", voor ", ", by "),
                    ShortDay(language, *agreement.due_day));
  }
  Letter letter = Base(reader);
  const std::string asks =
      is_student ? In(language, "Je kunt je overeenkomst tekenen", "You can sign your agreement")
                 : absl::StrCat(CallName(agreement),
                                In(language, " vraagt je om te tekenen", " asks you to sign"));
  letter.subject = absl::StrCat(asks, " (", how_long, ")");
  letter.paragraphs = {
      absl::StrCat(is_student
                       ? Whose(language, agreement, true)
                       : absl::StrCat(In(language, "De overeenkomst van ", "The agreement of "),
                                      agreement.student_name),
                   With(language, agreement), In(language, " ligt klaar.", " is ready.")),
      In(language, "Lees de tekst en teken. Je krijgt daarbij een code per mail.",
         "Read the text and sign. You get a code by mail for that."),
      In(language, "Wil je iets veranderen of niet tekenen? Dat kan op dezelfde pagina.",
         "Do you want to change something, or not sign? You can do so on the same page.")};
  AddWayIn(letter, reader, In(language, "Onderteken", "Sign"));
  return letter;
}

Letter InForceLetter(const Reader& reader, const AgreementWords& agreement, bool is_student) {
  const Language language = reader.language;
  return Note(
      reader,
      absl::StrCat(Whose(language, agreement, is_student), In(language, " geldt", " is in force")),
      {absl::StrCat(In(language, "Alle drie hebben getekend", "All three have signed"),
                    is_student ? "" : absl::StrCat(": ", agreement.student_name),
                    With(language, agreement), "."),
       In(language, "De getekende overeenkomst staat als PDF in Driehoek. Bewaar hem goed.",
          "The signed agreement is in Driehoek as a PDF. Keep it safe.")});
}

Letter DeclinedLetter(const Reader& reader, const AgreementWords& agreement, bool is_student,
                      absl::string_view decliner_name) {
  const Language language = reader.language;
  const std::string who = decliner_name.empty()
                              ? In(language, "Een van de drie", "One of the three")
                              : std::string(decliner_name);
  return Note(reader,
              absl::StrCat(Whose(language, agreement, is_student),
                           In(language, " is niet getekend", " was not signed")),
              {absl::StrCat(who, In(language, " tekent niet. De reden staat in Driehoek.",
                                    " does not sign. The reason is in Driehoek.")),
               In(language, "Praat met elkaar. Daarna kan er een nieuwe versie komen.",
                  "Talk to each other. After that there can be a new version.")});
}

Letter ReturnedLetter(const Reader& reader, const AgreementWords& agreement, bool is_student) {
  const Language language = reader.language;
  return Note(
      reader,
      absl::StrCat(Whose(language, agreement, is_student),
                   In(language, " moet nog anders", " needs a change")),
      {In(language, "De opleiding stuurde de overeenkomst terug.",
          "The programme sent the agreement back."),
       In(language, "Wat er moet veranderen, staat in Driehoek. Pas het aan en stuur opnieuw.",
          "What has to change is in Driehoek. Change it and send it again.")});
}

Letter EndedLetter(const Reader& reader, const AgreementWords& agreement, bool is_student) {
  const Language language = reader.language;
  return Note(reader,
              absl::StrCat(Whose(language, agreement, is_student),
                           In(language, " is gestopt", " was ended")),
              {absl::StrCat(In(language, "Het praktijkbureau heeft de overeenkomst beëindigd",
                               "The practice office has ended the agreement"),
                            With(language, agreement), "."),
               In(language, "De reden staat in Driehoek.", "The reason is in Driehoek.")});
}

Letter EndRequestedLetter(const Reader& reader, const AgreementWords& agreement) {
  const Language language = reader.language;
  return Note(reader,
              absl::StrCat(In(language, "Iemand vraagt om de overeenkomst van ",
                              "Somebody asks to end the agreement of "),
                           CallName(agreement), In(language, " te beëindigen", " early")),
              {absl::StrCat(agreement.student_name, With(language, agreement),
                            In(language, ": wie het vraagt en waarom, staat in Driehoek.",
                               ": who asks and why is in Driehoek.")),
               In(language, "Praat eerst met elkaar. Het praktijkbureau beslist.",
                  "Talk to each other first. The practice office decides.")});
}

Letter OverdueLetter(const Reader& reader, const AgreementWords& agreement,
                     const std::vector<std::string>& open_signers) {
  const Language language = reader.language;
  std::vector<std::string> paragraphs;
  if (agreement.due_day.has_value()) {
    paragraphs.push_back(absl::StrCat(
        In(language, "Op ", "By "), ShortDay(language, *agreement.due_day),
        In(language, " hadden alle drie moeten tekenen", " all three should have signed"),
        absl::StrCat(": ", agreement.student_name), With(language, agreement), "."));
  }
  if (!open_signers.empty()) {
    paragraphs.push_back(absl::StrCat(In(language, "Nog niet getekend: ", "Not signed yet: "),
                                      absl::StrJoin(open_signers, ", "), "."));
  }
  paragraphs.push_back(In(language, "Kijk wie er hulp nodig heeft. Jij bent het aanspreekpunt.",
                          "See who needs help. You are the contact person."));
  return Note(reader,
              absl::StrCat(Whose(language, agreement, false),
                           In(language, " is te laat. Het ligt nu bij jou.",
                              " is late. It is now with you.")),
              std::move(paragraphs));
}

Letter SearchLetter(const Reader& reader, const SearchWords& search, SearchReader who) {
  const Language language = reader.language;
  const std::string day = ShortDay(language, search.start_day);
  Letter letter = Base(reader);
  letter.subject = absl::StrCat(
      CallName(search),
      In(language, " zoekt nog een werkplek (start ", " still looks for a workplace (start "), day,
      ")");
  letter.paragraphs = {absl::StrCat(search.student_name,
                                    In(language, " heeft nog geen werkplek. De eerste dag is ",
                                       " has no workplace yet. The first day is "),
                                    day, "."),
                       TimeLeft(language, search.weeks_to_start), WhatToDo(language, who)};
  AddWayIn(letter, reader, OpenPage(language));
  return letter;
}

Letter ProposedLetter(const Reader& reader, const SearchWords& search) {
  const Language language = reader.language;
  Letter letter = Base(reader);
  letter.subject = absl::StrCat(CallName(search),
                                In(language, " stelt een werkplek voor", " proposes a workplace"));
  letter.paragraphs = {
      absl::StrCat(search.student_name,
                   In(language, " stelt een werkplek voor: ", " proposes a workplace: "),
                   search.workplace_name, In(language, " bij ", " at "), search.organisation_name,
                   "."),
      In(language, "Kijk of die past en zeg het in Driehoek. De student wacht op je antwoord.",
         "See whether it fits and say so in Driehoek. The student waits for your answer.")};
  AddWayIn(letter, reader, OpenPage(language));
  return letter;
}

Letter DigestLetter(const Reader& reader, const std::vector<std::string>& items) {
  const Language language = reader.language;
  Letter letter = Base(reader);
  const std::size_t count = items.size();
  letter.subject =
      count == 1
          ? items.front()
          : absl::StrCat(count,
                         In(language, " dingen uit Driehoek, samen ", " things from Driehoek, "),
                         count, In(language, " minuten", " minutes in all"));
  letter.paragraphs = items;
  AddWayIn(letter, reader, OpenPage(language));
  letter.after.push_back(In(language, "Je krijgt hoogstens één keer per dag zo'n overzicht.",
                            "You get such a summary once a day at most."));
  return letter;
}

}  // namespace driehoek::notify
