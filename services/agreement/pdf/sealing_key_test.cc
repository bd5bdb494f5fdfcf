#include "agreement/pdf/sealing_key.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <set>
#include <thread>
#include <vector>

#include "agreement/pdf/openssl_types.h"
#include "agreement/pdf/temporary_folder.h"
#include "shared/base/errors.h"
#include "shared/crypto/secret_file.h"

namespace driehoek::agreement {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1790670245);

mode_t ModeOf(const std::string& path) {
  struct stat info {};
  return ::stat(path.c_str(), &info) == 0 ? info.st_mode & 0777 : 0;
}

TEST(EnsureSealingKeyTest, GivenEmptyFolder_WhenAskedTwice_ThenOneKeyForTheOwnerOnly) {
  const TemporaryFolder folder;

  const auto first = EnsureSealingKey(folder.path(), "Hogeschool De Waarden", kNow);
  const auto second = EnsureSealingKey(folder.path(), "Another name", kNow + absl::Hours(1));

  ASSERT_TRUE(first.ok());
  ASSERT_TRUE(second.ok());
  EXPECT_EQ(first->fingerprint, second->fingerprint);
  EXPECT_EQ(first->fingerprint.size(), 64U);
  EXPECT_EQ(ModeOf(folder.path() + "/sealing.pem"), 0600U);
  EXPECT_EQ(ModeOf(folder.path() + "/sealing-certificate.pem"), 0644U);
}

TEST(EnsureSealingKeyTest, GivenNewCertificate_WhenRead_ThenForContentAndForTwentyYears) {
  const TemporaryFolder folder;
  const auto key = EnsureSealingKey(folder.path(), std::string(63, 'x') + "ë and more", kNow);
  ASSERT_TRUE(key.ok());
  const X509Ptr certificate = ParseCertificate(key->certificate_der);
  ASSERT_NE(certificate, nullptr);

  EXPECT_EQ(X509_get_key_usage(certificate.get()), KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION);
  EXPECT_EQ(X509_check_ca(certificate.get()), 0);
  const std::time_t in_nineteen_years = absl::ToTimeT(kNow + absl::Hours(24 * 365 * 19));
  std::time_t now = absl::ToTimeT(kNow);
  EXPECT_LT(X509_cmp_time(X509_get0_notBefore(certificate.get()), &now), 0);
  std::time_t later = in_nineteen_years;
  EXPECT_GT(X509_cmp_time(X509_get0_notAfter(certificate.get()), &later), 0);
}

TEST(EnsureSealingKeyTest, GivenFourServers_WhenStartedAtOnce_ThenTheSameKey) {
  const TemporaryFolder folder;
  std::vector<std::string> fingerprints(4);
  std::vector<std::thread> servers;

  for (std::string& fingerprint : fingerprints) {
    servers.emplace_back([&folder, &fingerprint] {
      const auto key = EnsureSealingKey(folder.path(), "Hogeschool", kNow);
      fingerprint = key.ok() ? key->fingerprint : key.status().ToString();
    });
  }
  for (std::thread& server : servers) server.join();

  EXPECT_EQ(std::set<std::string>(fingerprints.begin(), fingerprints.end()).size(), 1U);
  EXPECT_EQ(fingerprints[0].size(), 64U) << fingerprints[0];
}

TEST(EnsureSealingKeyTest, GivenUnusableFile_WhenAsked_ThenSaysSoAndKeepsIt) {
  const TemporaryFolder folder;
  const std::string path = folder.path() + "/sealing.pem";
  ASSERT_TRUE(crypto::CreateSecretFile(path, "not a key").ok());
  EXPECT_EQ(ReasonOf(EnsureSealingKey(folder.path(), "x", kNow).status()), "SEALING_KEY_MALFORMED");
  ::chmod(path.c_str(), 0644);
  EXPECT_EQ(ReasonOf(EnsureSealingKey(folder.path(), "x", kNow).status()), "KEY_FILE_TOO_OPEN");
  EXPECT_EQ(ReasonOf(EnsureSealingKey(folder.path() + "/missing", "x", kNow).status()),
            "KEY_FILE_UNWRITABLE");
}

}  // namespace
}  // namespace driehoek::agreement
