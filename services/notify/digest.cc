#include "notify/digest.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace driehoek::notify {

absl::Time DigestTime(absl::CivilDay day, absl::TimeZone zone) {
  return absl::FromCivil(absl::CivilHour(day) + kDigestHour, zone);
}

std::optional<absl::CivilDay> DigestDay(absl::Time now, absl::TimeZone zone) {
  const absl::CivilDay today = absl::ToCivilDay(now, zone);
  if (now < DigestTime(today, zone)) return std::nullopt;
  return today;
}

std::string AsSentence(const std::string& subject) {
  return absl::EndsWith(subject, ".") ? subject : absl::StrCat(subject, ".");
}

std::vector<std::string> SaidOnce(const std::vector<std::string>& sentences) {
  std::vector<std::string> said;
  for (const std::string& sentence : sentences) {
    if (std::find(said.begin(), said.end(), sentence) == said.end()) said.push_back(sentence);
  }
  return said;
}

}  // namespace driehoek::notify
