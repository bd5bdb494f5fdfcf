#include "agreement/plain_text.h"

#include <gtest/gtest.h>

namespace driehoek::agreement {
namespace {

TEST(PlainTextTest, GivenUntidyText_WhenMadePlain_ThenTidyAndOtherwiseUnchanged) {
  EXPECT_EQ(PlainText("\n\n een\ttwee  \r\n\r\n\r\n\rdrie \n\n"), " een twee\n\ndrie");
  EXPECT_EQ(PlainText(""), "");
  EXPECT_EQ(PlainText("Zoë 日本 😀 שלום"), "Zoë 日本 😀 שלום");
  EXPECT_EQ(PlainLine(" een \n twee\n\ndrie "), "een twee drie");
}

TEST(PlainTextTest, GivenEveryBoundaryOfUtf8_WhenMadePlain_ThenOnlyWellFormedPasses) {
  for (const absl::string_view good :
       {"\xc2\xa0", "\xdf\xbf", "\xe0\xa0\x80", "\xed\x9f\xbf", "\xee\x80\x80", "\xef\xbf\xbd",
        "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbd"}) {
    EXPECT_TRUE(PlainText(good).has_value());
  }
  for (const absl::string_view bad :
       {"\x80", "\xc1\xbf", "\xc2", "\xe0\x9f\xbf", "\xed\xa0\x80", "\xe2\x82", "\xf0\x8f\xbf\xbf",
        "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff", "\xef\xbf\xbe", "\xf4\x8f\xbf\xbf",
        "\xef\xb7\x90"}) {
    EXPECT_FALSE(PlainText(bad).has_value());
  }
}

TEST(CodePointsTest, GivenAccents_WhenCounted_ThenCharactersAndNotBytes) {
  EXPECT_EQ(CodePoints("Zoë"), 3U);
  EXPECT_EQ(CodePoints(""), 0U);
}

}  // namespace
}  // namespace driehoek::agreement
