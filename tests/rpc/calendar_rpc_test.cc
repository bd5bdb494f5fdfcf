// Calendar feeds over gRPC, on both engines: the address is told once, opens nothing but dates, and
// stops at once.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <libical/ical.h>

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_format.h"
#include "absl/strings/strip.h"
#include "calendar_world.h"
#include "shared/auth/wrong_secrets.h"

namespace driehoek::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsSupersetOf;
using ::testing::Not;
using ::testing::StartsWith;

class CalendarRpcTest : public CalendarTest {
 protected:
  static std::string FeedOf(const std::string& person) { return person + "/calendarFeed"; }

  absl::StatusOr<v1::CreateCalendarFeedResponse> Create(
      const std::string& person, const Who& who,
      v1::CalendarFeed::Titles titles = v1::CalendarFeed::TITLES_UNSPECIFIED,
      const std::string& etag = "", const std::string& request_id = "") {
    v1::CreateCalendarFeedRequest request;
    request.set_parent(person);
    request.mutable_calendar_feed()->set_titles(titles);
    request.mutable_calendar_feed()->set_etag(etag);
    request.set_request_id(request_id);
    return Ask(&Calendars::CreateCalendarFeed, who, request);
  }
  // The secret in a fresh address of the person.
  std::string Secret(const Who& who,
                     v1::CalendarFeed::Titles titles = v1::CalendarFeed::CODES_ONLY) {
    const auto made = Create("institutions/demo/persons/" + who.person, who, titles);
    EXPECT_THAT(made, IsOk());
    return made.ok() ? SecretIn(made->uri()) : "";
  }
  static std::string SecretIn(const std::string& uri) {
    EXPECT_THAT(uri, StartsWith("https://driehoek.example/calendar/demo."));
    EXPECT_TRUE(absl::EndsWith(uri, ".ics"));
    const std::string name = uri.substr(uri.rfind('/') + 1);
    return std::string(absl::StripSuffix(name, ".ics"));
  }
  absl::StatusOr<std::string> Open(const std::string& secret, const Who& who = kAdapter) {
    v1::OpenCalendarFeedRequest request;
    request.set_secret(secret);
    const auto opened = Ask(&Calendars::OpenCalendarFeed, who, request);
    if (!opened.ok()) return opened.status();
    return opened->calendar();
  }
  absl::StatusOr<v1::CalendarFeed> Get(const std::string& person, const Who& who) {
    v1::GetCalendarFeedRequest request;
    request.set_name(FeedOf(person));
    return Ask(&Calendars::GetCalendarFeed, who, request);
  }
  absl::StatusOr<v1::CalendarFeed> Revoke(const std::string& person, const Who& who,
                                          const std::string& etag = "") {
    v1::RevokeCalendarFeedRequest request;
    request.set_name(FeedOf(person));
    request.set_etag(etag);
    return Ask(&Calendars::RevokeCalendarFeed, who, request);
  }
  // What is on which day: "20260901 Driehoek: eerste dag (4f2a)".
  static std::vector<std::string> Entries(const std::string& calendar) {
    std::vector<std::string> entries;
    icalcomponent* const parsed = icalparser_parse_string(calendar.c_str());
    EXPECT_NE(parsed, nullptr);
    if (parsed == nullptr) return entries;
    for (icalcomponent* event = icalcomponent_get_first_component(parsed, ICAL_VEVENT_COMPONENT);
         event != nullptr;
         event = icalcomponent_get_next_component(parsed, ICAL_VEVENT_COMPONENT)) {
      entries.push_back(absl::StrCat(icaltime_as_ical_string(icalcomponent_get_dtstart(event)), " ",
                                     icalcomponent_get_summary(event)));
    }
    icalcomponent_free(parsed);
    return entries;
  }
  static std::string Stamp(absl::CivilDay day) {
    return absl::StrFormat("%04d%02d%02d", day.year(), day.month(), day.day());
  }
  static std::string CodeOf(const v1::Placement& placement) {
    return "(" + placement.name().substr(placement.name().size() - 4) + ")";
  }
  // A running placement of Daan's with a task that waits for its verdict; the day it is due.
  absl::CivilDay Submitted(const v1::Placement& placement) {
    Run(placement);
    const auto task = Submit(Draft(Wish(placement.name()), Student()).value());
    EXPECT_THAT(task, IsOk());
    const auto& date = task->submissions(0).clock().due_date();
    return absl::CivilDay(date.year(), date.month(), date.day());
  }
};

TEST_P(CalendarRpcTest, GivenNoFeed_WhenAsked_ThenItIsAbsentAndCannotBeRevoked) {
  const auto feed = Get(triangle().student, Student());

  ASSERT_THAT(feed, IsOk());
  EXPECT_EQ(feed->state(), v1::CalendarFeed::ABSENT);
  EXPECT_FALSE(feed->has_create_time());
  EXPECT_THAT(Revoke(triangle().student, Student()),
              StatusIs(absl::StatusCode::kFailedPrecondition, "CALENDAR_FEED_NOT_ACTIVE"));
}

TEST_P(CalendarRpcTest, GivenStudent_WhenTheFeedIsRead_ThenOwnDatesWithoutNames) {
  const v1::Placement placement = Place(-5, 100);
  const absl::CivilDay due = Submitted(placement);
  const std::string code = CodeOf(placement);

  const auto calendar = Open(Secret(Student()));

  ASSERT_THAT(calendar, IsOk());
  EXPECT_THAT(Entries(*calendar),
              IsSupersetOf({Stamp(world().Today() - 5) + " Driehoek: eerste dag " + code,
                            Stamp(world().Today() + 94) + " Driehoek: laatste dag " + code,
                            Stamp(due) + " Driehoek: oordeel uiterlijk vandaag " + code}));
  EXPECT_THAT(*calendar, HasSubstr("Driehoek: leertaken indienen " + code));
  EXPECT_THAT(*calendar,
              AllOf(Not(HasSubstr("Daan")), Not(HasSubstr("intake")), Not(HasSubstr("Leeuwen"))));
}

TEST_P(CalendarRpcTest, GivenNamesAskedFor_WhenTheTeacherReads_ThenStudentAndTaskAreNamed) {
  const absl::CivilDay due = Submitted(Place(-5, 100));

  const auto calendar = Open(Secret(Teacher(), v1::CalendarFeed::WITH_NAMES));

  ASSERT_THAT(calendar, IsOk());
  EXPECT_THAT(
      Entries(*calendar),
      ::testing::Contains(Stamp(due) + " Driehoek: oordeel uiterlijk vandaag: Daan Verhoeven, Een "
                                       "betere intake"));
  EXPECT_THAT(*calendar, Not(HasSubstr("leertaken indienen"))) << "that is the student's date";
}

TEST_P(CalendarRpcTest, GivenSupervisorAndStranger_WhenTheyRead_ThenEachOnlyTheOwnDates) {
  const v1::Placement placement = Place(-5, 100);
  Submitted(placement);
  Steps steps(world());
  const std::string stranger = steps.Person("Iemand Anders");

  const auto supervisors = Open(Secret(Supervisor()));
  const auto strangers = Open(Secret(As(Role::kTeacher, stranger)));

  ASSERT_THAT(supervisors, IsOk());
  EXPECT_THAT(*supervisors, HasSubstr("eerste dag " + CodeOf(placement)));
  ASSERT_THAT(strangers, IsOk());
  EXPECT_TRUE(Entries(*strangers).empty()) << *strangers;
}

TEST_P(CalendarRpcTest, GivenTeacherNamedForATask_WhenReading_ThenOnlyTheVerdictThatIsOwed) {
  const v1::Placement placement = Place(-5, 100);
  Run(placement);
  Steps steps(world());
  const std::string named = steps.Person("Petra Bos");
  const Task drafted = Draft(Wish(placement.name()), Student()).value();
  v1::NameTaskTeacherRequest request;
  request.set_name(drafted.name());
  request.set_teacher(named);
  request.set_etag(drafted.etag());
  const auto task = Ask(&Tasks::NameTaskTeacher, Teacher(), request);
  ASSERT_THAT(task, IsOk());
  ASSERT_THAT(Submit(*task), IsOk());

  const auto hers = Open(Secret(As(Role::kTeacher, named)));
  const auto contacts = Open(Secret(Teacher()));

  ASSERT_EQ(Entries(*hers).size(), 1U);
  EXPECT_THAT(Entries(*hers)[0], HasSubstr("oordeel uiterlijk vandaag"));
  EXPECT_THAT(*contacts, Not(HasSubstr("oordeel uiterlijk")));
}

TEST_P(CalendarRpcTest, GivenASecondAddress_WhenTheFirstIsRead_ThenItOpensNothing) {
  const std::string first = Secret(Student());
  const std::string second = Secret(Student());

  EXPECT_NE(first, second);
  EXPECT_THAT(Open(first), StatusIs(absl::StatusCode::kNotFound, "CALENDAR_FEED_UNKNOWN"));
  EXPECT_THAT(Open(second), IsOk());
  EXPECT_EQ(Get(triangle().student, Student())->state(), v1::CalendarFeed::ACTIVE);
}

TEST_P(CalendarRpcTest, GivenRevokedFeed_WhenRead_ThenItLooksLikeOneThatNeverWas) {
  const std::string secret = Secret(Student());
  ASSERT_THAT(Open(secret), IsOk());

  const auto revoked = Revoke(triangle().student, Student());

  ASSERT_THAT(revoked, IsOk());
  EXPECT_EQ(revoked->state(), v1::CalendarFeed::REVOKED);
  EXPECT_THAT(Open(secret), StatusIs(absl::StatusCode::kNotFound, "CALENDAR_FEED_UNKNOWN"));
  EXPECT_THAT(Revoke(triangle().student, Student()),
              StatusIs(absl::StatusCode::kFailedPrecondition, "CALENDAR_FEED_NOT_ACTIVE"));
}

TEST_P(CalendarRpcTest, GivenSecretsThatAreNone_WhenRead_ThenAllLookAlikeAndInTheEndAreHeldUp) {
  const std::string secret = Secret(Student());
  const std::string elsewhere = "other" + secret.substr(secret.find('.'));
  for (const std::string& wrong : {std::string("demo."), std::string("x"), std::string(500, 'x'),
                                   secret + "A", elsewhere, secret.substr(0, secret.size() - 1)}) {
    EXPECT_THAT(Open(wrong), StatusIs(absl::StatusCode::kNotFound, "CALENDAR_FEED_UNKNOWN"))
        << wrong;
  }
  const std::string unknown = "demo." + std::string(43, 'A');
  for (int i = 0; i < auth::kWrongSecretsAMinute; ++i) (void)Open(unknown);

  EXPECT_THAT(Open(unknown),
              StatusIs(absl::StatusCode::kResourceExhausted, "TOO_MANY_WRONG_SECRETS"));
  EXPECT_THAT(Open(secret), IsOk()) << "the right one is never held up";
}

TEST_P(CalendarRpcTest, GivenFeed_WhenTheTableIsRead_ThenOnlyTheHashIsThere) {
  const std::string secret = Secret(Student());

  EXPECT_THAT(tenant_database().Read(
                  TenantId("demo"), Soon(),
                  [&](storage::TenantTransaction& transaction) -> absl::Status {
                    const auto rows = transaction.Execute(
                        "SELECT secret_hash FROM calendar_feed WHERE tenant_id = $1");
                    EXPECT_THAT(rows, IsOk());
                    EXPECT_EQ(rows->size(), 1U);
                    EXPECT_EQ(rows->front().Blob(0).size(), 32U);
                    EXPECT_EQ(rows->front().Blob(0).find(secret.substr(5)), std::string::npos);
                    return absl::OkStatus();
                  }),
              IsOk());
}

TEST_P(CalendarRpcTest, GivenRepeatedRequest_WhenAnswered_ThenTheAddressIsNotToldAgain) {
  constexpr char kId[] = "11111111-2222-4333-8444-555555555555";
  const auto first = Create(triangle().student, Student(), v1::CalendarFeed::CODES_ONLY, "", kId);
  const auto again = Create(triangle().student, Student(), v1::CalendarFeed::CODES_ONLY, "", kId);

  ASSERT_THAT(first, IsOk());
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->uri(), "");
  EXPECT_EQ(again->calendar_feed().etag(), first->calendar_feed().etag());
  EXPECT_THAT(Open(SecretIn(first->uri())), IsOk());
}

TEST_P(CalendarRpcTest, GivenStaleEtag_WhenChanged_ThenRefusedAndTheAddressStays) {
  const auto before = Get(triangle().student, Student());
  const std::string secret = Secret(Student());

  EXPECT_THAT(Create(triangle().student, Student(), v1::CalendarFeed::CODES_ONLY, before->etag()),
              StatusIs(absl::StatusCode::kAborted, "STALE_ETAG"));
  EXPECT_THAT(Revoke(triangle().student, Student(), before->etag()),
              StatusIs(absl::StatusCode::kAborted, "STALE_ETAG"));
  EXPECT_THAT(Open(secret), IsOk());
}

TEST_P(CalendarRpcTest, GivenOthers_WhenTheyAsk_ThenOnlyTheOwnFeedIsThere) {
  for (const Who& who : {Teacher(), Supervisor(), kOffice, kAdmin}) {
    EXPECT_THAT(Get(triangle().student, who),
                StatusIs(absl::StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
    EXPECT_THAT(Create(triangle().student, who),
                StatusIs(absl::StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
    EXPECT_THAT(Revoke(triangle().student, who),
                StatusIs(absl::StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
  }
  EXPECT_THAT(Open(Secret(Student()), Student()),
              StatusIs(absl::StatusCode::kPermissionDenied, "ROLE_NOT_ALLOWED"));
  EXPECT_THAT(Get(triangle().student, kAdapter),
              StatusIs(absl::StatusCode::kPermissionDenied, "ROLE_NOT_ALLOWED"));
}

DRIEHOEK_ON_EVERY_ENGINE(CalendarRpcTest);

}  // namespace
}  // namespace driehoek::test
