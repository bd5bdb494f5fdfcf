#include "shared/crypto/jwk.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "shared/base/errors.h"
#include "shared/crypto/encoding.h"

namespace driehoek::crypto {
namespace {

// The example of RFC 7638 section 3.1.
constexpr absl::string_view kModulus =
    "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_"
    "BJECPebWK"
    "RXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_"
    "FDW2QvzqY368QQMic"
    "AtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-"
    "bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3"
    "XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw";

TEST(JwkTest, GivenTheKeyOfRfc7638_WhenReadAndWritten_ThenSameAndThumbprintAsPublished) {
  const auto key = FromJwk(kModulus, "AQAB");

  ASSERT_TRUE(key.ok());
  EXPECT_EQ(key->Bits(), 2048);
  EXPECT_EQ(ToJwk(*key).n, kModulus);
  EXPECT_EQ(ToJwk(*key).e, "AQAB");
  EXPECT_EQ(JwkThumbprint(*key), "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
}

TEST(JwkTest, GivenLeadingZeroByte_WhenRead_ThenWrittenWithoutIt) {
  const std::string padded =
      Base64UrlEncode(absl::StrCat(std::string(1, '\0'), *Base64UrlDecode(kModulus)));

  const auto key = FromJwk(padded, "AQAB");

  ASSERT_TRUE(key.ok());
  EXPECT_EQ(ToJwk(*key).n, kModulus);
}

TEST(JwkTest, GivenMalformedOrWeakNumbers_WhenRead_ThenRefused) {
  std::string even = *Base64UrlDecode(kModulus);
  even.back() = '\0';
  const std::string short_modulus =
      Base64UrlEncode(absl::StrCat("\xff", std::string(126, 'a'), "\x01"));

  EXPECT_EQ(ReasonOf(FromJwk(absl::StrCat(kModulus, "=="), "AQAB").status()), "JWK_MALFORMED");
  EXPECT_EQ(ReasonOf(FromJwk(kModulus, "").status()), "JWK_MALFORMED");
  EXPECT_EQ(ReasonOf(FromJwk(short_modulus, "AQAB").status()), "RSA_KEY_WEAK");
  EXPECT_EQ(ReasonOf(FromJwk(Base64UrlEncode(even), "AQAB").status()), "RSA_KEY_WEAK");
  EXPECT_EQ(ReasonOf(FromJwk(kModulus, "AQ").status()), "RSA_KEY_WEAK");    // exponent 1
  EXPECT_EQ(ReasonOf(FromJwk(kModulus, "AQAA").status()), "RSA_KEY_WEAK");  // even exponent
  EXPECT_EQ(ReasonOf(FromJwk(Base64UrlEncode(std::string(4000, 'a')), "AQAB").status()),
            "RSA_KEY_WEAK");
}

}  // namespace
}  // namespace driehoek::crypto
