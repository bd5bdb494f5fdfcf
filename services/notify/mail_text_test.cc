#include "notify/mail_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_split.h"
#include "notify/letter_parts.h"

namespace driehoek::notify {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const absl::CivilDay kToday(2026, 9, 29);
const absl::CivilDay kDue(2026, 10, 2);

AgreementWords Daan() {
  return {.student_name = "Daan de Vries",
          .student_given_name = "Daan",
          .organisation_name = "Van Leeuwen Bouw",
          .institution_name = "Hogeschool Demo",
          .due_day = kDue};
}

Reader Ingrid(Language language) {
  return {.given_name = "Ingrid",
          .language = language,
          .uri = "http://localhost:8080/g#demo.secret",
          .open_by = absl::CivilDay(2026, 10, 12),
          .reasons = {{ReaderRole::kSupervisor, "Daan de Vries"}}};
}

SearchWords DaanSearching(int weeks) {
  return {.student_name = "Daan de Vries",
          .student_given_name = "Daan",
          .organisation_name = "Van Leeuwen Bouw",
          .workplace_name = "Ontwerp",
          .start_day = kDue,
          .weeks_to_start = weeks};
}

std::vector<Letter> AllLetters(Language language) {
  const Reader guest = Ingrid(language);
  const Reader student{.given_name = "Daan", .language = language};
  return {GuestLinkLetter(guest, "Hogeschool Demo"),
          SigningCodeLetter(guest, "123456", 10),
          AddressCodeLetter(guest, "123456", 10),
          RoleCodeLetter(language, "practice_office", "Hogeschool Demo", "ABCDE-12345", kDue),
          SignLetter(guest, Daan(), false, kToday),
          SignLetter(student, Daan(), true, kToday),
          InForceLetter(guest, Daan(), false),
          InForceLetter(student, Daan(), true),
          DeclinedLetter(student, Daan(), true, "Ingrid Mulder"),
          ReturnedLetter(student, Daan(), true),
          EndedLetter(guest, Daan(), false),
          EndRequestedLetter(student, Daan()),
          OverdueLetter(student, Daan(), {"Ingrid Mulder"}),
          SearchLetter(student, DaanSearching(8), SearchReader::kContactPerson),
          SearchLetter(student, DaanSearching(1), SearchReader::kPracticeOffice),
          SearchLetter(student, DaanSearching(0), SearchReader::kPracticeOffice),
          SearchLetter(student, DaanSearching(-2), SearchReader::kProgrammeManager),
          ProposedLetter(student, DaanSearching(8)),
          DigestLetter(guest, {"De overeenkomst van Daan geldt.", "Nog iets."})};
}

TEST(ShortDayTest, GivenADay_WhenWritten_ThenAsPeopleSayIt) {
  EXPECT_EQ(ShortDay(Language::kDutch, kDue), "vr 2 okt");
  EXPECT_EQ(ShortDay(Language::kEnglish, kDue), "Fri 2 Oct");
  EXPECT_EQ(ShortDay(Language::kDutch, absl::CivilDay(2026, 3, 1)), "zo 1 mrt");
}

TEST(SignLetterTest, GivenSupervisor_WhenAsked_ThenSubjectSaysWhoWhatHowLongAndUntilWhen) {
  EXPECT_EQ(SignLetter(Ingrid(Language::kDutch), Daan(), false, kToday).subject,
            "Daan vraagt je om te tekenen (1 minuut, voor vr 2 okt)");
  EXPECT_EQ(SignLetter(Ingrid(Language::kEnglish), Daan(), false, kToday).subject,
            "Daan asks you to sign (1 minute, by Fri 2 Oct)");
}

TEST(SignLetterTest, GivenDueDayThatIsPast_WhenAsked_ThenItIsLeftOut) {
  EXPECT_EQ(SignLetter(Ingrid(Language::kDutch), Daan(), false, kDue + 1).subject,
            "Daan vraagt je om te tekenen (1 minuut)");
}

TEST(SignLetterTest, GivenReaders_WhenAsked_ThenGuestsGetALinkAndOthersTheCourse) {
  const Letter guest = SignLetter(Ingrid(Language::kDutch), Daan(), false, kToday);
  const Letter student =
      SignLetter({.given_name = "Daan", .language = Language::kDutch}, Daan(), true, kToday);

  EXPECT_EQ(guest.action, "Onderteken");
  EXPECT_EQ(guest.uri, "http://localhost:8080/g#demo.secret");
  EXPECT_THAT(guest.why, HasSubstr("omdat je Daan de Vries begeleidt"));
  EXPECT_THAT(student.action, IsEmpty());
  EXPECT_THAT(student.after, Contains("Open Driehoek vanuit je cursus."));
}

TEST(DigestLetterTest, GivenSeveralThings_WhenTold_ThenSubjectCountsThem) {
  EXPECT_EQ(DigestLetter(Ingrid(Language::kDutch), {"a", "b", "c"}).subject,
            "3 dingen uit Driehoek, samen 3 minuten");
  EXPECT_EQ(DigestLetter(Ingrid(Language::kEnglish), {"a", "b", "c"}).subject,
            "3 things from Driehoek, 3 minutes in all");
  EXPECT_EQ(DigestLetter(Ingrid(Language::kDutch), {"Eén ding."}).subject, "Eén ding.");
}

TEST(AddStopTest, GivenMails_WhenClosed_ThenEachSaysWhatCanBeStoppedAndWhatCannot) {
  Letter digest = DigestLetter(Ingrid(Language::kDutch), {"a", "b"});
  AddStop(digest, "https://d.nl/mail/stop/s", /*is_digest=*/true);
  Letter request = SignLetter(Ingrid(Language::kEnglish), Daan(), false, kToday);
  AddStop(request, "https://d.nl/mail/stop/s", /*is_digest=*/false);

  EXPECT_THAT(LetterText(digest), HasSubstr("Verzoeken om te tekenen, codes"));
  EXPECT_THAT(LetterText(digest), HasSubstr("deze link:\nhttps://d.nl/mail/stop/s\n"));
  EXPECT_THAT(LetterHtml(digest), HasSubstr("href=\"https://d.nl/mail/stop/s\""));
  EXPECT_THAT(LetterText(request), HasSubstr("this mail cannot be switched off"));
  EXPECT_THAT(LetterText(SigningCodeLetter(Ingrid(Language::kDutch), "1", 10)),
              HasSubstr("Mails met een code kun je niet uitzetten."));
}

TEST(WhyOfTest, GivenEveryRole_WhenTold_ThenAShortSentenceInBothLanguages) {
  for (const ReaderRole role :
       {ReaderRole::kStudent, ReaderRole::kSupervisor, ReaderRole::kContactPerson,
        ReaderRole::kSigner, ReaderRole::kJudge, ReaderRole::kParticipant,
        ReaderRole::kPracticeOffice, ReaderRole::kProgrammeManager}) {
    for (const Language language : {Language::kDutch, Language::kEnglish}) {
      const std::string why = WhyOf(language, {{role, "Daan de Vries"}});
      EXPECT_THAT(why, HasSubstr("Daan de Vries"));
      const std::vector<absl::string_view> words = absl::StrSplit(why, ' ');
      EXPECT_LE(words.size(), 15U) << why;
    }
    EXPECT_NE(WhyOf(Language::kDutch, {{role, "x"}}), WhyOf(Language::kEnglish, {{role, "x"}}));
  }
}

TEST(WhyOfTest, GivenSeveralReasons_WhenTold_ThenEachOnce) {
  const Reason daan{ReaderRole::kSupervisor, "Daan"};

  EXPECT_EQ(
      WhyOf(Language::kDutch, {daan, {ReaderRole::kContactPerson, "Emma"}, daan}),
      "Je krijgt deze mail omdat je Daan begeleidt. En omdat je contactpersoon bent van Emma.");
  EXPECT_THAT(WhyOf(Language::kDutch, {}), IsEmpty());
}

// R89: no sentence over fifteen words, none that blames or shouts.
TEST(MailTextTest, GivenEveryLetterInBothLanguages_WhenRead_ThenSentencesAreShortAndFriendly) {
  for (const Language language : {Language::kDutch, Language::kEnglish}) {
    for (const Letter& letter : AllLetters(language)) {
      EXPECT_FALSE(letter.subject.empty());
      std::vector<std::string> texts = letter.paragraphs;
      texts.insert(texts.end(), letter.after.begin(), letter.after.end());
      texts.push_back(letter.why);
      texts.push_back(letter.stop);
      for (const std::string& text : texts) {
        EXPECT_EQ(text.find('!'), std::string::npos) << text;
        EXPECT_EQ(text.find("helaas"), std::string::npos) << text;
        EXPECT_EQ(text.find("nvalid"), std::string::npos) << text;
        for (absl::string_view sentence :
             absl::StrSplit(text, absl::ByAnyChar(".?:"), absl::SkipWhitespace())) {
          const std::vector<absl::string_view> words =
              absl::StrSplit(sentence, ' ', absl::SkipWhitespace());
          EXPECT_LE(words.size(), 15U) << sentence;
        }
      }
    }
  }
}

TEST(MailTextTest, GivenBothLanguages_WhenCompared_ThenNothingIsLeftUntranslated) {
  const std::vector<Letter> dutch = AllLetters(Language::kDutch);
  const std::vector<Letter> english = AllLetters(Language::kEnglish);
  for (std::size_t i = 0; i + 1 < dutch.size(); ++i) {
    EXPECT_NE(dutch[i].subject, english[i].subject);
    EXPECT_NE(dutch[i].paragraphs, english[i].paragraphs);
    EXPECT_EQ(dutch[i].paragraphs.size(), english[i].paragraphs.size());
  }
}

}  // namespace
}  // namespace driehoek::notify
