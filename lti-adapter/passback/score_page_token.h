// Where a list of scores goes on, as an opaque text that belongs to one choice of states.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "passback/score.h"
#include "passback/score_reads.h"

namespace driehoek::lti {

std::string MakeScorePageToken(const ScorePlace& place, const std::vector<ScoreState>& states);
// INVALID_ARGUMENT / PAGE_TOKEN_INVALID.
absl::StatusOr<ScorePlace> ReadScorePageToken(const std::string& token,
                                              const std::vector<ScoreState>& states);

}  // namespace driehoek::lti
