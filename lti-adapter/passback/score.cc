#include "passback/score.h"

#include <array>
#include <utility>

#include "absl/strings/str_cat.h"
#include "json/json_writer.h"

namespace driehoek::lti {
namespace {

constexpr std::array<std::pair<ScoreState, absl::string_view>, 5> kStates = {
    {{ScoreState::kWaiting, "waiting"},
     {ScoreState::kNoColumn, "no_column"},
     {ScoreState::kSent, "sent"},
     {ScoreState::kSuperseded, "superseded"},
     {ScoreState::kRefused, "refused"}}};

absl::Time WholeSecond(absl::Time time) { return absl::FromUnixSeconds(absl::ToUnixSeconds(time)); }

}  // namespace

absl::string_view StateName(ScoreState state) {
  return kStates.at(static_cast<std::size_t>(state)).second;
}

std::optional<ScoreState> ParseState(absl::string_view name) {
  for (const auto& [state, text] : kStates) {
    if (text == name) return state;
  }
  return std::nullopt;
}

absl::string_view DoubtName(Doubt doubt) {
  switch (doubt) {
    case Doubt::kNone:
      return "none";
    case Doubt::kLost:
      return "lost";
    case Doubt::kKilled:
      return "killed";
  }
  return "killed";
}

Doubt ParseDoubt(absl::string_view name) {
  if (name == "none") return Doubt::kNone;
  return name == "lost" ? Doubt::kLost : Doubt::kKilled;
}

absl::string_view OutcomeName(Outcome outcome) {
  switch (outcome) {
    case Outcome::kUnknown:
      return "unknown";
    case Outcome::kSent:
      return "sent";
    case Outcome::kRetry:
      return "retry";
    case Outcome::kRefused:
      return "refused";
  }
  return "unknown";
}

std::string MarkText(int tenths) {
  if (tenths % 10 == 0) return absl::StrCat(tenths / 10);
  return absl::StrCat(tenths / 10, ".", tenths % 10);
}

absl::Time NextTimestamp(absl::Time changed, std::optional<absl::Time> last) {
  const absl::Time at = absl::FromUnixMillis(absl::ToUnixMillis(changed));
  if (!last || WholeSecond(at) > WholeSecond(*last)) return at;
  return WholeSecond(*last) + absl::Seconds(1);
}

std::string TimestampText(absl::Time time) {
  return absl::FormatTime("%Y-%m-%dT%H:%M:%E3SZ", time, absl::UTCTimeZone());
}

std::string ScoreJson(const Score& score, absl::string_view family) {
  JsonObjectWriter writer;
  writer.String("userId", score.subject)
      .String("timestamp", TimestampText(score.timestamp))
      .String("activityProgress", "Completed")
      .String("gradingProgress", "FullyGraded")
      .Raw("scoreGiven", MarkText(score.mark_tenths))
      .Number("scoreMaximum", 10);
  if (!score.submit_time) return writer.Done();
  const std::string submitted = TimestampText(*score.submit_time);
  writer.Raw("submission", JsonObjectWriter().String("submittedAt", submitted).Done());
  if (family == "canvas") {
    writer.Raw("https://canvas.instructure.com/lti/submission",
               JsonObjectWriter().String("submitted_at", submitted).Done());
  }
  return writer.Done();
}

}  // namespace driehoek::lti
