// What is stuck, from placements and agreements alone: one entry per thing, with what it is and who can act. Pure.
import { compareDays, daysBetween, type Day } from "../../shared/i18n/dates";
import { hasEnded, isDead, isOpenForSigning, newest, nextCheck } from "../../triangle/agreement";
import { AgreementVersion_State as State, BlockerKind, PlacementState, SignatureState, Step, Variant, type Agreement, type Placement, type Signature } from "../../triangle/contract";

export type Cause = "no_place" | "no_supervisor" | "no_contact" | "no_agreement" | "refused" | "incomplete" | "to_check" | "unsigned" | "not_accepted" | "ended";

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

function causesOf(placement: Placement, agreement: Agreement | undefined): Cause[] {
  const causes: Cause[] = [];
  if (placement.workplace === "") causes.push("no_place");
  else if (placement.supervisor === "") causes.push("no_supervisor");
  if (placement.blockers.some((blocker) => blocker.kind === BlockerKind.CONTACT_PERSON_MISSING)) causes.push("no_contact");
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

/** A thing is stuck when its due day is past or near; what needs the office itself is always there. */
function needsOffice(cause: Cause, agreement: Agreement | undefined): boolean {
  if (cause === "no_place" || cause === "no_supervisor" || cause === "no_contact" || cause === "refused" || cause === "ended") return true;
  const version = agreement && newest(agreement);
  return cause === "to_check" && version !== undefined && nextCheck(version) === Step.PRACTICE_OFFICE;
}

const horizonDays = 14;

export function stuckThings(placements: readonly Placement[], agreements: ReadonlyMap<string, Agreement>, today: Day): Stuck[] {
  const all: Stuck[] = [];
  for (const placement of placements) {
    if (placement.state === PlacementState.COMPLETED || placement.state === PlacementState.ENDED_EARLY) continue;
    const agreement = agreements.get(placement.name);
    const version = agreement && newest(agreement);
    const due = version && hasEnded(version) ? (version.ending?.lastDate ?? version.endDate) : agreement?.dueDate ?? placement.startDate;
    const late = due === undefined ? -999 : daysBetween(due, today);
    for (const cause of causesOf(placement, agreement)) {
      if (!needsOffice(cause, agreement) && late < -horizonDays && agreement?.overdueTime === undefined) continue;
      all.push({
        cause, placement, agreement, due, late,
        waiting: version?.signatures.filter((signature) => signature.state !== SignatureState.SIGNED && signature.state !== SignatureState.REFUSED) ?? [],
        clauses: version?.missingClauses.map((clause) => clause.code) ?? [],
      });
    }
  }
  return all.sort((a, b) => b.late - a.late || (a.due && b.due ? compareDays(a.due, b.due) : 0));
}

export interface Figures {
  readonly students: number;
  /** The same per variant: a total never stands alone (R1). */
  readonly parts: readonly { readonly variant: Variant; readonly students: number }[];
  readonly organisations: number;
  readonly placed: number;
  readonly without: number;
  readonly unsigned: number;
  readonly late: number;
}

function count(placements: readonly Placement[]): number {
  return new Set(placements.map((placement) => placement.student)).size;
}

/** The figures of the row on top; each counts records that the lists below show. */
export function figures(placements: readonly Placement[], agreements: ReadonlyMap<string, Agreement>): Figures {
  const live = placements.filter((placement) => placement.state !== PlacementState.COMPLETED && placement.state !== PlacementState.ENDED_EARLY);
  const placed = live.filter((placement) => placement.workplace !== "");
  const unsigned = placed.filter((placement) => agreements.get(placement.name)?.inForce === undefined);
  return {
    students: count(live),
    parts: [Variant.FULL_TIME, Variant.PART_TIME, Variant.DUAL].map((variant) => ({ variant, students: count(live.filter((placement) => placement.variant === variant)) })).filter((part) => part.students > 0),
    organisations: new Set(placed.map((placement) => placement.workplace.split("/workplaces/")[0])).size,
    placed: placed.length,
    without: live.length - placed.length,
    unsigned: unsigned.length,
    late: unsigned.filter((placement) => agreements.get(placement.name)?.overdueTime !== undefined).length,
  };
}
