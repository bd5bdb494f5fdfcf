#include "shared/auth/wrong_secrets.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "shared/base/errors.h"

namespace driehoek::auth {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'790'000'000);
const absl::Status kUnknown = Error(absl::StatusCode::kNotFound, "LINK_UNKNOWN", "unknown");

TEST(WrongSecretsTest, GivenManyWrongSecrets_WhenOverTheLimit_ThenHeldUpUntilTheMinuteIsOver) {
  WrongSecrets wrong;
  for (int i = 0; i < kWrongSecretsAMinute; ++i) {
    EXPECT_EQ(ReasonOf(wrong.Answer(TenantId("demo"), kNow, kUnknown)), "LINK_UNKNOWN");
  }

  EXPECT_EQ(ReasonOf(wrong.Answer(TenantId("demo"), kNow, kUnknown)), "TOO_MANY_WRONG_SECRETS");
  EXPECT_EQ(ReasonOf(wrong.Answer(TenantId("other"), kNow, kUnknown)), "LINK_UNKNOWN");
  EXPECT_EQ(ReasonOf(wrong.Answer(TenantId("demo"), kNow + absl::Minutes(1), kUnknown)),
            "LINK_UNKNOWN");
  EXPECT_EQ(wrong.total(), kWrongSecretsAMinute + 3);
}

TEST(WrongSecretsTest, GivenMoreInstitutionsThanAreRemembered_WhenCounted_ThenTheyShareOneCount) {
  WrongSecrets wrong;
  for (int i = 0; i < 1024; ++i) {
    (void)wrong.Answer(TenantId(absl::StrCat("t", i)), kNow, kUnknown);
  }
  absl::Status last;
  for (int i = 0; i <= kWrongSecretsAMinute; ++i) {
    last = wrong.Answer(TenantId(absl::StrCat("u", i)), kNow, kUnknown);
  }

  EXPECT_EQ(ReasonOf(last), "TOO_MANY_WRONG_SECRETS");
}

}  // namespace
}  // namespace driehoek::auth
