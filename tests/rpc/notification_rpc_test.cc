// What persons want to be mailed, over gRPC, on both engines.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "calendar_world.h"
#include "notify/stop_links.h"
#include "shared/auth/wrong_secrets.h"

namespace driehoek::test {
namespace {

using Preferences = v1::NotificationPreferences;

class NotificationRpcTest : public CalendarTest {
 protected:
  absl::StatusOr<Preferences> Get(const std::string& person, const Who& who) {
    v1::GetNotificationPreferencesRequest request;
    request.set_name(person + "/notificationPreferences");
    return Ask(&Notifications::GetNotificationPreferences, who, request);
  }
  absl::StatusOr<Preferences> Set(const std::string& person, const Who& who,
                                  Preferences::Digest digest, const std::string& etag = "",
                                  const std::string& path = "") {
    v1::UpdateNotificationPreferencesRequest request;
    auto& preferences = *request.mutable_notification_preferences();
    preferences.set_name(person + "/notificationPreferences");
    preferences.set_digest(digest);
    preferences.set_etag(etag);
    if (!path.empty()) request.mutable_update_mask()->add_paths(path);
    return Ask(&Notifications::UpdateNotificationPreferences, who, request);
  }
  absl::StatusOr<v1::StopNotificationsResponse> Stop(const std::string& secret,
                                                     const Who& who = kAdapter) {
    v1::StopNotificationsRequest request;
    request.set_secret(secret);
    return Ask(&Notifications::StopNotifications, who, request);
  }
  // The secret of a mail that was sent to the person.
  std::string Mailed(const std::string& person) {
    const auto link = notify::StopLinks(std::string(32, 's'), "https://d.nl")
                          .Of(TenantId("demo"), PersonId(IdOf(person)));
    EXPECT_THAT(tenant_database().Write(TenantId("demo"), Soon(),
                                        [&](storage::TenantTransaction& transaction) {
                                          return notify::PreferenceStore::PutStopLink(
                                              transaction, link.secret_hash,
                                              PersonId(IdOf(person)));
                                        }),
                IsOk());
    return link.uri.substr(link.uri.rfind('/') + 1);
  }
};

TEST_P(NotificationRpcTest, GivenNobodyChangedAnything_WhenAsked_ThenTheDigestIsOn) {
  const auto preferences = Get(triangle().student, Student());

  ASSERT_THAT(preferences, IsOk());
  EXPECT_EQ(preferences->digest(), Preferences::DAILY);
  EXPECT_FALSE(preferences->has_update_time());
}

TEST_P(NotificationRpcTest, GivenPerson_WhenSwitchedOffAndOnAgain_ThenEachCounts) {
  const auto off = Set(triangle().supervisor_person, Supervisor(), Preferences::STOPPED);
  ASSERT_THAT(off, IsOk());
  EXPECT_EQ(Get(triangle().supervisor_person, Supervisor())->digest(), Preferences::STOPPED);
  EXPECT_TRUE(off->has_update_time());

  const auto on = Set(triangle().supervisor_person, Supervisor(), Preferences::DAILY, off->etag());

  ASSERT_THAT(on, IsOk());
  EXPECT_EQ(Get(triangle().supervisor_person, Supervisor())->digest(), Preferences::DAILY);
  EXPECT_THAT(Set(triangle().supervisor_person, Supervisor(), Preferences::STOPPED, off->etag()),
              StatusIs(absl::StatusCode::kAborted, "STALE_ETAG"));
}

TEST_P(NotificationRpcTest, GivenNoChoiceOrUnknownPath_WhenChanged_ThenTheFieldIsNamed) {
  const auto none =
      Set(triangle().student, Student(), Preferences::DIGEST_UNSPECIFIED, "", "digest");
  EXPECT_THAT(none, StatusIs(absl::StatusCode::kInvalidArgument, "FIELD_MISSING"));
  EXPECT_THAT(Set(triangle().student, Student(), Preferences::DAILY, "", "colour"),
              StatusIs(absl::StatusCode::kInvalidArgument, "MASK_PATH_UNKNOWN"));
  EXPECT_EQ(Get(triangle().student, Student())->digest(), Preferences::DAILY);
}

TEST_P(NotificationRpcTest, GivenOthers_WhenTheyAsk_ThenOnlyTheOwnAreThere) {
  for (const Who& who : {Teacher(), Supervisor(), kOffice, kAdmin}) {
    EXPECT_THAT(Get(triangle().student, who),
                StatusIs(absl::StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
    EXPECT_THAT(Set(triangle().student, who, Preferences::STOPPED),
                StatusIs(absl::StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
  }
  EXPECT_EQ(Get(triangle().student, Student())->digest(), Preferences::DAILY);
}

TEST_P(NotificationRpcTest, GivenLinkOfAMail_WhenPosted_ThenDigestsStopAndAgainChangesNothing) {
  const std::string secret = Mailed(triangle().supervisor_person);

  const auto stopped = Stop(secret);

  ASSERT_THAT(stopped, IsOk());
  EXPECT_EQ(stopped->language_code(), "nl");
  const auto after = Get(triangle().supervisor_person, Supervisor());
  EXPECT_EQ(after->digest(), Preferences::STOPPED);
  EXPECT_THAT(Stop(secret), IsOk());
  EXPECT_EQ(Get(triangle().supervisor_person, Supervisor())->etag(), after->etag());
  EXPECT_EQ(Get(triangle().student, Student())->digest(), Preferences::DAILY);
}

TEST_P(NotificationRpcTest, GivenSecretsThatAreNone_WhenPosted_ThenUnknownAndInTheEndHeldUp) {
  const std::string secret = Mailed(triangle().student);
  for (const std::string& wrong : {std::string("demo."), std::string("x"), std::string(500, 'x'),
                                   secret + "A", "other" + secret.substr(secret.find('.'))}) {
    EXPECT_THAT(Stop(wrong), StatusIs(absl::StatusCode::kNotFound, "STOP_LINK_UNKNOWN")) << wrong;
  }
  const std::string unknown = "demo." + std::string(43, 'A');
  for (int i = 0; i < auth::kWrongSecretsAMinute; ++i) (void)Stop(unknown);
  EXPECT_THAT(Stop(unknown),
              StatusIs(absl::StatusCode::kResourceExhausted, "TOO_MANY_WRONG_SECRETS"));
  EXPECT_EQ(Get(triangle().student, Student())->digest(), Preferences::DAILY);
  EXPECT_THAT(Stop(secret), IsOk());
}

TEST_P(NotificationRpcTest, GivenPersons_WhenTheyUseALinkThemselves_ThenOnlyTheAdapterMay) {
  EXPECT_THAT(Stop(Mailed(triangle().student), Student()),
              StatusIs(absl::StatusCode::kPermissionDenied, "ROLE_NOT_ALLOWED"));
}

DRIEHOEK_ON_EVERY_ENGINE(NotificationRpcTest);

}  // namespace
}  // namespace driehoek::test
