// Mails on their way out: to a real server, and to servers that refuse, are busy or are not there.
#include "notify/mail_sender.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "notify/mail_catcher.h"
#include "notify/migrations.h"
#include "notify/scripted_smtp.h"
#include "notify/sealed_mail.h"
#include "shared/ics/ics.h"
#include "support/database_test.h"
#include "support/ids.h"
#include "support/status_matchers.h"

namespace driehoek::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const TenantId kDemo("demo");
const notify::Sender kSender{"Driehoek", "no-reply@school.nl"};

notify::Mail Daan() {
  return {.to = "ingrid@vanleeuwen.nl",
          .to_name = "Ingrid Müller",
          .subject = "Daan vraagt je om één handtekening",
          .text = "Dag Ingrid,\n.\nhttps://driehoek.example/g#demo.abc\n",
          .html = "<p>Dag Ingrid</p><a href=\"https://driehoek.example/g#demo.abc\">Teken</a>"};
}

class MailSenderTest : public DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (HasFatalFailure() || IsSkipped()) return;
    Migrate("notify", notify::Migrations());
    queue_ = std::make_unique<notify::MailQueue>(tenant_database(), ids_, clock(),
                                                 notify::DeriveMailKey(std::string(32, 'k')));
  }
  void Enqueue(const notify::Mail& mail) {
    ASSERT_THAT(tenant_database().Write(kDemo, Soon(),
                                        [&](storage::TenantTransaction& transaction) {
                                          return queue_->Enqueue(transaction, mail);
                                        }),
                IsOk());
  }
  std::unique_ptr<notify::MailSender> SendTo(int port) {
    return std::make_unique<notify::MailSender>(notify::MailSender::Parts{
        *queue_,
        system_clock_like_,
        [](absl::Time) { return std::vector<TenantId>{kDemo}; },
        {.host = "127.0.0.1", .port = port, .security = notify::SmtpSecurity::kNone},
        kSender,
        absl::Milliseconds(20)});
  }
  // Waits until `done`, ten seconds at most.
  template <typename Done>
  static bool Eventually(Done done) {
    for (int i = 0; i < 500 && !done(); ++i) absl::SleepFor(absl::Milliseconds(20));
    return done();
  }
  notify::MailCounts Counts() { return *queue_->Counts(kDemo, Soon()); }

  SeededIds ids_;
  std::unique_ptr<notify::MailQueue> queue_;
  // The queue lives by the test's clock; deadlines of the database are real.
  SystemClock system_clock_like_;
};

TEST_P(MailSenderTest, GivenWaitingMail_WhenSent_ThenTheReceiverReadsItAndTheRowIsGone) {
  const MailCatcher catcher;
  ASSERT_EQ(catcher.problem(), "");
  Enqueue(Daan());

  const auto sender = SendTo(catcher.smtp_port());

  ASSERT_TRUE(Eventually([&] { return sender->sent() == 1 && Counts().queued == 0; }));
  const std::string list = catcher.Get("/api/messages?to=ingrid@vanleeuwen.nl");
  EXPECT_THAT(list, HasSubstr("Daan vraagt je om één handtekening"));
  const std::size_t id = list.find("\"id\":");
  ASSERT_NE(id, std::string::npos);
  const std::size_t begin = list.find('"', id + 5) + 1;
  const std::string mail =
      catcher.Get("/api/messages/" + list.substr(begin, list.find('"', begin) - begin));
  EXPECT_THAT(mail, HasSubstr("Dag Ingrid,\\n.\\nhttps://driehoek.example/g#demo.abc"));
  EXPECT_THAT(mail, HasSubstr("no-reply@school.nl"));
}

TEST_P(MailSenderTest, GivenInvitationThatCanBeStopped_WhenSent_ThenAMailProgramFindsBoth) {
  const MailCatcher catcher;
  ASSERT_EQ(catcher.problem(), "");
  notify::Mail invitation = Daan();
  invitation.stop_uri = "https://driehoek.example/mail/stop/demo.abc";
  invitation.calendar_method = "REQUEST";
  invitation.calendar = ics::Write(
      {.method = ics::Method::kRequest,
       .events = {{.uid = "checkin-c@driehoek",
                   .sequence = 2,
                   .when = ics::Period{absl::FromUnixSeconds(1'786'363'200),
                                       absl::FromUnixSeconds(1'786'365'900)},
                   .summary = "Driehoek: één gesprek, met een komma",
                   .organiser = ics::Attendee{"Driehoek", "no-reply@school.nl"},
                   .attendees = {{"Ingrid Müller", "ingrid@vanleeuwen.nl"}}}}});
  Enqueue(invitation);

  const auto sender = SendTo(catcher.smtp_port());

  ASSERT_TRUE(Eventually([&] { return sender->sent() == 1; }));
  const std::string mail = catcher.Get("/api/messages/1");
  EXPECT_THAT(mail, HasSubstr("\"stopUri\":\"https://driehoek.example/mail/stop/demo.abc\""));
  EXPECT_THAT(mail, HasSubstr("METHOD:REQUEST\\r\\n"));
  EXPECT_THAT(mail, HasSubstr("SEQUENCE:2\\r\\n"));
  EXPECT_THAT(mail, HasSubstr("SUMMARY:Driehoek: één gesprek\\\\, met een komma\\r\\n"));
  EXPECT_THAT(mail, HasSubstr("Dag Ingrid,")) << "the text stands beside the appointment";
}

TEST_P(MailSenderTest, GivenServerThatRefusesForGood_WhenSent_ThenGivenUpAndCounted) {
  const ScriptedSmtp server("550 no such user");
  Enqueue(Daan());

  const auto sender = SendTo(server.port());

  ASSERT_TRUE(Eventually([&] { return Counts().failed == 1; }));
  EXPECT_EQ(sender->failed(), 1);
  EXPECT_EQ(Counts().queued, 0);
}

TEST_P(MailSenderTest, GivenBusyServer_WhenSent_ThenItWaitsForALaterTry) {
  const ScriptedSmtp server("451 try later");
  Enqueue(Daan());

  const auto sender = SendTo(server.port());

  absl::SleepFor(absl::Milliseconds(500));
  EXPECT_EQ(Counts().queued, 1);
  EXPECT_EQ(Counts().failed, 0);
  EXPECT_EQ(sender->sent(), 0);
}

TEST_P(MailSenderTest, GivenNoServer_WhenItComes_ThenTheMailIsSentAfterThePause) {
  Enqueue(Daan());
  {
    const auto sender = SendTo(1);
    absl::SleepFor(absl::Milliseconds(500));
    EXPECT_EQ(sender->sent(), 0);
  }
  EXPECT_EQ(Counts().queued, 1);
  clock().Set(absl::Now() + absl::Hours(24));  // past any lease or pause
  const MailCatcher catcher;
  ASSERT_EQ(catcher.problem(), "");

  const auto sender = SendTo(catcher.smtp_port());

  EXPECT_TRUE(Eventually([&] { return sender->sent() == 1; }));
}

TEST_P(MailSenderTest, GivenCodeThatIsOver_WhenItsTurnComes_ThenItIsNotSent) {
  notify::Mail mail = Daan();
  mail.useless_after = absl::FromUnixSeconds(1);
  Enqueue(mail);
  const MailCatcher catcher;
  ASSERT_EQ(catcher.problem(), "");

  const auto sender = SendTo(catcher.smtp_port());

  ASSERT_TRUE(Eventually([&] { return Counts().failed == 1; }));
  EXPECT_THAT(catcher.Get("/api/messages"), Not(HasSubstr("Daan")));
}

DRIEHOEK_ON_EVERY_ENGINE(MailSenderTest);

TEST(RetryAfterTest, GivenMoreTries_WhenAsked_ThenThePauseDoublesUpToFourHours) {
  EXPECT_EQ(notify::RetryAfter(0, 1.0), absl::Minutes(1));
  EXPECT_EQ(notify::RetryAfter(0, 0.0), absl::Seconds(30));
  EXPECT_EQ(notify::RetryAfter(3, 1.0), absl::Minutes(8));
  EXPECT_EQ(notify::RetryAfter(50, 1.0), absl::Hours(4));
}

TEST(ParseSmtpUrlTest, GivenUrls_WhenParsed_ThenOtherMachinesAreOnlySpokenToInTls) {
  using notify::SmtpSecurity;
  const auto local = notify::ParseSmtpUrl("smtp://localhost:1025");
  ASSERT_THAT(local, IsOk());
  EXPECT_EQ(local->port, 1025);
  EXPECT_EQ(local->security, SmtpSecurity::kNone);
  EXPECT_EQ(notify::ParseSmtpUrl("smtp://mail.school.nl")->security, SmtpSecurity::kStartTls);
  EXPECT_EQ(notify::ParseSmtpUrl("smtp://mail.school.nl")->port, 587);
  EXPECT_EQ(notify::ParseSmtpUrl("smtps://mail.school.nl")->security, SmtpSecurity::kTls);
  EXPECT_EQ(notify::ParseSmtpUrl("smtp://relay.school.nl:25?starttls=never")->security,
            SmtpSecurity::kNone);
  EXPECT_EQ(notify::ParseSmtpUrl("smtp://[::1]:1025")->host, "[::1]");
  for (const char* url : {"", "smtp://", "http://x", "smtp://x:0", "smtp://x:99999", "smtp://a b",
                          "smtp://x?y", "smtp://user@x", "smtps://x?starttls=never"}) {
    EXPECT_THAT(notify::ParseSmtpUrl(url),
                StatusIs(absl::StatusCode::kInvalidArgument, "SMTP_URL_MALFORMED"))
        << url;
  }
}

}  // namespace
}  // namespace driehoek::test
