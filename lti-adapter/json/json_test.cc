#include "json/json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "json/json_writer.h"
#include "shared/base/errors.h"

namespace driehoek::lti {
namespace {

using testing::ElementsAre;

struct Refused {
  std::string text;
  const char* reason;
};
class JsonRefusedTest : public testing::TestWithParam<Refused> {};

TEST_P(JsonRefusedTest, GivenTextThatIsNotOneStrictObject_WhenParsed_ThenReasonSaysWhy) {
  EXPECT_EQ(ReasonOf(JsonObject::Parse(GetParam().text).status()), GetParam().reason);
}

INSTANTIATE_TEST_SUITE_P(
    All, JsonRefusedTest,
    testing::Values(
        Refused{"", "JSON_MALFORMED"}, Refused{"[]", "JSON_NOT_AN_OBJECT"},
        Refused{"\"x\"", "JSON_NOT_AN_OBJECT"}, Refused{"{\"a\":1,\"a\":1}", "JSON_MALFORMED"},
        Refused{R"({"a":{"b":[{"c":1,"\u0063":2}]}})", "JSON_MALFORMED"},
        Refused{"{} x", "JSON_MALFORMED"}, Refused{std::string("{}\0", 3), "JSON_MALFORMED"},
        Refused{R"({"a":"\u0000"})", "JSON_MALFORMED"},
        Refused{"{\"a\":\"\xff\"}", "JSON_MALFORMED"}, Refused{"{'a':1}", "JSON_MALFORMED"},
        Refused{"{\"a\":NaN}", "JSON_MALFORMED"}, Refused{"{\"a\":1,}", "JSON_MALFORMED"},
        Refused{"{\"a\":" + std::string(64, '[') + std::string(64, ']') + "}", "JSON_TOO_DEEP"}));

TEST(JsonTest, GivenDeepestAllowedNesting_WhenParsed_ThenAccepted) {
  EXPECT_TRUE(
      JsonObject::Parse("{\"a\":" + std::string(63, '[') + std::string(63, ']') + "}").ok());
}

TEST(JsonTest, GivenBracketsInsideStrings_WhenParsed_ThenTheyDoNotCount) {
  EXPECT_TRUE(JsonObject::Parse("{\"a\":\"\\\"" + std::string(500, '[') + "\"}").ok());
}

TEST(JsonTest, GivenMembers_WhenReadByType_ThenValuesOrPathsComeBack) {
  const auto object = JsonObject::Parse(
      R"({"s":"text","n":1790000000.5,"none":null,"o":{"id":7},"l":["a","b"],"big":123456789012345678901234})");
  ASSERT_TRUE(object.ok());

  EXPECT_EQ(object->String("s").value(), "text");
  EXPECT_EQ(object->Number("n").value(), 1790000000.5);
  EXPECT_FALSE(object->OptionalString("none").value().has_value());
  EXPECT_THAT(object->Strings("l").value(), ElementsAre("a", "b"));
  EXPECT_THAT(object->StringOrStrings("s").value(), ElementsAre("text"));
  EXPECT_EQ(ReasonOf(object->String("absent").status()), "JSON_MEMBER_MISSING");
  EXPECT_EQ(ReasonOf(object->String("n").status()), "JSON_MEMBER_TYPE");
  EXPECT_EQ(ReasonOf(object->Number("s").status()), "JSON_MEMBER_TYPE");
  EXPECT_EQ(ReasonOf(object->Object("o")->String("id").status()), "JSON_MEMBER_TYPE");
}

TEST(JsonWriterTest, GivenTextThatWouldEndAScript_WhenQuoted_ThenItCannot) {
  EXPECT_EQ(JsonQuote("</script>\n\"\\&"), R"("\u003c/script\u003e\u000a\"\\\u0026")");
}

TEST(JsonWriterTest, GivenMembers_WhenWrittenAndRead_ThenTheyAreTheSame) {
  const std::string text = JsonObjectWriter()
                               .String("a", "<é\xe2\x80\xa8")
                               .Strings("b", {"x", "y"})
                               .Number("c", 3)
                               .Bool("d", true)
                               .Done();

  const auto object = JsonObject::Parse(text);
  ASSERT_TRUE(object.ok());
  EXPECT_EQ(object->String("a").value(), "<é\xe2\x80\xa8");
  EXPECT_THAT(object->Strings("b").value(), ElementsAre("x", "y"));
}

}  // namespace
}  // namespace driehoek::lti
