#include "shared/ics/ics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <libical/ical.h>

#include <memory>

#include "absl/strings/str_split.h"

namespace driehoek::ics {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

struct Freed {
  void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
using Parsed = std::unique_ptr<icalcomponent, Freed>;

const absl::Time kStart = absl::FromUnixSeconds(1'792'917'000);  // 2026-10-25 08:30 UTC

Event CheckIn() {
  return {.uid = "checkin-1@driehoek",
          .sequence = 2,
          .when = Period{kStart, kStart + absl::Minutes(45)},
          .summary = "Driehoek: check-in",
          .description = "Eerste regel\nTweede; met, tekens\\",
          .stamp = kStart - absl::Hours(24),
          .organiser = Attendee{"Driehoek", "no-reply@school.nl"},
          .attendees = {{"Daan \"de\" Vries; jr", "daan@school.nl"}, {"", "ingrid@bedrijf.nl"}}};
}

Parsed Parse(const std::string& text) { return Parsed(icalparser_parse_string(text.c_str())); }

icalcomponent* FirstEvent(const Parsed& calendar) {
  return icalcomponent_get_first_component(calendar.get(), ICAL_VEVENT_COMPONENT);
}

TEST(WriteTest, GivenInvitation_WhenParsedBack_ThenEverythingIsAsItWas) {
  const Parsed calendar = Parse(Write({.method = Method::kRequest, .events = {CheckIn()}}));

  ASSERT_NE(calendar, nullptr);
  EXPECT_EQ(icalcomponent_count_errors(calendar.get()), 0);
  EXPECT_EQ(icalcomponent_get_method(calendar.get()), ICAL_METHOD_REQUEST);
  icalcomponent* const event = FirstEvent(calendar);
  ASSERT_NE(event, nullptr);
  EXPECT_STREQ(icalcomponent_get_uid(event), "checkin-1@driehoek");
  EXPECT_EQ(icalcomponent_get_sequence(event), 2);
  EXPECT_STREQ(icalcomponent_get_summary(event), "Driehoek: check-in");
  EXPECT_STREQ(icalcomponent_get_description(event), "Eerste regel\nTweede; met, tekens\\");
  EXPECT_EQ(icalcomponent_get_status(event), ICAL_STATUS_CONFIRMED);
  EXPECT_STREQ(icaltime_as_ical_string(icalcomponent_get_dtstart(event)), "20261025T083000Z");
  EXPECT_STREQ(icaltime_as_ical_string(icalcomponent_get_dtend(event)), "20261025T091500Z");
  icalproperty* const organiser = icalcomponent_get_first_property(event, ICAL_ORGANIZER_PROPERTY);
  EXPECT_STREQ(icalproperty_get_organizer(organiser), "mailto:no-reply@school.nl");
  icalproperty* const attendee = icalcomponent_get_first_property(event, ICAL_ATTENDEE_PROPERTY);
  EXPECT_STREQ(icalproperty_get_attendee(attendee), "mailto:daan@school.nl");
  // Quotes are written as RFC 6868 says.
  EXPECT_STREQ(icalproperty_get_parameter_as_string(attendee, "CN"), "Daan ^'de^' Vries; jr");
  EXPECT_EQ(icalcomponent_count_properties(event, ICAL_ATTENDEE_PROPERTY), 2);
}

TEST(WriteTest, GivenCancellation_WhenParsedBack_ThenItIsTheSameAppointmentCancelled) {
  Event event = CheckIn();
  event.sequence = 3;

  const Parsed calendar = Parse(Write({.method = Method::kCancel, .events = {event}}));

  EXPECT_EQ(icalcomponent_get_method(calendar.get()), ICAL_METHOD_CANCEL);
  EXPECT_STREQ(icalcomponent_get_uid(FirstEvent(calendar)), "checkin-1@driehoek");
  EXPECT_EQ(icalcomponent_get_sequence(FirstEvent(calendar)), 3);
  EXPECT_EQ(icalcomponent_get_status(FirstEvent(calendar)), ICAL_STATUS_CANCELLED);
}

TEST(WriteTest, GivenWholeDays_WhenParsedBack_ThenTheLastOneIsCounted) {
  Event event = CheckIn();
  event.when = Days{absl::CivilDay(2028, 2, 28), absl::CivilDay(2028, 2, 29)};

  const Parsed calendar = Parse(Write({.events = {event}}));

  const icaltimetype start = icalcomponent_get_dtstart(FirstEvent(calendar));
  EXPECT_TRUE(start.is_date);
  EXPECT_STREQ(icaltime_as_ical_string(start), "20280228");
  EXPECT_STREQ(icaltime_as_ical_string(icalcomponent_get_dtend(FirstEvent(calendar))), "20280301");
}

TEST(WriteTest, GivenHostileAndLongTexts_WhenWritten_ThenLinesStayShortAndNothingIsAdded) {
  Event event = CheckIn();
  event.summary = "x\r\nATTENDEE:mailto:thief@x.nl\r\nEND:VEVENT" + std::string(300, 'e') + "één";
  event.attendees = {{"A\r\nATTENDEE:mailto:thief@x.nl", "a@x.nl\r\nATTENDEE:mailto:thief@x.nl"}};

  const std::string text = Write({.name = "Mijn\nagenda", .events = {event}});

  for (const absl::string_view line : absl::StrSplit(text, "\r\n")) {
    EXPECT_LE(line.size(), 75U) << line;
    EXPECT_EQ(line.find('\n'), absl::string_view::npos);
    EXPECT_THAT(std::string(line), Not(StartsWith("ATTENDEE:mailto:thief")));
  }
  const Parsed calendar = Parse(text);
  EXPECT_EQ(icalcomponent_count_components(calendar.get(), ICAL_VEVENT_COMPONENT), 1);
  EXPECT_EQ(icalcomponent_count_properties(FirstEvent(calendar), ICAL_ATTENDEE_PROPERTY), 1);
  EXPECT_THAT(icalcomponent_get_summary(FirstEvent(calendar)), HasSubstr("één"));
}

TEST(WriteTest, GivenFeed_WhenWritten_ThenItSaysItsNameAndWhenToLookAgain) {
  const std::string text = Write({.name = "Driehoek", .refresh = absl::Hours(6)});

  EXPECT_THAT(text, HasSubstr("METHOD:PUBLISH\r\n"));
  EXPECT_THAT(text, HasSubstr("X-WR-CALNAME:Driehoek\r\n"));
  EXPECT_THAT(text, HasSubstr("X-PUBLISHED-TTL:PT360M\r\n"));
}

TEST(MethodNameTest, GivenMethods_WhenNamed_ThenAsTheMailSaysThem) {
  EXPECT_STREQ(MethodName(Method::kRequest), "REQUEST");
  EXPECT_STREQ(MethodName(Method::kCancel), "CANCEL");
  EXPECT_STREQ(MethodName(Method::kPublish), "PUBLISH");
}

}  // namespace
}  // namespace driehoek::ics
