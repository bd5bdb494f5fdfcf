#include "shared/base/field_checks.h"

#include <gtest/gtest.h>

#include <string>

namespace driehoek {
namespace {

std::string ReasonFor(absl::string_view text, std::size_t min, std::size_t max,
                      TextKind kind = TextKind::kLine) {
  FieldViolations violations("thing");
  CheckText(violations, "title", text, min, max, kind);
  return ReasonOf(violations.ToStatus());
}

TEST(CheckTextTest, GivenAccents_WhenCounted_ThenCharactersNotBytes) {
  EXPECT_EQ(CharacterCount("Zoë 👍"), 5U);
  EXPECT_EQ(ReasonFor("ëëë", 1, 3), "");
  EXPECT_EQ(ReasonFor("ëëëë", 1, 3), "TEXT_TOO_LONG");
}

TEST(CheckTextTest, GivenBlanks_WhenTextIsRequired_ThenMissing) {
  EXPECT_EQ(ReasonFor("", 1, 10), "TEXT_MISSING");
  EXPECT_EQ(ReasonFor("   ", 1, 10), "TEXT_MISSING");
  EXPECT_EQ(ReasonFor("", 0, 10), "");
}

TEST(CheckTextTest, GivenControls_WhenChecked_ThenOnlyBlocksMayHaveLines) {
  EXPECT_EQ(ReasonFor("a\nb", 1, 10), "TEXT_UNPRINTABLE");
  EXPECT_EQ(ReasonFor("a\nb", 1, 10, TextKind::kBlock), "");
  EXPECT_EQ(ReasonFor(absl::string_view("a\0b", 3), 1, 10, TextKind::kBlock), "TEXT_UNPRINTABLE");
  EXPECT_EQ(ReasonFor("\xC3", 1, 10), "TEXT_UNPRINTABLE");
}

TEST(IsEmailTest, GivenAddresses_WhenChecked_ThenOnlyMailboxesPass) {
  for (const char* good : {"a@b.nl", "jan.de+vries@sub.school.example", "o'neil@x-y.org"}) {
    EXPECT_TRUE(IsEmail(good)) << good;
  }
  for (const char* bad :
       {"", "a", "@b.nl", "a@b", "a@b..nl", "a b@c.nl", "a@-b.nl", "a@b.nl\n", "a@b@c.nl"}) {
    EXPECT_FALSE(IsEmail(bad)) << bad;
  }
  EXPECT_FALSE(IsEmail(std::string(60, 'a') + "@" + std::string(200, 'b') + ".nl"));
}

TEST(IsPhoneTest, GivenNumbers_WhenChecked_ThenOnlyE164Passes) {
  EXPECT_TRUE(IsPhone("+31612345678"));
  for (const char* bad :
       {"", "0612345678", "+0612345678", "+31 6 12345678", "+1234567", "+1234567890123456"}) {
    EXPECT_FALSE(IsPhone(bad)) << bad;
  }
}

}  // namespace
}  // namespace driehoek
