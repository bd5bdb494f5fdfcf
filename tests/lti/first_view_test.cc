// The page of the web UI with its first view inside: files named, first calls answered.
#include <filesystem>
#include <fstream>

#include "absl/strings/match.h"
#include "app/first_views.h"
#include "json/json.h"
#include "lti/launch_fixture.h"

namespace driehoek::lti::test {
namespace {

using testing::HasSubstr;
using testing::Not;

class FirstViewTest : public LaunchTest {
 protected:
  IncomingResponse AppPage() {
    const IncomingResponse launched = LaunchWith([](Json&, Json&) {});
    return browser_.Get(launched.HeaderValue("location"));
  }
  static JsonObject BootOf(const std::string& html) {
    constexpr absl::string_view kBegin = "id=\"boot\">";
    const std::size_t from = html.find(kBegin.data(), 0, kBegin.size()) + kBegin.size();
    const auto boot = JsonObject::Parse(html.substr(from, html.find("</script>", from) - from));
    EXPECT_THAT(boot, IsOk()) << html;
    return *boot;
  }
};

TEST_F(FirstViewTest, GivenTeacher_WhenPageOpens_ThenFilesOfRoleAndLanguageAreNamed) {
  const IncomingResponse page = AppPage();

  EXPECT_THAT(page.body, HasSubstr("<link rel=\"modulepreload\" crossorigin "
                                   "href=\"/app/assets/teacher-nl.js\">"));
  EXPECT_THAT(page.body,
              HasSubstr("<link rel=\"stylesheet\" crossorigin href=\"/app/assets/teacher.css\">"));
  EXPECT_THAT(page.body, Not(HasSubstr("student")));
  EXPECT_THAT(page.body, Not(HasSubstr("-en.js")));
  EXPECT_THAT(page.body, Not(HasSubstr("open.js")));
}

TEST_F(FirstViewTest, GivenFirstCalls_WhenPageOpens_ThenAnswersAreInsideAndEndNoElement) {
  const IncomingResponse page = AppPage();

  const auto first = BootOf(page.body).Objects("first");
  ASSERT_THAT(first, IsOk());
  ASSERT_EQ(first->size(), 1);
  EXPECT_EQ(first->front().StringOrEmpty("method"), "/driehoek.v1.DirectoryService/GetInstitution");
  EXPECT_EQ(first->front().Object("request")->StringOrEmpty("name"),
            "institutions/demo/</script><b>");
  EXPECT_EQ(first->front().Object("answer")->StringOrEmpty("name"),
            "institutions/demo/</script><b>");
  EXPECT_THAT(page.body, Not(HasSubstr("</script><b>")));
}

// In the list of the fixture stand also a method that is not for browsers and one that is unknown.
TEST_F(FirstViewTest, GivenServiceRefuses_WhenPageOpens_ThenThatAnswerIsLeftOut) {
  services_.RefuseInstitution(true);

  const IncomingResponse page = AppPage();

  EXPECT_EQ(page.status, 200);
  const auto first = BootOf(page.body).Objects("first");
  ASSERT_THAT(first, IsOk());
  EXPECT_TRUE(first->empty());
}

TEST_F(FirstViewTest, GivenGuestPage_WhenFetched_ThenFilesOfGuestsAreNamedAndNothingIsAsked) {
  const IncomingResponse page = browser_.Get("/g", {{"Accept-Language", "en"}});

  EXPECT_THAT(page.body, HasSubstr("/app/assets/guest-en.js"));
  // What opens the link comes before all other files.
  EXPECT_LT(page.body.find("src=\"/app/assets/open.js\""),
            page.body.find("/app/assets/guest-en.js"));
  EXPECT_FALSE(BootOf(page.body).IsArray("first"));
  EXPECT_FALSE(services_.last_caller().has_value());
}

TEST(WebUiTest, GivenPageWithoutItsList_WhenRead_ThenRefusedWithWhatToDo) {
  const driehoek::test::TempFolder folder;
  EXPECT_THAT(WebUi::Read(folder.path()), IsOk());  // no UI at all
  std::ofstream(folder.path() + "/index.html") << "<html></html>";

  const auto ui = WebUi::Read(folder.path());

  EXPECT_THAT(ui.status(), StatusIs(absl::StatusCode::kInvalidArgument, "WEB_UI_NOT_WHOLE"));
  EXPECT_TRUE(absl::StrContains(ui.status().message(), "npm run build"));
}

TEST(WebUiTest, GivenListThatIsNoneOfOurs_WhenRead_ThenRefused) {
  for (const std::string json :
       {"", "[]", "{}", R"({"views":{}})", R"({"views":[{"role":"student"}]})",
        R"({"views":[],"guest_script":"a\"><script>"})",
        R"({"views":[{"role":"student","language":"nl","files":[3]}]})",
        R"({"views":[{"role":"student","language":"nl","files":["a\"><script>"]}]})",
        R"({"views":[{"role":"student","language":"nl","files":[],"calls":[{"method":"/x"}]}]})"}) {
    EXPECT_THAT(FirstViews::Parse(json).status(),
                StatusIs(absl::StatusCode::kInvalidArgument, "WEB_UI_NOT_WHOLE"))
        << json;
  }
}

}  // namespace
}  // namespace driehoek::lti::test
