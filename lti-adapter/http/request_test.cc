#include "http/request.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace driehoek::lti {
namespace {

TEST(RequestTest, GivenTwoJarsWithOneCookie_WhenAsked_ThenBothValuesComeBack) {
  const Request request{
      .headers = {{"Cookie", "a=1; __Host-x=first; b=2"}, {"cookie", "__Host-x=second"}}};

  EXPECT_THAT(request.Cookies("__Host-x"), testing::ElementsAre("first", "second"));
  EXPECT_THAT(request.Cookies("x"), testing::IsEmpty());
}

TEST(RequestTest, GivenContentTypeWithParameters_WhenAsked_ThenOnlyTheTypeCounts) {
  const Request request{.headers = {{"Content-Type", "Application/JSON; charset=utf-8"}}};

  EXPECT_TRUE(request.HasContentType("application/json"));
  EXPECT_FALSE(request.HasContentType("application/jsonx"));
}

}  // namespace
}  // namespace driehoek::lti
