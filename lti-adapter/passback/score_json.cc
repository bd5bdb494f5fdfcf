#include "passback/score_json.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "json/json_writer.h"
#include "passback/words.h"
#include "shared/base/resource_name.h"

namespace driehoek::lti {
namespace {

void AddTime(JsonObjectWriter& writer, absl::string_view name, std::optional<absl::Time> time) {
  if (time) writer.String(name, TimestampText(*time));
}

void AddText(JsonObjectWriter& writer, absl::string_view name, absl::string_view text) {
  if (!text.empty()) writer.String(name, text);
}

void AddWords(JsonObjectWriter& writer, const ReasonWords& words, Language language) {
  writer.String("cause", words.cause.In(language)).String("action", words.action.In(language));
}

bool IsPaused(const PlatformStanding* standing, absl::Time now) {
  return standing != nullptr && standing->pause_until > now;
}

// A score that waits for its platform has the platform's reason.
std::string ReasonToShow(const ShownScore& shown, absl::Time now) {
  switch (shown.score.state) {
    case ScoreState::kWaiting:
      return IsPaused(shown.standing, now) ? shown.standing->reason : shown.score.reason;
    case ScoreState::kRefused:
      return shown.score.reason;
    case ScoreState::kNoColumn:
    case ScoreState::kSent:
    case ScoreState::kSuperseded:
      break;
  }
  return "";
}

}  // namespace

std::string ShownScoreJson(const ShownScore& shown, Language language, absl::Time now) {
  const Score& score = shown.score;
  JsonObjectWriter writer;
  writer.String("id", score.id)
      .String("assessment", MakeName(score.tenant, "assessments", score.assessment_id))
      .String("placement", MakeName(score.tenant, "placements", score.placement_id))
      .String("student", PersonName(score.tenant, score.student));
  AddText(writer, "studentName", shown.student_name);
  if (shown.with_mark) {
    writer.String("grade", MarkText(score.mark_tenths)).String("gradeMaximum", "10");
  }
  writer.Number("version", score.version).String("state", StateName(score.state));
  AddTime(writer, "publishTime", score.publish_time);
  AddTime(writer, "submitTime", score.submit_time);
  AddTime(writer, "sentTime", score.sent_time);
  if (score.state == ScoreState::kWaiting) {
    const absl::Time next = IsPaused(shown.standing, now)
                                ? std::max(score.next_time, shown.standing->pause_until)
                                : score.next_time;
    AddTime(writer, "nextTime", std::max(next, now));
  }
  writer.Number("attemptCount", score.attempts);
  AddText(writer, "platform", shown.issuer);
  AddText(writer, "course", score.context_id);
  if (!score.registration_id.empty()) AddText(writer, "columnLabel", score.column.label);
  if (score.state == ScoreState::kNoColumn) {
    AddWords(writer, WordsOfNoColumn(), language);
  } else if (const std::string reason = ReasonToShow(shown, now); !reason.empty()) {
    writer.String("reason", reason);
    AddWords(writer, WordsOfReason(reason), language);
  }
  writer.Bool("mayResend", score.state != ScoreState::kSuperseded);
  return writer.Done();
}

std::string AttemptsJson(const std::vector<AttemptEntry>& attempts, Language language) {
  std::string list;
  for (const AttemptEntry& attempt : attempts) {
    JsonObjectWriter writer;
    AddTime(writer, "beginTime", attempt.begin_time);
    AddTime(writer, "endTime", attempt.end_time);
    writer.Number("count", attempt.count)
        .String("outcome", attempt.outcome)
        .Number("status", attempt.status);
    if (!attempt.reason.empty()) {
      writer.String("reason", attempt.reason)
          .String("cause", WordsOfReason(attempt.reason).cause.In(language));
    }
    absl::StrAppend(&list, list.empty() ? "" : ",", writer.Done());
  }
  return absl::StrCat("[", list, "]");
}

std::string StandingJson(const PlatformStanding& standing, const std::string& issuer,
                         Language language, absl::Time now) {
  const bool paused = IsPaused(&standing, now);
  JsonObjectWriter writer;
  AddText(writer, "platform", issuer);
  writer.String("state", paused ? "paused" : "ok")
      .Number("failureCount", standing.failures)
      .Number("waitingCount", standing.waiting);
  if (paused) AddTime(writer, "nextTime", standing.pause_until);
  if (!standing.reason.empty()) {
    writer.String("reason", standing.reason);
    AddWords(writer, WordsOfReason(standing.reason), language);
  }
  return writer.Done();
}

}  // namespace driehoek::lti
