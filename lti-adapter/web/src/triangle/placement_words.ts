// Forms and states of a placement, what holds it up, and clauses of its agreement, as keys of the string tables.
import { BlockerKind, PlacementForm, PlacementState } from "./contract";
import type { Key } from "../shared/i18n/table";

export const formKey: Record<PlacementForm, Key> = {
  [PlacementForm.FORM_UNSPECIFIED]: "form.internship",
  [PlacementForm.INTERNSHIP]: "form.internship",
  [PlacementForm.RIBBON_INTERNSHIP]: "form.ribbon",
  [PlacementForm.GRADUATION_INTERNSHIP]: "form.graduation",
  [PlacementForm.OWN_WORKPLACE]: "form.own_workplace",
  [PlacementForm.DUAL_POST]: "form.dual_post",
  [PlacementForm.IN_COMPANY]: "form.in_company",
  [PlacementForm.SHORT_ASSIGNMENT]: "form.short",
  [PlacementForm.SCHOOL_PROJECT]: "form.school",
  [PlacementForm.OWN_BUSINESS]: "form.own_business",
};

export const placementKey: Record<PlacementState, Key> = {
  [PlacementState.STATE_UNSPECIFIED]: "st.unknown",
  [PlacementState.SEARCHING]: "pl.searching",
  [PlacementState.PROPOSED]: "pl.proposed",
  [PlacementState.SCREENED]: "pl.screened",
  [PlacementState.CONFIRMED]: "pl.confirmed",
  [PlacementState.READY]: "pl.ready",
  [PlacementState.ACTIVE]: "pl.active",
  [PlacementState.PAUSED]: "pl.paused",
  [PlacementState.FINISHING]: "pl.finishing",
  [PlacementState.COMPLETED]: "pl.completed",
  [PlacementState.ENDED_EARLY]: "pl.ended_early",
};

export const blockerKey: Record<BlockerKind, Key> = {
  [BlockerKind.KIND_UNSPECIFIED]: "st.unknown",
  [BlockerKind.AGREEMENT_NOT_IN_FORCE]: "block.agreement",
  [BlockerKind.CLAUSE_MISSING]: "block.clause",
  [BlockerKind.CONTACT_PERSON_MISSING]: "block.contact",
  [BlockerKind.RESPONSIBILITIES_NOT_ACCEPTED]: "block.responsibilities",
  [BlockerKind.NOT_STARTED_YET]: "block.not_started",
  [BlockerKind.SUPERVISOR_MISSING]: "block.supervisor",
  [BlockerKind.SCAN_MISSING]: "block.scan_missing",
  [BlockerKind.SCAN_UNFIT]: "block.scan_unfit",
  [BlockerKind.SCAN_EXPIRED]: "block.scan_expired",
};

const clauseKeys = {
  duration: "clause.duration",
  supervision: "clause.supervision",
  outcomes: "clause.outcomes",
  assessment: "clause.assessment",
  time_and_space: "clause.time_and_space",
  early_termination: "clause.early_termination",
  activities: "clause.activities",
  contact: "clause.contact",
  expectations: "clause.expectations",
  confidentiality: "clause.confidentiality",
  insurance: "clause.insurance",
  remuneration: "clause.remuneration",
  parties: "clause.parties",
  period: "clause.period",
  commitments: "clause.commitments",
  responsibilities: "clause.responsibilities",
} as const satisfies Record<string, Key>;

export type ClauseCode = keyof typeof clauseKeys;

export function clauseKey(code: string): Key | undefined {
  return Object.hasOwn(clauseKeys, code) ? clauseKeys[code as ClauseCode] : undefined;
}
