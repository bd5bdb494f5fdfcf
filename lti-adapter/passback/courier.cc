#include "passback/courier.h"

#include <algorithm>
#include <utility>

#include "absl/time/clock.h"
#include "passback/answer.h"
#include "passback/seat_store.h"
#include "platform/schema.h"
#include "shared/base/errors.h"

namespace driehoek::lti {
namespace {

constexpr int kBatch = 16;
// No call begins that could end after the lease: a call takes 5 s at most, a score a few calls.
constexpr absl::Duration kBatchTime = absl::Seconds(8);
// A platform that fails this often in a row is left alone, whatever the scores. One that fails a
// third of the calls does so once in a thousand.
constexpr int kFailuresToPause = 6;
// How long ago a timestamp must be for a later one to be worth a try.
constexpr absl::Duration kOldTimestamp = absl::Minutes(1);
constexpr absl::Duration kRegistrationGonePause = absl::Minutes(10);

// Where the student's course stands now: the launch since may have told more than the routing knew.
absl::StatusOr<GradeService> ServiceOf(storage::Database& database, const Score& score) {
  GradeService service;
  DRIEHOEK_RETURN_IF_ERROR(database.Read(
      absl::Now() + kStoreTime, [&](storage::Transaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(const auto seats,
                                  SelectSeats(transaction, score.tenant, score.student));
        for (const GradeSeat& seat : seats) {
          if (seat.registration_id == score.registration_id &&
              seat.deployment_id == score.deployment_id && seat.context_id == score.context_id) {
            service = seat.service;
          }
        }
        return absl::OkStatus();
      }));
  return service;
}

CallResult Failed(const absl::Status& status) { return {.meaning = MeaningOf(status)}; }

// The platform holds a score with this timestamp or a later one.
void JudgeStale(EndedScore& ended, absl::Time now) {
  Score& score = ended.score;
  const bool old = score.timestamp < now - kOldTimestamp;
  if (score.doubt == Doubt::kLost) {
    // Ours: the attempt whose answer was lost.
    score.state = ScoreState::kSent;
    score.sent_time = now;
    score.doubt = Doubt::kNone;
    ended.outcome = Outcome::kSent;
  } else if (score.doubt == Doubt::kKilled || old) {
    // Ours perhaps, or one that somebody else put there: the same mark again, just later.
    score.timestamp =
        NextTimestamp(score.doubt == Doubt::kKilled ? score.timestamp : now, score.timestamp);
    score.next_time = std::max(now, score.timestamp);
    score.doubt = Doubt::kNone;
    ended.outcome = Outcome::kRetry;
  } else {
    score.state = ScoreState::kRefused;
    ended.outcome = Outcome::kRefused;
  }
}

}  // namespace

CallResult Courier::ColumnFor(const Registration& registration, const Score& score, bool anew) {
  if (!score.given_url.empty()) {
    CallResult given{.status = 200, .url = score.given_url};
    if (anew) given.meaning = {Meaning::kRefused, "COLUMN_GONE"};
    return given;
  }
  if (anew) {
    if (auto status = parts_.queue.ForgetColumn(score); !status.ok()) return Failed(status);
  } else {
    const auto known = parts_.queue.KnownColumn(score);
    if (!known.ok()) return Failed(known.status());
    if (!known->empty()) return {.status = 200, .url = *known};
  }
  const auto service = ServiceOf(parts_.database, score);
  if (!service.ok()) return Failed(service.status());
  const ColumnWay way = WayToColumn(*service);
  if (way != ColumnWay::kFind && way != ColumnWay::kFindOrCreate)
    return {.meaning = {Meaning::kRefused, "NOT_ALLOWED_THERE"}};
  CallResult found = parts_.calls.FindColumn(registration, way, service->lineitems, score);
  // A course that is gone is not found by looking for its column once more.
  if (found.meaning.meaning == Meaning::kColumnGone)
    found.meaning = {Meaning::kRefused, "COURSE_GONE"};
  if (!found.ok()) {
    // Nothing was posted yet, so no score can be there.
    found.meaning.uncertain = false;
    return found;
  }
  const absl::Status kept = parts_.queue.KeepColumn(score, found.url, parts_.clock.Now());
  return kept.ok() ? found : Failed(kept);
}

CallResult Courier::Try(const Registration& registration, const Score& score) {
  for (const bool anew : {false, true}) {
    const CallResult column = ColumnFor(registration, score, anew);
    if (!column.ok()) return column;
    CallResult posted = parts_.calls.PostScore(registration, column.url, score);
    posted.any_taken |= column.any_taken;
    if (posted.meaning.meaning != Meaning::kColumnGone) return posted;
    if (anew) {
      posted.meaning = {Meaning::kRefused, "COLUMN_GONE"};
      return posted;
    }
  }
  return {};
}

EndedScore Courier::Judge(const BegunScore& begun, const CallResult& result, absl::Time now) {
  EndedScore ended{.score = begun.score,
                   .attempt = begun.attempt,
                   .status = result.status,
                   .reason = std::string(result.meaning.reason)};
  Score& score = ended.score;
  score.attempts = begun.attempt;
  score.status = ended.status;
  score.reason = ended.reason;
  switch (result.meaning.meaning) {
    case Meaning::kTaken:
      score.state = ScoreState::kSent;
      score.sent_time = now;
      score.failures = 0;
      score.doubt = Doubt::kNone;
      ended.outcome = Outcome::kSent;
      break;
    case Meaning::kStale:
      JudgeStale(ended, now);
      break;
    case Meaning::kLater:
      ++score.failures;
      score.next_time = now + result.retry_after.value_or(Backoff(score.failures, parts_.random(),
                                                                  kFirstDelay, kLongestDelay));
      break;
    case Meaning::kPause:
    case Meaning::kTokenRefused:
      break;  // the platform waits, and its scores with it
    case Meaning::kColumnGone:
    case Meaning::kRefused:
      score.state = ScoreState::kRefused;
      ended.outcome = Outcome::kRefused;
      break;
  }
  if (result.meaning.uncertain) score.doubt = Doubt::kLost;
  if (ended.outcome == Outcome::kSent) score.reason = ended.reason = "";
  return ended;
}

void Courier::NoteHealth(const CallResult& result, PlatformHealth& health, absl::Time now) {
  const Meaning meaning = result.meaning.meaning;
  const bool pause = meaning == Meaning::kPause || meaning == Meaning::kTokenRefused;
  if (!pause && meaning != Meaning::kLater) {
    health = {};
    return;
  }
  // Failures are counted from when the platform last did something for us. One that answers after
  // it could not be reached has just come back: its first failure is not its hundredth.
  const bool back = !pause && health.reason == kUnreachable;
  if (result.any_taken || back) health.failures = 0;
  ++health.failures;
  health.reason = std::string(result.meaning.reason);
  const int counted = pause ? health.failures : health.failures - kFailuresToPause + 1;
  if (counted < 1) return;
  const absl::Duration wait = pause && result.retry_after
                                  ? *result.retry_after
                                  : Backoff(counted, parts_.random(), kFirstPause, kLongestPause);
  health.pause_until = now + wait;
}

absl::StatusOr<int> Courier::Deliver(const std::string& registration_id) {
  absl::Time now = parts_.clock.Now();
  DRIEHOEK_ASSIGN_OR_RETURN(const auto lease, parts_.queue.Take(registration_id, now));
  if (!lease) return 0;
  const absl::Time stop = now + kBatchTime;
  PlatformHealth health{.failures = lease->failures, .reason = lease->reason};
  const auto registration = parts_.registrations.Get(registration_id);
  if (!registration.ok()) {
    health = {.failures = lease->failures + 1,
              .pause_until = now + kRegistrationGonePause,
              .reason = "REGISTRATION_GONE"};
    DRIEHOEK_RETURN_IF_ERROR(parts_.queue.End(*lease, {}, {}, health, now));
    return 0;
  }
  DRIEHOEK_ASSIGN_OR_RETURN(std::vector<BegunScore> batch, parts_.queue.Begin(*lease, now, kBatch));
  std::vector<EndedScore> ended;
  while (ended.size() < batch.size() && now < stop && health.pause_until <= now) {
    const BegunScore& begun = batch[ended.size()];
    const CallResult result = Try(*registration, begun.score);
    now = parts_.clock.Now();
    ended.push_back(Judge(begun, result, now));
    NoteHealth(result, health, now);
  }
  const std::vector<BegunScore> untried(batch.begin() + static_cast<std::ptrdiff_t>(ended.size()),
                                        batch.end());
  DRIEHOEK_RETURN_IF_ERROR(parts_.queue.End(*lease, ended, untried, health, now));
  return static_cast<int>(ended.size());
}

}  // namespace driehoek::lti
