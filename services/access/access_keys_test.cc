#include "access/access_keys.h"

#include <gtest/gtest.h>

namespace driehoek::access {
namespace {

const AccessKeys kKeys = AccessKeys::Derive(std::string(32, 's'));

TEST(AccessKeysTest, GivenOneSecret_WhenDerived_ThenEachEndHasItsOwnKey) {
  EXPECT_NE(kKeys.code, kKeys.address);
  EXPECT_EQ(kKeys.code, AccessKeys::Derive(std::string(32, 's')).code);
  EXPECT_NE(kKeys.code, AccessKeys::Derive(std::string(32, 't')).code);
}

TEST(CodeHashTest, GivenEqualCodes_WhenTheirIdsDiffer_ThenTheirHashesDo) {
  EXPECT_NE(CodeHash(kKeys, "a", "123456"), CodeHash(kKeys, "b", "123456"));
  EXPECT_EQ(CodeHash(kKeys, "a", "123456"), CodeHash(kKeys, "a", "123456"));
}

TEST(AddressHashTest, GivenOneAddressInTwoSpellings_WhenHashed_ThenTheSame) {
  EXPECT_EQ(AddressHash(kKeys, " I.Mulder@VanLeeuwen.nl"),
            AddressHash(kKeys, "i.mulder@vanleeuwen.nl"));
  EXPECT_NE(AddressHash(kKeys, "a@x.nl"), AddressHash(kKeys, "b@x.nl"));
  EXPECT_EQ(AddressHash(kKeys, " "), "");
}

TEST(MaskAddressTest, GivenAddresses_WhenMasked_ThenAtMostHalfOfTheNameIsShown) {
  EXPECT_EQ(MaskAddress("i.mulder@vanleeuwen.nl"), "i.m\u2022\u2022\u2022@vanleeuwen.nl");
  EXPECT_EQ(MaskAddress("jan@x.nl"), "j\u2022\u2022\u2022@x.nl");
  EXPECT_EQ(MaskAddress("j@x.nl"), "\u2022\u2022\u2022@x.nl");
  EXPECT_EQ(MaskAddress(""), "");
  EXPECT_EQ(MaskAddress("no address"), "");
}

}  // namespace
}  // namespace driehoek::access
