// When the one digest of a day goes out (one mail a day per person at most), and what it says.
// Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"

namespace driehoek::notify {

// From this hour of the institution's day on, digests go out.
inline constexpr int kDigestHour = 8;

// The moment from which the digest of `day` goes out. News that comes later waits for the next day,
// also when the digest itself goes late.
absl::Time DigestTime(absl::CivilDay day, absl::TimeZone zone);

// The day whose digest may go out at `now`; nothing before its hour.
std::optional<absl::CivilDay> DigestDay(absl::Time now, absl::TimeZone zone);

// The subject of a letter as a sentence of a digest.
std::string AsSentence(const std::string& subject);

// Without what was said before, in the order of its first saying.
std::vector<std::string> SaidOnce(const std::vector<std::string>& sentences);

}  // namespace driehoek::notify
