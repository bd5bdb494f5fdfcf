// A score as the browser gets it (README.md).
#pragma once

#include <string>
#include <vector>

#include "pages/page.h"
#include "passback/score.h"
#include "passback/score_reads.h"

namespace driehoek::lti {

struct ShownScore {
  const Score& score;
  std::string issuer;  // of the platform it goes to, or ""
  // Of that platform; null when nothing is known.
  const PlatformStanding* standing = nullptr;
  std::string student_name;
  // Whether the reader may see what the student got.
  bool with_mark = false;
};
std::string ShownScoreJson(const ShownScore& shown, Language language, absl::Time now);

std::string AttemptsJson(const std::vector<AttemptEntry>& attempts, Language language);

std::string StandingJson(const PlatformStanding& standing, const std::string& issuer,
                         Language language, absl::Time now);

}  // namespace driehoek::lti
