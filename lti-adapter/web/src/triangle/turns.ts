// Who is to act, and by when: the one question every home opens with. Pure, so that all homes agree.
import { compareDays, type Day } from "../shared/i18n/dates";
import { hasAccepted, isDead, isOpenForSigning, newest, nextCheck, partyName, partyOf } from "./agreement";
import { AgreementVersion_State as State, BlockerKind, PartyRole, PlacementState, SignatureState, Step, type Agreement, type Placement } from "./contract";
import { parties, stepRole } from "./words";

export type Turn =
  | { readonly kind: "find" }
  | { readonly kind: "draft" }
  | { readonly kind: "fill"; readonly clauses: readonly string[] }
  | { readonly kind: "submit" }
  | { readonly kind: "check"; readonly step: Step }
  | { readonly kind: "sign"; readonly party: PartyRole }
  | { readonly kind: "accept"; readonly party: PartyRole }
  | { readonly kind: "contact" }
  | { readonly kind: "rank"; readonly round: string; readonly href: string }
  | { readonly kind: "answer"; readonly round: string; readonly href: string; readonly organisation: string };

export interface OpenStep {
  readonly turn: Turn;
  /** Name of who is to act, when it is known. */
  readonly name: string;
  /** Side of the triangle that acts. */
  readonly side: PartyRole;
  readonly mine: boolean;
  readonly due: Day | undefined;
  readonly late: boolean;
  readonly agreement: Agreement | undefined;
  readonly placement: Placement | undefined;
}

export interface Me {
  readonly persons: readonly string[];
  readonly role: string;
}

interface Case {
  readonly placement: Placement | undefined;
  readonly agreement: Agreement | undefined;
}

const workplaceRoles = ["workplace_supervisor", "organisation_contact"];

/** Before the first day. Once that has passed, an amendment of what is in force has no day: nothing waits for it. */
function dueOf({ agreement, placement }: Case, today: Day): Day | undefined {
  const due = agreement?.dueDate ?? placement?.startDate;
  const amends = agreement?.inForce !== undefined && agreement.proposal !== undefined;
  return amends && due !== undefined && compareDays(due, today) < 0 ? undefined : due;
}

function turnsBeforeAgreement({ placement }: Case): { turn: Turn; name: string; side: PartyRole }[] {
  if (placement === undefined) return [];
  if (placement.state <= PlacementState.SCREENED || placement.workplace === "") {
    return [{ turn: { kind: "find" }, name: "", side: PartyRole.PROGRAMME }];
  }
  return [{ turn: { kind: "draft" }, name: placement.labels?.student ?? "", side: PartyRole.STUDENT }];
}

function turnsOfVersion(agreement: Agreement): { turn: Turn; name: string; side: PartyRole }[] {
  const version = newest(agreement);
  if (version === undefined) return [];
  if (version.state === State.DRAFT) {
    const clauses = version.missingClauses.map((clause) => clause.code);
    const turn: Turn = clauses.length > 0 ? { kind: "fill", clauses } : { kind: "submit" };
    return [{ turn, name: partyName(version, PartyRole.STUDENT), side: PartyRole.STUDENT }];
  }
  const step = nextCheck(version);
  if (step !== undefined) {
    const name = step === Step.TEACHER ? (agreement.labels?.contactPerson ?? "") : "";
    return [{ turn: { kind: "check", step }, name, side: PartyRole.PROGRAMME }];
  }
  if (isOpenForSigning(version)) {
    return version.signatures
      .filter((signature) => signature.state !== SignatureState.SIGNED && signature.state !== SignatureState.REFUSED)
      .map((signature) => ({ turn: { kind: "sign", party: signature.partyRole } as const, name: signature.displayName, side: signature.partyRole }));
  }
  if (version.state === State.IN_FORCE) {
    return parties
      .filter((role) => !hasAccepted(version, role))
      .map((role) => ({ turn: { kind: "accept", party: role } as const, name: partyName(version, role), side: role }));
  }
  return [];
}

function isMine(turn: Turn, side: PartyRole, me: Me, agreement: Agreement | undefined): boolean {
  switch (turn.kind) {
    case "sign":
    case "accept":
      return partyOf(agreement && newest(agreement), me.persons) === turn.party;
    case "check":
      return stepRole[turn.step] === me.role;
    case "find":
    case "contact":
      return me.role === "practice_office";
    case "rank":
    case "answer":
      return me.role === "student";
    case "draft":
    case "fill":
    case "submit":
      return !workplaceRoles.includes(me.role) && (side === PartyRole.STUDENT ? me.role === "student" : true);
  }
}

/** The open steps of one placement, in the order in which they must be done. */
export function openSteps(subject: Case, me: Me, today: Day): OpenStep[] {
  const { agreement, placement } = subject;
  const due = dueOf(subject, today);
  const found = agreement === undefined || isDead(agreement) ? turnsBeforeAgreement(subject) : turnsOfVersion(agreement);
  const steps = [...found];
  if (placement?.blockers.some((blocker) => blocker.kind === BlockerKind.CONTACT_PERSON_MISSING)) {
    steps.push({ turn: { kind: "contact" }, name: "", side: PartyRole.PROGRAMME });
  }
  const late = due !== undefined && compareDays(due, today) < 0;
  return steps.map(({ turn, name, side }) => ({ turn, name, side, due, late: late || agreement?.overdueTime !== undefined, mine: isMine(turn, side, me, agreement), agreement, placement }));
}

/** Own steps first, then late ones, then by date. */
export function byUrgency(a: OpenStep, b: OpenStep): number {
  if (a.mine !== b.mine) return a.mine ? -1 : 1;
  if (a.late !== b.late) return a.late ? -1 : 1;
  if (a.due === undefined || b.due === undefined) return a.due === b.due ? 0 : a.due === undefined ? 1 : -1;
  return compareDays(a.due, b.due);
}
