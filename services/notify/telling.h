// One piece of news for one person, whatever it is about. Pure.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "absl/time/civil_time.h"
#include "notify/letter.h"
#include "notify/mail_text.h"
#include "notify/reasons.h"
#include "shared/base/strong_id.h"
#include "shared/ics/ics.h"

namespace driehoek::notify {

// What a mail puts into the reader's calendar, moves there, or takes out.
struct Appointment {
  ics::Method method = ics::Method::kRequest;
  ics::Event event;  // without organiser and attendees
};

struct Telling {
  PersonId to;
  // Which of the things that the event may mean; a short name in code.
  std::string kind;
  // The reader holds somebody up: it goes at once. All else waits for the digest.
  bool is_urgent = false;
  Reason reason;
  // `today` is the day at the institution. Its subject is what the digest says of it.
  std::function<Letter(const Reader& reader, absl::CivilDay today)> letter;
  std::optional<Appointment> appointment;  // only with what is urgent
};

}  // namespace driehoek::notify
