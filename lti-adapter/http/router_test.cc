#include "http/router.h"

#include <gtest/gtest.h>

namespace driehoek::lti {
namespace {

Handler Says(std::string body) {
  return [body](const Request&) { return Response{.body = body}; };
}

class RouterTest : public testing::Test {
 protected:
  RouterTest() {
    router_.Handle("GET", "/app", Says("app"));
    router_.HandlePrefix("GET", "/app/", Says("file"));
    router_.HandlePrefix("GET", "/app/assets/", Says("asset"));
    router_.Otherwise([](const Request&) { return Response{.status = 404}; });
  }
  Response Get(const char* method, const char* path) {
    return router_.Answer(Request{.method = method, .path = path});
  }
  Router router_;
};

TEST_F(RouterTest, GivenExactAndPrefixRoutes_WhenAsked_ThenTheNearestAnswers) {
  EXPECT_EQ(Get("GET", "/app").body, "app");
  EXPECT_EQ(Get("GET", "/app/x").body, "file");
  EXPECT_EQ(Get("GET", "/app/assets/x").body, "asset");
  EXPECT_EQ(Get("GET", "/appx").status, 404);
}

TEST_F(RouterTest, GivenGetRoute_WhenHeadAsked_ThenItAnswersToo) {
  EXPECT_EQ(Get("HEAD", "/app").body, "app");
}

TEST_F(RouterTest, GivenKnownPath_WhenMethodIsNot_ThenAllowNamesThoseThatAre) {
  const Response response = Get("DELETE", "/app");

  EXPECT_EQ(response.status, 405);
  EXPECT_EQ(response.headers.at(0).value, "GET, HEAD");
}

}  // namespace
}  // namespace driehoek::lti
