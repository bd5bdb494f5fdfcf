// Keys: those of platforms, fetched and kept with care, and our own with their rotation; tokens for
// platforms' services.
#include <thread>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "json/json.h"
#include "lti/adapter_test.h"
#include "platform/key_set.h"
#include "platform/own_keys.h"
#include "platform/schema.h"
#include "platform/secrets.h"
#include "platform/service_token.h"
#include "shared/crypto/digest.h"
#include "shared/crypto/jwk.h"
#include "shared/crypto/jwt.h"
#include "shared/storage/migrate.h"

namespace driehoek::lti::test {
namespace {

class KeySetTest : public testing::Test {
 protected:
  FakeClock clock_;
  FakePlatform platform_;
  std::unique_ptr<HttpClient> client_ = NewHttpClient({.allow_loopback = true});
  KeySets sets_{*client_, clock_};
  std::string uri_ = platform_.url() + "/jwks";
};

TEST_F(KeySetTest, GivenKnownKey_WhenAskedOften_ThenFetchedOnce) {
  for (int i = 0; i < 10; ++i) EXPECT_THAT(sets_.Find(uri_, "k1"), IsOk());

  EXPECT_EQ(platform_.key_set_fetches(), 1);
}

TEST_F(KeySetTest, GivenTokensWithMadeUpKeyIds_WhenManyCome_ThenPlatformIsNotFlooded) {
  for (int i = 0; i < 50; ++i) {
    EXPECT_THAT(sets_.Find(uri_, absl::StrCat("made-up-", i)),
                StatusIs(absl::StatusCode::kUnauthenticated, "KEY_UNKNOWN"));
  }
  EXPECT_EQ(platform_.key_set_fetches(), 1);
  clock_.Advance(kForcedFetchPause);
  for (int i = 0; i < 50; ++i) EXPECT_FALSE(sets_.Find(uri_, "made-up").ok());

  EXPECT_EQ(platform_.key_set_fetches(), 2);
}

TEST_F(KeySetTest, GivenRotatedKey_WhenTokenNamesTheNewOne_ThenSetIsFetchedAtOnce) {
  EXPECT_THAT(sets_.Find(uri_, "k1"), IsOk());
  const crypto::RsaJwk jwk = crypto::ToJwk(FakePlatform::OtherKey().PublicKey());
  platform_.SetKeySet(absl::StrCat(R"({"keys":[{"kty":"RSA","kid":"k2","n":")", jwk.n, R"(","e":")",
                                   jwk.e, R"("}]})"));
  clock_.Advance(absl::Seconds(31));

  EXPECT_THAT(sets_.Find(uri_, "k2"), IsOk());
}

TEST_F(KeySetTest, GivenPlatformThatIsDown_WhenKeptSetIsStale_ThenItStillCounts) {
  EXPECT_THAT(sets_.Find(uri_, "k1"), IsOk());
  platform_.RefuseConnections(true);
  clock_.Advance(absl::Hours(48));

  EXPECT_THAT(sets_.Find(uri_, "k1"), IsOk());
}

TEST_F(KeySetTest, GivenPlatformThatWasNeverReached_WhenAsked_ThenItsTroubleIsSaid) {
  platform_.RefuseConnections(true);

  EXPECT_THAT(sets_.Find(uri_, "k1"),
              StatusIs(absl::StatusCode::kDataLoss, "PLATFORM_ANSWER_UNUSABLE"));
}

TEST_F(KeySetTest, GivenManyAtOnce_WhenNothingIsKept_ThenOneFetchServesAll) {
  std::vector<std::thread> threads;
  std::atomic<int> found{0};
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] { found += sets_.Find(uri_, "k1").ok() ? 1 : 0; });
  }
  for (std::thread& thread : threads) thread.join();

  EXPECT_EQ(found, 8);
  EXPECT_EQ(platform_.key_set_fetches(), 1);
}

TEST(ReadKeySetTest, GivenKeysOfEveryKind_WhenRead_ThenOnlyThoseForSignaturesAreKept) {
  const crypto::RsaJwk jwk = crypto::ToJwk(FakePlatform::OtherKey().PublicKey());
  const std::string numbers = absl::StrCat(R"("n":")", jwk.n, R"(","e":")", jwk.e, "\"");

  const auto keys = ReadKeySet(absl::StrCat(
      R"({"keys":[{"kty":"RSA","kid":"plain",)", numbers,
      R"(},{"kty":"RSA","kid":"full","use":"sig","alg":"RS256",)", numbers,
      R"(},{"kty":"RSA","kid":"enc","use":"enc",)", numbers,
      R"(},{"kty":"RSA","kid":"ps","alg":"PS256",)", numbers, R"(},{"kty":"RSA",)", numbers,
      R"(},{"kty":"OKP","kid":"okp"},{"kid":"none"},7,null,)",
      R"({"kty":"RSA","kid":"short","n":"AQAB","e":"AQAB"},{"kty":"RSA","kid":"bad","n":"*","e":"AQAB"}]})"));

  ASSERT_THAT(keys, IsOk());
  std::vector<std::string> kids;
  for (const auto& [kid, key] : *keys) kids.push_back(kid);
  EXPECT_THAT(kids, testing::ElementsAre("full", "plain"));
}

class OwnKeysTest : public testing::Test {
 protected:
  OwnKeysTest() {
    EXPECT_THAT(storage::Migrate(*database_, "lti", Migrations(), clock_), IsOk());
    EXPECT_THAT(keys_.RotateIfDue(), IsOk());
  }
  std::vector<std::string> Kids() {
    const auto set = JsonObject::Parse(*keys_.KeySetJson());
    std::vector<std::string> kids;
    const auto keys = set->Objects("keys");
    for (const JsonObject& key : *keys) kids.push_back(key.StringOrEmpty("kid"));
    return kids;
  }
  std::string SigningKid() {
    const auto token = keys_.Sign("{}");
    return JsonObject::Parse(crypto::SplitJwt(*token)->header)->StringOrEmpty("kid");
  }

  FakeClock clock_;
  driehoek::test::TempFolder folder_;
  std::unique_ptr<storage::Database> database_ =
      *storage::Open("sqlite:" + folder_.path() + "/lti.db", "lti");
  Secrets secrets_{std::string(32, 's')};
  OwnKeys keys_{*database_, secrets_, clock_};
};

TEST_F(OwnKeysTest, GivenFirstStart_WhenDone_ThenOneSignsAndTheNextIsPublished) {
  EXPECT_EQ(Kids().size(), 2U);
  EXPECT_THAT(Kids(), testing::Contains(SigningKid()));
}

TEST_F(OwnKeysTest, GivenKeyInUseForNinetyDays_WhenRotated_ThenTheOnePublishedBeforeSigns) {
  const std::string old_kid = SigningKid();
  const std::vector<std::string> before = Kids();
  clock_.Advance(kKeyUse - absl::Seconds(1));
  EXPECT_THAT(keys_.RotateIfDue(), IsOk());
  EXPECT_EQ(SigningKid(), old_kid);
  clock_.Advance(absl::Seconds(1));

  EXPECT_THAT(keys_.RotateIfDue(), IsOk());

  EXPECT_NE(SigningKid(), old_kid);
  EXPECT_THAT(before, testing::Contains(SigningKid()));
  EXPECT_EQ(Kids().size(), 3U);
  EXPECT_THAT(Kids(), testing::Contains(old_kid));
  clock_.Advance(kKeyUse);
  EXPECT_THAT(keys_.RotateIfDue(), IsOk());
  EXPECT_THAT(Kids(), testing::Not(testing::Contains(old_kid)));
}

TEST_F(OwnKeysTest, GivenDatabaseInStrangeHands_WhenRead_ThenNoPrivateKeyIsThere) {
  EXPECT_THAT(database_->Read(absl::Now() + absl::Seconds(5),
                              [](storage::Transaction& transaction) -> absl::Status {
                                const auto rows =
                                    transaction.Execute("SELECT sealed_pem FROM own_key", {});
                                for (const storage::Row& row : *rows) {
                                  EXPECT_FALSE(absl::StrContains(row.Blob(0), "PRIVATE KEY"));
                                }
                                return rows.status();
                              }),
              IsOk());
}

class ServiceTokenTest : public OwnKeysTest {
 protected:
  FakePlatform platform_;
  std::unique_ptr<HttpClient> client_ = NewHttpClient({.allow_loopback = true});
  ServiceTokens tokens_{*client_, keys_, clock_};
  Registration registration_{.id = "r",
                             .client_id = "client-7",
                             .token_endpoint = platform_.url() + "/token",
                             .token_audience = "https://aud.example"};
};

TEST_F(ServiceTokenTest, GivenScopes_WhenAskedTwice_ThenOneTokenServesUntilAMinuteBeforeItsEnd) {
  EXPECT_EQ(*tokens_.Get(registration_, {"b", "a"}), "t1");
  EXPECT_EQ(*tokens_.Get(registration_, {"a", "b"}), "t1");
  clock_.Advance(absl::Minutes(59) - absl::Seconds(1));
  EXPECT_EQ(*tokens_.Get(registration_, {"a", "b"}), "t1");
  clock_.Advance(absl::Seconds(1));

  EXPECT_EQ(*tokens_.Get(registration_, {"a", "b"}), "t2");
}

TEST_F(ServiceTokenTest, GivenTokenThatAServiceRefused_WhenDropped_ThenANewOneIsAskedOnce) {
  const std::string token = *tokens_.Get(registration_, {"a"});
  tokens_.Drop(registration_, {"a"}, token);
  EXPECT_EQ(*tokens_.Get(registration_, {"a"}), "t2");

  // A late report about the old one does not throw the new one away.
  tokens_.Drop(registration_, {"a"}, token);
  EXPECT_EQ(*tokens_.Get(registration_, {"a"}), "t2");
}

TEST_F(ServiceTokenTest, GivenRequest_WhenSent_ThenAssertionIsAsPlatformsWantIt) {
  EXPECT_THAT(tokens_.Get(registration_, {"s1", "s2"}), IsOk());

  const auto form = Form::Parse(platform_.last_token_form());
  ASSERT_THAT(form, IsOk());
  EXPECT_EQ(form->Value("grant_type"), "client_credentials");
  EXPECT_EQ(form->Value("scope"), "s1 s2");
  const auto payload =
      JsonObject::Parse(crypto::SplitJwt(form->Value("client_assertion"))->payload);
  ASSERT_THAT(payload, IsOk());
  EXPECT_EQ(payload->StringOrEmpty("iss"), "client-7");
  EXPECT_EQ(payload->StringOrEmpty("sub"), "client-7");
  EXPECT_EQ(payload->StringOrEmpty("aud"), "https://aud.example");
  EXPECT_EQ(payload->Number("iat").value(), absl::ToUnixSeconds(clock_.Now()) - 15);
  EXPECT_LE(payload->Number("exp").value(), absl::ToUnixSeconds(clock_.Now()) + 300);
}

}  // namespace
}  // namespace driehoek::lti::test
