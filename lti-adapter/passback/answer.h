// What a platform's answer to a score means, and how long to wait after it. Pure.
#pragma once

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "platform/http_client.h"

namespace driehoek::lti {

enum class Meaning {
  kTaken,         // stored
  kStale,         // the platform holds a score with this timestamp or a later one
  kTokenRefused,  // ask for a new token, once
  kColumnGone,    // find the column again, once
  kLater,         // this score again, later
  kPause,         // nothing to this platform for a while
  kRefused,       // never
};

// The reason when no connection stood.
inline constexpr absl::string_view kUnreachable = "PLATFORM_UNREACHABLE";

struct AnswerMeaning {
  Meaning meaning;
  // UPPER_SNAKE_CASE, stable: words.h has a sentence for each. "" when taken.
  absl::string_view reason;
  // Whether the platform may have stored the score although it says otherwise.
  bool uncertain = false;
};

// `family` is the platform's product: Canvas answers 400 where others answer 409.
AnswerMeaning MeaningOf(const IncomingResponse& response, absl::string_view family);
// The same for a call that got no answer; `status` is that of HttpClient::Send or
// ServiceTokens::Get.
AnswerMeaning MeaningOf(const absl::Status& status);

// Retry-After in either form, seconds or a date (RFC 9110, section 10.2.3), at most one hour.
// Nothing when it is absent, malformed or in the past.
std::optional<absl::Duration> RetryAfter(const IncomingResponse& response, absl::Time now);

// How long to wait after `failures` (from 1) in a row: `first` doubled each time, at most
// `longest`, and of that between half and all by `random` (0 to 1), so that many do not come back
// at once.
absl::Duration Backoff(int failures, double random, absl::Duration first, absl::Duration longest);

// A platform that is away is asked again at least this often, with one score: what waits is on its
// way within a minute of its return, even when it fails some calls at first.
inline constexpr absl::Duration kLongestPause = absl::Seconds(15);
inline constexpr absl::Duration kFirstPause = absl::Seconds(2);
// A score that a working platform cannot take now. Of thousands, some fail eight times in a row at
// a platform that fails a third of its calls: they must not wait for half an hour.
inline constexpr absl::Duration kLongestDelay = absl::Minutes(5);
inline constexpr absl::Duration kFirstDelay = absl::Seconds(4);

}  // namespace driehoek::lti
