#include "notify/letter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace driehoek::notify {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(LetterTest, GivenCodeAndAction_WhenWritten_ThenBothFormsHoldThem) {
  const Letter letter{.language = Language::kEnglish,
                      .subject = "Sign",
                      .given_name = "Ingrid",
                      .paragraphs = {"The text is ready."},
                      .code = "123456",
                      .action = "Sign",
                      .uri = "https://x.nl/g#demo.abc",
                      .why = "Because."};

  EXPECT_EQ(LetterText(letter),
            "Hello Ingrid,\n\nThe text is ready.\n\n123456\n\nSign:\nhttps://x.nl/g#demo.abc\n\n"
            "Regards, Driehoek\n\nBecause.\n");
  const std::string html = LetterHtml(letter);
  EXPECT_THAT(html, HasSubstr("<html lang=\"en\">"));
  EXPECT_THAT(html, HasSubstr("href=\"https://x.nl/g#demo.abc\""));
  EXPECT_THAT(html, HasSubstr("123456"));
}

TEST(LetterTest, GivenMarkupInNames_WhenWrittenAsHtml_ThenItIsEscaped) {
  const Letter letter{.subject = "<script>", .given_name = "\"><img src=x>"};

  const std::string html = LetterHtml(letter);

  EXPECT_THAT(html, Not(HasSubstr("<script>")));
  EXPECT_THAT(html, Not(HasSubstr("<img")));
  EXPECT_THAT(html, HasSubstr("&lt;script&gt;"));
}

TEST(LetterTest, GivenAddressThatIsNoWebAddress_WhenWrittenAsHtml_ThenThereIsNoButton) {
  const Letter letter{.action = "Open", .uri = "javascript:alert(1)"};

  EXPECT_THAT(LetterHtml(letter), Not(HasSubstr("javascript")));
}

}  // namespace
}  // namespace driehoek::notify
