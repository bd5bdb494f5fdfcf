#include "http/headers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace driehoek::lti {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

TEST(HeadersTest, GivenNoEmbeddingOrigin_WhenPolicyMade_ThenOnlyWeMayFrame) {
  const std::string policy = ContentSecurityPolicy({});

  EXPECT_THAT(policy, testing::StartsWith("default-src 'none'"));
  EXPECT_THAT(policy, EndsWith("frame-ancestors 'self'"));
  EXPECT_THAT(policy, Not(HasSubstr("unsafe-inline")));
}

TEST(HeadersTest, GivenAddressesOfPlatform_WhenPolicyMade_ThenTheirOriginsMayFrame) {
  const std::string policy = ContentSecurityPolicy(
      {.frame_ancestors = {"https://lms.school.example/path?x", "https://*.instructure.com"}});

  EXPECT_THAT(
      policy,
      EndsWith("frame-ancestors 'self' https://lms.school.example https://*.instructure.com"));
}

TEST(HeadersTest, GivenClaimThatTriesToAddDirective_WhenPolicyMade_ThenItIsLeftOut) {
  const std::string policy = ContentSecurityPolicy(
      {.frame_ancestors = {"https://a.example; script-src *", "*", "https://*", "https://*.nl",
                           "'none'", "https://a.example/;script-src", "data:"}});

  EXPECT_THAT(policy, Not(HasSubstr("script-src *")));
  EXPECT_THAT(policy, EndsWith("frame-ancestors 'self' https://a.example"));
}

TEST(HeadersTest, GivenRegistrationPage_WhenPolicyMade_ThenAnybodyMayFrameIt) {
  EXPECT_THAT(ContentSecurityPolicy({.frameable_by_anybody = true}), EndsWith("frame-ancestors *"));
}

TEST(HeadersTest, GivenPage_WhenHeadersAdded_ThenNothingIsKeptAndNoRefererLeaks) {
  Response response;

  AddPageHeaders({}, response);

  std::string all;
  for (const Header& header : response.headers) all += header.name + ": " + header.value + "\n";
  EXPECT_THAT(all, HasSubstr("Cache-Control: no-store"));
  EXPECT_THAT(all, HasSubstr("Referrer-Policy: no-referrer"));
  EXPECT_THAT(all, HasSubstr("X-Content-Type-Options: nosniff"));
  EXPECT_THAT(all, Not(HasSubstr("X-Frame-Options")));
}

}  // namespace
}  // namespace driehoek::lti
