#include "passback/answer.h"

#include <algorithm>
#include <cstdint>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/strip.h"
#include "shared/base/errors.h"

namespace driehoek::lti {
namespace {

constexpr absl::Duration kLongestRetryAfter = absl::Hours(1);

AnswerMeaning OfBadRequest(const IncomingResponse& response, absl::string_view family) {
  const absl::string_view body = absl::StripAsciiWhitespace(response.body);
  // Moodle: the student cannot be graded in this course.
  if (body == "[]") return {Meaning::kRefused, "STUDENT_NOT_GRADABLE"};
  if (family == "canvas" && absl::StrContains(absl::AsciiStrToLower(body), "timestamp"))
    return {Meaning::kStale, "NEWER_SCORE_THERE"};
  return {Meaning::kRefused, "SCORE_MALFORMED"};
}

}  // namespace

AnswerMeaning MeaningOf(const IncomingResponse& response, absl::string_view family) {
  const int status = response.status;
  if (status >= 200 && status < 300) return {Meaning::kTaken, ""};
  switch (status) {
    case 400:
      return OfBadRequest(response, family);
    case 401:
      return {Meaning::kTokenRefused, "TOKEN_NOT_TAKEN"};
    case 403:
      return {Meaning::kRefused, "NOT_ALLOWED_THERE"};
    case 404:
    case 410:
      return {Meaning::kColumnGone, "COLUMN_GONE"};
    case 408:
      return {Meaning::kLater, "PLATFORM_SLOW", true};
    case 409:
      return {Meaning::kStale, "NEWER_SCORE_THERE"};
    case 422:
      return {Meaning::kRefused, "STUDENT_NOT_GRADABLE"};
    case 429:
      return {Meaning::kPause, "PLATFORM_BUSY"};
    default:
      break;
  }
  if (status >= 400 && status < 500) return {Meaning::kRefused, "SCORE_REFUSED"};
  // 5xx, and redirects: a page for maintenance, as a rule. A proxy can answer so for a score that
  // was stored behind it.
  return {Meaning::kLater, "PLATFORM_FAILS", true};
}

AnswerMeaning MeaningOf(const absl::Status& status) {
  const std::string reason = ReasonOf(status);
  if (reason == kUnreachable) {
    // A connection stood: the platform is there, and may have done what it was asked for.
    if (!NeverConnected(status)) return {Meaning::kLater, "ANSWER_LOST", true};
    return {Meaning::kPause, kUnreachable};
  }
  if (reason == "PLATFORM_REFUSED") return {Meaning::kPause, "TOKEN_REFUSED"};
  if (reason == "PLATFORM_FAILS" || reason == "PLATFORM_ANSWER_UNUSABLE")
    return {Meaning::kPause, "PLATFORM_FAILS"};
  if (reason == "ADDRESS_NOT_ALLOWED") return {Meaning::kRefused, "ADDRESS_NOT_ALLOWED"};
  return {Meaning::kPause, "ADAPTER_FAILS", true};
}

std::optional<absl::Duration> RetryAfter(const IncomingResponse& response, absl::Time now) {
  const std::string text(absl::StripAsciiWhitespace(response.HeaderValue("retry-after")));
  if (text.empty()) return std::nullopt;
  absl::Duration wait;
  std::int64_t seconds = 0;
  absl::Time date;
  std::string error;
  if (std::all_of(text.begin(), text.end(), absl::ascii_isdigit)) {
    if (!absl::SimpleAtoi(text, &seconds)) seconds = absl::ToInt64Seconds(kLongestRetryAfter);
    wait = absl::Seconds(seconds);
  } else if (absl::ParseTime("%a, %d %b %Y %H:%M:%S GMT", text, absl::UTCTimeZone(), &date,
                             &error)) {
    wait = date - now;
  }
  if (wait <= absl::ZeroDuration()) return std::nullopt;
  return std::min(wait, kLongestRetryAfter);
}

absl::Duration Backoff(int failures, double random, absl::Duration first, absl::Duration longest) {
  const int doublings = std::clamp(failures - 1, 0, 30);
  const absl::Duration whole =
      std::min(first * static_cast<double>(std::int64_t{1} << doublings), longest);
  return whole * (0.5 + std::clamp(random, 0.0, 1.0) / 2);
}

}  // namespace driehoek::lti
