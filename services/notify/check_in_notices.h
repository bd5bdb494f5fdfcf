// Who is told what of a check-in (R49, R52, R55): the participants when they are invited and when
// it moves or goes, with the appointment for their calendar; the contact person when it was missed.
// Pure.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "notify/telling.h"
#include "shared/base/strong_id.h"

namespace driehoek::notify {

// What is known of a check-in when something happened to it.
struct CheckInNews {
  std::string student_name;
  std::string student_given_name;  // empty: the whole name is used
  std::string uid;                 // of the appointment: the same for as long as the check-in is
  int sequence = 0;                // counts up with each change of moment, length or place
  absl::Time start;
  absl::Duration length;
  absl::TimeZone zone;  // of the institution, for the words
  std::string place;    // empty: not said
  std::string link;     // an https address when it is online; else empty
  absl::Time change_time;
  PersonId student;
  std::vector<PersonId> participants;  // with the student
  PersonId contact_person;             // today's; empty: none
  bool is_ahead = false;               // it still is to take place
  bool is_missed = false;
  bool is_cancelled = false;  // without fault of anybody
};

// "checkin.invited", "checkin.moved", "checkin.missed", "checkin.cancelled".
bool IsCheckInTold(absl::string_view event_type);

// Each person once. What was overtaken meanwhile is told as it stands now: who is invited to a
// moment that has moved since hears of the new one only.
std::vector<Telling> CheckInTellings(absl::string_view event_type, const CheckInNews& news);

}  // namespace driehoek::notify
