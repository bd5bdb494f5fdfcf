#include "shared/crypto/aead.h"

#include <gtest/gtest.h>

#include "shared/base/errors.h"
#include "shared/crypto/encoding.h"

namespace driehoek::crypto {
namespace {

const std::string kKey(32, 'k');

TEST(AeadTest, GivenTestCase16OfTheGcmPaper_WhenOpened_ThenThePublishedPlaintext) {
  // McGrew and Viega, "The Galois/Counter Mode of Operation", appendix B, test case 16: nonce,
  // ciphertext, tag.
  const std::string key =
      *HexDecode("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308");
  const std::string sealed = *HexDecode(
      "cafebabefacedbaddecaf888"
      "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
      "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
      "76fc6ece0f4e1768cddf8853bb2d551b");

  const auto opened = AeadOpen(key, sealed, *HexDecode("feedfacedeadbeeffeedfacedeadbeefabaddad2"));

  ASSERT_TRUE(opened.ok());
  EXPECT_EQ(HexEncode(*opened),
            "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
            "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39");
}

TEST(AeadTest, GivenText_WhenSealedTwice_ThenDifferentAndBothOpen) {
  const auto first = AeadSeal(kKey, "Beste Zoë", "mail/1");
  const auto second = AeadSeal(kKey, "Beste Zoë", "mail/1");

  ASSERT_TRUE(first.ok());
  ASSERT_TRUE(second.ok());
  EXPECT_NE(*first, *second);
  EXPECT_EQ(*AeadOpen(kKey, *first, "mail/1"), "Beste Zoë");
  EXPECT_EQ(*AeadOpen(kKey, *second, "mail/1"), "Beste Zoë");
  EXPECT_EQ(*AeadOpen(kKey, *AeadSeal(kKey, "", ""), ""), "");
}

TEST(AeadTest, GivenSealed_WhenAnyByteOrKeyOrContextDiffers_ThenNotAuthentic) {
  const std::string sealed = *AeadSeal(kKey, "text", "mail/1");

  for (std::size_t i = 0; i < sealed.size(); ++i) {
    std::string changed = sealed;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_EQ(ReasonOf(AeadOpen(kKey, changed, "mail/1").status()), "AEAD_NOT_AUTHENTIC") << i;
    EXPECT_FALSE(AeadOpen(kKey, absl::string_view(sealed).substr(0, i), "mail/1").ok()) << i;
  }
  EXPECT_FALSE(AeadOpen(std::string(32, 'x'), sealed, "mail/1").ok());
  EXPECT_FALSE(AeadOpen(kKey, sealed, "mail/2").ok());
  EXPECT_FALSE(AeadOpen(kKey, sealed + '\0', "mail/1").ok());
}

TEST(AeadTest, GivenShortKey_WhenUsed_ThenRefused) {
  EXPECT_EQ(ReasonOf(AeadSeal("short", "text", "").status()), "AEAD_KEY_MALFORMED");
  EXPECT_EQ(ReasonOf(AeadOpen("short", "text", "").status()), "AEAD_KEY_MALFORMED");
}

}  // namespace
}  // namespace driehoek::crypto
