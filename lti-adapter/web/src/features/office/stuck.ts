// What is stuck, from placements and agreements alone: one entry per thing, with what it is and who can act. Pure.
import { compareDays, daysBetween, type Day } from "../../shared/i18n/dates";
import { hasEnded, isDead, isOpenForSigning, newest, nextCheck } from "../../triangle/agreement";
import { AgreementVersion_State as State, BlockerKind, PlacementState, SignatureState, Step, Variant, type Agreement, type Placement, type Signature } from "../../triangle/contract";

export type Cause = "searching" | "to_screen" | "no_place" | "no_supervisor" | "no_contact" | "scan" | "no_agreement" | "refused" | "incomplete" | "to_check" | "unsigned" | "not_accepted" | "ended";

/** The three kinds of stuck things that the office parts its list by. */
export type Kind = "searching" | "proposals" | "blocked";

export function kindOf(cause: Cause): Kind {
  if (cause === "searching") return "searching";
  return cause === "to_screen" ? "proposals" : "blocked";
}

export interface Stuck {
  readonly cause: Cause;
  readonly placement: Placement;
  readonly agreement: Agreement | undefined;
  readonly due: Day | undefined;
  /** Days past the due day; negative while there is time. */
  readonly late: number;
  /** Signers who have not signed. */
  readonly waiting: readonly Signature[];
  readonly clauses: readonly string[];
}

const scanBlockers = new Set([BlockerKind.SCAN_MISSING, BlockerKind.SCAN_UNFIT, BlockerKind.SCAN_EXPIRED]);

/** What the scan of a workplace lacks; undefined when nothing. */
export function scanLack(placement: Placement): BlockerKind | undefined {
  return placement.blockers.find((blocker) => scanBlockers.has(blocker.kind))?.kind;
}

function causesOf(placement: Placement, agreement: Agreement | undefined): Cause[] {
  const causes: Cause[] = [];
  // Who still searches lacks all the rest too; that comes after it.
  if (placement.state === PlacementState.SEARCHING) return ["searching"];
  if (placement.state === PlacementState.PROPOSED) return ["to_screen"];
  if (placement.workplace === "") causes.push("no_place");
  else if (placement.supervisor === "") causes.push("no_supervisor");
  if (placement.blockers.some((blocker) => blocker.kind === BlockerKind.CONTACT_PERSON_MISSING)) causes.push("no_contact");
  if (scanLack(placement) !== undefined) causes.push("scan");
  const version = agreement && newest(agreement);
  if (agreement === undefined || version === undefined) {
    if (placement.state >= PlacementState.CONFIRMED) causes.push("no_agreement");
  } else if (isDead(agreement)) causes.push("refused");
  else if (version.state === State.DRAFT) causes.push("incomplete");
  else if (version.state === State.IN_REVIEW) causes.push("to_check");
  else if (isOpenForSigning(version)) causes.push("unsigned");
  else if (hasEnded(version)) causes.push("ended");
  else if (placement.blockers.some((blocker) => blocker.kind === BlockerKind.RESPONSIBILITIES_NOT_ACCEPTED)) causes.push("not_accepted");
  return causes;
}

const officeCauses = new Set<Cause>(["searching", "to_screen", "no_place", "no_supervisor", "no_contact", "refused", "ended"]);

/** Somebody learns now at a place whose scan does not hold: there is no day to wait for. */
function isScanNow(cause: Cause, placement: Placement): boolean {
  return cause === "scan" && placement.state >= PlacementState.ACTIVE;
}

/** A thing is stuck when its due day is past or near; what needs the office itself is always there. */
function needsOffice(cause: Cause, placement: Placement, agreement: Agreement | undefined): boolean {
  if (officeCauses.has(cause) || isScanNow(cause, placement)) return true;
  const version = agreement && newest(agreement);
  return cause === "to_check" && version !== undefined && nextCheck(version) === Step.PRACTICE_OFFICE;
}

/** Four weeks: what starts within them is listed, so that the figures on top count what stands below. */
export const horizonDays = 28;

function isOver(placement: Placement): boolean {
  return placement.state === PlacementState.COMPLETED || placement.state === PlacementState.ENDED_EARLY;
}

export function stuckThings(placements: readonly Placement[], agreements: ReadonlyMap<string, Agreement>, today: Day): Stuck[] {
  const all: Stuck[] = [];
  for (const placement of placements) {
    if (isOver(placement)) continue;
    const agreement = agreements.get(placement.name);
    const version = agreement && newest(agreement);
    const dueOf = (cause: Cause): Day | undefined => {
      if (isScanNow(cause, placement)) return undefined;
      return version && hasEnded(version) ? (version.ending?.lastDate ?? version.endDate) : agreement?.dueDate ?? placement.startDate;
    };
    for (const cause of causesOf(placement, agreement)) {
      const due = dueOf(cause);
      const late = due !== undefined ? daysBetween(due, today) : isScanNow(cause, placement) ? 0 : -999;
      if (!needsOffice(cause, placement, agreement) && late < -horizonDays && agreement?.overdueTime === undefined) continue;
      all.push({
        cause, placement, agreement, due, late,
        waiting: version?.signatures.filter((signature) => signature.state !== SignatureState.SIGNED && signature.state !== SignatureState.REFUSED) ?? [],
        clauses: version?.missingClauses.map((clause) => clause.code) ?? [],
      });
    }
  }
  return all.sort((a, b) => b.late - a.late || (a.due && b.due ? compareDays(a.due, b.due) : 0));
}

/** The list hangs on the day: tomorrow it is made anew. */
export function nextDay({ year, month, day }: Day): Day {
  const next = new Date(Date.UTC(year, month - 1, day + 1));
  return { year: next.getUTCFullYear(), month: next.getUTCMonth() + 1, day: next.getUTCDate() };
}

/** Days that a student has been looking; undefined without a clock. */
export function searchDays(placement: Placement, today: Day): number | undefined {
  const since = placement.searchClock?.sinceDate;
  return since && Math.max(0, daysBetween(since, today));
}

/** A count with its parts per variant: a total never stands alone (R1). */
export interface Figure {
  readonly total: number;
  readonly parts: readonly { readonly variant: Variant; readonly count: number }[];
}

const variants = [Variant.FULL_TIME, Variant.PART_TIME, Variant.DUAL];

function figureOf(placements: readonly Placement[]): Figure {
  return {
    total: placements.length,
    parts: variants.map((variant) => ({ variant, count: placements.filter((placement) => placement.variant === variant).length })).filter(({ count }) => count > 0),
  };
}

export interface Figures {
  readonly searching: Figure;
  readonly proposals: Figure;
  readonly blocked: Figure;
  readonly starting: Figure;
  /** Weeks of assignment time that were lost to searching, all students together. */
  readonly lostWeeks: number;
}

/** The figures of the row on top; each counts placements of the list below, and those that start within four weeks. */
export function figures(placements: readonly Placement[], stuck: readonly Stuck[], today: Day): Figures {
  const of = (kind: Kind) => figureOf([...new Set(stuck.filter(({ cause }) => kindOf(cause) === kind).map(({ placement }) => placement))]);
  const soon = placements.filter((placement) => {
    const days = placement.startDate ? daysBetween(today, placement.startDate) : -1;
    return placement.state < PlacementState.ACTIVE && days >= 0 && days <= horizonDays;
  });
  const lost = stuck.filter(({ cause }) => cause === "searching").map(({ placement }) => Math.max(0, -(placement.searchClock?.weeksToStart ?? 0)));
  return { searching: of("searching"), proposals: of("proposals"), blocked: of("blocked"), starting: figureOf(soon), lostWeeks: lost.reduce((sum, weeks) => sum + weeks, 0) };
}
