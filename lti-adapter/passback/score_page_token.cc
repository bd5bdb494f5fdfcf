#include "passback/score_page_token.h"

#include <cstdint>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "shared/base/errors.h"
#include "shared/base/id_source.h"
#include "shared/crypto/encoding.h"

namespace driehoek::lti {
namespace {

std::string StatesText(const std::vector<ScoreState>& states) {
  std::string text;
  for (const ScoreState state : states) absl::StrAppend(&text, StateName(state), ",");
  return text;
}

}  // namespace

std::string MakeScorePageToken(const ScorePlace& place, const std::vector<ScoreState>& states) {
  return crypto::Base64UrlEncode(
      absl::StrCat(absl::ToUnixMicros(place.publish_time), " ", place.id, " ", StatesText(states)));
}

absl::StatusOr<ScorePlace> ReadScorePageToken(const std::string& token,
                                              const std::vector<ScoreState>& states) {
  const auto text = crypto::Base64UrlDecode(token);
  const std::vector<std::string> parts =
      text ? absl::StrSplit(*text, ' ') : std::vector<std::string>();
  std::int64_t micros = 0;
  if (parts.size() != 3 || !absl::SimpleAtoi(parts[0], &micros) || !IsUuid(parts[1]) ||
      parts[2] != StatesText(states)) {
    return Error(absl::StatusCode::kInvalidArgument, "PAGE_TOKEN_INVALID",
                 "the page token is of another list");
  }
  return ScorePlace{absl::FromUnixMicros(micros), parts[1]};
}

}  // namespace driehoek::lti
