#include "http/uri.h"

#include <gtest/gtest.h>

namespace driehoek::lti {
namespace {

TEST(UriTest, GivenAddressWithEverything_WhenParsed_ThenPartsAreThere) {
  const auto uri = ParseUri("HTTPS://Lms.School.example:8443/mod/lti/auth.php?type=3#top");

  ASSERT_TRUE(uri.has_value());
  EXPECT_EQ(uri->Origin(), "https://lms.school.example:8443");
  EXPECT_EQ(uri->path, "/mod/lti/auth.php");
  EXPECT_EQ(uri->query, "type=3");
  EXPECT_TRUE(uri->has_fragment);
}

TEST(UriTest, GivenOwnPortOfScheme_WhenWrittenAsOrigin_ThenPortIsLeftOut) {
  EXPECT_EQ(ParseUri("https://a.example:443")->Origin(), "https://a.example");
  EXPECT_EQ(ParseUri("http://a.example:443")->Origin(), "http://a.example:443");
}

class UriRefusedTest : public testing::TestWithParam<const char*> {};

TEST_P(UriRefusedTest, GivenAddressThatBrowsersReadOtherwise_WhenParsed_ThenNothing) {
  EXPECT_FALSE(ParseUri(GetParam()).has_value()) << GetParam();
}

INSTANTIATE_TEST_SUITE_P(
    All, UriRefusedTest,
    testing::Values("", "/path", "//host/path", "javascript:alert(1)", "data:text/html,x",
                    "file:///etc/passwd", "ftp://a.example/", "https:/a.example",
                    "https://user@a.example/", "https://a.example@evil.example/",
                    "https://a.example\\@evil.example/", "https:\\\\a.example",
                    "https://a.example:0/", "https://a.example:65536/", "https://a.example:+80/",
                    "https://a.example:/", "https://.a.example/", "https://a..example/",
                    "https://a.example/ x", "https://a.example/\tx", "https://a.example/\r\nx",
                    "https://ex\xc3\xa4mple/", "https://[::1/", "https://a%2eexample/",
                    "https://*.example/"));

TEST(UriTest, GivenHostSuffixTrick_WhenCompared_ThenOriginsDiffer) {
  EXPECT_TRUE(SameOrigin("https://tool.example/a", "https://tool.example:443/b?c"));
  EXPECT_FALSE(SameOrigin("https://tool.example/a", "https://tool.example.evil/a"));
  EXPECT_FALSE(SameOrigin("https://tool.example/a", "http://tool.example/a"));
}

TEST(UriTest, GivenEndpointWithQuery_WhenParameterAppended_ThenAmpersandJoins) {
  EXPECT_EQ(AppendQuery("https://a.example/x?y=1", "hint", "{\"a b\"}&"),
            "https://a.example/x?y=1&hint=%7B%22a%20b%22%7D%26");
  EXPECT_EQ(AppendQuery("https://a.example/x", "a", "b"), "https://a.example/x?a=b");
}

}  // namespace
}  // namespace driehoek::lti
