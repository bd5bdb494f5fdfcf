// How a scan comes to be, is filled, judged, expires and is opened again: pure decisions (domain
// text 6.2). A decision returns the scan after, the state it came to, and what it relied on.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "placement/facts.h"
#include "placement/placement.h"
#include "placement/scan/criteria.h"
#include "placement/scan/scan.h"

namespace driehoek::placement::scan {

struct ScanChange {
  Scan after;
  std::optional<ScanState> reached;  // one event; absent when the state stayed as it was
  std::vector<FactVersion> relies_on;
  bool tells_overdue = false;  // one more event: a condition's day has passed
};

// A placement at the workplace of a scan, with the phase that its student is in today.
struct AtWork {
  Placement placement;
  int phase = 0;
};

// Fills in `draft` from the placement that it is for. NOT_OF_PLACEMENT naming each field that says
// something else. FAILED_PRECONDITION / PLACEMENT_FINAL, PLACEMENT_WITHOUT_SUPERVISOR.
absl::Status TakeFrom(const AtWork& at_work, Scan& draft, FieldViolations& violations);

// Names what a draft without a placement lacks: FIELD_MISSING, NUMBER_OUT_OF_RANGE.
void CheckComplete(const Scan& draft, FieldViolations& violations);

// A new scan at `now`. `criteria` are the newest of its phase, `first_day` is that of its
// placement. INVALID_ARGUMENT naming workplace or supervisor (REFERENCE_NOT_FOUND,
// NOT_ON_THE_FLOOR) or the placement (PLACEMENT_NEEDED: the policy lets a scan hold for one
// placement only); FAILED_PRECONDITION / SCAN_CRITERIA_MISSING.
absl::StatusOr<ScanChange> Request(Scan draft, const PlaceFact& place, const PolicyFact& policy,
                                   const std::optional<Criteria>& criteria,
                                   const std::optional<absl::CivilDay>& first_day, absl::Time now);

// The answers of `side` take the place of its earlier ones to the same criteria; a reopened scan
// starts a new sheet. INVALID_ARGUMENT naming answers (ANSWERS_MISSING, CRITERION_UNKNOWN,
// CRITERION_REPEATED, and those of field_checks.h); FAILED_PRECONDITION / SCAN_NOT_OPEN.
absl::StatusOr<ScanChange> Fill(Scan scan, const Criteria& criteria, Side side,
                                const std::vector<Answer>& answers, absl::Time now);

// What the practice office says.
struct Judgement {
  Verdict verdict = Verdict::kFit;
  std::string reason;
  std::vector<Condition> conditions;  // with ids
};
// `last_day` is that of the scan's placement. INVALID_ARGUMENT naming every wrong field
// (CONDITIONS_MISSING, CONDITIONS_NOT_ALLOWED, CONDITIONS_TOO_MANY, DATE_IN_PAST, TEXT_MISSING);
// FAILED_PRECONDITION / SCAN_NOT_FILLED, ESSENTIAL_NOT_MET, ESSENTIAL_UNANSWERED,
// SCAN_WITHOUT_PLACEMENT (the policy now lets a scan hold for one placement only).
absl::StatusOr<ScanChange> Assess(Scan scan, const Criteria& criteria, const Judgement& judgement,
                                  const PolicyFact& policy,
                                  const std::optional<absl::CivilDay>& last_day,
                                  absl::CivilDay today, absl::Time now);

// INVALID_ARGUMENT / CONDITION_UNKNOWN; FAILED_PRECONDITION / SCAN_NOT_ASSESSED, CONDITION_DONE.
absl::StatusOr<ScanChange> CompleteCondition(Scan scan, absl::string_view condition,
                                             absl::Time now);

// Opens it again with `criteria`, the newest of its phase. FAILED_PRECONDITION / SCAN_NOT_ASSESSED
// (also for one that is being filled), SCAN_CRITERIA_MISSING.
absl::StatusOr<ScanChange> Reopen(Scan scan, Trigger trigger, absl::string_view reason,
                                  const std::optional<Criteria>& criteria, absl::Time now);

// An assessed scan whose last valid day lies before `today` has expired.
std::optional<ScanChange> Expire(const Scan& scan, absl::CivilDay today, absl::Time now);

// What a scan is made anew for (R36): who supervises there and in which phase the student is.
struct Renewal {
  Trigger trigger = Trigger::kPhaseChange;
  int phase = 0;
  SupervisorId supervisor;
  PersonId supervisor_person;
};
// Whether an assessed or expired scan must be made again because of the placements `at_work`. One
// that is for a placement follows this placement's supervisor and its student's phase. One for
// whoever comes there is for one supervisor; it follows the highest phase among the students of
// that supervisor, since later phases ask more (R35).
std::optional<Renewal> RenewalFor(const Scan& scan, const std::vector<AtWork>& at_work);
// Whether `others` hold a later scan for the same: of that placement, or of that workplace and
// supervisor. Then `scan` is history and nothing opens it again by itself.
bool IsReplaced(const Scan& scan, const std::vector<Scan>& others);
// Opens `scan` again as `renewal` says. Nothing when the programme asks nothing in the new phase.
std::optional<ScanChange> Renew(Scan scan, const Renewal& renewal,
                                const std::optional<Criteria>& criteria, absl::Time now);

}  // namespace driehoek::placement::scan
