#include "http/form.h"

#include <gtest/gtest.h>

#include "shared/base/errors.h"

namespace driehoek::lti {
namespace {

TEST(FormTest, GivenEncodedFields_WhenParsed_ThenValuesAreDecoded) {
  const auto form =
      Form::Parse("iss=https%3A%2F%2Flms.example&login_hint=a+b%7B%22x%22%7D&empty=&bare");

  ASSERT_TRUE(form.ok());
  EXPECT_EQ(form->Value("iss"), "https://lms.example");
  EXPECT_EQ(form->Value("login_hint"), "a b{\"x\"}");
  EXPECT_TRUE(form->Get("empty").has_value());
  EXPECT_TRUE(form->Get("bare").has_value());
  EXPECT_FALSE(form->Get("absent").has_value());
}

TEST(FormTest, GivenFields_WhenEncodedAndParsed_ThenTheyAreTheSame) {
  Form form;
  form.Add("hint", "{\"cmid\":2,\"x\":\"é&=+%\"}");

  const auto again = Form::Parse(form.Encode());

  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->Value("hint"), "{\"cmid\":2,\"x\":\"é&=+%\"}");
}

struct Refused {
  const char* encoded;
  const char* reason;
};
class FormRefusedTest : public testing::TestWithParam<Refused> {};

TEST_P(FormRefusedTest, GivenBrokenForm_WhenParsed_ThenReasonSaysWhy) {
  EXPECT_EQ(ReasonOf(Form::Parse(GetParam().encoded).status()), GetParam().reason)
      << GetParam().encoded;
}

INSTANTIATE_TEST_SUITE_P(
    All, FormRefusedTest,
    testing::Values(Refused{"a=1&a=2", "FORM_FIELD_REPEATED"},
                    Refused{"a=1&%61=1", "FORM_FIELD_REPEATED"}, Refused{"a=%", "FORM_MALFORMED"},
                    Refused{"a=%4", "FORM_MALFORMED"}, Refused{"a=%zz", "FORM_MALFORMED"},
                    Refused{"a=%ff", "FORM_MALFORMED"}, Refused{"a=%c0%80", "FORM_MALFORMED"},
                    Refused{"a=%ed%a0%80", "FORM_MALFORMED"},
                    Refused{"a=%00", "FORM_CONTROL_CHARACTER"},
                    Refused{"a=x%0d%0ay", "FORM_CONTROL_CHARACTER"},
                    Refused{"a%0a=1", "FORM_CONTROL_CHARACTER"}));

TEST(FormTest, GivenMoreFieldsThanAnyPlatformSends_WhenParsed_ThenRefused) {
  std::string encoded;
  for (int i = 0; i < 201; ++i) encoded += "f" + std::to_string(i) + "=1&";

  EXPECT_EQ(ReasonOf(Form::Parse(encoded).status()), "FORM_TOO_MANY_FIELDS");
}

}  // namespace
}  // namespace driehoek::lti
