#include "agreement/pdf/seal_signature.h"

#include <gtest/gtest.h>
#include <openssl/err.h>

#include <memory>

#include "agreement/pdf/openssl_types.h"
#include "agreement/pdf/temporary_folder.h"
#include "shared/base/errors.h"
#include "shared/crypto/digest.h"

namespace driehoek::agreement {
namespace {

class SealSignatureTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    const TemporaryFolder folder;
    key_ = new SealingKey(
        *EnsureSealingKey(folder.path(), "Hogeschool", absl::FromUnixSeconds(1790670245)));
  }
  static void TearDownTestSuite() { delete key_; }
  static SealingKey* key_;
};
SealingKey* SealSignatureTest::key_ = nullptr;

TEST_F(SealSignatureTest, GivenSignature_WhenCheckedForItsDigest_ThenTheCertificateIsKnown) {
  const std::string digest = crypto::Sha256("text");

  const auto der = MakeSealSignature(*key_, digest);

  ASSERT_TRUE(der.ok());
  const auto signer = CheckSealSignature(*der, digest);
  ASSERT_TRUE(signer.ok());
  EXPECT_EQ(signer->certificate_der, key_->certificate_der);
  EXPECT_EQ(signer->subject, "O=Hogeschool, CN=Driehoek zegel");
  EXPECT_EQ(ReasonOf(CheckSealSignature(*der, crypto::Sha256("other")).status()),
            "SEAL_SIGNATURE_INVALID");
}

// An independent judge: OpenSSL's own CMS with the checks of CAdES.
TEST_F(SealSignatureTest, GivenSignature_WhenOpenSslVerifiesIt_ThenGoodCms) {
  const std::string content = "the signed bytes";
  const std::string der = *MakeSealSignature(*key_, crypto::Sha256(content));
  const auto* at = reinterpret_cast<const unsigned char*>(der.data());
  const CmsPtr cms(d2i_CMS_ContentInfo(nullptr, &at, static_cast<long>(der.size())));
  ASSERT_NE(cms, nullptr);
  const std::unique_ptr<X509_STORE, FreeWith<X509_STORE_free>> store(X509_STORE_new());
  X509_STORE_add_cert(store.get(), ParseCertificate(key_->certificate_der).get());
  // The certificate is as old as the example, not as the machine's clock.
  X509_STORE_set_flags(store.get(), X509_V_FLAG_NO_CHECK_TIME);
  const auto verify = [&](absl::string_view bytes) {
    const BioPtr input(BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())));
    return CMS_verify(cms.get(), nullptr, store.get(), input.get(), nullptr,
                      CMS_BINARY | CMS_CADES);
  };

  EXPECT_EQ(verify(content), 1) << ERR_error_string(ERR_peek_last_error(), nullptr);
  EXPECT_NE(verify("other bytes"), 1);
}

TEST_F(SealSignatureTest, GivenSignature_WhenAnyBitChanges_ThenNeverGood) {
  const std::string digest = crypto::Sha256("text");
  const std::string der = *MakeSealSignature(*key_, digest);

  for (std::size_t i = 0; i < der.size(); ++i) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string changed = der;
      changed[i] = static_cast<char>(changed[i] ^ (1 << bit));
      EXPECT_FALSE(CheckSealSignature(changed, digest).ok()) << i << "/" << bit;
    }
    EXPECT_FALSE(CheckSealSignature(absl::string_view(der).substr(0, i), digest).ok()) << i;
  }
  EXPECT_FALSE(CheckSealSignature(der + '\0', digest).ok());
}

}  // namespace
}  // namespace driehoek::agreement
