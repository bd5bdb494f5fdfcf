#include "shared/crypto/encoding.h"

#include <gtest/gtest.h>

namespace driehoek::crypto {
namespace {

// RFC 4648 section 10, without the padding.
TEST(Base64UrlTest, GivenTheVectorsOfRfc4648_WhenCoded_ThenBothWaysAgree) {
  const std::pair<const char*, const char*> vectors[] = {
      {"", ""},           {"f", "Zg"},          {"fo", "Zm8"},         {"foo", "Zm9v"},
      {"foob", "Zm9vYg"}, {"fooba", "Zm9vYmE"}, {"foobar", "Zm9vYmFy"}};

  for (const auto& [bytes, text] : vectors) {
    EXPECT_EQ(Base64UrlEncode(bytes), text);
    EXPECT_EQ(Base64UrlDecode(text), bytes);
  }
  EXPECT_EQ(Base64UrlEncode("\xfb\xff"), "-_8");
}

TEST(Base64UrlTest, GivenAnythingButTheOneSpelling_WhenDecoded_ThenRefused) {
  const absl::string_view wrong[] = {"Zg==",   // padding
                                     "Zg=",    //
                                     "Z",      // half a byte
                                     "Zh",     // unused bits set
                                     "Zm9",    // likewise
                                     "Zm 9v",  // white space
                                     "Zm9v\n",  "+_8", "-/8", absl::string_view("Zm9\0", 4),
                                     "\xc3\xa9"};

  for (const absl::string_view text : wrong) {
    EXPECT_FALSE(Base64UrlDecode(text).has_value()) << text;
  }
}

TEST(HexTest, GivenBytes_WhenCoded_ThenLowerCaseAndBack) {
  const std::string bytes("\x00\x7f\xff", 3);

  EXPECT_EQ(HexEncode(bytes), "007fff");
  EXPECT_EQ(HexDecode("007FfF"), bytes);
  EXPECT_FALSE(HexDecode("0").has_value());
  EXPECT_FALSE(HexDecode("0g").has_value());
}

}  // namespace
}  // namespace driehoek::crypto
