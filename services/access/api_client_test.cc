#include "access/api_client.h"

#include <gtest/gtest.h>

#include "shared/base/errors.h"

namespace driehoek::access {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'790'000'000);

TEST(MakeApiClientTest, GivenTheThreeRoles_WhenMade_ThenAccepted) {
  for (const char* role : {"service", "practice_office", "institution_admin"}) {
    EXPECT_TRUE(MakeApiClient("student administration", role, kNow).ok()) << role;
  }
}

TEST(MakeApiClientTest, GivenOtherRoles_WhenMade_ThenNotGrantable) {
  for (const char* role : {"student", "teacher", "adapter", "privacy_officer", ""}) {
    EXPECT_EQ(ReasonOf(MakeApiClient("x", role, kNow).status()), "ROLE_NOT_GRANTABLE") << role;
  }
}

TEST(MakeApiClientTest, GivenNamesOfTheWrongLength_WhenMade_ThenRefused) {
  EXPECT_EQ(ReasonOf(MakeApiClient("", "service", kNow).status()), "TEXT_MISSING");
  EXPECT_EQ(ReasonOf(MakeApiClient(std::string(201, 'x'), "service", kNow).status()),
            "TEXT_TOO_LONG");
  EXPECT_TRUE(MakeApiClient(std::string(200, 'x'), "service", kNow).ok());
}

TEST(RevokeClientTest, GivenClient_WhenRevokedTwice_ThenTheSecondTimeItIsNotActive) {
  const auto once = RevokeClient(*MakeApiClient("x", "service", kNow));
  ASSERT_TRUE(once.ok());
  EXPECT_TRUE(once->revoked);

  EXPECT_EQ(ReasonOf(RevokeClient(*once).status()), "CLIENT_NOT_ACTIVE");
}

}  // namespace
}  // namespace driehoek::access
