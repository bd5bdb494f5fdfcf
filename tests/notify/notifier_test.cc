// Events to mails, on both engines: who is told, once, and what waits for the digest.
#include "notify/notifier.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <thread>

#include "absl/strings/str_replace.h"
#include "notify/digest.h"
#include "notify/migrations.h"
#include "notify/notify_world.h"
#include "notify/sealed_mail.h"
#include "notify/subjects.h"
#include "support/database_test.h"
#include "support/ids.h"
#include "support/status_matchers.h"

namespace driehoek::test {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;
using ::testing::UnorderedElementsAre;

const TenantId kDemo("demo");
constexpr char kTask[] = "institutions/demo/learningTasks/t";
constexpr char kAgreement[] = "institutions/demo/agreements/a";

class NotifierTest : public DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (HasFatalFailure() || IsSkipped()) return;
    Migrate("events", events::Migrations());
    Migrate("notify", notify::Migrations());
    change_log_ = std::make_unique<events::ChangeLog>(tenant_database(), clock());
    event_log_ = std::make_unique<events::EventLog>(tenant_database());
    store_ = std::make_unique<notify::NotifyStore>(tenant_database());
    queue_ = std::make_unique<notify::MailQueue>(tenant_database(), ids_, clock(),
                                                 notify::DeriveMailKey(std::string(32, 'k')));
    preferences_ = std::make_unique<notify::PreferenceStore>(tenant_database());
    notifier_ = std::make_unique<notify::Notifier>(notify::Notifier::Parts{
        tenant_database(),
        *event_log_,
        *change_log_,
        *store_,
        *preferences_,
        *queue_,
        people_,
        links_,
        {&agreement_subject_, &search_subject_, &task_subject_, &check_in_subject_},
        notify::StopLinks(std::string(32, 's'), "https://driehoek.example"),
        {"Driehoek", "no-reply@school.nl"}});
  }
  // Eight o'clock of the next day, at the institution.
  void NextMorning() {
    absl::TimeZone zone;
    absl::LoadTimeZone("Europe/Amsterdam", &zone);
    const absl::CivilDay today = absl::ToCivilDay(clock().Now(), zone);
    clock().Set(absl::FromCivil(absl::CivilHour(today + 1) + notify::kDigestHour, zone));
  }
  void Prefers(const PersonId& person, notify::Digest digest) {
    EXPECT_THAT(
        tenant_database().Write(
            kDemo, Soon(),
            [&](storage::TenantTransaction& transaction) {
              return notify::PreferenceStore::Put(
                  transaction,
                  {.person = person, .digest = digest, .update_time = clock().Now(), .version = 1});
            }),
        IsOk());
  }

  void Happens(const std::string& type, const std::string& resource = kAgreement) {
    events::CommitPlan plan;
    plan.events.push_back({type, resource, ""});
    ASSERT_THAT(change_log_->Commit(kDemo, plan, Soon(),
                                    [](storage::TenantTransaction&) { return absl::OkStatus(); }),
                IsOk());
  }
  absl::Status Run() { return notifier_->Run(kDemo, clock().Now(), Soon()); }
  std::vector<notify::Mail> TakeMails() {
    std::vector<notify::Mail> mails;
    const auto claimed = queue_->Claim(kDemo, 100, Soon());
    EXPECT_THAT(claimed, IsOk());
    for (const notify::ClaimedMail& mail : *claimed) {
      mails.push_back(*queue_->Open(kDemo, mail));
      EXPECT_THAT(queue_->Sent(kDemo, mail, Soon()), IsOk());
    }
    return mails;
  }
  static std::vector<std::string> Receivers(const std::vector<notify::Mail>& mails) {
    std::vector<std::string> to;
    for (const notify::Mail& mail : mails) to.push_back(mail.to);
    return to;
  }
  static const notify::Mail& MailTo(const std::vector<notify::Mail>& mails, const std::string& to) {
    return *std::find_if(mails.begin(), mails.end(),
                         [&](const notify::Mail& mail) { return mail.to == to; });
  }

  OneAgreement news_;
  ThreePeople people_;
  NumberedLinks links_;
  OneSearch searches_;
  OneTask tasks_;
  OneCheckIn check_ins_;
  notify::AgreementSubject agreement_subject_{news_};
  notify::SearchSubject search_subject_{searches_};
  notify::NamedSubject<notify::TaskNews> task_subject_{tasks_, notify::IsTaskTold,
                                                       notify::TaskTellings};
  notify::NamedSubject<notify::CheckInNews> check_in_subject_{check_ins_, notify::IsCheckInTold,
                                                              notify::CheckInTellings};
  SeededIds ids_;
  std::unique_ptr<events::ChangeLog> change_log_;
  std::unique_ptr<events::EventLog> event_log_;
  std::unique_ptr<notify::NotifyStore> store_;
  std::unique_ptr<notify::PreferenceStore> preferences_;
  std::unique_ptr<notify::MailQueue> queue_;
  std::unique_ptr<notify::Notifier> notifier_;
};

TEST_P(NotifierTest, GivenOffer_WhenRun_ThenEachSignerIsAskedAndOnlyTheGuestHasALink) {
  Happens("agreement.offered");

  ASSERT_THAT(Run(), IsOk());

  const auto mails = TakeMails();
  EXPECT_THAT(Receivers(mails),
              UnorderedElementsAre("daan@school.nl", "m@school.nl", "ingrid@vanleeuwen.nl"));
  EXPECT_EQ(MailTo(mails, "ingrid@vanleeuwen.nl").subject,
            "Daan vraagt je om te tekenen (1 minuut, voor vr 3 jul)");
  EXPECT_THAT(MailTo(mails, "ingrid@vanleeuwen.nl").text,
              HasSubstr("https://driehoek.example/g#demo.1"));
  EXPECT_THAT(MailTo(mails, "daan@school.nl").text, HasSubstr("Open Driehoek vanuit je cursus."));
}

TEST_P(NotifierTest, GivenSearchAtItsFirstMark_WhenRun_ThenTheContactPersonHearsOnceInTheDigest) {
  Happens("placement.search_escalated", "institutions/demo/placements/p");
  ASSERT_THAT(Run(), IsOk());
  EXPECT_THAT(TakeMails(), IsEmpty());
  NextMorning();

  ASSERT_THAT(Run(), IsOk());
  ASSERT_THAT(Run(), IsOk());

  const auto mails = TakeMails();
  EXPECT_THAT(Receivers(mails), ElementsAre("m@school.nl"));
  EXPECT_EQ(mails.front().subject, "Daan zoekt nog een werkplek (start di 1 sep).");
  EXPECT_THAT(mails.front().text, HasSubstr("omdat je contactpersoon bent van Daan de Vries."));
}

TEST_P(NotifierTest, GivenVerdict_WhenRun_ThenTheTeacherHearsAtOnceAndTheOthersNextMorning) {
  Happens("task.verdict_given", kTask);
  Happens("task.verdict_given", "institutions/demo/learningTasks/gone");
  Happens("task.verdict_due_soon", kTask);

  ASSERT_THAT(Run(), IsOk());
  ASSERT_THAT(Run(), IsOk());

  const auto at_once = TakeMails();
  EXPECT_THAT(Receivers(at_once), ElementsAre("m@school.nl"));
  EXPECT_THAT(at_once[0].text, HasSubstr("omdat je oordeelt over leertaken van Daan de Vries."));
  EXPECT_EQ(at_once[0].stop_uri, "") << "what somebody waits for cannot be stopped";
  NextMorning();
  ASSERT_THAT(Run(), IsOk());
  const auto digests = TakeMails();
  EXPECT_THAT(Receivers(digests), UnorderedElementsAre("daan@school.nl", "ingrid@vanleeuwen.nl"));
  EXPECT_EQ(MailTo(digests, "daan@school.nl").subject, "Oordeel over je leertaak: aanpassen.");
  const notify::Mail& to_guest = MailTo(digests, "ingrid@vanleeuwen.nl");
  EXPECT_THAT(to_guest.text, HasSubstr("Oordeel over de leertaak van Daan: aanpassen."));
  EXPECT_THAT(to_guest.text, HasSubstr("https://driehoek.example/g#demo.1"));
  EXPECT_THAT(to_guest.text, HasSubstr("omdat je Daan de Vries begeleidt."));
  EXPECT_THAT(to_guest.text, HasSubstr(to_guest.stop_uri));
  EXPECT_THAT(to_guest.stop_uri, StartsWith("https://driehoek.example/mail/stop/demo."));
}

TEST_P(NotifierTest, GivenTheSameNewsTwiceAndMore_WhenTheDigestGoes_ThenEachIsSaidOnce) {
  Happens("task.verdict_given", kTask);
  Happens("task.verdict_given", kTask);
  Happens("agreement.in_force");
  ASSERT_THAT(Run(), IsOk());
  EXPECT_THAT(TakeMails(), IsEmpty());
  NextMorning();
  ASSERT_THAT(Run(), IsOk());

  const auto digests = TakeMails();
  const notify::Mail& digest = MailTo(digests, "ingrid@vanleeuwen.nl");
  EXPECT_EQ(digest.subject, "2 dingen uit Driehoek, samen 2 minuten");
  EXPECT_THAT(digest.text, HasSubstr("De overeenkomst van Daan geldt."));
}

TEST_P(NotifierTest, GivenNewsThatIsOverByMorning_WhenTheDigestGoes_ThenNobodyIsBothered) {
  Happens("task.verdict_given", kTask);
  ASSERT_THAT(Run(), IsOk());
  tasks_.news.is_judged = false;
  NextMorning();

  ASSERT_THAT(Run(), IsOk());

  EXPECT_THAT(TakeMails(), IsEmpty());
  tasks_.news.is_judged = true;
  ASSERT_THAT(Run(), IsOk());
  EXPECT_THAT(TakeMails(), IsEmpty()) << "it does not wait any more";
}

TEST_P(NotifierTest, GivenStoppedDigests_WhenThingsHappen_ThenOnlyWhatIsWaitedForComes) {
  Prefers(kTeacher, notify::Digest::kStopped);
  Happens("agreement.in_force");
  Happens("agreement.offered");
  ASSERT_THAT(Run(), IsOk());
  EXPECT_THAT(Receivers(TakeMails()), Contains("m@school.nl").Times(1));
  NextMorning();

  ASSERT_THAT(Run(), IsOk());

  EXPECT_THAT(Receivers(TakeMails()),
              UnorderedElementsAre("daan@school.nl", "ingrid@vanleeuwen.nl"));
}

TEST_P(NotifierTest, GivenDigestsStoppedOvernight_WhenMorningComes_ThenWhatWaitedIsDropped) {
  Happens("agreement.in_force");
  ASSERT_THAT(Run(), IsOk());
  Prefers(kTeacher, notify::Digest::kStopped);
  NextMorning();
  ASSERT_THAT(Run(), IsOk());
  EXPECT_THAT(Receivers(TakeMails()), Not(Contains("m@school.nl")));
  Prefers(kTeacher, notify::Digest::kDaily);

  ASSERT_THAT(Run(), IsOk());

  EXPECT_THAT(TakeMails(), IsEmpty());
}

TEST_P(NotifierTest, GivenStopLinkInAMail_WhenItsSecretIsLookedUp_ThenItIsTheReaders) {
  Happens("agreement.offered");
  ASSERT_THAT(Run(), IsOk());
  const auto link =
      notify::StopLinks(std::string(32, 's'), "https://driehoek.example").Of(kDemo, kTeacher);

  EXPECT_THAT(MailTo(TakeMails(), "m@school.nl").text, HasSubstr(link.uri));
  EXPECT_THAT(preferences_->OwnerOfStopLink(kDemo, link.secret_hash, Soon()),
              IsOkAndHolds(std::optional<PersonId>(kTeacher)));
  EXPECT_THAT(preferences_->OwnerOfStopLink(kDemo, std::string(32, 'x'), Soon()),
              IsOkAndHolds(std::optional<PersonId>()));
}

TEST_P(NotifierTest, GivenCheckIn_WhenInvitedMovedAndMissed_ThenTheAppointmentMovesAndGoes) {
  const std::string name = "institutions/demo/checkIns/c";
  Happens("checkin.invited", name);
  ASSERT_THAT(Run(), IsOk());
  const auto invited = TakeMails();
  check_ins_.news.sequence = 1;
  check_ins_.news.start += absl::Hours(24);
  Happens("checkin.moved", name);
  ASSERT_THAT(Run(), IsOk());
  const auto moved = TakeMails();
  check_ins_.news.is_ahead = false;
  check_ins_.news.is_missed = true;
  Happens("checkin.missed", name);
  ASSERT_THAT(Run(), IsOk());
  const auto missed = TakeMails();

  for (const auto& mails : {invited, moved, missed}) {
    EXPECT_THAT(Receivers(mails),
                UnorderedElementsAre("daan@school.nl", "m@school.nl", "ingrid@vanleeuwen.nl"));
    for (const notify::Mail& mail : mails) {
      EXPECT_THAT(mail.calendar, HasSubstr("UID:checkin-c@driehoek\r\n"));
      EXPECT_THAT(mail.calendar, HasSubstr("ORGANIZER;CN=Driehoek:mailto:no-reply@school.nl"));
      EXPECT_THAT(absl::StrReplaceAll(mail.calendar, {{"\r\n ", ""}}),
                  HasSubstr("mailto:" + mail.to));
    }
  }
  EXPECT_EQ(invited[0].calendar_method, "REQUEST");
  EXPECT_THAT(invited[0].calendar, HasSubstr("SEQUENCE:0\r\n"));
  EXPECT_THAT(invited[0].calendar, HasSubstr("DTSTART:20260810T120000Z\r\n"));
  EXPECT_THAT(moved[0].calendar, HasSubstr("SEQUENCE:1\r\n"));
  EXPECT_THAT(moved[0].calendar, HasSubstr("DTSTART:20260811T120000Z\r\n"));
  EXPECT_EQ(missed[0].calendar_method, "CANCEL");
  EXPECT_EQ(MailTo(missed, "m@school.nl").subject, "Niet gehouden: het gesprek over Daan");
}

TEST_P(NotifierTest, GivenSearchThatIsGone_WhenRun_ThenTheOthersAreStillTold) {
  searches_.refusal = Error(absl::StatusCode::kNotFound, "RESOURCE_NOT_FOUND", "gone");
  Happens("placement.search_escalated", "institutions/demo/placements/gone");
  Happens("agreement.overdue");

  ASSERT_THAT(Run(), IsOk());

  EXPECT_THAT(Receivers(TakeMails()), ElementsAre("m@school.nl"));
}

TEST_P(NotifierTest, GivenOffer_WhenRunAgain_ThenNobodyHearsTwice) {
  Happens("agreement.offered");
  ASSERT_THAT(Run(), IsOk());
  EXPECT_THAT(TakeMails(), SizeIs(3));

  ASSERT_THAT(Run(), IsOk());

  EXPECT_THAT(TakeMails(), IsEmpty());
  EXPECT_EQ(links_.made, 1);
}

TEST_P(NotifierTest, GivenOffer_WhenManyProcessesRun_ThenEachMailIsQueuedOnce) {
  Happens("agreement.declined");
  people_.people[kSupervisor].is_guest = false;
  std::vector<std::thread> threads;
  threads.reserve(8);
  for (int i = 0; i < 8; ++i) threads.emplace_back([&] { EXPECT_THAT(Run(), IsOk()); });
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(TakeMails(), IsEmpty());
  NextMorning();
  threads.clear();
  for (int i = 0; i < 8; ++i) threads.emplace_back([&] { EXPECT_THAT(Run(), IsOk()); });
  for (std::thread& thread : threads) thread.join();

  // All try the same first person; whoever lost looks again the next time.
  for (int i = 0; i < 3; ++i) EXPECT_THAT(Run(), IsOk());
  EXPECT_THAT(Receivers(TakeMails()),
              UnorderedElementsAre("daan@school.nl", "m@school.nl", "ingrid@vanleeuwen.nl"));
}

TEST_P(NotifierTest, GivenEventsThatConcernNobody_WhenRun_ThenTheyArePassedOver) {
  Happens("placement.active", "institutions/demo/placements/p");
  Happens("agreement.offered", "institutions/demo/agreements/gone");
  Happens("agreement.signed");

  ASSERT_THAT(Run(), IsOk());

  EXPECT_THAT(TakeMails(), IsEmpty());
  EXPECT_THAT(store_->Checkpoint(kDemo, Soon()), IsOkAndHolds(3));
}

TEST_P(NotifierTest, GivenSeveralNewsInADay_WhenTold_ThenOneDigestADayAtEight) {
  people_.people.erase(kDaan);
  people_.people.erase(kTeacher);
  Happens("agreement.in_force");
  Happens("agreement.terminated");
  ASSERT_THAT(Run(), IsOk());
  EXPECT_THAT(TakeMails(), IsEmpty());
  Happens("agreement.offered");
  ASSERT_THAT(Run(), IsOk());
  EXPECT_THAT(TakeMails(), SizeIs(1)) << "a request to sign never waits";

  NextMorning();
  clock().Advance(-absl::Seconds(1));
  ASSERT_THAT(Run(), IsOk());
  EXPECT_THAT(TakeMails(), IsEmpty());
  clock().Advance(absl::Seconds(1));
  ASSERT_THAT(Run(), IsOk());
  const auto digest = TakeMails();
  ASSERT_THAT(digest, SizeIs(1));
  EXPECT_EQ(digest[0].subject, "2 dingen uit Driehoek, samen 2 minuten");

  Happens("agreement.declined");
  ASSERT_THAT(Run(), IsOk());
  clock().Advance(absl::Hours(10));
  ASSERT_THAT(Run(), IsOk());
  EXPECT_THAT(TakeMails(), IsEmpty()) << "what comes after eight waits for the next day";
  NextMorning();
  ASSERT_THAT(Run(), IsOk());
  EXPECT_THAT(TakeMails(), SizeIs(1));
}

TEST_P(NotifierTest, GivenServerThatWasDownAtEight_WhenItRunsAgain_ThenTheDigestGoesThatDay) {
  Happens("agreement.in_force");
  ASSERT_THAT(Run(), IsOk());
  NextMorning();
  clock().Advance(absl::Hours(9));

  ASSERT_THAT(Run(), IsOk());

  EXPECT_THAT(TakeMails(), SizeIs(3));
}

TEST_P(NotifierTest, GivenGuestWhoCanHaveNoLink_WhenTold_ThenTheOthersStillHear) {
  links_.refusal = Error(absl::StatusCode::kFailedPrecondition, "NOT_A_GUEST", "");
  Happens("agreement.offered");

  ASSERT_THAT(Run(), IsOk());

  EXPECT_THAT(Receivers(TakeMails()), UnorderedElementsAre("daan@school.nl", "m@school.nl"));
}

TEST_P(NotifierTest, GivenPersonWithoutAddress_WhenTold_ThenTheOthersStillHear) {
  people_.people[kDaan].email = "";
  Happens("agreement.offered");

  ASSERT_THAT(Run(), IsOk());

  EXPECT_THAT(Receivers(TakeMails()), UnorderedElementsAre("m@school.nl", "ingrid@vanleeuwen.nl"));
}

TEST_P(NotifierTest, GivenWaitingMail_WhenReadInTheTable_ThenNothingOfItCanBeRead) {
  Happens("agreement.offered");
  ASSERT_THAT(Run(), IsOk());

  const absl::Status read = tenant_database().Read(
      kDemo, Soon(), [](storage::TenantTransaction& transaction) -> absl::Status {
        const auto rows =
            transaction.Execute("SELECT sealed FROM mail_outbox WHERE tenant_id = $1");
        EXPECT_THAT(rows, IsOk());
        EXPECT_THAT(*rows, SizeIs(3));
        for (const storage::Row& row : *rows) {
          EXPECT_EQ(row.Blob(0).find("Daan"), std::string::npos);
          EXPECT_EQ(row.Blob(0).find("driehoek.example"), std::string::npos);
        }
        return absl::OkStatus();
      });
  EXPECT_THAT(read, IsOk());
}

TEST_P(NotifierTest, GivenClaimedMail_WhenItsLeaseRunsOut_ThenItIsClaimedAgainAndTheFirstIsDeaf) {
  Happens("agreement.overdue");
  ASSERT_THAT(Run(), IsOk());
  const auto first = queue_->Claim(kDemo, 10, Soon());
  ASSERT_THAT(*first, SizeIs(1));
  EXPECT_THAT(*queue_->Claim(kDemo, 10, Soon()), IsEmpty());
  clock().Advance(notify::kMailLease + absl::Seconds(1));

  const auto second = queue_->Claim(kDemo, 10, Soon());

  ASSERT_THAT(*second, SizeIs(1));
  EXPECT_THAT(queue_->Sent(kDemo, first->front(), Soon()), IsOk());
  EXPECT_EQ(queue_->Counts(kDemo, Soon())->queued, 1);
  EXPECT_THAT(queue_->GiveUp(kDemo, second->front(), "SMTP_REFUSED_550", Soon()), IsOk());
  EXPECT_EQ(queue_->Counts(kDemo, Soon())->queued, 0);
  EXPECT_EQ(queue_->Counts(kDemo, Soon())->failed, 1);
}

DRIEHOEK_ON_EVERY_ENGINE(NotifierTest);

}  // namespace
}  // namespace driehoek::test
