// Events to mails, on both engines: who is told, once, and when a supervisor's mail waits for the
// bundle.
#include "notify/notifier.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <thread>

#include "notify/migrations.h"
#include "notify/notify_world.h"
#include "notify/sealed_mail.h"
#include "support/database_test.h"
#include "support/ids.h"
#include "support/status_matchers.h"

namespace driehoek::test {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
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
    notifier_ = std::make_unique<notify::Notifier>(
        notify::Notifier::Parts{tenant_database(), *event_log_, *change_log_, *store_, *queue_,
                                news_, people_, links_, searches_, tasks_});
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
  SeededIds ids_;
  std::unique_ptr<events::ChangeLog> change_log_;
  std::unique_ptr<events::EventLog> event_log_;
  std::unique_ptr<notify::NotifyStore> store_;
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

TEST_P(NotifierTest, GivenSearchAtItsFirstMark_WhenRun_ThenTheContactPersonHearsOnce) {
  Happens("placement.search_escalated", "institutions/demo/placements/p");

  ASSERT_THAT(Run(), IsOk());
  ASSERT_THAT(Run(), IsOk());

  const auto mails = TakeMails();
  EXPECT_THAT(Receivers(mails), ElementsAre("m@school.nl"));
  EXPECT_EQ(mails.front().subject, "Daan zoekt nog een werkplek (start di 1 sep)");
}

TEST_P(NotifierTest, GivenVerdict_WhenRun_ThenStudentAndSupervisorHearIt) {
  Happens("task.verdict_given", kTask);
  Happens("task.verdict_given", "institutions/demo/learningTasks/gone");
  Happens("task.verdict_due_soon", kTask);

  ASSERT_THAT(Run(), IsOk());
  ASSERT_THAT(Run(), IsOk());

  const auto mails = TakeMails();
  EXPECT_THAT(Receivers(mails),
              UnorderedElementsAre("daan@school.nl", "ingrid@vanleeuwen.nl", "m@school.nl"));
  EXPECT_EQ(MailTo(mails, "daan@school.nl").subject, "Oordeel over je leertaak: aanpassen");
  EXPECT_THAT(MailTo(mails, "daan@school.nl").text, HasSubstr("Marijke schrijft: Kies één stap."));
  EXPECT_EQ(MailTo(mails, "ingrid@vanleeuwen.nl").subject,
            "Oordeel over de leertaak van Daan: aanpassen");
  EXPECT_THAT(MailTo(mails, "ingrid@vanleeuwen.nl").text,
              HasSubstr("https://driehoek.example/g#demo.1"));
}

TEST_P(NotifierTest, GivenSupervisorWhoHadAMailToday_WhenAVerdictComes_ThenItWaitsForTheBundle) {
  Happens("task.verdict_given", kTask);
  Happens("task.verdict_given", kTask);
  Happens("agreement.in_force");
  ASSERT_THAT(Run(), IsOk());
  const auto today = TakeMails();
  EXPECT_THAT(Receivers(today), Contains("ingrid@vanleeuwen.nl").Times(1));
  clock().Advance(absl::Hours(24));
  ASSERT_THAT(Run(), IsOk());

  const auto bundle = TakeMails();
  EXPECT_THAT(Receivers(bundle), ElementsAre("ingrid@vanleeuwen.nl"));
  EXPECT_THAT(bundle.front().text, HasSubstr("Oordeel over de leertaak van Daan: aanpassen."));
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

  EXPECT_THAT(TakeMails(), SizeIs(3));
}

TEST_P(NotifierTest, GivenEventsThatConcernNobody_WhenRun_ThenTheyArePassedOver) {
  Happens("placement.active", "institutions/demo/placements/p");
  Happens("agreement.offered", "institutions/demo/agreements/gone");
  Happens("agreement.signed");

  ASSERT_THAT(Run(), IsOk());

  EXPECT_THAT(TakeMails(), IsEmpty());
  EXPECT_THAT(store_->Checkpoint(kDemo, Soon()), IsOkAndHolds(3));
}

TEST_P(NotifierTest, GivenSeveralNewsInADay_WhenTold_ThenSupervisorGetsOneAndABundleNextMorning) {
  people_.people.erase(kDaan);
  people_.people.erase(kTeacher);
  Happens("agreement.in_force");
  Happens("agreement.terminated");
  Happens("agreement.in_force");
  ASSERT_THAT(Run(), IsOk());
  const auto first = TakeMails();
  ASSERT_THAT(first, SizeIs(1));
  EXPECT_EQ(first[0].subject, "De overeenkomst van Daan geldt");

  Happens("agreement.offered");
  ASSERT_THAT(Run(), IsOk());
  EXPECT_THAT(TakeMails(), SizeIs(1)) << "a request to sign never waits";

  clock().Advance(absl::Hours(19));  // 07:00 the next day
  ASSERT_THAT(Run(), IsOk());
  EXPECT_THAT(TakeMails(), IsEmpty());
  clock().Advance(absl::Hours(1));
  ASSERT_THAT(Run(), IsOk());
  const auto bundle = TakeMails();
  ASSERT_THAT(bundle, SizeIs(1));
  EXPECT_EQ(bundle[0].subject, "2 dingen van je studenten, samen 2 minuten");
  ASSERT_THAT(Run(), IsOk());
  EXPECT_THAT(TakeMails(), IsEmpty());
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
