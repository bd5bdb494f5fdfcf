// The rows of "my triangles": running placements in the order of the server, and placements that have not begun by what their
// agreement asks.
import type { Agreement, Placement } from "../../triangle/contract";
import { Severity, type Triangle } from "../../triangle/signals";
import { byUrgency, type OpenStep } from "../../triangle/turns";

export interface Row {
  readonly placement: Placement;
  readonly agreement: Agreement | undefined;
  /** The open steps of the agreement. */
  readonly steps: readonly OpenStep[];
  /** What the server says of the running placement; undefined when it is not in its list. */
  readonly triangle: Triangle | undefined;
}

const severityRank: Record<Severity, number> = { [Severity.URGENT]: 0, [Severity.WARNING]: 1, [Severity.NOTICE]: 2, [Severity.SEVERITY_UNSPECIFIED]: 3 };

/** 0 is now, 3 is calm. A step of one's own counts as a warning, one that is late as urgent. */
export function rankOf({ triangle, steps }: Row): number {
  const [step] = steps;
  const ofStep = step === undefined ? 3 : step.late && step.mine ? 0 : step.mine ? 1 : step.late ? 2 : 3;
  return Math.min(triangle === undefined ? 3 : severityRank[triangle.severity], ofStep);
}

function byStep(a: Row, b: Row): number {
  const [first, second] = [a.steps[0], b.steps[0]];
  if (first === undefined || second === undefined) return first === second ? (a.placement.labels?.student ?? "").localeCompare(b.placement.labels?.student ?? "") : first === undefined ? 1 : -1;
  if (first.late !== second.late) return first.late ? -1 : 1;
  return byUrgency(first, second);
}

/** What needs attention first. Among rows that are as urgent, those of the server stand first, in its order. */
export function sortRows(rows: readonly Row[], order: readonly Triangle[]): Row[] {
  const place = new Map(order.map(({ placement }, index) => [placement, index]));
  const at = (row: Row) => place.get(row.placement.name) ?? Infinity;
  return [...rows].sort((a, b) => rankOf(a) - rankOf(b) || (at(a) === at(b) ? byStep(a, b) : at(a) - at(b)));
}

/** Whether a row belongs to what asks for attention now. */
export function needsMe(row: Row): boolean {
  return rankOf(row) < 3 || (row.triangle?.verdictsDue.length ?? 0) > 0;
}
