#include "shared/auth/carried_secret.h"

#include <gtest/gtest.h>

namespace driehoek::auth {
namespace {

TEST(CarriedSecretTest, GivenFreshSecret_WhenParsed_ThenInstitutionAndHashAreThose) {
  const NewSecret made = MakeCarriedSecret(TenantId("demo"));

  const auto parsed = ParseCarriedSecret(made.text);

  ASSERT_TRUE(parsed.has_value());
  EXPECT_EQ(parsed->tenant, TenantId("demo"));
  EXPECT_EQ(parsed->hash, made.hash);
  EXPECT_EQ(made.text.size(), 4U + 1U + 43U);
}

TEST(CarriedSecretTest, GivenSameSecretOfAnotherInstitution_WhenParsed_ThenAnotherHash) {
  const NewSecret made = MakeCarriedSecret(TenantId("demo"));

  const auto parsed = ParseCarriedSecret("other" + made.text.substr(4));

  ASSERT_TRUE(parsed.has_value());
  EXPECT_NE(parsed->hash, made.hash);
}

TEST(CarriedSecretTest, GivenMalformedTexts_WhenParsed_ThenNothing) {
  const std::string good = MakeCarriedSecret(TenantId("demo")).text;
  for (const std::string& text :
       {std::string(), std::string("demo"), std::string("demo."), good.substr(0, good.size() - 1),
        good + "A", good + "=", "Demo" + good.substr(4), "d" + good.substr(4),
        std::string(5'000'000, 'a'), "demo." + std::string(43, '*'), good.substr(5)}) {
    EXPECT_FALSE(ParseCarriedSecret(text).has_value()) << text.substr(0, 80);
  }
}

TEST(CarriedSecretTest, GivenWornOutSecret_WhenAskedForItsInstitution_ThenItIsStillKnown) {
  EXPECT_EQ(InstitutionOfSecret("demo.abc"), TenantId("demo"));
  EXPECT_EQ(InstitutionOfSecret("demo"), std::nullopt);
  EXPECT_EQ(InstitutionOfSecret(std::string(1000, 'a') + ".x"), std::nullopt);
}

}  // namespace
}  // namespace driehoek::auth
