#include "shared/auth/call_token.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "absl/strings/str_cat.h"
#include "shared/base/errors.h"
#include "shared/crypto/digest.h"
#include "shared/crypto/encoding.h"

namespace driehoek::auth {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'790'000'000);
const CallTokenKeys kKeys({std::string(32, 'a')});

Caller Supervisor() {
  return {.tenant = TenantId("waarden"),
          .person = PersonId("0192f0c1-0000-7000-8000-000000000001"),
          .role = Role::kWorkplaceSupervisor,
          .roles = {Role::kWorkplaceSupervisor, Role::kOrganisationContact},
          .session = "s&1=%",
          .guest_grant = "g1",
          .factor_time = kNow - absl::Minutes(3),
          .client_address = "2001:db8::1",
          .user_agent = "Mozilla/5.0 (Zoë; +x)"};
}

// A token over any payload, as a program with the key could make it.
std::string Forge(absl::string_view payload) {
  const std::string input = absl::StrCat("dh1.", crypto::Base64UrlEncode(payload));
  return absl::StrCat(input, ".",
                      crypto::Base64UrlEncode(crypto::HmacSha256(std::string(32, 'a'), input)));
}

TEST(CallTokenTest, GivenCaller_WhenSignedAndVerified_ThenEveryFieldIsThere) {
  const Caller caller = Supervisor();

  const auto seen = VerifyCallToken(kKeys, SignCallToken(kKeys, caller, kNow), kNow);

  ASSERT_TRUE(seen.ok());
  EXPECT_EQ(seen->tenant, caller.tenant);
  EXPECT_EQ(seen->person, caller.person);
  EXPECT_EQ(seen->role, caller.role);
  EXPECT_EQ(seen->roles, caller.roles);
  EXPECT_EQ(seen->session, caller.session);
  EXPECT_EQ(seen->guest_grant, caller.guest_grant);
  EXPECT_EQ(seen->factor_time, caller.factor_time);
  EXPECT_EQ(seen->client_address, caller.client_address);
  EXPECT_EQ(seen->user_agent, caller.user_agent);
}

TEST(CallTokenTest, GivenTheAdapterItself_WhenSignedAndVerified_ThenEmptyFieldsStayEmpty) {
  const auto seen = VerifyCallToken(
      kKeys, SignCallToken(kKeys, {.tenant = TenantId("waarden"), .role = Role::kAdapter}, kNow),
      kNow);

  ASSERT_TRUE(seen.ok());
  EXPECT_EQ(seen->role, Role::kAdapter);
  EXPECT_TRUE(seen->person.empty());
  EXPECT_TRUE(seen->roles.empty());
  EXPECT_FALSE(seen->factor_time.has_value());
}

TEST(CallTokenTest, GivenToken_WhenAMinutePassed_ThenExpired) {
  const std::string token = SignCallToken(kKeys, Supervisor(), kNow);

  EXPECT_TRUE(VerifyCallToken(kKeys, token, kNow + absl::Seconds(59)).ok());
  const auto late = VerifyCallToken(kKeys, token, kNow + absl::Seconds(60));

  EXPECT_EQ(late.status().code(), absl::StatusCode::kUnauthenticated);
  EXPECT_EQ(ReasonOf(late.status()), "CALL_TOKEN_EXPIRED");
}

TEST(CallTokenTest, GivenToken_WhenAnyCharacterChangesOrItIsCut_ThenInvalid) {
  const std::string token = SignCallToken(kKeys, Supervisor(), kNow);

  for (std::size_t i = 0; i < token.size(); ++i) {
    std::string changed = token;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_EQ(ReasonOf(VerifyCallToken(kKeys, changed, kNow).status()), "CALL_TOKEN_INVALID") << i;
    const absl::string_view cut = absl::string_view(token).substr(0, i);
    EXPECT_EQ(ReasonOf(VerifyCallToken(kKeys, cut, kNow).status()), "CALL_TOKEN_INVALID") << i;
  }
  EXPECT_FALSE(VerifyCallToken(kKeys, token + "A", kNow).ok());
  EXPECT_FALSE(VerifyCallToken(kKeys, token + "=", kNow).ok());
}

TEST(CallTokenTest, GivenOversizeToken_WhenVerified_ThenRefusedUnread) {
  EXPECT_EQ(ReasonOf(VerifyCallToken(kKeys, Forge(std::string(5'000'000, 'x')), kNow).status()),
            "CALL_TOKEN_INVALID");
}

TEST(CallTokenTest, GivenVeryLongUserAgent_WhenSigned_ThenCutBetweenCharactersAndStillGood) {
  Caller caller = Supervisor();
  caller.user_agent = "a";
  while (caller.user_agent.size() < 10'000) caller.user_agent += "ë";

  const auto seen = VerifyCallToken(kKeys, SignCallToken(kKeys, caller, kNow), kNow);

  ASSERT_TRUE(seen.ok());
  EXPECT_EQ(seen->user_agent, caller.user_agent.substr(0, 255));
}

TEST(CallTokenTest, GivenRotatedKey_WhenOldOneIsStillListed_ThenBothVerify) {
  const CallTokenKeys rotated({std::string(32, 'b'), std::string(32, 'a')});
  const std::string by_old = SignCallToken(kKeys, Supervisor(), kNow);
  const std::string by_new = SignCallToken(rotated, Supervisor(), kNow);

  EXPECT_TRUE(VerifyCallToken(rotated, by_old, kNow).ok());
  EXPECT_TRUE(VerifyCallToken(rotated, by_new, kNow).ok());
  EXPECT_FALSE(VerifyCallToken(kKeys, by_new, kNow).ok());
}

TEST(CallTokenTest, GivenSignedNonsense_WhenVerified_ThenInvalid) {
  const std::string wrong[] = {"",
                               "t=waarden",
                               "r=student",                    // no expiry
                               "x=1790000060",                 // no role
                               "r=root&x=1790000060",          // unknown role
                               "r=student&rs=,&x=1790000060",  //
                               "r=student&x=soon",             //
                               "r=student&x=1790000060&z=1",   // unknown field
                               "r=student&x=1790000060&t=%4",  // cut escape
                               "r=student&x=1790000060&t=%zz"};

  for (const std::string& payload : wrong) {
    EXPECT_EQ(ReasonOf(VerifyCallToken(kKeys, Forge(payload), kNow).status()), "CALL_TOKEN_INVALID")
        << payload;
  }
  EXPECT_TRUE(VerifyCallToken(kKeys, Forge("r=student&x=1790000060"), kNow).ok());
}

class CallTokenKeysTest : public testing::Test {
 protected:
  void Write(absl::string_view content, mode_t mode = 0600) {
    std::ofstream(path_) << content;
    ::chmod(path_.c_str(), mode);
  }
  ~CallTokenKeysTest() override { ::unlink(path_.c_str()); }
  std::string path_ = absl::StrCat(testing::TempDir(), "call_token_keys_", ::getpid());
};

TEST_F(CallTokenKeysTest, GivenTwoLines_WhenRead_ThenBothKeysNewestFirst) {
  Write(absl::StrCat(std::string(64, 'b'), "\n\n", std::string(64, 'A'), "\n"));

  const auto keys = CallTokenKeys::ReadFile(path_);

  ASSERT_TRUE(keys.ok());
  EXPECT_EQ(keys->keys(),
            (std::vector<std::string>{std::string(32, '\xbb'), std::string(32, '\xaa')}));
}

TEST_F(CallTokenKeysTest, GivenMissingOpenOrMalformedFile_WhenRead_ThenSaysWhich) {
  EXPECT_EQ(ReasonOf(CallTokenKeys::ReadFile(path_).status()), "CALL_TOKEN_KEY_UNREADABLE");
  Write(std::string(64, 'a'), 0644);
  EXPECT_EQ(ReasonOf(CallTokenKeys::ReadFile(path_).status()), "CALL_TOKEN_KEY_UNREADABLE");
  for (const std::string& content : {std::string(), std::string(63, 'a'), std::string(64, 'g'),
                                     std::string(64, 'a') + "\nshort"}) {
    Write(content);
    EXPECT_EQ(ReasonOf(CallTokenKeys::ReadFile(path_).status()), "CALL_TOKEN_KEY_MALFORMED")
        << content;
  }
}

}  // namespace
}  // namespace driehoek::auth
