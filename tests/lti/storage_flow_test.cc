// Platform storage, for browsers that keep no cookie of ours.
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "lti/launch_fixture.h"

namespace driehoek::lti::test {
namespace {

using testing::ElementsAre;

class StorageFlowTest : public LaunchTest {
 protected:
  StorageFlowTest() { browser_.BlockCookies(); }

  IncomingResponse LoginPage(const std::string& frame) {
    Form form = GoodLogin(platform_);
    form.Add("lti_storage_target", frame);
    return browser_.PostForm("/lti/login", form);
  }
  LoginAnswer ReadNext(const IncomingResponse& page) {
    const std::string next = DataAttribute(page.body, "next");
    auto query = Form::Parse(next.substr(next.find('?') + 1));
    EXPECT_THAT(query, IsOk());
    return {query->Value("state"), query->Value("nonce"), *query};
  }
  IncomingResponse Finish(const std::string& handle, const std::string& value) {
    Form form;
    form.Add("handle", handle);
    form.Add("value", value);
    return browser_.PostForm("/lti/launch/storage", form);
  }
};

TEST_F(StorageFlowTest, GivenStorageOffered_WhenValueComesBack_ThenLaunchGoesOn) {
  const IncomingResponse put = LoginPage("post_message_forwarding");
  ASSERT_EQ(put.status, 200);
  EXPECT_EQ(DataAttribute(put.body, "action"), "put");
  EXPECT_EQ(DataAttribute(put.body, "frame"), "post_message_forwarding");
  EXPECT_EQ(DataAttribute(put.body, "origin"), platform_.url());
  const LoginAnswer login = ReadNext(put);

  const IncomingResponse get =
      PostToken(browser_, login.state, platform_.Sign(platform_.GoodHeader(), Payload(login)));
  ASSERT_EQ(get.status, 200);
  EXPECT_EQ(DataAttribute(get.body, "action"), "get");
  EXPECT_EQ(DataAttribute(get.body, "key"), DataAttribute(put.body, "key"));
  // Neither the person nor the proof itself is in the page.
  EXPECT_FALSE(absl::StrContains(get.body, "Tess"));
  EXPECT_FALSE(absl::StrContains(get.body, DataAttribute(put.body, "value")));
  ExpectNobodyCameIn();

  const IncomingResponse done =
      Finish(HiddenValue(get.body, "handle"), DataAttribute(put.body, "value"));

  ASSERT_EQ(done.status, 303) << done.body;
  EXPECT_GE(TokenOf(browser_.Get(done.HeaderValue("location"))).size(), 43U);
  EXPECT_EQ(services_.ensured().size(), 1U);
  EXPECT_THAT(services_.ensured()[0].launch_roles, ElementsAre("teacher"));
  EXPECT_EQ(services_.ensured()[0].student_number, "500123");
}

TEST_F(StorageFlowTest, GivenWrongOrNoValue_WhenPosted_ThenRefusedAndHandleIsUsedUp) {
  const IncomingResponse put = LoginPage("_parent");
  const LoginAnswer login = ReadNext(put);
  const IncomingResponse get =
      PostToken(browser_, login.state, platform_.Sign(platform_.GoodHeader(), Payload(login)));
  const std::string handle = HiddenValue(get.body, "handle");

  const IncomingResponse refused = Finish(handle, "");

  ExpectRefusal(refused, 403);
  EXPECT_TRUE(absl::StrContains(refused.body, "target=\"_blank\""));
  ExpectRefusal(Finish(handle, DataAttribute(put.body, "value")), 400);
  ExpectNobodyCameIn();
}

TEST_F(StorageFlowTest, GivenHandleOlderThanAMinute_WhenPosted_ThenRefused) {
  const IncomingResponse put = LoginPage("_parent");
  const LoginAnswer login = ReadNext(put);
  const IncomingResponse get =
      PostToken(browser_, login.state, platform_.Sign(platform_.GoodHeader(), Payload(login)));
  clock_.Advance(absl::Seconds(60));

  ExpectRefusal(Finish(HiddenValue(get.body, "handle"), DataAttribute(put.body, "value")), 400);
  ExpectNobodyCameIn();
}

TEST_F(StorageFlowTest, GivenFrameNameWithMarkup_WhenLoggedIn_ThenItCountsAsNotOffered) {
  EXPECT_EQ(LoginPage("\"><script>alert(1)</script>").status, 302);
}

TEST_F(StorageFlowTest, GivenBrowserWhoseCookiesWork_WhenStorageIsOffered_ThenNoDetour) {
  Browser browser = NewBrowser();
  Login(browser);
  Form form = GoodLogin(platform_);
  form.Add("lti_storage_target", "_parent");

  EXPECT_EQ(browser.PostForm("/lti/login", form).status, 302);
}

}  // namespace
}  // namespace driehoek::lti::test
