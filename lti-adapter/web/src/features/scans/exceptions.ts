// Which scans need somebody now, why, and by when: the worst first. Pure.
import { compareDays, daysBetween, type Day } from "../../shared/i18n/dates";
import { dueOf } from "../../triangle/scan_due";
import { ScanState, Verdict, type Condition, type WorkplaceScan } from "../../triangle/scans";

/** Why a scan stands in the list; "calm" needs nothing. */
export type Cause = "to_assess" | "requested" | "reopened" | "conditions" | "expiring" | "expired" | "calm";

export interface Exception {
  readonly scan: WorkplaceScan;
  readonly cause: Cause;
  readonly due: Day | undefined;
  /** Whole days past the due day; 0 when it is not late. */
  readonly late: number;
}

/** A verdict that ends within so many days is shown, so that a new scan is there in time. */
const soon = 28;

export function openConditions(scan: WorkplaceScan): Condition[] {
  return scan.conditions.filter((condition) => condition.doneTime === undefined);
}

function firstDue(conditions: readonly Condition[]): Day | undefined {
  return conditions.flatMap(({ dueDate }) => dueDate ?? []).sort(compareDays)[0];
}

function ofAssessed(scan: WorkplaceScan, today: Day): { cause: Cause; due: Day | undefined } {
  const open = scan.verdict === Verdict.CONDITIONAL ? openConditions(scan) : [];
  if (open.length > 0) return { cause: "conditions", due: firstDue(open) };
  const until = scan.validUntilDate;
  return until !== undefined && daysBetween(today, until) <= soon ? { cause: "expiring", due: until } : { cause: "calm", due: until };
}

function ofState(scan: WorkplaceScan, today: Day): { cause: Cause; due: Day | undefined } {
  switch (scan.state) {
    case ScanState.FILLED: return { cause: "to_assess", due: dueOf(scan, today) };
    case ScanState.REOPENED: return { cause: "reopened", due: dueOf(scan, today) };
    case ScanState.EXPIRED: return { cause: "expired", due: scan.validUntilDate };
    case ScanState.ASSESSED: return ofAssessed(scan, today);
    case ScanState.REQUESTED:
    case ScanState.STATE_UNSPECIFIED: return { cause: "requested", due: scan.dueDate };
  }
}

export function exceptionOf(scan: WorkplaceScan, today: Day): Exception {
  const { cause, due } = ofState(scan, today);
  const late = due === undefined || cause === "calm" ? 0 : Math.max(0, daysBetween(due, today));
  return { scan, cause, due, late };
}

/** Late ones first, then what the office itself can do, then by day; what needs nothing last. */
export function sorted(exceptions: readonly Exception[]): Exception[] {
  const rank = ({ cause, late }: Exception) => (cause === "calm" ? 3 : late > 0 ? 0 : cause === "to_assess" ? 1 : 2);
  return [...exceptions].sort((a, b) => {
    if (rank(a) !== rank(b)) return rank(a) - rank(b);
    if (a.due === undefined || b.due === undefined) return a.due === b.due ? 0 : a.due === undefined ? 1 : -1;
    return compareDays(a.due, b.due);
  });
}
