#include "shared/crypto/jwt.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "shared/base/errors.h"
#include "shared/crypto/digest.h"
#include "shared/crypto/encoding.h"
#include "shared/crypto/jwk.h"

namespace driehoek::crypto {
namespace {

// RFC 7515 appendix A.2: the key's modulus and the token.
constexpr absl::string_view kRfcModulus =
    "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-"
    "4qPCJrcS2mJPMEzP1Pt0Bm4d4Ql"
    "L-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-"
    "bSf63kpaSHSXndS5z5rexMdbBYUs"
    "LA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-"
    "DWNmoud"
    "F8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ";
constexpr absl::string_view kRfcToken =
    "eyJhbGciOiJSUzI1NiJ9."
    "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9p"
    "c19yb290Ijp0cnVlfQ.cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-"
    "0Qc_"
    "lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_"
    "nZLgrnbyTyWzO75vRK5h6xBArLIARNPvk"
    "SjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-"
    "eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2"
    "w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";

TEST(JwtTest, GivenTheTokenOfRfc7515_WhenVerified_ThenGood) {
  const auto key = FromJwk(kRfcModulus, "AQAB");
  const auto parts = SplitJwt(kRfcToken);

  ASSERT_TRUE(key.ok());
  ASSERT_TRUE(parts.ok());
  EXPECT_EQ(parts->header, R"({"alg":"RS256"})");
  EXPECT_EQ(parts->payload,
            "{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n \"http://example.com/is_root\":true}");
  EXPECT_TRUE(VerifyJwt(*key, *parts).ok());
}

TEST(JwtTest, GivenTheTokenOfRfc7515_WhenAnyCharacterChanges_ThenNeverGood) {
  const auto key = FromJwk(kRfcModulus, "AQAB");

  for (std::size_t i = 0; i < kRfcToken.size(); ++i) {
    std::string changed(kRfcToken);
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    const auto parts = SplitJwt(changed);
    EXPECT_FALSE(parts.ok() && VerifyJwt(*key, *parts).ok()) << i;
  }
}

TEST(JwtTest, GivenOurOwnKey_WhenSigned_ThenVerifiesWithItAndNoOther) {
  const auto ours = RsaKeyPair::Generate(2048);
  const auto other = RsaKeyPair::Generate(2048);
  ASSERT_TRUE(ours.ok() && other.ok());

  const auto token = SignJwt(*ours, R"({"alg":"RS256","kid":"1"})", R"({"iss":"driehoek"})");

  ASSERT_TRUE(token.ok());
  const auto parts = SplitJwt(*token);
  ASSERT_TRUE(parts.ok());
  EXPECT_EQ(parts->payload, R"({"iss":"driehoek"})");
  EXPECT_TRUE(VerifyJwt(ours->PublicKey(), *parts).ok());
  EXPECT_EQ(ReasonOf(VerifyJwt(other->PublicKey(), *parts)), "JWT_SIGNATURE_INVALID");
}

TEST(JwtTest, GivenHmacUnderThePublicKey_WhenVerified_ThenRefused) {
  const auto key = RsaKeyPair::Generate(2048);
  ASSERT_TRUE(key.ok());
  const std::string input =
      absl::StrCat(Base64UrlEncode(R"({"alg":"HS256"})"), ".", Base64UrlEncode("{}"));
  const std::string token =
      absl::StrCat(input, ".", Base64UrlEncode(HmacSha256(key->PublicKey().Modulus(), input)));

  const auto parts = SplitJwt(token);

  ASSERT_TRUE(parts.ok());
  EXPECT_EQ(ReasonOf(VerifyJwt(key->PublicKey(), *parts)), "JWT_SIGNATURE_INVALID");
}

TEST(JwtTest, GivenAnyOtherShape_WhenSplit_ThenMalformed) {
  const std::string wrong[] = {"",
                               "e30",
                               "e30.e30",
                               "e30.e30.",
                               "e30..e30",
                               ".e30.e30",
                               "e30.e30.e30.e30",
                               "e30.e30.e30=",
                               " e30.e30.e30",
                               "e30.e30.e30\n"};

  for (const std::string& token : wrong) {
    EXPECT_EQ(ReasonOf(SplitJwt(token).status()), "JWT_MALFORMED") << token;
  }
  EXPECT_EQ(ReasonOf(SplitJwt(std::string(5'000'000, 'e')).status()), "JWT_TOO_LARGE");
}

}  // namespace
}  // namespace driehoek::crypto
