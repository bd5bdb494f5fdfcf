#include "shared/csv/csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "shared/base/errors.h"
#include "shared/csv/text_encoding.h"

namespace driehoek::csv {
namespace {

using ::testing::ElementsAre;

TEST(ParseCsvTest, GivenQuotesAndLineEnds_WhenParsed_ThenFieldsAndLinesAreRight) {
  const auto csv =
      ParseCsv("\xEF\xBB\xBFname;note\r\n\"De \"\"Boer\"\"; Ede\";\"two\r\nlines\"\n\nx;y", ';');
  ASSERT_TRUE(csv.ok());
  EXPECT_THAT(csv->header, ElementsAre("name", "note"));
  ASSERT_EQ(csv->rows.size(), 2U);
  EXPECT_THAT(csv->rows[0].fields, ElementsAre("De \"Boer\"; Ede", "two\r\nlines"));
  EXPECT_EQ(csv->rows[0].line, 2);
  EXPECT_EQ(csv->rows[1].line, 5);
}

TEST(ParseCsvTest, GivenBrokenText_WhenParsed_ThenRefused) {
  for (const char* broken : {"", "a,b\n\"never", "a,b\n1,\"2\"3", "a,b\n1,2\"3", "a,b\n1"}) {
    EXPECT_EQ(ReasonOf(ParseCsv(broken).status()), "CSV_MALFORMED") << broken;
  }
  const auto kept = ParseCsv("a,b\n1\n1,2,3", ',', Ragged::kKept);
  ASSERT_TRUE(kept.ok());
  EXPECT_THAT(kept->rows[0].fields, ElementsAre("1"));
  EXPECT_THAT(kept->rows[1].fields, ElementsAre("1", "2", "3"));
}

TEST(SeparatorOfTest, GivenHeaders_WhenAsked_ThenTheOneThatStandsMost) {
  EXPECT_EQ(SeparatorOf("a,b\n1;2;3"), ',');
  EXPECT_EQ(SeparatorOf("a;\"b,c,d,e\";f"), ';');
  EXPECT_EQ(SeparatorOf("a\tb"), '\t');
  EXPECT_EQ(SeparatorOf("alone"), ',');
}

TEST(GuardTest, GivenTextsLikeFormulas_WhenGuarded_ThenHarmlessAndReadBack) {
  for (const char* text : {"=1+1", "+31612345678", "-3", "@SUM(A1)", "\tx", "\rx", "'=1", "''-"}) {
    EXPECT_EQ(WithGuard(text), std::string("'") + text);
    EXPECT_EQ(WithoutGuard(WithGuard(text)), text);
  }
  for (const char* text : {"", "a=1", "'s-Hertogenbosch", "'", "3-4"}) {
    EXPECT_EQ(WithGuard(text), text);
    EXPECT_EQ(WithoutGuard(text), text);
  }
}

TEST(CsvFieldTest, GivenSpecialText_WhenWritten_ThenQuoted) {
  EXPECT_EQ(CsvField("a,b", ';'), "a,b");
  EXPECT_EQ(CsvField("a;b", ';'), "\"a;b\"");
  EXPECT_EQ(CsvField("say \"no\""), "\"say \"\"no\"\"\"");
  EXPECT_EQ(CsvField("a\rb"), "\"a\rb\"");
}

TEST(ToUtf8Test, GivenEncodings_WhenRead_ThenUtf8) {
  EXPECT_EQ(ToUtf8("\xEF\xBB\xBF"
                   "caf\xC3\xA9")
                .value(),
            "caf\xC3\xA9");
  EXPECT_EQ(ToUtf8("caf\xE9 \x80 \x92").value(), "caf\xC3\xA9 \xE2\x82\xAC \xE2\x80\x99");
  EXPECT_EQ(ToUtf8("").value(), "");
  EXPECT_EQ(ReasonOf(ToUtf8(absl::string_view("a\0b", 3)).status()), "ENCODING_UNKNOWN");
  EXPECT_EQ(ReasonOf(ToUtf8("\x81").status()), "ENCODING_UNKNOWN");
}

TEST(IsUtf8Test, GivenMalformedSequences_WhenAsked_ThenNo) {
  for (const char* bad :
       {"\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xC3", "\x80"}) {
    EXPECT_FALSE(IsUtf8(bad));
  }
  EXPECT_TRUE(IsUtf8("\xF0\x9F\x98\x80 \xE2\x82\xAC \xC3\xA9 a"));
}

}  // namespace
}  // namespace driehoek::csv
