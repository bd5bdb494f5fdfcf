// Addresses with a secret in them: the calendar of a person, and the link in a mail that stops
// digests.
#include "lti/adapter_test.h"

namespace driehoek::lti::test {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

class SecretPagesTest : public AdapterTest {
 protected:
  Browser browser_ = NewBrowser();
};

TEST_F(SecretPagesTest, GivenAddressOfAFeed_WhenRead_ThenACalendarThatNobodyKeeps) {
  const IncomingResponse calendar = browser_.Get("/calendar/demo.good.ics");

  EXPECT_EQ(calendar.status, 200);
  EXPECT_EQ(calendar.body, "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n");
  EXPECT_EQ(calendar.HeaderValue("content-type"), "text/calendar; charset=utf-8");
  EXPECT_EQ(calendar.HeaderValue("cache-control"), "private, no-store");
  EXPECT_EQ(calendar.HeaderValue("referrer-policy"), "no-referrer");
  EXPECT_EQ(calendar.HeaderValue("set-cookie"), "");
  ASSERT_TRUE(services_.last_caller().has_value());
  EXPECT_EQ(services_.last_caller()->role, auth::Role::kAdapter);
  EXPECT_EQ(services_.last_caller()->tenant, TenantId("demo"));
}

TEST_F(SecretPagesTest, GivenAddressesThatOpenNothing_WhenRead_ThenAllLookAlike) {
  for (const char* path : {"/calendar/demo.revoked.ics", "/calendar/demo.good", "/calendar/.ics",
                           "/calendar/x.ics", "/calendar/"}) {
    const IncomingResponse refused = browser_.Get(path);
    EXPECT_EQ(refused.status, 404) << path;
    EXPECT_THAT(refused.body, IsEmpty()) << path;
    EXPECT_EQ(refused.HeaderValue("cache-control"), "private, no-store") << path;
  }
  EXPECT_EQ(browser_.PostForm("/calendar/demo.good.ics", {}).status, 405);
}

TEST_F(SecretPagesTest, GivenStopLink_WhenOpened_ThenAPageWithOneButtonAndNothingStopped) {
  const IncomingResponse page = browser_.Get("/mail/stop/demo.good");

  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("<form method=\"post\" action=\"/mail/stop/demo.good\">"));
  EXPECT_THAT(page.body, HasSubstr("Stop het dagoverzicht"));
  EXPECT_EQ(page.HeaderValue("referrer-policy"), "no-referrer");
  EXPECT_EQ(services_.stopped(), 0);
}

TEST_F(SecretPagesTest, GivenHostileStopLink_WhenOpened_ThenItIsEscaped) {
  const IncomingResponse page = browser_.Get("/mail/stop/a'b&c");

  EXPECT_THAT(page.body, HasSubstr("action=\"/mail/stop/a&#39;b&amp;c\""));
}

TEST_F(SecretPagesTest, GivenMailProgram_WhenItPosts_ThenStoppedWithoutSessionAsOftenAsItLikes) {
  Form one_click;
  one_click.Add("List-Unsubscribe", "One-Click");

  const IncomingResponse stopped = browser_.PostForm("/mail/stop/demo.good", one_click);

  EXPECT_EQ(stopped.status, 200);
  EXPECT_THAT(stopped.body, HasSubstr("You get no daily summary any more"))
      << "in the language of the person";
  EXPECT_EQ(browser_.PostForm("/mail/stop/demo.good", one_click).status, 200);
  EXPECT_EQ(services_.stopped(), 2);
}

TEST_F(SecretPagesTest, GivenUnknownStopLink_WhenPosted_ThenAPageThatSaysWhatToDo) {
  for (const char* path : {"/mail/stop/demo.bad", "/mail/stop/", "/mail/stop/x"}) {
    const IncomingResponse refused = browser_.PostForm(path, {});
    EXPECT_EQ(refused.status, 404) << path;
    EXPECT_THAT(refused.body, HasSubstr("Deze link werkt niet")) << path;
  }
  EXPECT_EQ(services_.stopped(), 0);
}

TEST_F(SecretPagesTest, GivenBrowserWithASession_WhenItCallsTheAdaptersMethods_ThenRefused) {
  const std::string token = Launch(browser_);
  for (const char* path : {"/driehoek.v1.CalendarService/OpenCalendarFeed",
                           "/driehoek.v1.NotificationService/StopNotifications"}) {
    const IncomingResponse refused = browser_.PostJson(path, R"({"secret":"demo.good"})",
                                                       {{"Authorization", "Bearer " + token}});
    EXPECT_EQ(refused.status, 501) << path;
  }
}

}  // namespace
}  // namespace driehoek::lti::test
