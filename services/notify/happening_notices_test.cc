// What happens during a placement: check-ins, signals, evidence, assessments, scans.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "absl/strings/str_split.h"
#include "notify/check_in_notices.h"
#include "notify/evidence_notices.h"
#include "notify/scan_notices.h"
#include "notify/signal_notices.h"

namespace driehoek::notify {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const PersonId kDaan("daan");
const PersonId kMarijke("marijke");
const PersonId kIngrid("ingrid");
const PersonId kManager("manager");
const absl::CivilDay kToday(2026, 10, 1);

absl::TimeZone Amsterdam() {
  absl::TimeZone zone;
  EXPECT_TRUE(absl::LoadTimeZone("Europe/Amsterdam", &zone));
  return zone;
}

CheckInNews CheckIn() {
  return {.student_name = "Daan de Vries",
          .student_given_name = "Daan",
          .uid = "checkin-c@driehoek",
          .sequence = 1,
          .start = absl::FromCivil(absl::CivilMinute(2026, 10, 26, 14, 0), Amsterdam()),
          .length = absl::Minutes(45),
          .zone = Amsterdam(),
          .place = "Hal 2",
          .link = "https://meet.example/x",
          .student = kDaan,
          .participants = {kDaan, kMarijke, kIngrid},
          .contact_person = kMarijke,
          .is_ahead = true};
}

SignalNews Signal() {
  return {.student_name = "Daan de Vries",
          .student_given_name = "Daan",
          .acknowledge_by = absl::CivilDay(2026, 10, 6),
          .addressee = kMarijke,
          .addressee_name = "Marijke Jansen",
          .managers = {kManager},
          .is_unseen = true};
}

EvidenceNews Item() {
  return {.student_name = "Daan de Vries",
          .student_given_name = "Daan",
          .title = "Intake getekend",
          .today = kToday,
          .confirm_by = kToday + 20,
          .student = kDaan,
          .supervisor = kIngrid,
          .is_asked = true,
          .is_disputed = true};
}

ScanNews Scan() {
  return {.organisation_name = "Van Leeuwen",
          .workplace_name = "Ontwerp",
          .actions = {"Zet een tweede begeleider klaar (Ingrid)."},
          .offices = {kManager}};
}

std::vector<PersonId> Readers(const std::vector<Telling>& tellings) {
  std::vector<PersonId> readers;
  for (const Telling& telling : tellings) readers.push_back(telling.to);
  return readers;
}

Letter Written(const Telling& telling, Language language) {
  return telling.letter({.given_name = "X", .language = language, .reasons = {telling.reason}},
                        kToday);
}

const Telling& To(const std::vector<Telling>& tellings, const PersonId& person) {
  return *std::find_if(tellings.begin(), tellings.end(),
                       [&](const Telling& telling) { return telling.to == person; });
}

TEST(CheckInTellingsTest, GivenInvitation_WhenTold_ThenEachParticipantAtOnceWithTheAppointment) {
  const auto tellings = CheckInTellings("checkin.invited", CheckIn());

  EXPECT_THAT(Readers(tellings), ElementsAre(kDaan, kMarijke, kIngrid));
  EXPECT_THAT(tellings, Each(Field(&Telling::is_urgent, true)));
  const auto& appointment = tellings[0].appointment;
  ASSERT_TRUE(appointment.has_value());
  EXPECT_EQ(appointment->method, ics::Method::kRequest);
  EXPECT_EQ(appointment->event.uid, "checkin-c@driehoek");
  EXPECT_EQ(appointment->event.sequence, 1);
  EXPECT_EQ(std::get<ics::Period>(appointment->event.when).end,
            CheckIn().start + absl::Minutes(45));
  EXPECT_EQ(Written(To(tellings, kIngrid), Language::kDutch).subject,
            "Het gesprek over Daan is op ma 26 okt om 14.00 uur");
  EXPECT_EQ(Written(To(tellings, kDaan), Language::kEnglish).subject,
            "Your check-in is on Mon 26 Oct at 14:00");
}

TEST(CheckInTellingsTest, GivenItMoved_WhenTold_ThenTheSameAppointmentWithAHigherNumber) {
  CheckInNews moved = CheckIn();
  moved.sequence = 2;
  moved.start += absl::Hours(24);

  const auto tellings = CheckInTellings("checkin.moved", moved);

  EXPECT_EQ(tellings[0].appointment->event.uid, "checkin-c@driehoek");
  EXPECT_EQ(tellings[0].appointment->event.sequence, 2);
  EXPECT_EQ(Written(tellings[0], Language::kDutch).subject,
            "Je gesprek is nu op di 27 okt om 14.00 uur");
}

TEST(CheckInTellingsTest, GivenItWasMissed_WhenTold_ThenItLeavesCalendarsAndTheContactPersonActs) {
  CheckInNews missed = CheckIn();
  missed.is_ahead = false;
  missed.is_missed = true;
  missed.participants = {kDaan, kIngrid};

  const auto tellings = CheckInTellings("checkin.missed", missed);

  EXPECT_THAT(Readers(tellings), ElementsAre(kDaan, kIngrid, kMarijke));
  EXPECT_EQ(To(tellings, kDaan).appointment->method, ics::Method::kCancel);
  EXPECT_EQ(To(tellings, kMarijke).appointment, std::nullopt);
  EXPECT_EQ(Written(To(tellings, kMarijke), Language::kDutch).subject,
            "Niet gehouden: het gesprek over Daan");
  missed.participants = {kDaan, kMarijke};
  const auto with_contact = CheckInTellings("checkin.missed", missed);
  EXPECT_THAT(Readers(with_contact), ElementsAre(kDaan, kMarijke));
  EXPECT_EQ(To(with_contact, kMarijke).kind, "checkin_missed");
  EXPECT_EQ(To(with_contact, kMarijke).appointment->method, ics::Method::kCancel);
}

TEST(CheckInTellingsTest, GivenWhatIsOverOrSomethingElse_WhenTold_ThenNobody) {
  CheckInNews over = CheckIn();
  over.is_ahead = false;

  for (const char* type : {"checkin.invited", "checkin.moved", "checkin.missed",
                           "checkin.cancelled", "checkin.view_written"}) {
    EXPECT_THAT(CheckInTellings(type, over), IsEmpty()) << type;
  }
  EXPECT_FALSE(IsCheckInTold("checkin.planned"));
  EXPECT_FALSE(IsCheckInTold("checkin.held"));
}

TEST(CheckInTellingsTest, GivenItIsOff_WhenTold_ThenParticipantsAndNobodyIsBlamed) {
  CheckInNews off = CheckIn();
  off.is_ahead = false;
  off.is_cancelled = true;

  const auto tellings = CheckInTellings("checkin.cancelled", off);

  EXPECT_THAT(Readers(tellings), ElementsAre(kDaan, kMarijke, kIngrid));
  EXPECT_EQ(tellings[0].appointment->method, ics::Method::kCancel);
  EXPECT_EQ(Written(tellings[0], Language::kEnglish).subject, "Your check-in of Mon 26 Oct is off");
}

TEST(SignalTellingsTest, GivenSignal_WhenTold_ThenWhomItIsForAndOnlyWhatPressesGoesAtOnce) {
  const auto tellings = SignalTellings("signal.raised", Signal());

  EXPECT_THAT(Readers(tellings), ElementsAre(kMarijke));
  EXPECT_FALSE(tellings[0].is_urgent);
  EXPECT_EQ(Written(tellings[0], Language::kDutch).subject,
            "Signaal over Daan: kijk voor di 6 okt");
  SignalNews pressing = Signal();
  pressing.is_pressing = true;
  EXPECT_TRUE(SignalTellings("signal.raised", pressing)[0].is_urgent);
}

TEST(SignalTellingsTest, GivenNobodyLookedInTime_WhenTold_ThenTheManagers) {
  const auto tellings = SignalTellings("signal.escalated", Signal());

  EXPECT_THAT(Readers(tellings), ElementsAre(kManager));
  EXPECT_THAT(LetterText(Written(tellings[0], Language::kDutch)), HasSubstr("Marijke Jansen"));
}

TEST(SignalTellingsTest, GivenItWasPassedOn_WhenTold_ThenTheManagersHearThatItIsTheirs) {
  SignalNews passed = Signal();
  passed.is_unseen = false;
  passed.is_escalated = true;

  const auto tellings = SignalTellings("signal.escalated", passed);

  EXPECT_THAT(Readers(tellings), ElementsAre(kManager));
  EXPECT_EQ(Written(tellings[0], Language::kDutch).subject,
            "Signaal over Daan: het ligt nu bij jou");
}

TEST(SignalTellingsTest, GivenItWasSeenMeanwhile_WhenTold_ThenNobody) {
  SignalNews seen = Signal();
  seen.is_unseen = false;

  EXPECT_THAT(SignalTellings("signal.raised", seen), IsEmpty());
  EXPECT_THAT(SignalTellings("signal.escalated", seen), IsEmpty());
  EXPECT_THAT(SignalTellings("signal.resolved", Signal()), IsEmpty());
}

TEST(EvidenceTellingsTest, GivenRequest_WhenTold_ThenTheSupervisorInTheDigestUnlessTimeRunsOut) {
  EvidenceNews item = Item();

  EXPECT_THAT(Readers(EvidenceTellings("evidence.confirmation_requested", item)),
              ElementsAre(kIngrid));
  EXPECT_FALSE(EvidenceTellings("evidence.confirmation_requested", item)[0].is_urgent);
  item.confirm_by = kToday + 3;
  EXPECT_FALSE(EvidenceTellings("evidence.confirmation_requested", item)[0].is_urgent);
  item.confirm_by = kToday + 2;
  EXPECT_TRUE(EvidenceTellings("evidence.confirmation_requested", item)[0].is_urgent);
}

TEST(EvidenceTellingsTest, GivenTheTimeRunsOut_WhenTold_ThenTheSupervisorInTheDigestWhileItWaits) {
  EvidenceNews item = Item();
  item.confirm_by = kToday + 5;
  const auto tellings = EvidenceTellings("evidence.confirmation_due", item);
  EXPECT_THAT(Readers(tellings), ElementsAre(kIngrid));
  EXPECT_FALSE(tellings[0].is_urgent);
  item.is_asked = false;
  EXPECT_THAT(EvidenceTellings("evidence.confirmation_due", item), IsEmpty());
}

TEST(EvidenceTellingsTest, GivenDispute_WhenTold_ThenTheStudentUnlessItIsOver) {
  EXPECT_THAT(Readers(EvidenceTellings("evidence.disputed", Item())), ElementsAre(kDaan));
  EvidenceNews over = Item();
  over.is_asked = false;
  over.is_disputed = false;
  EXPECT_THAT(EvidenceTellings("evidence.disputed", over), IsEmpty());
  EXPECT_THAT(EvidenceTellings("evidence.confirmation_requested", over), IsEmpty());
}

TEST(AssessmentTellingsTest, GivenPublished_WhenTold_ThenTheStudentAndNoMarkStandsInTheMail) {
  const AssessmentNews news{
      .organisation_name = "Van Leeuwen", .student = kDaan, .is_published = true};

  const auto tellings = AssessmentTellings("assessment.published", news);

  EXPECT_THAT(Readers(tellings), ElementsAre(kDaan));
  EXPECT_THAT(LetterText(Written(tellings[0], Language::kDutch)),
              HasSubstr("Het resultaat en de toelichting staan in Driehoek."));
  EXPECT_THAT(AssessmentTellings("assessment.judged", news), IsEmpty());
}

TEST(ScanTellingsTest, GivenConditionOverdue_WhenTold_ThenTheOfficeUnlessAllIsDone) {
  EXPECT_THAT(Readers(ScanTellings("scan.condition_overdue", Scan())), ElementsAre(kManager));
  ScanNews done = Scan();
  done.actions.clear();
  EXPECT_THAT(ScanTellings("scan.condition_overdue", done), IsEmpty());
}

std::vector<Telling> EveryTelling() {
  CheckInNews missed = CheckIn();
  missed.is_missed = true;
  CheckInNews off = CheckIn();
  off.is_cancelled = true;
  SignalNews passed = Signal();
  passed.is_escalated = true;
  std::vector<Telling> all;
  for (auto tellings :
       {CheckInTellings("checkin.invited", CheckIn()), CheckInTellings("checkin.moved", CheckIn()),
        CheckInTellings("checkin.missed", missed), CheckInTellings("checkin.cancelled", off),
        SignalTellings("signal.raised", Signal()), SignalTellings("signal.escalated", Signal()),
        SignalTellings("signal.escalated", passed),
        EvidenceTellings("evidence.confirmation_requested", Item()),
        EvidenceTellings("evidence.confirmation_due", Item()),
        EvidenceTellings("evidence.disputed", Item()),
        AssessmentTellings("assessment.published", {.student = kDaan, .is_published = true}),
        ScanTellings("scan.condition_overdue", Scan())}) {
    all.insert(all.end(), tellings.begin(), tellings.end());
  }
  return all;
}

// R89: no sentence over fifteen words.
TEST(HappeningLettersTest, GivenEveryLetterInBothLanguages_WhenRead_ThenSentencesAreShort) {
  for (const Telling& telling : EveryTelling()) {
    for (const Language language : {Language::kDutch, Language::kEnglish}) {
      const Letter letter = Written(telling, language);
      EXPECT_FALSE(letter.subject.empty());
      EXPECT_FALSE(letter.why.empty()) << letter.subject;
      std::vector<std::string> texts = letter.paragraphs;
      texts.insert(texts.end(), letter.after.begin(), letter.after.end());
      texts.push_back(letter.why);
      texts.push_back(letter.subject);
      for (const std::string& text : texts) {
        EXPECT_THAT(text, Not(HasSubstr("!")));
        for (const absl::string_view sentence :
             absl::StrSplit(text, absl::ByAnyChar(".?:"), absl::SkipWhitespace())) {
          const std::vector<absl::string_view> words =
              absl::StrSplit(sentence, ' ', absl::SkipWhitespace());
          EXPECT_LE(words.size(), 15U) << sentence;
        }
      }
    }
    EXPECT_NE(Written(telling, Language::kDutch).subject,
              Written(telling, Language::kEnglish).subject);
  }
}

}  // namespace
}  // namespace driehoek::notify
