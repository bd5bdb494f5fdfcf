// Who is told of a signal (R62, R63): whom it is for, and the manager when nobody said in time to
// have seen it or when it was passed on. A mail never says who raised it, nor what was said. Pure.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "notify/telling.h"
#include "shared/base/strong_id.h"

namespace driehoek::notify {

// What is known of a signal when something happened to it. Nothing of its source, so that no mail
// can give it away.
struct SignalNews {
  std::string student_name;
  std::string student_given_name;  // empty: the whole name is used
  absl::CivilDay acknowledge_by;   // last day to say that it was seen
  PersonId addressee;              // empty: nobody
  std::string addressee_name;
  std::vector<PersonId> managers;
  bool is_unseen = false;     // nobody said yet to have seen it
  bool is_escalated = false;  // it was passed on to the manager
  bool is_pressing = false;   // it is to be looked at now, so it does not wait for the digest
};

// "signal.raised"; "signal.escalated", when nobody looked in time or somebody passed it on.
bool IsSignalTold(absl::string_view event_type);

// Nobody is told of what was seen meanwhile.
std::vector<Telling> SignalTellings(absl::string_view event_type, const SignalNews& news);

}  // namespace driehoek::notify
