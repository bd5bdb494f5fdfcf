#include "shared/ics/ics.h"

#include <libical/ical.h>

#include <memory>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace driehoek::ics {
namespace {

struct Freed {
  void operator()(icalcomponent* component) const { icalcomponent_free(component); }
  void operator()(char* text) const { icalmemory_free_buffer(text); }
};
using Component = std::unique_ptr<icalcomponent, Freed>;

constexpr char kMaker[] = "-//Driehoek//Driehoek//NL";

icalproperty_method ToIcal(Method method) {
  switch (method) {
    case Method::kPublish:
      return ICAL_METHOD_PUBLISH;
    case Method::kRequest:
      return ICAL_METHOD_REQUEST;
    case Method::kCancel:
      return ICAL_METHOD_CANCEL;
  }
  return ICAL_METHOD_PUBLISH;
}

// Without control characters, line breaks aside where the format has a way to write them.
std::string Clean(absl::string_view text, bool keeps_lines) {
  std::string clean;
  for (const char c : text) {
    const bool is_line = c == '\n' && keeps_lines;
    if (is_line || !absl::ascii_iscntrl(static_cast<unsigned char>(c))) clean.push_back(c);
  }
  return clean;
}

icaltimetype ToIcal(absl::CivilDay day) {
  icaltimetype time = icaltime_null_date();
  time.year = static_cast<int>(day.year());
  time.month = day.month();
  time.day = day.day();
  return time;
}

icaltimetype ToIcal(absl::Time instant) {
  const absl::CivilSecond second = absl::ToCivilSecond(instant, absl::UTCTimeZone());
  icaltimetype time = icaltime_null_time();
  time.year = static_cast<int>(second.year());
  time.month = second.month();
  time.day = second.day();
  time.hour = second.hour();
  time.minute = second.minute();
  time.second = second.second();
  time.zone = icaltimezone_get_utc_timezone();
  return time;
}

void Add(icalcomponent* component, icalproperty* property) {
  icalcomponent_add_property(component, property);
}

// A property that libical has no name of its own for.
void AddOther(icalcomponent* component, const char* name, const std::string& value) {
  icalproperty* property = icalproperty_new_x(value.c_str());
  icalproperty_set_x_name(property, name);
  Add(component, property);
}

void NameIt(icalproperty* property, const Attendee& who) {
  const std::string name = Clean(who.name, /*keeps_lines=*/false);
  if (!name.empty()) icalproperty_add_parameter(property, icalparameter_new_cn(name.c_str()));
}

std::string MailTo(const Attendee& who) {
  return absl::StrCat("mailto:", Clean(who.email, /*keeps_lines=*/false));
}

void AddPeople(icalcomponent* component, const Event& event) {
  if (event.organiser.has_value()) {
    icalproperty* organiser = icalproperty_new_organizer(MailTo(*event.organiser).c_str());
    NameIt(organiser, *event.organiser);
    Add(component, organiser);
  }
  for (const Attendee& who : event.attendees) {
    icalproperty* attendee = icalproperty_new_attendee(MailTo(who).c_str());
    NameIt(attendee, who);
    icalproperty_add_parameter(attendee, icalparameter_new_role(ICAL_ROLE_REQPARTICIPANT));
    icalproperty_add_parameter(attendee, icalparameter_new_partstat(ICAL_PARTSTAT_NEEDSACTION));
    icalproperty_add_parameter(attendee, icalparameter_new_rsvp(ICAL_RSVP_TRUE));
    Add(component, attendee);
  }
}

void AddTimes(icalcomponent* component, const Event& event) {
  if (const auto* period = std::get_if<Period>(&event.when)) {
    Add(component, icalproperty_new_dtstart(ToIcal(period->start)));
    Add(component, icalproperty_new_dtend(ToIcal(period->end)));
    return;
  }
  const Days& days = std::get<Days>(event.when);
  Add(component, icalproperty_new_dtstart(ToIcal(days.first)));
  // The end is the first moment that no longer belongs to it (RFC 5545 section 3.6.1).
  Add(component, icalproperty_new_dtend(ToIcal(days.last + 1)));
  // A day that one has to think of is no day on which one is away.
  Add(component, icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT));
}

Component ToIcal(const Event& event, Method method) {
  Component component(icalcomponent_new(ICAL_VEVENT_COMPONENT));
  icalcomponent* const made = component.get();
  Add(made, icalproperty_new_uid(Clean(event.uid, /*keeps_lines=*/false).c_str()));
  Add(made, icalproperty_new_dtstamp(ToIcal(event.stamp)));
  Add(made, icalproperty_new_sequence(event.sequence));
  AddTimes(made, event);
  Add(made, icalproperty_new_summary(Clean(event.summary, /*keeps_lines=*/false).c_str()));
  if (!event.description.empty()) {
    Add(made, icalproperty_new_description(Clean(event.description, /*keeps_lines=*/true).c_str()));
  }
  Add(made, icalproperty_new_status(method == Method::kCancel ? ICAL_STATUS_CANCELLED
                                                              : ICAL_STATUS_CONFIRMED));
  AddPeople(made, event);
  return component;
}

}  // namespace

std::string Write(const Calendar& calendar) {
  const Component component(icalcomponent_new(ICAL_VCALENDAR_COMPONENT));
  icalcomponent* const made = component.get();
  Add(made, icalproperty_new_version("2.0"));
  Add(made, icalproperty_new_prodid(kMaker));
  Add(made, icalproperty_new_method(ToIcal(calendar.method)));
  if (!calendar.name.empty()) {
    AddOther(made, "X-WR-CALNAME", Clean(calendar.name, /*keeps_lines=*/false));
  }
  if (calendar.refresh > absl::ZeroDuration()) {
    AddOther(made, "X-PUBLISHED-TTL",
             absl::StrCat("PT", absl::ToInt64Minutes(calendar.refresh), "M"));
  }
  for (const Event& event : calendar.events) {
    icalcomponent_add_component(made, ToIcal(event, calendar.method).release());
  }
  const std::unique_ptr<char, Freed> text(icalcomponent_as_ical_string_r(made));
  return text == nullptr ? std::string() : std::string(text.get());
}

const char* MethodName(Method method) { return icalproperty_method_to_string(ToIcal(method)); }

}  // namespace driehoek::ics
