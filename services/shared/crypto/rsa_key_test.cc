#include "shared/crypto/rsa_key.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <thread>
#include <vector>

#include "shared/base/errors.h"
#include "shared/crypto/secret_file.h"

namespace driehoek::crypto {
namespace {

class RsaKeyTest : public testing::Test {
 protected:
  RsaKeyTest() {
    std::string pattern = testing::TempDir() + "rsa_key_XXXXXX";
    folder_ = ::mkdtemp(pattern.data());
  }
  ~RsaKeyTest() override {
    ::unlink((folder_ + "/key.pem").c_str());
    ::rmdir(folder_.c_str());
  }
  std::string folder_;
};

TEST_F(RsaKeyTest, GivenNewKey_WhenSavedAndLoaded_ThenSameAndForTheOwnerOnly) {
  const std::string path = folder_ + "/key.pem";
  const auto key = RsaKeyPair::Generate(2048);
  ASSERT_TRUE(key.ok());

  ASSERT_TRUE(key->SaveFile(path).ok());

  struct stat info {};
  ASSERT_EQ(::stat(path.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0600U);
  const auto loaded = RsaKeyPair::LoadFile(path);
  ASSERT_TRUE(loaded.ok());
  EXPECT_EQ(loaded->PublicKey().Modulus(), key->PublicKey().Modulus());
  const auto signature = loaded->SignSha256("text");
  ASSERT_TRUE(signature.ok());
  EXPECT_TRUE(key->PublicKey().VerifySha256("text", *signature));
  EXPECT_FALSE(key->PublicKey().VerifySha256("other", *signature));
}

TEST_F(RsaKeyTest, GivenKeyFile_WhenSavedAgain_ThenTheFirstStays) {
  const std::string path = folder_ + "/key.pem";
  const auto first = RsaKeyPair::Generate(2048);
  const auto second = RsaKeyPair::Generate(2048);
  ASSERT_TRUE(first->SaveFile(path).ok());

  EXPECT_EQ(ReasonOf(second->SaveFile(path)), "KEY_FILE_EXISTS");

  EXPECT_EQ(RsaKeyPair::LoadFile(path)->PublicKey().Modulus(), first->PublicKey().Modulus());
}

TEST_F(RsaKeyTest, GivenOpenOrMissingOrForeignFile_WhenLoaded_ThenSaysWhich) {
  const std::string path = folder_ + "/key.pem";
  EXPECT_EQ(ReasonOf(RsaKeyPair::LoadFile(path).status()), "KEY_FILE_UNREADABLE");
  EXPECT_EQ(ReasonOf(RsaKeyPair::LoadFile(folder_).status()), "KEY_FILE_UNREADABLE");
  ASSERT_TRUE(CreateSecretFile(path, "no key").ok());
  EXPECT_EQ(ReasonOf(RsaKeyPair::LoadFile(path).status()), "RSA_KEY_MALFORMED");

  ASSERT_EQ(::chmod(path.c_str(), 0640), 0);

  EXPECT_EQ(ReasonOf(RsaKeyPair::LoadFile(path).status()), "KEY_FILE_TOO_OPEN");
}

TEST_F(RsaKeyTest, GivenEightWriters_WhenAtOnce_ThenOneWinsAndTheFileIsWhole) {
  const std::string path = folder_ + "/key.pem";
  std::vector<std::thread> writers;
  std::vector<absl::Status> results(8);

  for (std::size_t i = 0; i < results.size(); ++i) {
    writers.emplace_back([&, i] {
      results[i] = CreateSecretFile(path, std::string(10'000, static_cast<char>('a' + i)));
    });
  }
  for (std::thread& writer : writers) writer.join();

  int winners = 0;
  for (const absl::Status& result : results) winners += result.ok() ? 1 : 0;
  EXPECT_EQ(winners, 1);
  const auto content = ReadSecretFile(path);
  ASSERT_TRUE(content.ok());
  EXPECT_EQ(*content, std::string(10'000, content->front()));
}

TEST_F(RsaKeyTest, GivenWeakSize_WhenGenerated_ThenRefused) {
  EXPECT_EQ(ReasonOf(RsaKeyPair::Generate(1024).status()), "RSA_KEY_WEAK");
}

}  // namespace
}  // namespace driehoek::crypto
