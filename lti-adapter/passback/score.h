// A mark on its way to a grade book, as values.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "passback/column.h"
#include "shared/base/strong_id.h"

namespace driehoek::lti {

// The mark of an assessment that holds, as the services tell it.
struct PublishedMark {
  TenantId tenant;
  std::string assessment_id;
  std::string placement_id;
  std::string programme_id;
  PersonId student;
  int version = 0;      // of the judgement, from 1; a correction is one more
  int mark_tenths = 0;  // 10 (1.0) to 100 (10.0)
  absl::Time publish_time;
  std::optional<absl::Time> submit_time;  // when the student handed in; nothing else may stand here
  std::string label;                      // of the column, in the institution's language
};

enum class ScoreState { kWaiting, kNoColumn, kSent, kSuperseded, kRefused };
// "waiting", "no_column", ...
absl::string_view StateName(ScoreState state);
std::optional<ScoreState> ParseState(absl::string_view name);

// Whether the platform may hold a score with this timestamp although nobody told us.
enum class Doubt {
  kNone,
  kLost,    // an attempt reached the platform and its answer was lost
  kKilled,  // an attempt was begun, and the program ended before it knew how it went
};
absl::string_view DoubtName(Doubt doubt);
Doubt ParseDoubt(absl::string_view name);

// One version of one mark, and how it fares.
struct Score {
  TenantId tenant;
  std::string id;  // UUIDv7
  std::string assessment_id;
  std::string placement_id;
  PersonId student;
  int version = 0;
  int mark_tenths = 0;
  absl::Time publish_time;
  std::optional<absl::Time> submit_time;
  ColumnName column;
  ScoreState state = ScoreState::kWaiting;

  // Where it goes; empty without a column.
  std::string registration_id;
  std::string deployment_id;
  std::string context_id;
  std::string subject;  // the platform's id of the student
  std::string column_key;
  std::string given_url;         // the launch's own column, where only that one may be used
  std::string resource_link_id;  // to tie a new column to; "" for none

  // The time that the platform orders scores by; the same for every attempt at this version, so
  // that a repetition is no second score.
  absl::Time timestamp;
  Doubt doubt = Doubt::kNone;
  int failures = 0;  // answers in a row that were about this score alone
  int attempts = 0;
  absl::Time next_time;
  int status = 0;      // HTTP status of the last attempt, 0: no answer
  std::string reason;  // why the last attempt failed, "" when none did
  std::optional<absl::Time> sent_time;
};

enum class Outcome { kUnknown, kSent, kRetry, kRefused };
absl::string_view OutcomeName(Outcome outcome);

// Attempts after one another that went the same way.
struct AttemptEntry {
  absl::Time begin_time;
  std::optional<absl::Time> end_time;
  int count = 1;
  std::string outcome;
  int status = 0;
  std::string reason;
};

// "7.5", "10".
std::string MarkText(int tenths);

// The timestamp for a score that changed at `changed`, after `last` of the same student and column.
// Platforms compare whole seconds (Moodle), so it lies in a later second than `last`.
absl::Time NextTimestamp(absl::Time changed, std::optional<absl::Time> last);

// ISO 8601 in UTC with milliseconds, as AGS 2.0 section 3.4.4 asks.
std::string TimestampText(absl::Time time);

// The body of a score (AGS 2.0, section 3.4). `family` is the platform's product: Canvas is told
// the time of handing in by its own extension too.
std::string ScoreJson(const Score& score, absl::string_view family);

}  // namespace driehoek::lti
