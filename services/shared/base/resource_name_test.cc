#include "shared/base/resource_name.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "shared/base/errors.h"

namespace driehoek {
namespace {

constexpr absl::string_view kPattern = "institutions/{institution}/agreements/{agreement}";

TEST(ResourceNameTest, GivenWellFormedName_WhenParsed_ThenPartsComeBack) {
  const auto name = ResourceName::Parse("institutions/demo/agreements/0190-ab", kPattern);

  ASSERT_TRUE(name.ok());
  EXPECT_EQ(name->tenant(), TenantId("demo"));
  EXPECT_EQ(name->id(), "0190-ab");
}

TEST(ResourceNameTest, GivenMalformedNames_WhenParsed_ThenFieldAndReasonAreNamed) {
  for (const char* text :
       {"", "institutions/demo", "institutions/demo/agreements/", "institutions/Demo/agreements/a",
        "institutions/demo/agreements/a/b", "institutions/demo/placements/a", "institutions/d/agreements/a",
        "institutions/demo/agreements/../x", "institutions/1demo/agreements/a", "institutions/demo/agreements/a%2fb"}) {
    const auto name = ResourceName::Parse(text, kPattern, "agreement");
    EXPECT_EQ(name.status().code(), absl::StatusCode::kInvalidArgument) << text;
    EXPECT_EQ(ReasonOf(name.status()), "NAME_MALFORMED") << text;
  }
}

}  // namespace
}  // namespace driehoek
