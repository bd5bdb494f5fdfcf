// Writes calendars that calendar programs read (RFC 5545) and invitations that they answer (RFC
// 5546). Escaping and folding are libical's. Pure.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"

namespace driehoek::ics {

// What the reader of the calendar is to do with it (RFC 5546 section 1.4).
enum class Method {
  kPublish,  // show it
  kRequest,  // invite, or move what was invited to before
  kCancel,   // take it out again
};

// Somebody with an address.
struct Attendee {
  std::string name;   // may be empty
  std::string email;  // one plain address
};

// An instant until another; written in UTC, so that no rule of a time zone goes along.
struct Period {
  absl::Time start;
  absl::Time end;
};
// Whole days wherever the reader is, both counted.
struct Days {
  absl::CivilDay first;
  absl::CivilDay last;
};

struct Event {
  // The same for as long as it is the same appointment, and unlike all others: "…@driehoek".
  std::string uid;
  // Counts up with each change that the participants must know of; a program shows the highest.
  int sequence = 0;
  std::variant<Period, Days> when;
  std::string summary;
  std::string description;  // empty: none
  absl::Time stamp;         // when it was last changed
  std::optional<Attendee> organiser;
  std::vector<Attendee> attendees;
};

struct Calendar {
  Method method = Method::kPublish;
  std::string name;  // shown as the calendar's title; empty: none
  // How often a program should look again; zero: not said.
  absl::Duration refresh;
  std::vector<Event> events;
};

// UTF-8 with CRLF line ends, no line over 75 bytes. Control characters in texts are left out, line
// breaks kept.
std::string Write(const Calendar& calendar);

// "REQUEST": how a mail names the method of the calendar in it (RFC 6047).
const char* MethodName(Method method);

}  // namespace driehoek::ics
